import Fuzzing
@testable import Extraction
import KnowledgeGraph
import Notes
import Resolution

/// A short piece of text many times over, in one line or in many, opened only or opened and closed: time must grow with
/// the size alone.
enum HostileTarget {
  private static let size = 64 * 1024
  /// The promise is a second a megabyte; what is built for fuzzing is several times slower.
  private static let budget = 0.5
  /// Where the pieces stand.
  private static let frames = [
    ("", ""), ("---\n", "\n---\n"), ("## Highlights\n- ", ""), ("They said that ", "."),
  ]
  private static let parser = NoteParser(ontology: .builtIn)
  private static let extractor = Extractor()

  static func test(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    let choice = reader.number(below: 12)
    let share = choice % 3
    let (start, end) = frames[choice / 3]
    let piece = reader.rest()
    guard !piece.isEmpty, piece.count <= 64 else { return }
    let cut = share == 0 ? piece.count : piece.count * share / 3
    let times = size / piece.count
    var text = Array(start.utf8)
    text.reserveCapacity(size + 64)
    for _ in 0..<times { text += piece[..<cut] }
    for _ in 0..<times { text += piece[cut...] }
    text += end.utf8
    var note = parser.parse(path: "note.md", bytes: [])
    spend("a note is parsed") { note = parser.parse(path: "note.md", bytes: text) }
    spend("values are found") { _ = ValueScanner().scan(TokenizedText(text)) }
    var record = extractor.extract(parser.parse(path: "note.md", bytes: []))
    spend("claims are found") { record = extractor.extract(note) }
    spend("a graph is made") {
      var resolver = Resolver(ontology: .builtIn)
      resolver.add(record)
      _ = resolver.resolve()
    }
  }

  private static func spend(_ step: String, _ body: () -> Void) {
    guard time(body) > budget else { return }
    // Again, since a machine may have been slow for once.
    let seconds = time(body)
    check(seconds <= budget, "\(step) in time: \(seconds) s")
  }
}
