import CHeap

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file by its number: standard input, output and errors, or a file that a command reads or writes.
struct Descriptor: Sendable {
  let number: Int32

  static let input = Descriptor(number: 0)
  static let output = Descriptor(number: 1)
  static let errors = Descriptor(number: 2)

  var isTerminal: Bool { isatty(number) == 1 }

  /// How wide the terminal is, or nil where this is none or does not say.
  var columns: Int? {
    var size = winsize()
    guard ioctl(number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes all of `bytes`.
  func writeAll(_ bytes: some Collection<UInt8>, named name: String) throws(Failure) {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw Failure("cannot write: \(SystemError.last)", place: name, hint: SystemError.hint)
      }
    }
  }

  /// Reads all that is left; more than `limit` bytes are refused.
  func readAll(named name: String, limit: Int = .max) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(number, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes += buffer[..<count]
        guard bytes.count <= limit else {
          throw Failure("the file is too large: \(Wording.grouped(limit)) bytes are the most", place: name)
        }
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw Failure("cannot read: \(SystemError.last)", place: name)
      }
    }
  }
}

/// What the system says about the call that failed last.
enum SystemError {
  static var last: String { String(cString: strerror(errno)) }

  /// What to do about it, where that is plain.
  static var hint: String? {
    switch errno {
    case ENOSPC, EDQUOT: "free some space; what stood there before is unchanged"
    case EFBIG: "the shell allows no files so large (ulimit -f); what stood there before is unchanged"
    case EACCES, EPERM: "check who may write there"
    case EROFS: "the disk is mounted for reading only: choose another place"
    default: nil
    }
  }
}

/// The variables of the environment that a terminal program honours.
enum Environment {
  static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// The running program as its caller sees it.
enum Program {
  /// Lets a reader that has seen enough (`| head`) end the program in silence, whatever the caller set.
  static func endsOnBrokenPipe() { signal(SIGPIPE, SIG_DFL) }

  /// Large arrays give their memory back when they are let go, however long the program goes on.
  static func returnsMemory() { weft_heap_keep_apart() }

  /// Lets a file that grows beyond what the caller allows (`ulimit -f`) be an error of writing, with its message.
  static func outlivesFileLimit() { signal(SIGXFSZ, SIG_IGN) }

  static func end(_ status: Int32) -> Never { exit(status) }
}
