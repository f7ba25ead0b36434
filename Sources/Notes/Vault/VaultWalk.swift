#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import KnowledgeGraph

/// One walk over the folders of a vault.
struct VaultWalk {
  private struct FolderID: Hashable {
    var device: UInt64
    var inode: UInt64
  }

  private(set) var files: [VaultFile] = []
  private(set) var folders: [String] = []
  private(set) var diagnostics: [Diagnostic] = []

  private let root: String
  private let include: [PathPattern]
  private let exclude: [PathPattern]
  /// How the files that are listed end, in small letters: `.md`.
  private let endings: [[UInt8]]
  private var visited: Set<FolderID> = []
  /// Symbolic links to folders, which are read after the folders themselves.
  private var linked: [String] = []

  init(root: String, include: [PathPattern], exclude: [PathPattern], endings: [[UInt8]]) {
    self.root = root
    self.include = include
    self.exclude = exclude
    self.endings = endings
  }

  /// Lists what is in `starts`, folders and files below the root.
  mutating func run(from starts: [String] = [""]) {
    for start in starts {
      var status = stat()
      let isThere = stat(root + "/" + start, &status) == 0
      if start.isEmpty || isThere && status.st_mode & S_IFMT == S_IFDIR {
        walk(start)
        continue
      }
      let reason = isThere ? "no file of this kind is read" : "it cannot be read: \(VaultWalk.reason(errno))"
      let count = files.count
      var folders: [String] = []
      if isThere { look(at: start, named: root + "/" + start, in: AT_FDCWD, folders: &folders) }
      if files.count == count {
        diagnostics.append(
          Diagnostic(.error, path: start, message: reason, hint: "check that it is there and readable"))
      }
    }
    while !linked.isEmpty {
      let next = linked.sorted { $0.precedesInBytes($1) }
      linked.removeAll()
      for folder in next { walk(folder) }
    }
    folders.sort { $0.precedesInBytes($1) }
    files = files.sorted(byBytesOf: \.path)
    dropLookalikes()
    diagnostics.sort { $0.path.precedesInBytes($1.path) }
  }

  /// Leaves out files whose paths are equal but for how they spell accents: as Unicode text they are one path.
  private mutating func dropLookalikes() {
    var seen: Set<String> = []
    var kept: [VaultFile] = []
    kept.reserveCapacity(files.count)
    for file in files {
      // Named itself, and in a folder that is named.
      if let last = kept.last?.path.utf8, last.count == file.path.utf8.count, last.elementsEqual(file.path.utf8) {
        continue
      }
      // Without accents a path looks like no other.
      if file.path.isAllASCII || seen.insert(file.path).inserted {
        kept.append(file)
      } else {
        diagnostics.append(
          Diagnostic(
            .warning, path: file.path,
            message: "another file has the same name, with its accents in another encoding; left out",
            hint: "rename one of the two"))
      }
    }
    files = kept
  }

  private mutating func walk(_ start: String) {
    var folders = [start]
    while let folder = folders.popLast() {
      let place = folder.isEmpty ? root : root + "/" + folder
      guard let handle = opendir(place) else {
        diagnostics.append(
          Diagnostic(
            .error, path: folder.isEmpty ? "." : folder, message: "folder cannot be read: \(VaultWalk.reason(errno))",
            hint: "check that it is there and readable"))
        continue
      }
      defer { closedir(handle) }
      var status = stat()
      guard fstat(dirfd(handle), &status) == 0,
        visited.insert(FolderID(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))).inserted
      else { continue }
      self.folders.append(folder)
      while let entry = readdir(handle) {
        guard let place = VaultWalk.name(entry) else { continue }
        let name = UnsafeRawBufferPointer(start: place, count: strlen(place))
        guard let first = name.first, first != Byte.period else { continue }
        guard let text = String(validating: name, as: UTF8.self) else {
          let shown = String(decoding: name, as: UTF8.self)
          diagnostics.append(
            Diagnostic(
              .warning, path: folder.isEmpty ? shown : folder + "/" + shown,
              message: "file name is not valid UTF-8; left out", hint: "rename it"))
          continue
        }
        let path = folder.isEmpty ? text : folder + "/" + text
        guard !exclude.contains(where: { $0.matches(path) }) else { continue }
        look(at: path, named: place, in: dirfd(handle), folders: &folders)
      }
    }
  }

  /// `name` is that of the file in an open folder, by which the system finds it without a look at the folders above.
  private mutating func look(
    at path: String, named name: UnsafePointer<CChar>, in folder: Int32, folders: inout [String]
  ) {
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
    let isLink = status.st_mode & S_IFMT == S_IFLNK
    let isNote = endings.contains { path.utf8.suffix($0.count).lazy.map(\.lowercased).elementsEqual($0) }
    if isLink, fstatat(folder, name, &status, 0) != 0 {
      if isNote, isIncluded(path) {
        diagnostics.append(
          Diagnostic(
            .warning, path: path, message: "link leads nowhere: \(VaultWalk.reason(errno))",
            hint: "mend the symbolic link, or delete it"))
      }
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      if isLink { linked.append(path) } else { folders.append(path) }
    case S_IFREG:
      guard isNote, isIncluded(path) else { return }
      let modified = status.modificationTime
      files.append(VaultFile(path: path, size: Int(status.st_size), modified: modified))
    default:
      guard isNote, isIncluded(path) else { return }
      // Opening one might wait for ever.
      diagnostics.append(
        Diagnostic(
          .warning, path: path, message: "it is a pipe, a socket or a device and no file; left out", hint: "delete it"))
    }
  }

  private func isIncluded(_ path: String) -> Bool {
    include.isEmpty || include.contains { $0.matches(path) }
  }

  /// The name of an entry, which is there until the next one is read.
  private static func name(_ entry: UnsafeMutablePointer<dirent>) -> UnsafePointer<CChar>? {
    // By its address: the system gives an entry only as many bytes as its name needs, fewer than the type has.
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    return UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
  }

  /// What an error number of the system means, in words that do not depend on the locale.
  static func reason(_ number: Int32) -> String {
    switch number {
    case ENOENT: "it is not there"
    case EACCES, EPERM: "permission denied"
    case ENAMETOOLONG: "its path is too long"
    case ELOOP: "too many symbolic links"
    case ENOTDIR: "it is not in a folder"
    case EMFILE, ENFILE: "too many open files"
    case EIO: "the disk failed"
    default: "error \(number)"
    }
  }
}

extension stat {
  /// When the file was last modified, in nanoseconds since 1970.
  var modificationTime: Int64 {
    #if canImport(Darwin)
      let time = st_mtimespec
    #else
      let time = st_mtim
    #endif
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
