import KnowledgeGraph
import TestSupport

/// A graph whose every name, quote, link and predicate tries to break out of the form it is written in.
struct HostileGraph {
  private var random: SplitMix64
  private(set) var entities: [Entity] = []
  private var relations: [Relation] = []
  private var acts: [Act] = []
  private(set) var claims: [Claim] = []
  private var passages: [Passage] = []
  private var sources: [Source] = []

  static func make(seed: UInt64, entities: Int = 12, relations: Int = 24) -> Graph {
    HostileGraph(seed: seed, entities: entities, relations: relations).graph
  }

  private init(seed: UInt64, entities count: Int, relations relationCount: Int) {
    random = SplitMix64(seed: seed)
    for number in 0..<3 { addSource(number) }
    for number in 0..<count { addEntity(number) }
    while relations.count < relationCount { addRelation() }
    addActs()
    entities.sort(by: Entity.precedesByName)
    for index in relations.indices where chance(5) {
      relations[index].contestedBy = [RelationID(rawValue: Int64(index / 2))]
    }
  }

  private var graph: Graph {
    Graph(
      ontology: .builtIn, entities: entities, relations: relations, acts: acts, claims: claims, passages: passages,
      sources: sources)
  }

  private mutating func chance(_ odds: Int) -> Bool { Int.random(in: 0..<odds, using: &random) == 0 }

  /// What ends strings, tags, cells, lines, comments and statements in one form or another.
  private static let barbs = [
    "\"", "'", "`", "\\", "\\u0027", "\\u0060", "</data>", "]]>", "<!--", "&amp;", "&#10;", "&",
    "<script>alert(1)</script>",
    "\"]; x -> y [", "\"/>", "%%{init: {}}%%", "%%", "#quot;", "end", "\n", "\r\n", "\t", ",", ";", "|", "=1+1", "-2",
    "'=3",
    "'-4", "@SUM(A1)", "＝5", "}) DETACH DELETE n //", "*/", "> .\n<urn:x> a <urn:y", "@prefix", "\u{1}", "\u{7f}",
    "\u{85}", "\u{2028}", "\u{feff}", "\u{fffe}", "é", "中文", "😀", "e\u{301}", "[x](javascript:alert(1))", "![[a]]",
    "--", "->",
    "{", "}", "$", "~", "^", "trailing\\",
  ]

  private mutating func text() -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      if chance(2) { text += random.pick(["Acme", "deal", "2024", " ", "Tencent Cloud"]) }
      text += random.pick(HostileGraph.barbs)
    }
    return text
  }

  private mutating func date() -> StatedDate? {
    guard chance(2), let date = PartialDate(edtf: random.pick(["2024", "2024-03", "2024-03-07", "2023-33", "1999-21"]))
    else { return nil }
    return StatedDate(date, inherited: random.pick([[], .year, .month, [.year, .month]]))
  }

  private mutating func amount() -> Amount? {
    guard chance(2) else { return nil }
    let unit: Amount.Unit = random.pick([
      .money(currency: "USD"), .percent, .count(of: nil), .count(of: text()),
    ])
    return Amount(
      ExactDecimal(
        significand: Int64.random(in: -999_999...999_999, using: &random), exponent: random.pick([-3, 0, 9])),
      upper: chance(3) ? ExactDecimal(5_000_000) : nil, unit: unit, kind: chance(2) ? .budget : nil,
      precision: random.pick(Amount.Precision.allCases), period: chance(3) ? Period(5, .year) : nil)
  }

  private mutating func link() -> String {
    random.pick(["https://example.org/a?b=" + text(), "javascript:alert(1)", text(), "http://example.org/" + text()])
  }

  private mutating func addSource(_ number: Int) {
    let title = text() + "\(number)"
    sources.append(
      Source(
        id: SourceID("url:https://example.org/\(number)" + text()), kind: .article, title: title,
        authors: [text(), "Ann"], date: date()?.date, url: link(), tags: [text()], note: "Notes/\(text()).md"))
    let passage = text() + "\n" + text() + " and more."
    passages.append(
      Passage(
        id: PassageID(source: sources[number].id, normalizedText: passage), source: sources[number].id,
        note: sources[number].note, text: passage, offset: 7, line: 3 + number, links: chance(2) ? [link(), "b"] : []))
  }

  private mutating func addEntity(_ number: Int) {
    var entity = Entity(
      id: EntityID(rawValue: Int32(number)), name: text() + "\(number)",
      kind: random.pick([.company, .country, .person, .product, .topic, .initiative, Kind("A`b \"c\"")]),
      sourceCount: number)
    if chance(2) { entity.aliases = Set([text(), text(), "alias|\\"]).sorted() }
    entity.isDescribed = chance(4)
    entity.isAuthor = chance(4)
    if chance(4) { entity.candidates = [text(), "North"].sorted() }
    if number < sources.count {
      entity.kind = .article
      entity.source = sources[number].id
      entity.date = sources[number].date
      entity.url = sources[number].url
    }
    if chance(3) { entity.note = "Notes/" + text() + ".md" }
    entities.append(entity)
  }

  private mutating func addRelation() {
    let isValue = chance(6)
    let (subject, object) = (random.pick(entities), random.pick(entities))
    let predicate: Predicate =
      isValue ? .raised : random.pick([.partnersWith, .launched, .mentions, .owns, Predicate("A`]->() DELETE \"x\\")])
    var qualifiers = Qualifiers(
      at: date(), from: date(), to: date(), announced: date(), amount: amount(), role: chance(3) ? text() : nil,
      place: chance(3) ? text() : nil, status: chance(2) ? random.pick(Qualifiers.Status.allCases) : nil,
      isNegated: chance(5), accordingTo: chance(4) ? text() : nil)
    if isValue, qualifiers.amount == nil { qualifiers.amount = Amount(ExactDecimal(7), unit: .percent) }
    var told: [ClaimID] = []
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let passage = random.pick(passages)
      let length = passage.text.utf8.count
      let evidence: Evidence =
        chance(4)
        ? .field(name: "row " + text(), text: text(), line: 5)
        : .passage(passage.id, quote: passage.text, range: 0..<length)
      let claim = Claim(
        subject: Argument(
          subject.name, kind: subject.kind, reference: random.pick(Argument.Reference.allCases),
          owner: chance(3) ? text() : nil, range: evidence.passage == nil ? nil : 0..<1),
        predicate: predicate, object: isValue ? nil : Argument(object.name, kind: object.kind),
        qualifiers: qualifiers, evidence: evidence, source: passage.source, note: passage.note,
        origin: .rule("rule." + text()), confidence: Double(Int.random(in: 1...99, using: &random)) / 100,
        act: chance(3) ? 1 : nil, isSymmetric: false, ordinal: claims.count)
      claims.append(claim)
      told.append(claim.id)
    }
    relations.append(
      Relation(
        id: RelationID(rawValue: Int64(relations.count)), subject: subject.id, predicate: predicate,
        object: isValue ? nil : object.id, qualifiers: qualifiers, claims: told,
        sourceCount: Int.random(in: 1...3, using: &random), confidence: 0.25))
  }

  private mutating func addActs() {
    for number in 0..<2 where relations.count > 3 * number + 1 {
      let members = [relations[3 * number], relations[3 * number + 1]]
      let id = ActID(rawValue: Int64(number))
      acts.append(
        Act(
          id: id, predicate: members[0].predicate, relations: members.map(\.id), amount: amount(), at: date(),
          announced: date(), status: chance(2) ? .planned : nil, claims: members.flatMap(\.claims), sourceCount: 2))
      for member in members { relations[Int(member.id.rawValue)].act = id }
    }
  }
}
