import KnowledgeGraph

/// A small graph for reports, one statement a line, with its sources.
struct Shelf {
  private var entities: [Entity] = []
  private var relations: [Relation] = []
  private var claims: [Claim] = []
  private var passages: [Passage] = []
  private var sources: [SourceID: Source] = [:]
  private var acts: [Act] = []
  private var numbers: [String: EntityID] = [:]

  @discardableResult
  mutating func entity(_ name: String, _ kind: Kind = .company) -> EntityID {
    if let id = numbers[name] { return id }
    let id = EntityID(rawValue: Int32(entities.count))
    numbers[name] = id
    entities.append(Entity(id: id, name: name, kind: kind, sourceCount: 1))
    return id
  }

  /// States something in a source that is named by its title; `added` is when the highlight was.
  mutating func state(
    _ subject: String, _ predicate: Predicate, _ object: String?, at: String? = nil, amount: Amount? = nil,
    status: Qualifiers.Status? = nil, quote: String, title: String = "Cloud firms go abroad",
    link: String? = "https://read.example/h/1", added: String? = nil, rule: String = "test"
  ) {
    let source = Source(
      id: SourceID("title:\(title)"), kind: .article, title: title, date: PartialDate(edtf: "2024-10-07"),
      url: "https://example.org/a?b=1&c=2", note: "notes/\(title).md")
    sources[source.id] = source
    let passage = PassageID(source: source.id, normalizedText: quote)
    if !passages.contains(where: { $0.id == passage }) {
      passages.append(
        Passage(
          id: passage, source: source.id, note: source.note, text: quote, offset: 0, line: 9,
          links: link.map { [$0] } ?? [], added: added.flatMap { PartialDate(edtf: $0) }))
    }
    let (left, right) = (entity(subject), object.map { entity($0) })
    let claim = Claim(
      subject: Argument(subject, kind: .company), predicate: predicate,
      object: object.map { Argument($0, kind: .company) },
      qualifiers: Qualifiers(at: at.flatMap { PartialDate(edtf: $0) }.map { StatedDate($0) }, status: status),
      evidence: .passage(passage, quote: quote, range: 0..<quote.utf8.count), source: source.id, note: source.note,
      origin: .rule(rule), confidence: 0.9, isSymmetric: predicate == .partnersWith)
    claims.append(claim)
    let id = RelationID(rawValue: Int64(relations.count))
    var relation = Relation(
      id: id, subject: left, predicate: predicate, object: right, qualifiers: claim.qualifiers, claims: [claim.id])
    if let amount {
      let act = ActID(rawValue: Int64(acts.count))
      relation.act = act
      acts.append(Act(id: act, predicate: predicate, relations: [id], amount: amount, claims: [claim.id]))
    }
    relations.append(relation)
  }

  /// A claim of the graph by its quote.
  func claim(_ quote: String) -> Claim? { claims.first { $0.evidence.quote == quote } }

  var graph: Graph {
    Graph(
      ontology: .builtIn, entities: entities, relations: relations, acts: acts, claims: claims, passages: passages,
      sources: sources.values.sorted { $0.id < $1.id })
  }

  /// Firms and their plans.
  static var cloud: Shelf {
    var shelf = Shelf()
    shelf.entity("Saudi Arabia", .country)
    shelf.entity("Go Saudi", .initiative)
    shelf.state(
      "Tencent Cloud", .partnersWith, "Mobily", at: "2024-03",
      quote: "In March 2024 Tencent Cloud partnered with Mobily.", added: "2024-10-07")
    shelf.state(
      "Mobily", .launched, "Go Saudi", at: "2024-03", quote: "Mobily launched Go Saudi.", added: "2024-11-02")
    shelf.state(
      "Huawei", .investedIn, "Saudi Arabia",
      amount: Amount(
        ExactDecimal(significand: 430, exponent: 6), unit: .money(currency: "USD")), status: .planned,
      quote: "Huawei plans to invest $430 million in Saudi Arabia.", title: "Plans | of *Huawei*")
    return shelf
  }
}
