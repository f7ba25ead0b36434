#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder of notes. Nothing is ever written to it.
public struct Vault: Sendable {
  /// The path of the folder.
  public let root: String
  private let include: [PathPattern]
  private let exclude: [PathPattern]
  private let endings: [[UInt8]]
  private let sizeLimit: Int
  private let starts: [String]

  /// A vault in a folder.
  ///
  /// A pattern without `/` means each file or folder of that name at any depth, one with `/` a path from the root;
  /// `*` stands for any part of a name, `?` for one character, `**` for any folders. A folder means all that is in it.
  ///
  /// - Parameters:
  ///   - root: The path of the folder.
  ///   - include: What belongs to the vault; all where it is empty.
  ///   - exclude: What does not, even where it is included.
  public init(root: String, include: [String] = [], exclude: [String] = []) {
    self.root = root
    self.include = include.map { PathPattern($0) }
    self.exclude = exclude.map { PathPattern($0) }
    endings = [Array(".md".utf8)]
    sizeLimit = NoteParser.sizeLimit
    starts = [""]
  }

  /// Files of another kind than notes: those that a list names, each with its path, a folder, or a pattern.
  ///
  /// Each begins at the root, also one without `/`. A file or folder that is named and is not there is an error of
  /// ``listing()``.
  ///
  /// - Parameters:
  ///   - root: The path of the folder that the list is seen from.
  ///   - listed: Paths and patterns.
  ///   - endings: How the files end, without the dot, in small letters.
  ///   - sizeLimit: The bytes of the largest file that is read.
  package init(root: String, listed: [String], endings: [String], sizeLimit: Int) {
    self.root = root
    include = listed.map { PathPattern("/" + $0) }
    exclude = []
    self.endings = endings.map { Array(".\($0)".utf8) }
    self.sizeLimit = sizeLimit
    starts = listed.map { entry in
      let names = entry.split(separator: "/").filter { $0 != "." }
      return names.prefix { !$0.contains { $0 == "*" || $0 == "?" } }.joined(separator: "/")
    }
  }

  /// Whether it is looked for files anywhere.
  package var hasStarts: Bool { !starts.isEmpty }

  /// The notes of the vault, ordered by the bytes of their paths.
  public func files() -> [VaultFile] { listing().files }

  /// The notes of the vault, and what could not be listed.
  ///
  /// Files ending in `.md` in all folders, but none whose name or whose folder's name begins with a dot (`.obsidian`,
  /// `.trash`, `.git`, `.weft`). Symbolic links are followed, each folder being read once, under its own path where it
  /// has one in the vault. Names that are no UTF-8 are told and left out.
  ///
  /// - Complexity: O(files log files), one `stat` a file.
  public func listing() -> VaultListing {
    var walk = VaultWalk(root: root, include: include, exclude: exclude, endings: endings)
    walk.run(from: starts)
    return VaultListing(files: walk.files, folders: walk.folders, diagnostics: walk.diagnostics)
  }

  /// The content of a note, or nil where Weft wrote the file itself.
  ///
  /// A file whose size or time of change is another after reading than before is read again, three times in all, so that
  /// never the beginning of one state and the end of another make a note.
  ///
  /// - Parameter path: The path from the vault's folder.
  /// - Returns: The bytes of the file, or nil.
  /// - Throws: A diagnostic where the file is gone, unreadable, no plain file, larger than ``NoteParser/sizeLimit``, or
  ///   changes whenever it is read.
  public func read(_ path: String) throws(Diagnostic) -> [UInt8]? {
    let descriptor = Vault.openForReading(root + "/" + path)
    guard descriptor >= 0 else {
      throw Diagnostic(
        .error, path: path, message: "file cannot be read: \(VaultWalk.reason(errno))",
        hint: "check that it is there and readable")
    }
    defer { close(descriptor) }
    for _ in 0..<3 {
      let before = try status(descriptor, path)
      let bytes = try content(descriptor, path, size: before.size)
      guard try status(descriptor, path) == before, bytes.count == before.size else { continue }
      return GeneratedMarker.isPresent(in: bytes) ? nil : bytes
    }
    throw Diagnostic(
      .warning, path: path, message: "file changed while it was read, three times over; it was left as it was",
      hint: "build again when the program that writes it has finished")
  }

  /// What tells one state of a file from another.
  private struct State: Equatable {
    var size: Int
    var modified: Int64
  }

  private func status(_ descriptor: Int32, _ path: String) throws(Diagnostic) -> State {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Diagnostic(
        .error, path: path, message: "is no plain file and was not read",
        hint: "notes are files; leave it out with exclude:")
    }
    guard status.st_size <= sizeLimit else {
      throw Diagnostic(
        .error, path: path, message: "file is larger than \(sizeLimit >> 20) MiB and was not read",
        hint: "split it, or leave it out in weft.yaml")
    }
    return State(size: Int(status.st_size), modified: status.modificationTime)
  }

  /// All bytes from the beginning of the file; more than `size` where it has grown, and no more than one part more than
  /// the limit.
  private func content(_ descriptor: Int32, _ path: String, size: Int) throws(Diagnostic) -> [UInt8] {
    var bytes: [UInt8] = []
    // One byte more tells that the file has grown.
    var capacity = size + 1
    while true {
      var failure: Int32 = 0
      let offset = bytes.count
      let part = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        // pread, because this type's own `read` hides the C function's name.
        var received = pread(descriptor, buffer.baseAddress, capacity, off_t(offset))
        while received < 0, errno == EINTR {
          received = pread(descriptor, buffer.baseAddress, capacity, off_t(offset))
        }
        if received < 0 { failure = errno }
        count = max(0, received)
      }
      guard failure == 0 else {
        throw Diagnostic(
          .error, path: path, message: "file cannot be read: \(VaultWalk.reason(failure))",
          hint: "check that it is there and readable")
      }
      if part.isEmpty { break }
      if bytes.isEmpty { bytes = part } else { bytes += part }
      guard bytes.count <= sizeLimit else { break }
      capacity = 64 * 1024
    }
    return bytes
  }

  /// Opens a file for reading, where the system allows it without a trace in the file's time of access.
  private static func openForReading(_ path: String) -> Int32 {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK
    #if os(Linux)
      // O_NOATIME of asm-generic/fcntl.h, which Swift does not import; refused for files of other owners.
      let descriptor = open(path, flags | 0o1000000)
      if descriptor >= 0 || errno != EPERM { return descriptor }
    #endif
    return open(path, flags)
  }
}
