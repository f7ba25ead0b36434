#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reading and writing the files that a command line names; `-` is standard input or output.
enum Files {
  /// All bytes of a file; one with more than `limit` is refused.
  static func read(_ path: String, limit: Int = .max) throws(Failure) -> [UInt8] {
    guard path != "-" else { return try Descriptor.input.readAll(named: "standard input", limit: limit) }
    let number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw Failure("cannot open the file: \(SystemError.last)", place: path) }
    defer { close(number) }
    return try Descriptor(number: number).readAll(named: path, limit: limit)
  }

  /// Whether a path leads to a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// What makes two paths one file, or nil where there is none.
  static func identity(_ path: String) -> [UInt64]? {
    var status = stat()
    return stat(path, &status) == 0 ? [UInt64(status.st_dev), UInt64(status.st_ino)] : nil
  }

  /// Puts `bytes` in the place of a file, at once: whoever looks sees the old file or the whole new one.
  static func write(_ bytes: some Collection<UInt8>, to path: String) throws(Failure) {
    try write(to: path) { (descriptor, name) throws(Failure) in try descriptor.writeAll(bytes, named: name) }
  }

  /// Puts what `body` writes, a stretch at a time, in the place of a file, at once; `body` gets the open file and what to
  /// call it in an error.
  static func write(to path: String, _ body: (Descriptor, _ name: String) throws(Failure) -> Void) throws(Failure) {
    guard path != "-" else { return try body(Descriptor.output, "standard output") }
    let target = FileTarget(path)
    // A pipe or a device (`-o /dev/stdout`) cannot be replaced, only written.
    guard target.isReplaceable else {
      let number = open(path, O_WRONLY | O_CLOEXEC)
      guard number >= 0 else {
        throw Failure("cannot write the file: \(SystemError.last)", place: path, hint: SystemError.hint)
      }
      defer { close(number) }
      return try body(Descriptor(number: number), path)
    }
    let scratch = "\(target.path).weft-\(getpid())"
    let number = open(scratch, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, target.mode)
    guard number >= 0 else {
      throw Failure("cannot write the file: \(SystemError.last)", place: path, hint: SystemError.hint)
    }
    do throws(Failure) {
      defer { close(number) }
      try body(Descriptor(number: number), path)
      guard fsync(number) == 0 else {
        throw Failure("cannot write the file: \(SystemError.last)", place: path, hint: SystemError.hint)
      }
    } catch {
      unlink(scratch)
      throw error
    }
    guard rename(scratch, target.path) == 0 else {
      let failure = Failure("cannot write the file: \(SystemError.last)", place: path, hint: SystemError.hint)
      unlink(scratch)
      throw failure
    }
  }

  /// Where a path leads: through a link to its file, whose permissions a new file takes over.
  private struct FileTarget {
    var path: String
    var mode: mode_t = 0o666
    var isReplaceable = true

    init(_ path: String) {
      self.path = path
      var status = stat()
      guard stat(path, &status) == 0 else { return }
      isReplaceable = status.st_mode & S_IFMT == S_IFREG
      mode = status.st_mode & 0o7777
      if let resolved = realpath(path, nil) {
        self.path = String(cString: resolved)
        free(resolved)
      }
    }
  }
}
