import Building
import Formats
import KnowledgeGraph
import Store

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder that a graph is written to as text.
struct ClaimFolderFiles {
  private let folder: String

  init(_ folder: String) {
    self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
  }

  /// Writes what is new or different, and takes away the files of before that have no lines any more.
  func write(_ opened: OpenGraph) throws {
    let store = opened.store
    try ReportFiles.makeFolder(folder)
    var written: Set<String> = []
    func put(_ path: String, _ bytes: [UInt8]) throws(Failure) {
      if let slash = path.firstIndex(of: "/") { try ReportFiles.makeFolder("\(folder)/\(path[..<slash])") }
      _ = try ReportFiles.update("\(folder)/\(path)", String(decoding: bytes, as: UTF8.self))
      written.insert(path)
    }
    do {
      try ClaimFolder.write(
        store,
        records: { body in
          try store.forEachRecord { if !DecisionFolder.holds($0.path) { body($0) } }
        },
        claims: { try store.claimsAsTold(withPrefix: $0).filter { !DecisionFolder.holds($0.note) } },
        sink: { try put($0, $1) })
    } catch let error as StoreError {
      throw Failure(error)
    } catch let error as GraphError {
      throw Failure(error)
    }
    var stale = ClaimFolder.files
    let decisions = try files(in: "\(folder)/\(DecisionFolder.name)")
    stale += decisions.map { "\(DecisionFolder.name)/\($0)" }
    let source = DecisionFolder(opened.folder).path
    for name in try files(in: source) { try put("\(DecisionFolder.name)/\(name)", Files.read("\(source)/\(name)")) }
    for path in stale where !written.contains(path) {
      let whole = "\(folder)/\(path)"
      guard Files.identity(whole) != nil else { continue }
      guard unlink(whole) == 0 else {
        throw Failure("cannot take the file away: \(SystemError.last)", place: ShownPath.text(whole))
      }
    }
  }

  /// The files of decisions in a folder, sorted; none where there is no folder.
  private func files(in folder: String) throws(Failure) -> [String] {
    guard Files.isFolder(folder) else { return [] }
    guard let list = opendir(folder) else {
      throw Failure("the folder cannot be listed: \(SystemError.last)", place: ShownPath.text(folder))
    }
    defer { closedir(list) }
    var names: [String] = []
    while let entry = readdir(list) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".jsonl"), !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
