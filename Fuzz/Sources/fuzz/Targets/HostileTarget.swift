import Extraction
import KnowledgeGraph
import Notes

/// A short piece of text many times over, in one line or in many, opened only or opened and closed: time must grow with
/// the size alone.
enum HostileTarget {
  private static let size = 64 * 1024
  /// The promise is a second a megabyte; what is built for fuzzing is several times slower.
  private static let budget = 0.5
  private static let parser = NoteParser(ontology: .builtIn)

  static func test(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    let share = reader.number(below: 3)
    let piece = reader.rest()
    guard !piece.isEmpty, piece.count <= 64 else { return }
    let cut = share == 0 ? piece.count : piece.count * share / 3
    let times = size / piece.count
    var text: [UInt8] = []
    text.reserveCapacity(size)
    for _ in 0..<times { text += piece[..<cut] }
    for _ in 0..<times { text += piece[cut...] }
    let start = processorTime()
    let note = parser.parse(path: "note.md", bytes: text)
    let parsed = processorTime()
    check(parsed - start < budget, "a hostile note is parsed in time: \(parsed - start) s")
    ValuesTarget.test(text)
    let scanned = processorTime()
    check(scanned - parsed < budget, "values of a hostile text are found in time: \(scanned - parsed) s")
    withExtendedLifetime(note) {}
  }
}
