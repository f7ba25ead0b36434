#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #else
    import Musl
  #endif

  /// What the kernel tells about the folders of a vault (inotify(7)).
  final class FolderEvents {
    /// Why the kernel cannot watch a vault.
    enum Refusal: Error {
      /// There are more folders than a user may watch.
      case tooManyFolders
      /// The user has too many watches already, or the system has none.
      case unavailable
    }

    /// What happened since it was asked last.
    struct Seen {
      /// A note may have come, gone or changed.
      var notes = false
      /// A folder may have come, gone or changed its name; also where the kernel lost count of what happened.
      var folders = false
    }

    /// Becomes readable when something happens.
    let descriptor: Int32
    private let root: String
    private var paths: [Int32: String] = [:]
    private var watched: Set<String> = []

    private static let kinds = UInt32(
      IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF
        | IN_MOVE_SELF | IN_ONLYDIR)

    init(root: String) throws(Refusal) {
      descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
      guard descriptor >= 0 else { throw .unavailable }
      self.root = root
    }

    deinit { close(descriptor) }

    /// Watches these folders of the vault and no others; returns whether there are new ones among them.
    func watch(_ folders: [String]) throws(Refusal) -> Bool {
      var kept: [Int32: String] = [:]
      for folder in folders {
        // A folder that has another name now keeps its number, so each is asked for again.
        let number = inotify_add_watch(descriptor, folder.isEmpty ? root : root + "/" + folder, Self.kinds)
        if number >= 0 {
          kept[number] = folder
        } else if errno == ENOSPC || errno == ENOMEM {
          throw .tooManyFolders
        }
      }
      for number in paths.keys where kept[number] == nil { inotify_rm_watch(descriptor, number) }
      let before = watched
      paths = kept
      watched = Set(kept.values)
      return !watched.isSubset(of: before)
    }

    /// Takes all that the kernel has to tell.
    func take() -> Seen {
      var seen = Seen()
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
      defer { buffer.deallocate() }
      while true {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return seen }
        add(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: &seen)
      }
    }

    /// Reads `struct inotify_event`s: the watch, the kind, a cookie, the length of the name, the name with its zeros.
    private func add(_ bytes: UnsafeRawBufferPointer, to seen: inout Seen) {
      var start = 0
      while start + 16 <= bytes.count {
        let number = bytes.loadUnaligned(fromByteOffset: start, as: Int32.self)
        let kind = bytes.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self)
        let length = Int(bytes.loadUnaligned(fromByteOffset: start + 12, as: UInt32.self))
        let end = min(start + 16 + length, bytes.count)
        let name = bytes[(start + 16)..<end].prefix { $0 != 0 }
        start = end
        look(number, kind, Array(name), &seen)
      }
    }

    private func look(_ number: Int32, _ kind: UInt32, _ name: [UInt8], _ seen: inout Seen) {
      func isAny(_ kinds: Int...) -> Bool { kinds.contains { kind & UInt32($0) != 0 } }
      guard !isAny(Int(IN_Q_OVERFLOW)) else {
        seen = Seen(notes: true, folders: true)
        return
      }
      guard !name.isEmpty else {
        // The folder itself is gone or has another name.
        if isAny(Int(IN_DELETE_SELF), Int(IN_MOVE_SELF), Int(IN_UNMOUNT), Int(IN_IGNORED)) { seen.folders = true }
        return
      }
      guard name.first != UInt8(ascii: "."), let folder = paths[number] else { return }
      if isAny(Int(IN_ISDIR)) {
        seen.folders = true
        return
      }
      let text = String(decoding: name, as: UTF8.self)
      if text.utf8.suffix(3).map({ $0 | 0x20 }).elementsEqual(".md".utf8) {
        seen.notes = true
        return
      }
      // A link to a folder is not told as a folder.
      let path = folder.isEmpty ? text : folder + "/" + text
      if isAny(Int(IN_CREATE), Int(IN_MOVED_TO)) {
        if FilePath.isFolder(root + "/" + path) { seen.folders = true }
      } else if watched.contains(path) {
        seen.folders = true
      }
    }
  }
#endif
