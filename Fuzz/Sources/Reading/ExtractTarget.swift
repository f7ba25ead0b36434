import Fuzzing
import Extraction
import KnowledgeGraph
import Notes
import Resolution

/// Claims and mentions, of the input as one text and as a note: every quote is what stands where it is said to stand,
/// and the proof of every relation leads back to the file.
enum ExtractTarget {
  private static let extractor = Extractor()
  private static let parser = NoteParser(ontology: .builtIn)

  static func test(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let reading = extractor.extract(text: text, date: PartialDate(year: 2024, month: 10))
    let source = Array(text.utf8)
    var start = 0
    for mention in reading.mentions {
      check(mention.range.lowerBound >= start && !mention.range.isEmpty, "mentions are in order: \(mention)")
      check(mention.range.upperBound <= source.count, "a mention is within the text: \(mention)")
      check(validText(Array(source[mention.range])) != nil, "a mention cuts no character: \(mention)")
      check(!mention.surface.isEmpty && !mention.entity.surface.isEmpty, "a mention has words: \(mention)")
      start = mention.range.lowerBound
    }
    for claim in reading.claims { checkClaim(claim) { _ in source } }

    let note = parser.parse(path: "note.md", bytes: bytes)
    let record = extractor.extract(note)
    var passages: [PassageID: [UInt8]] = [:]
    for passage in record.passages { passages[passage.id] = Array(passage.text.utf8) }
    for claim in record.claims { checkClaim(claim) { passages[$0] } }
    check(Set(record.claims.map(\.id)).count == record.claims.count, "a claim is given once")
    if bytes.count % 8 == 0 { check(extractor.extract(note) == record, "claims are found alike") }
    if validText(bytes) != nil { checkProofs(of: record, in: bytes) }
  }

  /// The proof of each claim leads back to the file: its quote stands on the line that it names.
  private static func checkProofs(of record: NoteRecord, in bytes: [UInt8]) {
    var resolver = Resolver(ontology: .builtIn)
    resolver.add(record)
    let graph = resolver.resolve().graph(
      ontology: .builtIn, claims: record.claims, passages: record.passages, sources: [record.source])
    let lines = Lines(bytes)
    do throws(GraphError) {
      for relation in graph.relations() {
        let proofs = try graph.proofs(of: relation)
        check(proofs.count == relation.claims.count, "each claim of a relation has its proof: \(relation)")
        for proof in proofs {
          check(!proof.quote.isEmpty && !proof.sourceTitle.isEmpty, "a proof has a quote and a source: \(proof)")
          check((1...lines.count).contains(proof.line), "a proof stands on a line of the file: \(proof)")
        }
      }
      for claim in record.claims {
        guard case .passage(let id, let quote, let range) = claim.evidence, let passage = graph.passage(id) else {
          continue
        }
        let place = passage.offset + range.lowerBound
        let isThere = bytes[place...].starts(with: quote.utf8)
        let line = try graph.proof(of: claim).line
        check(isThere && line == lines.number(at: place), "a quote stands in the file, on its line: \(claim)")
      }
    } catch {
      check(false, "a graph in memory can be read: \(error)")
    }
  }

  private static func checkClaim(_ claim: Claim, in text: (PassageID) -> [UInt8]?) {
    check((0...1).contains(claim.confidence), "confidence is a share: \(claim)")
    check(!claim.subject.surface.isEmpty && claim.object?.surface.isEmpty != true, "parties have names: \(claim)")
    check(Ontology.builtIn.kinds[claim.subject.kind] != nil, "a kind is one of the ontology's: \(claim)")
    check(claim.act.map { $0 >= 1 } ?? true, "acts are numbered from 1: \(claim)")
    guard case .passage(let passage, let quote, let range) = claim.evidence else { return }
    guard let text = text(passage) else {
      check(false, "the passage of a claim is one of the note's: \(claim)")
      return
    }
    check(range.lowerBound >= 0 && range.upperBound <= text.count, "a quote is within its passage: \(claim)")
    check(!range.isEmpty && text[range].elementsEqual(quote.utf8), "a quote is what stands there: \(claim)")
    for argument in [claim.subject, claim.object].compactMap({ $0 }) {
      guard let place = argument.range else { continue }
      check(place.lowerBound >= 0 && place.upperBound <= text.count, "a party stands within the passage: \(claim)")
      check(validText(Array(text[place])) != nil, "a party cuts no character: \(claim)")
    }
  }
}
