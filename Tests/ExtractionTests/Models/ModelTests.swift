import KnowledgeGraph
import TestSupport
import Testing

@_spi(Training) @testable import Extraction

@Suite("Weights")
struct ModelTests {
  private static let lexicon: [UInt8] = {
    var bytes = Array("WEFTLEX1".utf8)
    bytes += [2, 0, 0, 0, 1, 0, 0, 0]  // two slots, one path
    bytes += [0b101, 0, 0, 0]
    // The word "Acme" in the slot of its hash's low bit, in the one cluster, a family name and a town.
    let key = Lexicon.key(Array("Acme".utf8)[...])
    var slots = Array(repeating: UInt8(0), count: 16)
    let check = UInt32(truncatingIfNeeded: key >> 32) | 1
    let start = Int(key & 1) * 8
    for byte in 0..<4 { slots[start + byte] = UInt8(truncatingIfNeeded: check >> (8 * UInt32(byte))) }
    slots[start + 4] = 1
    slots[start + 6] = 2 | 4
    slots[start + 7] = 0x3C
    return bytes + slots
  }()

  private static var tagger: [UInt8] {
    TaggerModel.bytes(
      rows: [(feature: 42, row: Array(repeating: 3, count: 16))], transitions: Array(repeating: 0, count: 256),
      scale: 0.5, version: 7, slots: 16)
  }

  private static var scorer: [UInt8] {
    ScorerModel.bytes(
      rows: [(feature: 42, row: (0..<32).map { $0 == 4 ? 64 : 0 })],
      calibration: (0..<ScoredRelation.lanes * ScorerModel.knots).map { Float($0 % ScorerModel.knots) / 16 },
      scale: 0.25, version: 9, slots: 16)
  }

  @Test("The tables that come with Weft open")
  func builtIn() {
    #expect(Lexicon.builtIn != nil)
    #expect(Tagger.builtIn != nil)
    #expect(ScorerModel.builtIn != nil)
  }

  @Test("A word is found by its bytes, with its cluster, flags and spelling")
  func lexicon() throws {
    let lexicon = try #require(Lexicon(Blob(Self.lexicon)))
    #expect(
      lexicon.entry(Lexicon.key(Array("Acme".utf8)[...])) == Lexicon.Entry(path: 0b101, flags: 6, spelling: 0x3C))
    #expect(lexicon.entry(Lexicon.key(Array("acme".utf8)[...])) == nil)
  }

  @Test("Scores are the sums of the rows of known features, times the scale")
  func scores() throws {
    let model = try #require(TaggerModel(Blob(Self.tagger)))
    #expect(model.version == 7)
    #expect(model.scores(model.total([42, 42, 43])) == SIMD16(repeating: 3))
    #expect(model.scores(model.total([])) == SIMD16(repeating: 0))
    // Numbers are added up in parts of 16 bits, which 300 rows of them do not leave.
    #expect(model.scores(model.total(Array(repeating: 42, count: 300))) == SIMD16(repeating: 450))
  }

  @Test("A bucket holds the first eight features that belong there, and no other is taken for one of them")
  func buckets() throws {
    // The high bit tells the two buckets apart; the ninth of the first, and a further one with a print of its own.
    let features: [UInt64] = Array(1...9) + [1 << 63 | 1]
    let bytes = TaggerModel.bytes(
      rows: features.map { (feature: $0, row: [Int8($0 & 0xFF)] + Array(repeating: -1, count: 15)) },
      transitions: Array(repeating: 0, count: 256), scale: 1, version: 1, slots: 16)
    let model = try #require(TaggerModel(Blob(bytes)))
    for feature in features where feature != 9 {
      let score = model.scores(model.total([feature]))
      #expect(score[0] == Float(feature & 0xFF))
      #expect(score[15] == -1)
    }
    #expect(model.scores(model.total([9, 10, 1 << 63 | 2])) == SIMD16(repeating: 0))
  }

  @Test("A relation's probability is read off the calibration between its knots")
  func calibration() throws {
    let model = try #require(ScorerModel(Blob(Self.scorer)))
    // e^16 against 29 others of 1.
    let probabilities = model.probabilities([42])
    #expect(probabilities[4] > 0.9999)
    #expect(abs(probabilities.reduce(0, +) - 1) < 1e-5)
    #expect(abs(model.confidence(4, 0.5) - 0.5) < 1e-6)
    #expect(abs(model.confidence(4, 0.53125) - 0.53125) < 1e-6)
    #expect(model.confidence(4, 1) == 1)
    #expect(model.confidence(99, 0.5) == 0)
    #expect(model.confidence(4, .nan) == 0)
  }

  @Test("Every cut, longer or otherwise headed table is refused")
  func damaged() {
    for (bytes, opens) in [
      (Self.lexicon, { Lexicon(Blob($0)) != nil }), (Self.tagger, { TaggerModel(Blob($0)) != nil }),
      (Self.scorer, { ScorerModel(Blob($0)) != nil }),
    ] as [([UInt8], ([UInt8]) -> Bool)] {
      #expect(opens(bytes))
      for length in stride(from: 0, to: bytes.count, by: 7) { #expect(!opens(Array(bytes.prefix(length)))) }
      #expect(!opens(bytes + [0]))
      // Name and number of slots.
      for index in 0..<12 {
        var changed = bytes
        changed[index] ^= 0x80
        #expect(!opens(changed), "byte \(index)")
      }
    }
  }

  @Test("Scales and scores that are no numbers are refused", arguments: [Float.nan, .infinity, 0, -1])
  func scale(number: Float) {
    for (bytes, opens) in [
      (Self.tagger, { TaggerModel(Blob($0)) != nil }), (Self.scorer, { ScorerModel(Blob($0)) != nil }),
    ] as [([UInt8], ([UInt8]) -> Bool)] {
      var changed = bytes
      for byte in 0..<4 { changed[12 + byte] = UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt32(byte))) }
      #expect(!opens(changed))
    }
  }

  @Test("Bytes that are damaged behind the header are read without harm")
  func noise() {
    var random = SplitMix64(seed: 20_261_127)
    for _ in 0..<200 {
      var bytes = Self.tagger
      for _ in 0..<8 {
        bytes[Int.random(in: 1088..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      guard let model = TaggerModel(Blob(bytes)) else { continue }
      for _ in 0..<20 { _ = model.total([UInt64.random(in: 0...UInt64.max, using: &random), 42]) }
    }
  }

  @Test("Relations and their lanes fit each other")
  func lanes() {
    #expect(ScoredRelation.all.count < ScoredRelation.lanes)
    for (index, relation) in ScoredRelation.all.enumerated() {
      #expect(ScoredRelation.lane(relation.predicate, isTurned: relation.isTurned) == index + 1)
    }
    #expect(ScoredRelation.lane(.partnersWith, isTurned: true) == ScoredRelation.lane(.partnersWith, isTurned: false))
    #expect(ScoredRelation.lane(.authoredBy, isTurned: false) == nil)
  }
}
