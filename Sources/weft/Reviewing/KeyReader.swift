#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads answers of one key from a terminal, or of one line from anything else.
enum KeyReader {
  /// The next answer in small letters; nil at the end of input.
  ///
  /// On a terminal one key is enough, and no other is waited for; keys that send more than one byte (arrows) are no
  /// answer. The terminal is in its raw mode only while a key is waited for, and is put back whatever ends the program.
  static func next() -> Character? {
    isatty(0) == 1 && RawMode.isPossible ? key() : line()
  }

  private static func key() -> Character? {
    while true {
      RawMode.begin()
      var bytes = [UInt8](repeating: 0, count: 16)
      let count = read(0, &bytes, bytes.count)
      let error = errno
      RawMode.end()
      if count < 0, error == EINTR { continue }
      // Control-D, and Control-C, which here ends the questions and not the program.
      guard count > 0, bytes[0] != 0x04, bytes[0] != 0x03 else { return nil }
      guard count == 1, bytes[0] > 0x20, bytes[0] < 0x7f else { continue }
      return Character(Unicode.Scalar(bytes[0])).lowercased().first
    }
  }

  /// The first letter of a line; a line without any is passed over.
  private static func line() -> Character? {
    var first: UInt8?
    while true {
      var byte: UInt8 = 0
      let count = read(0, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return first.flatMap { Character(Unicode.Scalar($0)).lowercased().first } }
      if byte == UInt8(ascii: "\n") {
        if let first { return Character(Unicode.Scalar(first)).lowercased().first }
      } else if first == nil, byte > 0x20, byte < 0x7f {
        first = byte
      }
    }
  }
}

/// The mode of a terminal in which a key arrives at once and is not shown.
private enum RawMode {
  /// What handlers of signals need: they may use nothing that allocates or waits.
  nonisolated(unsafe) private static var before = termios()
  nonisolated(unsafe) private static var isOn: sig_atomic_t = 0

  private static let ending: [Int32] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP]

  /// Whether standard input has such a mode.
  static var isPossible: Bool {
    var mode = termios()
    return tcgetattr(0, &mode) == 0
  }

  static func begin() {
    guard tcgetattr(0, &before) == 0 else { return }
    isOn = 1
    for number in ending { signal(number, handler) }
    signal(SIGCONT) { _ in RawMode.set() }
    set()
  }

  static func end() {
    guard isOn == 1 else { return }
    restore()
    isOn = 0
    for number in ending + [SIGCONT] { signal(number, SIG_DFL) }
  }

  /// Puts the terminal back, then lets the signal do what it would have done.
  private static let handler: @convention(c) (Int32) -> Void = { number in
    RawMode.restore()
    signal(number, SIG_DFL)
    raise(number)
    // A handler's own signal waits until it returns; a stopped program is set up again when it goes on.
    if number == SIGTSTP {
      var waiting = sigset_t()
      sigemptyset(&waiting)
      sigaddset(&waiting, number)
      sigprocmask(SIG_UNBLOCK, &waiting, nil)
      signal(number, RawMode.again)
    }
  }

  private static let again: @convention(c) (Int32) -> Void = { number in
    RawMode.restore()
    signal(number, SIG_DFL)
    raise(number)
  }

  private static func set() {
    guard isOn == 1 else { return }
    var mode = before
    mode.c_lflag &= ~tcflag_t(ICANON | ECHO)
    // The key for an interruption arrives as a key.
    withUnsafeMutableBytes(of: &mode.c_cc) { $0[Int(VINTR)] = disabled }
    tcsetattr(0, TCSANOW, &mode)
  }

  /// What stands for no key at all (`_POSIX_VDISABLE`).
  #if canImport(Darwin)
    private static let disabled: UInt8 = 0xff
  #else
    private static let disabled: UInt8 = 0
  #endif

  private static func restore() {
    guard isOn == 1 else { return }
    tcsetattr(0, TCSANOW, &before)
  }
}
