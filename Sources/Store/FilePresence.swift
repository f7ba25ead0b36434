#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What stands at a path, without Foundation, which a one-shot command would pay for at its start.
enum FilePresence {
  case nothing
  /// A file, which may be empty.
  case file(isEmpty: Bool)
  /// A folder, a pipe, a device.
  case other

  init(at path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .nothing
      return
    }
    self = status.st_mode & S_IFMT == S_IFREG ? .file(isEmpty: status.st_size == 0) : .other
  }

  /// Whether there is a file with content at `path`.
  static func exists(_ path: String) -> Bool {
    if case .file(isEmpty: false) = FilePresence(at: path) { true } else { false }
  }

  /// Whether files may be made beside the one at `path`.
  static func isFolderWritable(of path: String) -> Bool {
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "./"
    return access(String(folder), W_OK) == 0
  }

  /// Whether the disk with the file has no room for the smallest of what a database needs beside it.
  static func isDiskFull(of path: String) -> Bool {
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "./"
    var status = statvfs()
    guard statvfs(String(folder), &status) == 0 else { return false }
    return UInt64(status.f_bavail) * UInt64(status.f_frsize) < 65_536
  }
}
