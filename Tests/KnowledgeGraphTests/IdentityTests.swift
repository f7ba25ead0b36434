import KnowledgeGraph
import TestSupport
import Testing

struct StableHashTests {
  /// The examples of FIPS 180-4 (NIST CSRC, "SHA-256 examples"), and the block borders around 55, 56 and 64 bytes.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
    (String(repeating: "a", count: 1_000), "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"),
  ])
  func digests(_ text: String, _ expected: String) {
    var hash = StableHash()
    hash.update(text.utf8)
    let hex = hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(hex == expected)
  }

  @Test func piecesMakeNoDifference() {
    var random = SplitMix64(seed: 3)
    for length in [0, 1, 55, 56, 63, 64, 65, 127, 128, 129, 300] {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      var whole = StableHash()
      whole.update(bytes)
      let hex = whole.finalize().prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      for _ in 0..<8 {
        var pieces = StableHash()
        var rest = bytes[...]
        while !rest.isEmpty {
          let count = Int.random(in: 0...min(rest.count, 90), using: &random)
          pieces.update(rest.prefix(count))
          rest = rest.dropFirst(count)
        }
        #expect(pieces.hex128() == hex, "\(length) bytes")
      }
    }
  }

  @Test func fieldsDoNotRunTogether() {
    var (left, right) = (StableHash(), StableHash())
    for field in ["ab", "c"] { left.update(field: field) }
    for field in ["a", "bc"] { right.update(field: field) }
    #expect(left.hex128() != right.hex128())
  }
}

struct ClaimIDTests {
  private func claim(
    _ subject: String = "A", _ predicate: Predicate = .partnersWith, _ object: String? = "B",
    _ qualifiers: Qualifiers = Qualifiers(), kind: Kind = .company, source: String = "s", text: String = "t",
    rule: String = "r", ordinal: Int = 0
  ) -> ClaimID {
    let source = SourceID(source)
    return Claim(
      subject: Argument(subject, kind: kind), predicate: predicate, object: object.map { Argument($0, kind: kind) },
      qualifiers: qualifiers,
      evidence: .passage(PassageID(source: source, normalizedText: text), quote: text, range: 0..<1), source: source,
      note: "n.md", origin: .rule(rule), confidence: 0.5, isSymmetric: Ontology.builtIn.isSymmetric(predicate),
      ordinal: ordinal
    ).id
  }

  @Test func valuesAndRulesAreNoPart() {
    let id = claim()
    #expect(id.rawValue.utf8.count == 32)
    #expect(claim(kind: .person, rule: "other") == id)
    #expect(claim("A", .partnersWith, "B", Qualifiers(status: .planned, isNegated: true)) == id)
  }

  @Test func wordsAndPlaceArePart() {
    let others = [
      claim("A", .acquired), claim("A", .partnersWith, "C"), claim("C"), claim(source: "x"), claim(text: "x"),
      claim(ordinal: 1), claim("A", .partnersWith, nil),
    ]
    #expect(Set(others + [claim()]).count == 8)
  }

  @Test func onlySymmetricPairsAreSorted() {
    #expect(claim("B", .partnersWith, "A") == claim("A", .partnersWith, "B"))
    #expect(claim("B", .acquired, "A") != claim("A", .acquired, "B"))
  }
}

struct QuantityTests {
  @Test(arguments: [
    ("4.350", "4.35"), ("-0.5", "-0.5"), ("0", "0"), ("430000000", "430000000"), ("0.007", "0.007"),
    ("0.000000000000000000000001", "0.000000000000000000000001"),
    ("9000000000000000000000000", "9000000000000000000000000"),
    ("9223372036854775807", "9223372036854775807"), ("1234567890123456789", "1234567890123456789"),
  ])
  func decimalsAreExact(_ text: String, _ expected: String) {
    #expect(ExactDecimal(text)?.description == expected)
  }

  @Test(arguments: ["", "-", ".", "1e5", "1,000", "9223372036854775808", "--1"])
  func noDecimals(_ text: String) { #expect(ExactDecimal(text) == nil) }

  @Test func decimalsCompareAndScale() {
    #expect(ExactDecimal("2.3")?.scaled(by: 6) == ExactDecimal(2_300_000))
    #expect(ExactDecimal("4.50") == ExactDecimal("4.5"))
    #expect(ExactDecimal(significand: 1, exponent: 30) > ExactDecimal(significand: 9, exponent: 2))
    #expect(ExactDecimal(-1) < ExactDecimal(0))
  }

  @Test(arguments: ["2024", "2024-03", "2024-33", "2024-21", "2024-02-29", "0001-01-01"])
  func datesRoundTrip(_ text: String) { #expect(PartialDate(edtf: text)?.edtf == text) }

  @Test(arguments: [
    "", "24", "2024-13", "2024-00", "2023-02-29", "2024-33-01", "2024-3", "0000", "2024-03-07-01", "२०२४",
  ])
  func noDates(_ text: String) { #expect(PartialDate(edtf: text) == nil) }

  @Test(arguments: [
    // Whether a date is another or before it, and whether it is another or after it.
    ("2024-03", "2024-05", Truth.yes, Truth.no),
    ("2024-05", "2024-03", .no, .yes),
    ("2024", "2024-03", .unknown, .unknown),
    ("2024-03", "2024", .yes, .yes),
    ("2024-03-07", "2024-03-07", .yes, .yes),
    ("2024-33", "2024-04", .yes, .no),
  ])
  func order(_ left: String, _ right: String, _ before: Truth, _ after: Truth) throws {
    let (left, right) = (try #require(PartialDate(edtf: left)), try #require(PartialDate(edtf: right)))
    #expect(left.isNotAfter(right) == before)
    #expect(left.isNotBefore(right) == after)
  }

  @Test(arguments: [
    (["2024", "2024-03", "2024-04"], ["2024-03", "2024-04"]),
    (["2024-03-07", "2024-04", "2024-03", "2024"], ["2024-03-07", "2024-04"]),
    (["2024", "2024-03-07", "2024-03"], ["2024-03-07"]),
    (["2023", "2024-03"], ["2023", "2024-03"]),
    (["2024", "2024"], ["2024"]),
    ([], []),
  ])
  func rivals(_ dates: [String], _ expected: [String]) {
    #expect(PartialDate.rivals(among: dates.compactMap { PartialDate(edtf: $0) }).map(\.edtf) == expected)
  }

  @Test func containment() throws {
    let year = try #require(PartialDate(edtf: "2024"))
    let month = try #require(PartialDate(edtf: "2024-03"))
    let quarter = try #require(PartialDate(edtf: "2024-34"))
    #expect(year.contains(month) && !month.contains(year) && year.contains(year))
    #expect(!quarter.overlaps(month) && year.overlaps(quarter))
    #expect(year < month && month < quarter)
  }
}

struct OntologyTests {
  @Test func kindsStandUnderKinds() {
    let ontology = Ontology.builtIn
    #expect(ontology.isKind(.company, under: .agent) && ontology.isKind(.city, under: .place))
    #expect(ontology.isKind(.agent, under: .agent) && !ontology.isKind(.agent, under: .company))
    #expect(ontology.allows(.basedIn, subject: .company, object: .city))
    #expect(!ontology.allows(.basedIn, subject: .city, object: .company))
    #expect(ontology.allows(Predicate("OWN_LINK"), subject: .topic, object: .topic))
  }

  @Test func circlesEnd() {
    let ontology = Ontology(
      kinds: [
        KindDefinition(Kind("A"), parent: Kind("B"), label: "a", plural: "a", icon: "a"),
        KindDefinition(Kind("B"), parent: Kind("A"), label: "b", plural: "b", icon: "b"),
      ], predicates: [])
    #expect(ontology.isKind(Kind("A"), under: Kind("B")) && !ontology.isKind(Kind("A"), under: .agent))
  }

  @Test func predicatesUseKnownKinds() {
    let ontology = Ontology.builtIn
    for definition in ontology.predicates.values {
      for kind in definition.domain + definition.range { #expect(ontology.kinds[kind] != nil) }
      #expect(!definition.label.isEmpty && !definition.inverseLabel.isEmpty)
    }
    #expect(ontology.label(Predicate("OWN_LINK")) == "own link")
  }
}
