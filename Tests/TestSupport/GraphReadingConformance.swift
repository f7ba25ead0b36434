public import KnowledgeGraph

/// What every `GraphReading` must do, whatever it keeps its graph in.
///
/// One small graph is handed to `make`, and each question of the protocol is asked of the result; the answers are
/// written out here by hand. Gives what went wrong, so that a test is
/// `#expect(try GraphReadingConformance.failures { … } == [])`.
public enum GraphReadingConformance {
  /// A graph in parts, to be kept in any way.
  public struct Parts: Sendable {
    public var entities: [Entity]
    public var relations: [Relation]
    public var acts: [Act]
    public var claims: [Claim]
    public var passages: [Passage]
    public var sources: [Source]
  }

  /// The graph that the suite asks about: two firms and their programme, an article, a place.
  public static var parts: Parts {
    let source = Source(
      id: SourceID("url:https://x.org/a"), kind: .article, title: "An Article", authors: ["Jo"],
      date: PartialDate(edtf: "2024-10-07"), url: "https://x.org/a", tags: ["ai"], note: "notes/a.md")
    let text = "One line.\nTencent Cloud partnered with Mobily; they launched Go Saudi."
    let passage = Passage(
      id: PassageID(source: source.id, normalizedText: text), source: source.id, note: source.note, text: text,
      offset: 40, line: 7, links: ["https://read.example/1"], tags: ["deal"], comment: "check", heading: "Deals",
      added: PartialDate(edtf: "2024-11"))
    func entity(_ number: Int32, _ name: String, _ kind: Kind) -> Entity {
      Entity(id: EntityID(rawValue: number), name: name, kind: kind, sourceCount: 1)
    }
    var article = entity(0, "An Article", .article)
    article.source = source.id
    article.date = source.date
    article.url = source.url
    article.note = source.note
    var mobily = entity(1, "Étihad Etisalat", .company)
    mobily.aliases = ["EEC", "Mobily"]
    var korea = entity(3, "Korea", .country)
    korea.candidates = ["North Korea", "South Korea"]
    let entities = [
      article, mobily, entity(2, "Go Saudi", .initiative), korea, entity(4, "Mobily", .product),
      entity(5, "Tencent Cloud", .company),
    ]
    var claims: [Claim] = []
    var relations: [Relation] = []
    func add(
      _ subject: Int32, _ predicate: Predicate, _ object: Int32?, _ qualifiers: Qualifiers = Qualifiers(),
      act: Int64? = nil
    ) {
      let claim = Claim(
        subject: Argument(entities[Int(subject)].name, kind: entities[Int(subject)].kind), predicate: predicate,
        object: object.map { Argument(entities[Int($0)].name, kind: entities[Int($0)].kind, range: 10..<20) },
        qualifiers: qualifiers,
        evidence: predicate == .mentions
          ? .field(name: "author", text: "Jo", line: 3)
          : .passage(passage.id, quote: text, range: 10..<text.utf8.count),
        source: source.id, note: source.note, origin: .rule("test.rule"), confidence: 0.75,
        act: act.map { Int($0) + 1 }, isSymmetric: predicate == .partnersWith)
      claims.append(claim)
      relations.append(
        Relation(
          id: RelationID(rawValue: Int64(relations.count)), subject: EntityID(rawValue: subject), predicate: predicate,
          object: object.map(EntityID.init(rawValue:)), qualifiers: qualifiers, claims: [claim.id], sourceCount: 1,
          confidence: 0.75, act: act.map(ActID.init(rawValue:))))
    }
    func on(_ edtf: String, _ inherited: StatedDate.Inheritance = []) -> StatedDate? {
      PartialDate(edtf: edtf).map { StatedDate($0, inherited: inherited) }
    }
    let budget = Amount(
      ExactDecimal(significand: 435, exponent: -2), upper: ExactDecimal(5), unit: .money(currency: "USD"),
      kind: .committed, precision: .approx, period: Period(5, .year))
    add(0, .mentions, 1)
    add(0, .mentions, 5)
    add(1, .launched, 2, Qualifiers(at: on("2024-03", .year)), act: 0)
    add(
      1, .employs, nil,
      Qualifiers(
        from: on("2020"), to: on("2023-33"), amount: Amount(ExactDecimal(1500), unit: .count(of: "people")),
        role: "staff", place: "Riyadh", status: .former, accordingTo: "Jo"))
    add(1, .partnersWith, 5, Qualifiers(at: on("2024-03-07")))
    add(5, .builds, 3, Qualifiers(announced: on("2024-05"), amount: budget, status: .planned, isNegated: true))
    add(5, .launched, 2, Qualifiers(at: on("2024-03")), act: 0)
    relations[4].contestedBy = [RelationID(rawValue: 5)]
    relations[5].contestedBy = [RelationID(rawValue: 4)]
    let act = Act(
      id: ActID(rawValue: 0), predicate: .launched, relations: [RelationID(rawValue: 2), RelationID(rawValue: 6)],
      amount: budget, at: on("2024-03"), status: .completed, claims: [claims[2].id, claims[6].id], sourceCount: 1)
    return Parts(
      entities: entities, relations: relations, acts: [act], claims: claims, passages: [passage], sources: [source])
  }

  /// What a reading of ``parts`` answers otherwise than it must; empty where all is well.
  public static func failures(_ make: (Parts) throws -> any GraphReading) throws -> [String] {
    var parts = parts
    // Claims whose identities begin like that of another, with five and with nine digits.
    let first = parts.claims[0]
    for length in [5, 9] {
      var digits = Array(first.id.rawValue)
      digits[length] = digits[length] == "0" ? "1" : "0"
      var twin = first
      twin.id = ClaimID(rawValue: String(digits))
      parts.claims.append(twin)
    }
    let graph = try make(parts)
    var failures: [String] = []
    func expect<Value: Equatable>(_ question: String, _ answer: Value, _ expected: Value) {
      if answer != expected { failures.append("\(question): \(answer), expected \(expected)") }
    }
    func named(_ name: String) throws -> [Int32] { try graph.entities(named: name).map(\.id.rawValue) }
    func walked(_ entity: Int32, _ direction: Direction, _ predicates: Set<Predicate>? = nil) throws -> [Int64] {
      try graph.relations(of: EntityID(rawValue: entity), direction: direction, predicates: predicates)
        .map(\.id.rawValue)
    }

    for entity in parts.entities { expect("entity", try graph.entity(entity.id), entity) }
    expect("no entity", try graph.entity(EntityID(rawValue: 99)), nil)
    expect("negative entity", try graph.entity(EntityID(rawValue: -1)), nil)
    expect("entities", Set(try graph.entities()), Set(parts.entities))
    expect("entities by name", try graph.entities().map(\.name), parts.entities.map(\.name).sorted())
    expect("named in other case", try named("tencent CLOUD"), [5])
    expect("named without marks", try named("etihad etisalat"), [1])
    expect("a preferred name goes before an alias", try named("Mobily"), [4])
    expect("named by alias", try named("eec"), [1])
    expect("no such name", try named("Tencent"), [])
    expect("one edit", try graph.names(like: "Tencnet Cloud", limit: 5), ["Tencent Cloud"])
    expect("beginning", try graph.names(like: "tencent", limit: 5), ["Tencent Cloud"])
    expect("same name twice", try graph.names(like: "mobili", limit: 5), ["Mobily"])
    expect("nothing like it", try graph.names(like: "zzzzzzzz", limit: 5), [])
    expect("no names wanted", try graph.names(like: "mobily", limit: 0), [])

    for relation in parts.relations { expect("relation", try graph.relation(relation.id), relation) }
    expect("no relation", try graph.relation(RelationID(rawValue: 99)), nil)
    expect("relations", try graph.relations(), parts.relations)
    for predicates in [[], [.mentions], Set(parts.relations.prefix(2).map(\.predicate))] as [Set<Predicate>] {
      expect(
        "other relations", try graph.relations(excluding: predicates),
        parts.relations.filter { !predicates.contains($0.predicate) })
    }
    for relation in parts.relations {
      for claim in relation.claims { expect("relation of a claim", try graph.relation(of: claim), relation) }
    }
    expect("relation of no claim", try graph.relation(of: ClaimID(rawValue: "none")), nil)
    expect("out", try walked(1, .out), [3, 2, 4])
    expect("in", try walked(1, .in), [0])
    expect("both", try walked(1, .both), [3, 2, 0, 4])
    expect("both of the object", try walked(2, .both), [2, 6])
    expect("one predicate", try walked(5, .both, [.launched]), [6])
    expect("no predicate", try walked(5, .both, []), [])
    expect("relations of nobody", try walked(99, .both), [])

    expect("act", try graph.act(ActID(rawValue: 0)), parts.acts[0])
    expect("no act", try graph.act(ActID(rawValue: 1)), nil)
    expect("acts", try graph.acts(), parts.acts)
    for claim in parts.claims { expect("claim", try graph.claim(claim.id), claim) }
    expect("no claim", try graph.claim(ClaimID(rawValue: "none")), nil)
    let sorted = parts.claims.sorted { $0.id < $1.id }
    expect("claims with every prefix", try graph.claims(withPrefix: "", limit: 99), sorted)
    expect("claims up to a limit", try graph.claims(withPrefix: "", limit: 2), Array(sorted.prefix(2)))
    let prefix = String(sorted[3].id.rawValue.prefix(12))
    expect("claims with a prefix", try graph.claims(withPrefix: prefix, limit: 9), [sorted[3]])
    expect("claims with no such prefix", try graph.claims(withPrefix: "%", limit: 9), [])
    for (claim, length) in zip(parts.claims, [10, 4, 4, 4, 4, 4, 4, 6, 10]) {
      expect("short identity", try graph.shortID(of: claim.id), String(claim.id.rawValue.prefix(length)))
    }
    let none = String(first.id.rawValue.prefix(6)) + "zz"
    expect("short identity of no claim", try graph.shortID(of: ClaimID(rawValue: none)), String(none.prefix(7)))
    expect("passage", try graph.passage(parts.passages[0].id), parts.passages[0])
    expect("no passage", try graph.passage(PassageID(rawValue: "none")), nil)
    expect("source", try graph.source(parts.sources[0].id), parts.sources[0])
    expect("no source", try graph.source(SourceID("none")), nil)
    return failures
  }
}
