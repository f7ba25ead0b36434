import Formats
import Reports

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the files of a filled report are.
struct ReportFiles {
  let folder: String
  /// The name of the report's own file, without its ending.
  let name: String

  /// The files of a report that is filled into a folder.
  init(filling report: String, into folder: String) {
    self.folder = folder
    name = Self.stem(report)
  }

  /// The files that a filled report is one of: `weekly.md` or `weekly.html`.
  init(of filled: String) {
    let slash = filled.lastIndex(of: "/")
    folder = slash.map { $0 == filled.startIndex ? "/" : String(filled[..<$0]) } ?? "."
    name = Self.stem(filled)
  }

  var markdown: String { "\(folder)/\(name).md" }
  var html: String { "\(folder)/\(name).html" }
  var ledger: String { "\(folder)/\(name).footnotes.json" }
  func figure(_ name: String) -> String { "\(folder)/\(self.name)-figures/\(name)" }

  /// The footnotes of the last run; none where there was no run yet.
  func readLedger() throws(Failure) -> FootnoteLedger? {
    guard access(ledger, F_OK) == 0 else { return nil }
    let bytes = try Files.read(ledger)
    guard let json = try? JSONValue(parsing: bytes), let read = FootnoteLedger(json) else {
      throw Failure(
        "this is not a list of footnotes that weft has written", place: ShownPath.text(ledger),
        hint: "restore it, or delete it to number the footnotes anew")
    }
    return read
  }

  /// Writes a filled report; returns the paths of the files that changed.
  func write(_ filled: FilledReport, _ form: FillReport.Form = .all) throws(Failure) -> [String] {
    try Self.makeFolder(folder)
    var written: [String] = []
    if form != .html {
      if !filled.figures.isEmpty { try Self.makeFolder("\(folder)/\(name)-figures") }
      for file in filled.figures where try Self.update(figure(file.name), file.svg) {
        written.append(figure(file.name))
      }
      if try Self.update(markdown, filled.markdown) { written.append(markdown) }
    }
    if form != .md, try Self.update(html, filled.html) { written.append(html) }
    if try Self.update(ledger, filled.ledger.json.text(indented: true) + "\n") { written.append(ledger) }
    return written
  }

  /// Writes a file where its bytes are others than before; returns whether it did.
  static func update(_ path: String, _ text: String) throws(Failure) -> Bool {
    if access(path, F_OK) == 0, let old = try? Files.read(path), old == Array(text.utf8) { return false }
    try Files.write(text.utf8, to: path)
    return true
  }

  /// Makes a folder with those above it.
  static func makeFolder(_ path: String) throws(Failure) {
    guard !path.isEmpty, !Files.isFolder(path) else { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try makeFolder(String(path[..<slash])) }
    guard mkdir(path, 0o777) == 0 || Files.isFolder(path) else {
      throw Failure("cannot make the folder: \(SystemError.last)", place: ShownPath.text(path))
    }
  }

  private static func stem(_ path: String) -> String {
    let file = path.split(separator: "/").last ?? "report"
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return String(file) }
    return String(file[..<dot])
  }
}
