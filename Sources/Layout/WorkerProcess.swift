#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A process that answers lines by lines, over one socket that is its standard input and output.
final class WorkerProcess {
  /// The parent's end of the socket.
  let socket: Int32
  private let process: pid_t
  private var isEnded = false
  private var outgoing: ArraySlice<UInt8> = []
  private var incoming: [UInt8] = []

  /// Starts a program; nil where that cannot be done.
  init?(program: String, arguments: [String]) {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, WorkerProcess.stream, 0, &ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = WorkerProcess.actions()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // The caller's thread may have blocked signals, which would outlive it there.
    var attributes = WorkerProcess.attributes()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var started: pid_t = 0
    let status = posix_spawn(&started, program, &actions, &attributes, words, environ)
    close(ends[1])
    guard status == 0 else {
      close(ends[0])
      return nil
    }
    socket = ends[0]
    process = started
    _ = fcntl(socket, F_SETFL, O_NONBLOCK)
  }

  deinit {
    // One that is idle ends by itself when it reads the end of its input.
    if !isEnded { _ = end(killing: false) }
  }

  /// Whether something is still to be sent.
  var isSending: Bool { !outgoing.isEmpty }

  /// Puts a line into what is to be sent.
  func send(_ line: String) {
    outgoing = ArraySlice(Array(outgoing) + Array(line.utf8) + [UInt8(ascii: "\n")])
    push()
  }

  /// Sends what the socket takes now.
  func push() {
    while !outgoing.isEmpty {
      let count = outgoing.withUnsafeBytes { WorkerProcess.send(socket, $0) }
      if count > 0 {
        outgoing = outgoing.dropFirst(count)
      } else if count < 0, errno == EINTR {
        continue
      } else {
        return
      }
    }
  }

  /// What a worker has said.
  enum Answer: Equatable {
    case line(String)
    /// It is not ready.
    case nothing
    case ended
  }

  /// The next line that has come, without waiting.
  func receive() -> Answer {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = incoming.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: incoming[..<end], as: UTF8.self)
        incoming.removeSubrange(...end)
        return .line(line)
      }
      let count = buffer.withUnsafeMutableBytes { read(socket, $0.baseAddress, $0.count) }
      if count > 0 {
        incoming += buffer[..<count]
      } else if count < 0, errno == EINTR {
        continue
      } else if count < 0, errno == EAGAIN || errno == EWOULDBLOCK {
        return .nothing
      } else {
        return .ended
      }
    }
  }

  /// Ends the process and waits for it.
  ///
  /// - Returns: The signal that ended it, or 0.
  func end(killing: Bool) -> Int32 {
    guard !isEnded else { return 0 }
    isEnded = true
    if killing { kill(process, SIGKILL) }
    close(socket)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f
  }

  // MARK: What systems call differently

  #if canImport(Glibc)
    private static let stream = Int32(SOCK_STREAM.rawValue)
    private static func actions() -> posix_spawn_file_actions_t { posix_spawn_file_actions_t() }
    private static func attributes() -> posix_spawnattr_t { posix_spawnattr_t() }
    /// A worker that is gone is no reason for a signal to this process.
    private static func send(_ socket: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
      Glibc.send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    }
  #elseif canImport(Musl)
    private static let stream = SOCK_STREAM
    private static func actions() -> posix_spawn_file_actions_t { posix_spawn_file_actions_t() }
    private static func attributes() -> posix_spawnattr_t { posix_spawnattr_t() }
    private static func send(_ socket: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
      Musl.send(socket, bytes.baseAddress, bytes.count, MSG_NOSIGNAL)
    }
  #else
    private static let stream = SOCK_STREAM
    private static func actions() -> posix_spawn_file_actions_t? { nil }
    private static func attributes() -> posix_spawnattr_t? { nil }
    private static func send(_ socket: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
      var isOn: Int32 = 1
      setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &isOn, socklen_t(MemoryLayout<Int32>.size))
      return Darwin.send(socket, bytes.baseAddress, bytes.count, 0)
    }
  #endif
}
