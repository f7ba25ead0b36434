import Foundation

/// All that stands in a folder of notes, with bytes and times, to see that nothing of it changes.
struct NoteTimes: Equatable {
  private struct Entry: Equatable {
    var bytes: Data?
    var mode: mode_t
    var inode: UInt64
    /// Of the last change of bytes, of anything, and of the last access; of folders the first two only, since looking
    /// for notes must read them.
    var times: [Int]
  }

  private var entries: [String: Entry] = [:]

  init(of folder: URL) throws {
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let path = folder.appending(path: name).path
      let before = try NoteTimes.status(path)
      let isFolder = before.st_mode & S_IFMT == S_IFDIR
      var times = [
        before.st_mtim.tv_sec, before.st_mtim.tv_nsec, before.st_ctim.tv_sec, before.st_ctim.tv_nsec,
      ]
      if !isFolder { times += [before.st_atim.tv_sec, before.st_atim.tv_nsec] }
      entries[name] = Entry(
        bytes: isFolder ? nil : try NoteTimes.bytes(path), mode: before.st_mode, inode: UInt64(before.st_ino),
        times: times)
    }
  }

  private static func status(_ path: String) throws -> stat {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw CocoaError(.fileReadNoSuchFile) }
    return status
  }

  /// Read so that this very look leaves no trace (O_NOATIME).
  private static func bytes(_ path: String) throws -> Data {
    let descriptor = open(path, O_RDONLY | 0o1000000)
    guard descriptor >= 0 else { throw CocoaError(.fileReadNoPermission) }
    return try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).readToEnd() ?? Data()
  }
}
