#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The right to build a graph folder, held by one process at a time until it is released.
///
/// An advisory lock on a file (`flock`), which the system takes back when a process dies, however it does. The file
/// stays: deleting it would let two processes hold locks on two files of one name.
struct BuildLock: ~Copyable {
  private let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  /// Gives the lock back.
  consuming func release() { close(descriptor) }

  /// Takes the lock.
  ///
  /// While another process holds it, `whenHeld` is asked about every 0.1 s, with what that process wrote about itself
  /// and for how long it has held the lock, whether to go on waiting.
  static func acquire(at path: String, whenHeld: (String) -> Bool) throws(BuildError) -> BuildLock {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw BuildError(
        .io, "the lock file cannot be opened: \(String(cString: strerror(errno)))", path: path,
        hint: "check who may write it and its folder, or set cache: in \(ConfigurationFile.name) to another folder")
    }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        let message = String(cString: strerror(errno))
        close(descriptor)
        throw BuildError(
          .io, "the lock file cannot be locked: \(message)", path: path,
          hint: "set cache: in \(ConfigurationFile.name) to a folder on a disk of this machine")
      }
      let holder = holder(descriptor)
      guard whenHeld(holder) else {
        close(descriptor)
        throw BuildError(
          .locked, "another build holds this folder (\(holder))", path: path,
          hint: "try again when it is done, or end that process: the graph before it stays")
      }
      usleep(100_000)
    }
    // Who holds the lock, and by the file's time since when; a disk that is full must not stop the build here.
    let text = Array("process \(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = pwrite(descriptor, text, text.count, 0)
    return BuildLock(descriptor: descriptor)
  }

  /// "process 4711, for 12 s".
  private static func holder(_ descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    let line = buffer.prefix(max(0, count)).prefix { $0 >= 0x20 && $0 < 0x7f }
    var text = line.isEmpty ? "an unknown process" : String(decoding: line, as: UTF8.self)
    var status = stat()
    if fstat(descriptor, &status) == 0 {
      #if canImport(Darwin)
        let seconds = time(nil) - status.st_mtimespec.tv_sec
      #else
        let seconds = time(nil) - status.st_mtim.tv_sec
      #endif
      if seconds > 0 { text += seconds < 120 ? ", for \(seconds) s" : ", for \(seconds / 60) min" }
    }
    return text
  }
}
