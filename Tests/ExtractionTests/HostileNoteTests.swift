import Extraction
import KnowledgeGraph
import Notes
import TestSupport
import Testing

/// What `Benchmarks/run --hostile` builds a megabyte of, here in small: how long it takes is told there, and what
/// comes of it is held here.
@Suite struct HostileNoteTests {
  /// 8 KB are enough to tell what grows with the square of the length: a quote of all for each name of a line would be
  /// hundreds of times the note.
  @Test("Claims quote what stands in the note, and together not much more than it", arguments: HostileNotes.all)
  func extract(kind: HostileNotes) {
    let parser = NoteParser(ontology: .builtIn)
    let extractor = Extractor()
    for file in kind.files(bytes: 8192).prefix(3) {
      let note = parser.parse(path: file.path, bytes: file.bytes)
      let record = extractor.extract(note)
      #expect(note.diagnostics.count < 100)
      let texts = Dictionary(
        record.passages.map { ($0.id, Array($0.text.utf8)) }, uniquingKeysWith: { first, _ in first })
      var quoted = 0
      for claim in record.claims {
        quoted += claim.evidence.quote.utf8.count
        if case .passage(let passage, let quote, let range) = claim.evidence, let text = texts[passage] {
          #expect(range.lowerBound >= 0 && range.upperBound <= text.count)
          #expect(String(decoding: text[range], as: UTF8.self) == quote)
        }
      }
      #expect(quoted <= 64 * file.bytes.count)
    }
  }

  /// A note that says more than it may is told apart from one that does not, and what it says first is kept as it is.
  @Test("No more is read than a note may say", arguments: HostileNotes.all)
  func limit(kind: HostileNotes) throws {
    let limit = 20
    let extractor = Extractor()
    for file in kind.files(bytes: 4096).prefix(2) {
      let note = NoteParser(ontology: .builtIn).parse(path: file.path, bytes: file.bytes)
      let all = extractor.extract(note).claims
      let some = extractor.extract(note, limit: limit).claims
      #expect((some.count > limit) == (all.count > limit))
      #expect(some.count <= all.count)
      let isOfForm = { (claim: Claim) in if case .field = claim.evidence { true } else { false } }
      #expect(some.prefix(while: isOfForm).prefix(limit) == all.prefix(while: isOfForm).prefix(limit))
    }
  }

  @Test func aNameOfALongLineIsQuotedWithWhatStandsAroundIt() throws {
    let words = (0..<300).map { "the \($0)th garden and [[Name \($0)]] with" }.joined(separator: " ")
    let note = NoteParser(ontology: .builtIn).parse(path: "a.md", bytes: Array(words.utf8))
    let claims = Extractor().extract(note).claims
    let claim = try #require(claims.first { $0.predicate == .mentions && $0.object?.surface == "Name 150" })
    #expect(claim.evidence.quote.contains("the 150th garden and [[Name 150]] with the 151th garden"))
    #expect(claim.evidence.quote.utf8.count < 300)
    #expect(!claim.evidence.quote.hasPrefix(" ") && !claim.evidence.quote.hasSuffix(" "))
  }
}
