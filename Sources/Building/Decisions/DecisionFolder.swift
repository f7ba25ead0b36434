import Dispatch
import Formats
import Foundation
public import KnowledgeGraph
public import Notes
import Synchronization

/// The folder `decisions/` of a graph folder: what people decided, as lines of text.
///
/// Nothing is ever taken out or changed: a decision is a line at the end of a file. Files are by month and person, so
/// that two branches of a repository seldom touch one, and begin anew after some thousand lines. The order of lines
/// and files means nothing.
public struct DecisionFolder: Sendable {
  /// A decision and where it stands.
  public struct Entry: Hashable, Sendable {
    public var decision: Decision
    /// The path from the graph folder.
    public var file: String
    /// Counted from 1.
    public var line: Int
  }

  /// All that the folder holds.
  public struct Contents: Sendable {
    /// Each decision once, in the order of ``Decision/precedes(_:_:)``.
    public var entries: [Entry] = []
    /// Lines that are no decisions.
    public var diagnostics: [Diagnostic] = []
    /// The lines that were read, copies of decisions among them.
    public var lines = 0

    /// The decisions alone.
    public var decisions: [Decision] { entries.map(\.decision) }
  }

  /// The name of the folder.
  public static let name = "decisions"
  /// How many lines a file has before another is begun.
  package static let linesOfFile = 2000
  private static let sizeLimit = 64 << 20

  /// The folder itself, absolute.
  public let path: String

  public init(_ folder: GraphFolder) { path = FilePath.join(folder.path, DecisionFolder.name) }

  /// Whether a path of a graph is that of a file of decisions.
  package static func holds(_ path: String) -> Bool { path.hasPrefix(name + "/") && !NotePath.isNote(path) }

  // MARK: Reading

  /// The names of the files, sorted.
  func files() throws(BuildError) -> [String] {
    guard FilePath.isFolder(path) else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path)
        .filter { $0.hasSuffix(".jsonl") && !$0.hasPrefix(".") }.sorted()
    } catch {
      throw BuildError(
        .io, "the folder of decisions cannot be listed", path: path, hint: "check who may read it and what is in it")
    }
  }

  /// Something that changes whenever a file does, found without opening one.
  func stamp() throws(BuildError) -> String {
    var hash = StableHash()
    for name in try files() {
      var status = stat()
      _ = stat(FilePath.join(path, name), &status)
      hash.update(field: name)
      #if canImport(Darwin)
        let modified = status.st_mtimespec
      #else
        let modified = status.st_mtim
      #endif
      hash.update(field: "\(status.st_size) \(modified.tv_sec) \(modified.tv_nsec) \(status.st_ino)")
    }
    return hash.hex128()
  }

  /// Reads all files, on all cores; a line that cannot be read costs no other.
  ///
  /// - Complexity: O(size of the files).
  /// - Throws: ``BuildError`` where a file cannot be opened: nobody's decision is left out in silence.
  public func read() throws(BuildError) -> Contents {
    let names = try files()
    let parts = Mutex([Result<Contents, BuildError>?](repeating: nil, count: names.count))
    DispatchQueue.concurrentPerform(iterations: names.count) { index in
      let part = Result { () throws(BuildError) in try read(names[index]) }
      parts.withLock { $0[index] = part }
    }
    var contents = Contents()
    for part in parts.withLock({ $0 }) {
      guard let part = try part?.get() else { continue }
      contents.entries += part.entries
      contents.diagnostics += part.diagnostics
      contents.lines += part.lines
    }
    contents.sort()
    contents.keepOneOfEach()
    contents.diagnostics.sort { $0.order < $1.order }
    return contents
  }

  private func read(_ name: String) throws(BuildError) -> Contents {
    let file = FilePath.join(path, name)
    guard let data = FileManager.default.contents(atPath: file), data.count <= DecisionFolder.sizeLimit else {
      throw BuildError(
        .io, "a file of decisions cannot be read", path: file,
        hint: "check who may read it; a file of decisions has at most 64 MiB")
    }
    return DecisionFolder.contents(of: [UInt8](data), file: DecisionFolder.name + "/" + name)
  }

  /// What a file holds.
  package static func contents(of bytes: [UInt8], file: String) -> Contents {
    var contents = Contents()
    var number = 0
    // A byte order mark is what an editor may put before the first line.
    let text = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
    var next = text.startIndex
    while next < text.endIndex {
      let end = text[next...].firstIndex(of: 0x0a) ?? text.endIndex
      let line = text[next..<end]
      next = end + 1
      number += 1
      guard !line.allSatisfy({ $0 <= 0x20 }) else { continue }
      contents.lines += 1
      do throws(DecisionLine.Fault) {
        contents.entries.append(Entry(decision: try DecisionLine.read(line), file: file, line: number))
      } catch {
        let before = String(decoding: line.prefix(error.offset), as: UTF8.self)
        contents.diagnostics.append(
          Diagnostic(
            .error, path: file, line: number, column: before.unicodeScalars.count + 1, message: error.message,
            hint: error.hint))
      }
    }
    return contents
  }

  // MARK: Writing

  /// Appends a decision to the file of its person and month.
  ///
  /// When it returns, the line is on the disk. Two programs may do so at once. A file whose last line was broken off
  /// gets its line end first.
  ///
  /// - Returns: Where it stands.
  /// - Throws: ``BuildError`` where it cannot be written; then nothing of it is.
  @discardableResult
  public func append(_ decision: Decision) throws(BuildError) -> Entry {
    try append(actor: decision.actor, month: decision.time.prefix(7)) { _ in decision }
  }

  /// Appends what a person decides now: later than all that they decided before, were it in the same millisecond.
  ///
  /// - Parameters:
  ///   - content: What is decided.
  ///   - actor: Who decides.
  ///   - reason: Why.
  ///   - now: What the clock says, as ``Moment/now`` gives it.
  /// - Returns: Where it stands.
  /// - Throws: ``BuildError`` where it cannot be written; then nothing of it is.
  @discardableResult
  public func append(
    _ content: Decision.Content, actor: String, reason: String?, now: String
  ) throws(BuildError) -> Entry {
    try append(actor: actor, month: now.prefix(7)) { last in
      var time = now
      if let last, last.actor == actor, last.time >= now { time = Moment.after(last.time) }
      return DecisionLine.decision(content, actor: actor, time: time, reason: reason)
    }
  }

  private func append(
    actor: String, month: Substring, _ decide: (Decision?) -> Decision
  ) throws(BuildError) -> Entry {
    if !FilePath.isFolder(path), mkdir(path, 0o755) != 0, errno != EEXIST { throw failure(path) }
    let stem = month + "-" + DecisionFolder.slug(actor)
    var number = max(1, try files().compactMap { DecisionFolder.number(of: $0, stem: String(stem)) }.max() ?? 1)
    while true {
      let name = number == 1 ? "\(stem).jsonl" : "\(stem)-\(number).jsonl"
      if let (decision, line) = try append(to: FilePath.join(path, name), decide) {
        return Entry(decision: decision, file: DecisionFolder.name + "/" + name, line: line)
      }
      number += 1
    }
  }

  /// Appends a decision to a file, given the last one in it; nil where the file is full.
  private func append(
    to file: String, _ decide: (Decision?) -> Decision
  ) throws(BuildError) -> (decision: Decision, line: Int)? {
    while true {
      let descriptor = open(file, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw failure(file) }
      defer { close(descriptor) }
      while flock(descriptor, LOCK_EX) != 0 { guard errno == EINTR else { throw failure(file) } }
      var (opened, named) = (stat(), stat())
      guard fstat(descriptor, &opened) == 0 else { throw failure(file) }
      // A merge may have put another file in its place before it was locked.
      guard stat(file, &named) == 0, named.st_ino == opened.st_ino, named.st_dev == opened.st_dev else { continue }
      let (lines, isWhole) = try lines(in: descriptor, file)
      guard lines < DecisionFolder.linesOfFile else { return nil }
      let decision = decide(last(in: descriptor, size: Int(opened.st_size)))
      let bytes = Array(((isWhole ? "" : "\n") + DecisionLine.text(decision) + "\n").utf8)
      var done = 0
      while done < bytes.count {
        let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 {
          done += count
        } else if errno != EINTR {
          let error = failure(file)
          _ = ftruncate(descriptor, opened.st_size)
          throw error
        }
      }
      guard fsync(descriptor) == 0 else { throw failure(file) }
      if opened.st_size == 0 { syncFolder() }
      return (decision, lines + 1)
    }
  }

  /// The decision on the last line of a file, where there is one.
  private func last(in descriptor: Int32, size: Int) -> Decision? {
    var buffer = [UInt8](repeating: 0, count: min(size, 1 << 16))
    let read = pread(descriptor, &buffer, buffer.count, off_t(size - buffer.count))
    guard read == buffer.count, let line = buffer.split(separator: 0x0a).last else { return nil }
    return try? DecisionLine.read(line)
  }

  /// How many lines a file has, and whether the last has its end.
  private func lines(in descriptor: Int32, _ file: String) throws(BuildError) -> (count: Int, isWhole: Bool) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var (count, offset, last) = (0, 0, UInt8(ascii: "\n"))
    while true {
      let read = pread(descriptor, &buffer, buffer.count, off_t(offset))
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else { throw failure(file) }
      guard read > 0 else { break }
      for byte in buffer[..<read] where byte == UInt8(ascii: "\n") { count += 1 }
      last = buffer[read - 1]
      offset += read
    }
    return last == UInt8(ascii: "\n") ? (count, true) : (count + 1, false)
  }

  /// Puts the name of a new file on the disk.
  private func syncFolder() {
    for folder in [path, FilePath.parent(of: path)] {
      let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      _ = fsync(descriptor)
      close(descriptor)
    }
  }

  private func failure(_ file: String) -> BuildError {
    BuildError(
      .io, "the decision cannot be written: \(String(cString: strerror(errno)))", path: file,
      hint: "check who may write there, and whether the disk is full")
  }

  /// A name as part of a file's name.
  private static func slug(_ actor: String) -> String {
    var slug = ""
    for byte in FoldedName.fold(actor).utf8 {
      let isKept = (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte)
      if isKept {
        slug.unicodeScalars.append(Unicode.Scalar(byte))
      } else if !slug.isEmpty, !slug.hasSuffix("-") {
        slug += "-"
      }
      if slug.utf8.count == 40 { break }
    }
    while slug.hasSuffix("-") { slug.removeLast() }
    guard slug.isEmpty else { return slug }
    var hash = StableHash()
    hash.update(field: actor)
    return "x" + hash.hex128().prefix(6)
  }

  private static func number(of file: String, stem: String) -> Int? {
    guard file.hasPrefix(stem) else { return nil }
    let rest = file.dropFirst(stem.count).dropLast(".jsonl".count)
    if rest.isEmpty { return 1 }
    return rest.hasPrefix("-") ? Int(rest.dropFirst()) : nil
  }
}

extension DecisionFolder.Contents {
  /// Puts the entries in the order of ``Decision/precedes(_:_:)``; an entry is large, so that their places are sorted
  /// first.
  fileprivate mutating func sort() {
    let entries = entries
    // Times are all of one form, so that their digits alone order them.
    let keys = entries.map { entry in
      (
        time: entry.decision.time.utf8.reduce(0 as UInt64) { number, byte in
          (0x30...0x39).contains(byte) ? number &* 10 &+ UInt64(byte - 0x30) : number
        }, id: entry.decision.id
      )
    }
    let order = keys.indices.sorted { left, right in
      let (first, second) = (keys[left], keys[right])
      if first.time != second.time { return first.time < second.time }
      if first.id != second.id { return first.id < second.id }
      return (entries[left].file, entries[left].line) < (entries[right].file, entries[right].line)
    }
    self.entries = order.map { entries[$0] }
  }

  /// Leaves out copies: where a merge kept both sides, a line may stand in two places.
  fileprivate mutating func keepOneOfEach() {
    guard Set(entries.lazy.map(\.decision.id)).count < entries.count else { return }
    var kept: [DecisionFolder.Entry] = []
    kept.reserveCapacity(entries.count)
    var places: [DecisionID: Int] = [:]
    for entry in entries {
      guard let place = places[entry.decision.id] else {
        places[entry.decision.id] = kept.count
        kept.append(entry)
        continue
      }
      let first = kept[place]
      guard first.decision != entry.decision else { continue }
      diagnostics.append(
        Diagnostic(
          .warning, path: entry.file, line: entry.line, column: 1,
          message: "another decision has the id \(entry.decision.id): the line was changed by hand",
          hint: "\(first.file):\(first.line) counts; undo that one and decide anew instead"))
    }
    entries = kept
  }
}
