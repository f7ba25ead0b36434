#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reading and writing the files that a command line names; `-` is standard input or output.
enum Files {
  /// All bytes of a file.
  static func read(_ path: String) throws(Failure) -> [UInt8] {
    guard path != "-" else { return try Descriptor.input.readAll(named: "standard input") }
    let number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw Failure("cannot open the file: \(SystemError.last)", place: path) }
    defer { close(number) }
    return try Descriptor(number: number).readAll(named: path)
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
    guard path != "-" else { return try Descriptor.output.writeAll(bytes, named: "standard output") }
    let target = FileTarget(path)
    // A pipe or a device (`-o /dev/stdout`) cannot be replaced, only written.
    guard target.isReplaceable else {
      let number = open(path, O_WRONLY | O_CLOEXEC)
      guard number >= 0 else { throw Failure("cannot write the file: \(SystemError.last)", place: path) }
      defer { close(number) }
      return try Descriptor(number: number).writeAll(bytes, named: path)
    }
    let scratch = "\(target.path).weft-\(getpid())"
    let number = open(scratch, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, target.mode)
    guard number >= 0 else { throw Failure("cannot write the file: \(SystemError.last)", place: path) }
    do throws(Failure) {
      defer { close(number) }
      try Descriptor(number: number).writeAll(bytes, named: path)
      guard fsync(number) == 0 else { throw Failure("cannot write the file: \(SystemError.last)", place: path) }
    } catch {
      unlink(scratch)
      throw error
    }
    guard rename(scratch, target.path) == 0 else {
      let reason = SystemError.last
      unlink(scratch)
      throw Failure("cannot write the file: \(reason)", place: path)
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
