import Extraction
import KnowledgeGraph
import Notes

/// Claims and mentions, of the input as one text and as a note: every quote is what stands where it is said to stand.
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
  }

  private static func checkClaim(_ claim: Claim, in text: (PassageID) -> [UInt8]?) {
    check((0...1).contains(claim.confidence), "confidence is a share: \(claim)")
    check(!claim.subject.surface.isEmpty && claim.object?.surface.isEmpty != true, "parties have names: \(claim)")
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
