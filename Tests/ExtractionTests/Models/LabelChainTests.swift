import Testing

@_spi(Training) @testable import Extraction

@Suite("Chain of labels")
struct LabelChainTests {
  private let even = LabelChain(transitions: Array(repeating: 0, count: 256))

  @Test("Without scores every sequence that fits is as likely: 71 of two tokens")
  func counts() throws {
    // The first token is outside or begins one of 7 kinds; behind a name come 9 labels, behind none 8: 8 + 7 * 9 = 71.
    let passes = try #require(even).passes([SIMD16(repeating: 0), SIMD16(repeating: 0)])
    let (first, second) = (passes.marginals[0], passes.marginals[1])
    #expect(abs(first[TaggerLabel.outside] - 8 / 71) < 1e-6)
    #expect(abs(first[TaggerLabel.begin(.person)] - 9 / 71) < 1e-6)
    #expect(first[TaggerLabel.inside(.person)] == 0)
    #expect(abs(second[TaggerLabel.inside(.person)] - 1 / 71) < 1e-6)
    #expect(abs(second[TaggerLabel.begin(.place)] - 8 / 71) < 1e-6)
  }

  @Test("A score changes the odds by its exponential")
  func scores() throws {
    // e^1 for outside against 7 beginnings of 1 each.
    var score = SIMD16<Float>(repeating: 0)
    score[TaggerLabel.outside] = 1
    let marginal = try #require(even).passes([score]).marginals[0]
    #expect(abs(marginal[TaggerLabel.outside] - 2.718_281_8 / 9.718_281_8) < 1e-5)
  }

  @Test("Labels that are not allowed have no probability, and their neighbours know it")
  func allowed() throws {
    let inside = UInt16(1) << UInt16(TaggerLabel.inside(.company))
    let marginals = try #require(even).passes(
      [SIMD16(repeating: 0), SIMD16(repeating: 0)], allowed: [0x7FFF, inside]
    ).marginals
    #expect(marginals[0][TaggerLabel.begin(.company)] == 1)
    #expect(marginals[1][TaggerLabel.inside(.company)] == 1)
  }

  @Test("Expected transitions add up to one a token")
  func transitions() throws {
    let chain = try #require(even)
    var expected = Array(repeating: Float(0), count: 256)
    chain.addTransitions(
      chain.passes([SIMD16(repeating: 0), SIMD16(repeating: 0), SIMD16(repeating: 0)]), times: 1, to: &expected)
    #expect(abs(expected.reduce(0, +) - 3) < 1e-4)
    // An inside follows nothing but its own kind.
    #expect(expected[TaggerLabel.begin(.person) * 16 + TaggerLabel.inside(.place)] == 0)
  }

  @Test(
    "The exponential is right to six digits",
    arguments: [(0, 1), (1, 2.718_281_8), (-1, 0.367_879_44), (10, 22_026.466)] as [(Float, Float)])
  func exponential(power: Float, value: Float) {
    let found = LabelChain.exponential(SIMD16(repeating: power))[3]
    #expect(abs(found - value) < value * 2e-6)
  }

  @Test("Scores without bound give probabilities all the same", arguments: [Float](arrayLiteral: 1e30, -1e30, 0))
  func bounded(score: Float) throws {
    let marginals = try #require(even).passes(Array(repeating: SIMD16(repeating: score), count: 50)).marginals
    for marginal in marginals { #expect(marginal.indices.allSatisfy { marginal[$0] >= 0 && marginal[$0] <= 1 }) }
  }
}

@Suite("Spans of labels")
struct TaggerSpanTests {
  private func token(_ shares: [(Int, Float)]) -> SIMD16<Float> {
    var result = SIMD16<Float>(repeating: 0)
    for (label, share) in shares { result[label] = share }
    return result
  }

  @Test("Doubt between a company and another organization is no doubt that there is a name")
  func groups() {
    let spans = Tagger.spans([
      token([
        (TaggerLabel.outside, 0.375), (TaggerLabel.begin(.company), 0.375), (TaggerLabel.begin(.organization), 0.25),
      ])
    ])
    #expect(spans == [Tagger.Span(tokens: 0..<1, kind: .company, probability: 0.625)])
  }

  @Test("A name goes along while its inside is likelier than anything else, and is as sure as its weakest token")
  func length() {
    let spans = Tagger.spans([
      token([(TaggerLabel.begin(.person), 0.9), (TaggerLabel.outside, 0.1)]),
      token([(TaggerLabel.inside(.person), 0.7), (TaggerLabel.outside, 0.3)]),
      token([(TaggerLabel.outside, 1)]),
      token([(TaggerLabel.begin(.place), 0.8), (TaggerLabel.outside, 0.2)]),
      token([(TaggerLabel.begin(.place), 0.75), (TaggerLabel.inside(.place), 0.25)]),
    ])
    #expect(
      spans == [
        Tagger.Span(tokens: 0..<2, kind: .person, probability: 0.7),
        Tagger.Span(tokens: 3..<4, kind: .place, probability: 0.8),
        Tagger.Span(tokens: 4..<5, kind: .place, probability: 0.75),
      ])
  }

  @Test("No name begins with its inside")
  func noOrphan() {
    #expect(Tagger.spans([token([(TaggerLabel.inside(.person), 0.9), (TaggerLabel.outside, 0.1)])]).isEmpty)
    #expect(Tagger.spans([]).isEmpty)
  }
}
