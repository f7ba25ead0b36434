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
  func write(_ store: GraphStore) throws(Failure) {
    try ReportFiles.makeFolder(folder)
    var written: Set<String> = []
    try ClaimFolder.write(
      store,
      records: { (body) throws(Failure) in
        do throws(StoreError) { try store.forEachRecord { body($0) } } catch { throw Failure(error) }
      },
      sink: { (path, bytes) throws(Failure) in
        let whole = "\(folder)/\(path)"
        if let slash = path.firstIndex(of: "/") { try ReportFiles.makeFolder("\(folder)/\(path[..<slash])") }
        _ = try ReportFiles.update(whole, String(decoding: bytes, as: UTF8.self))
        written.insert(path)
      }, failure: { Failure($0.message, hint: $0.hint) })
    for path in ClaimFolder.files where !written.contains(path) {
      let whole = "\(folder)/\(path)"
      guard Files.identity(whole) != nil else { continue }
      guard unlink(whole) == 0 else {
        throw Failure("cannot take the file away: \(SystemError.last)", place: ShownPath.text(whole))
      }
    }
  }
}
