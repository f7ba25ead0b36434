import Extraction
import Foundation
import KnowledgeGraph

/// What was read out of a row, in as much of the form of `weft extract --jsonl` as the scores need.
struct Prediction: Encodable {
  struct Entity: Encodable {
    var start: Int
    var end: Int
    var kind: String?
    var text: String
  }

  struct Claim: Encodable {
    var subject: Entity
    var predicate: String
    var object: Entity?
    var band: String
    var rule: String
    var confidence: Double
  }

  var id: String
  var entities: [Entity]
  var claims: [Claim]

  init(_ id: String, _ reading: TextReading, of text: String) {
    self.id = id
    let offsets = ScalarOffsets(text)
    entities = reading.mentions.map {
      Entity(
        start: offsets[byte: $0.range.lowerBound], end: offsets[byte: $0.range.upperBound], kind: $0.kind.rawValue,
        text: $0.surface)
    }
    func side(_ argument: Argument) -> Entity {
      let range = argument.range ?? 0..<0
      return Entity(
        start: offsets[byte: range.lowerBound], end: offsets[byte: range.upperBound], kind: nil, text: argument.surface)
    }
    claims = reading.claims.compactMap { claim in
      guard let band = ConfidenceBand(claim.confidence), case .rule(let rule) = claim.origin else { return nil }
      return Claim(
        subject: side(claim.subject), predicate: claim.predicate.rawValue, object: claim.object.map(side),
        band: band.rawValue, rule: rule, confidence: claim.confidence)
    }
  }

  func line() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
