import Fuzzing
import KnowledgeGraph
@testable import Resolution

/// Resolution of records of any content: the order of notes makes no difference, each claim has one place, and what
/// knows each other by number is there.
enum ResolveTarget {
  static func test(_ bytes: [UInt8]) {
    var reader = RecordMaker(ByteReader(bytes))
    let records = reader.records()
    let threshold = reader.threshold
    let resolved = graph(of: records, threshold)
    let reversed = graph(of: records.reversed(), threshold)
    check(resolved == reversed, "the order of notes makes no difference: \(difference(resolved, reversed))")
    checkParts(of: resolved, from: records, threshold)
    checkAnswers(of: resolved, from: records)
    checkTargets(of: records)
  }

  private static func graph(of records: some Sequence<NoteRecord>, _ threshold: Double) -> ResolvedGraph {
    var resolver = Resolver(ontology: .builtIn, threshold: threshold)
    for record in records { resolver.add(record) }
    return resolver.resolve()
  }

  private static func difference(_ left: ResolvedGraph, _ right: ResolvedGraph) -> String {
    if left.entities != right.entities { return "\(left.entities)\n\(right.entities)" }
    if left.relations != right.relations { return "\(left.relations)\n\(right.relations)" }
    if left.acts != right.acts { return "\(left.acts)\n\(right.acts)" }
    return "\(left.unrelated) \(left.claims)\n\(right.unrelated) \(right.claims)"
  }

  private static func checkParts(of graph: ResolvedGraph, from records: [NoteRecord], _ threshold: Double) {
    let (entities, relations, acts) = (graph.entities, graph.relations, graph.acts)
    check(zip(entities, entities.dropFirst()).allSatisfy { $0.id < $1.id }, "entities are numbered in order")
    check(zip(relations, relations.dropFirst()).allSatisfy { $0.id < $1.id }, "relations are numbered in order")
    check(zip(acts, acts.dropFirst()).allSatisfy { $0.id < $1.id }, "acts are numbered in order")
    check(Set(entities.map(\.name)).count == entities.count, "a name is given once: \(entities.map(\.name))")
    for entity in entities {
      check(!entity.name.isEmpty && !entity.aliases.contains(entity.name), "an alias is another name: \(entity)")
      check(entity.aliases == Set(entity.aliases).sorted(), "aliases are sorted: \(entity)")
      check(entity.sourceCount >= 0, "sources are counted: \(entity)")
    }
    let sources = Set(records.map(\.source.id)).union(records.flatMap { $0.claims.map(\.source) })
    for relation in relations {
      check(entities.indices.contains(Int(relation.subject.rawValue)), "a relation has its subject: \(relation)")
      if let object = relation.object {
        check(entities.indices.contains(Int(object.rawValue)), "a relation has its object: \(relation)")
      }
      check(!relation.claims.isEmpty && (0...1).contains(relation.confidence), "a relation has claims: \(relation)")
      check((1...max(1, sources.count)).contains(relation.sourceCount), "sources are counted: \(relation)")
      for other in relation.contestedBy {
        check(
          relations.indices.contains(Int(other.rawValue)) && other != relation.id, "a contest is there: \(relation)")
        check(relations[Int(other.rawValue)].contestedBy.contains(relation.id), "a contest is mutual: \(relation)")
      }
      if let act = relation.act {
        check(acts.indices.contains(Int(act.rawValue)), "an act is there: \(relation)")
        check(acts[Int(act.rawValue)].relations.contains(relation.id), "an act has its relations: \(relation)")
      }
    }
    for act in acts {
      check(!act.relations.isEmpty && act.relations == act.relations.sorted(), "an act has relations: \(act)")
      for id in act.relations {
        check(relations.indices.contains(Int(id.rawValue)), "the relation of an act is there: \(act)")
        check(relations[Int(id.rawValue)].act == act.id, "a relation knows its act: \(act)")
      }
    }
    let claims = Dictionary(
      records.flatMap(\.claims).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let placed = relations.flatMap(\.claims) + graph.unrelated
    check(Set(placed).count == placed.count, "a claim has one place")
    check(graph.claims.total == claims.count, "claims are counted: \(graph.claims), \(claims.count)")
    for claim in placed { check(claims[claim] != nil, "a claim is one of the notes': \(claim)") }
    if threshold == 0 { check(placed.count == claims.count, "each claim has its place: \(placed), \(claims.keys)") }
  }

  /// What can be asked has an answer.
  private static func checkAnswers(of resolved: ResolvedGraph, from records: [NoteRecord]) {
    let graph = resolved.graph(
      ontology: .builtIn, claims: records.flatMap(\.claims), passages: records.flatMap(\.passages),
      sources: records.map(\.source))
    do throws(GraphError) {
      for entity in resolved.entities.prefix(8) {
        check(graph.entities(named: entity.name).contains(entity), "an entity is found by its name: \(entity)")
        let near = try graph.neighbourhood(of: entity.id, depth: 2, includingBackground: true)
        for member in near.members {
          let paths = try graph.shortestPaths(from: entity.id, to: member.entity.id, maximum: 2, limit: 4)
          check(!paths.isEmpty && paths.allSatisfy { $0.length <= 2 }, "a neighbour can be reached: \(member)")
        }
      }
      let fingerprint = try graph.fingerprint()
      check(fingerprint.utf8.count == 32, "a graph has its fingerprint")
      for relation in resolved.relations { _ = try graph.proofs(of: relation) }
    } catch {
      check(false, "a graph in memory can be read: \(error)")
    }
  }

  /// What a link means does not depend on what was asked before.
  private static func checkTargets(of records: [NoteRecord]) {
    let headings = records.map {
      Heading(path: $0.path, role: $0.role, title: $0.title, aliases: $0.aliases, source: $0.source)
    }.sorted { $0.path < $1.path }
    var warm = LinkTargets(headings: headings)
    for record in records {
      for name in [record.title, record.path] + record.aliases {
        var cold = LinkTargets(headings: headings)
        let found = cold.find(name, from: record.path)
        check(warm.find(name, from: record.path) == found, "a link means one note: \(name)")
        check(found.map(headings.indices.contains) ?? true, "a link means a note that is there: \(name)")
      }
    }
  }
}

/// Builds records from an input: few names, so that they meet, and a text of any bytes now and then.
private struct RecordMaker {
  private var reader: ByteReader
  private(set) var threshold = 0.0
  private let predicates = Ontology.builtIn.predicates.keys.sorted()
  private let kinds = Ontology.builtIn.kinds.keys.sorted()
  private static let names = [
    "Brisk Lines", "Brisk Lines Inc.", "brisk lines", "BRISK", "Brisk", "Quiet Quays", "the Quiet Quays", "Ada Brisk",
    "Brisk, Ada", "A. Brisk", "Tide", "Tide (city)", "Norway", "Korea", "night boat", "Brisk’s", "Ä", "A\u{308}",
  ]

  init(_ reader: ByteReader) { self.reader = reader }

  mutating func records() -> [NoteRecord] {
    threshold = reader.flag() ? 0.5 : 0
    var records: [NoteRecord] = []
    repeat {
      records.append(record(records.count))
    } while !reader.isAtEnd && records.count < 8
    return records
  }

  private mutating func record(_ number: Int) -> NoteRecord {
    // Two notes never have one path, but for case and folder.
    let path = reader.element(of: ["", "Sea/", "sea/Deep/", "Land/"]) + name() + " \(number).md"
    let isShared = reader.flag()
    let source = Source(
      id: SourceID(isShared ? "url:https://example.org/tide" : "path:\(path)"),
      kind: reader.element(of: [.article, .book, .note]), title: name(),
      authors: reader.optional { _ in "Ada Brisk" }.map { [$0] } ?? [],
      date: date(), url: reader.optional { _ in "https://example.org/\(isShared)" }, note: path)
    let roles: [NoteRecord.Role] = [.source, .plain, .entity(nil), .entity(reader.element(of: kinds))]
    let passages = (0..<reader.number(below: 3)).map { _ in
      let text = reader.flag() ? "Brisk Lines bought it." : reader.text()
      return Passage(
        id: PassageID(source: source.id, normalizedText: text), source: source.id, note: path, text: text, offset: 0,
        line: 1)
    }
    var record = NoteRecord(
      path: path, role: reader.element(of: roles), title: name(),
      aliases: (0..<reader.number(below: 3)).map { _ in name() }, source: source, passages: passages)
    // Two claims of a note have identities of their own, as those of an extractor do.
    var seen: Set<ClaimID> = []
    for _ in 0..<reader.number(below: 8) {
      let claim = claim(of: record)
      if seen.insert(claim.id).inserted { record.claims.append(claim) }
    }
    return record
  }

  private mutating func claim(of record: NoteRecord) -> Claim {
    let predicate = reader.element(of: predicates)
    let isValue = Ontology.builtIn.predicates[predicate]?.isValue ?? false
    let passage = record.passages.isEmpty ? nil : reader.element(of: record.passages)
    let evidence: Evidence =
      passage.map { .passage($0.id, quote: $0.text, range: 0..<$0.text.utf8.count) }
      ?? .field(name: "author", text: "Brisk", line: 1)
    return Claim(
      subject: argument(), predicate: predicate, object: isValue ? nil : argument(), qualifiers: qualifiers(),
      evidence: evidence, source: record.source.id, note: record.path,
      origin: .rule(reader.element(of: ["trigger.launch", "structure.author"])),
      confidence: Double(reader.number(below: 5)) / 4, act: reader.optional { 1 + $0.number(below: 3) },
      isSymmetric: Ontology.builtIn.isSymmetric(predicate), ordinal: reader.number(below: 2))
  }

  private mutating func argument() -> Argument {
    Argument(
      name(), kind: reader.element(of: kinds), reference: reader.element(of: Argument.Reference.allCases),
      owner: reader.flag() ? name() : nil)
  }

  private mutating func name() -> String {
    guard reader.number(below: 8) == 0 else { return reader.element(of: Self.names) }
    let text = reader.text()
    return text.isEmpty ? "Tide" : text
  }

  private mutating func qualifiers() -> Qualifiers {
    guard reader.flag() else { return Qualifiers() }
    return Qualifiers(
      at: stated(), from: stated(), to: stated(), announced: stated(), amount: amount(),
      role: reader.optional { $0.element(of: ["chief executive", "ferry"]) },
      place: reader.flag() ? name() : nil,
      status: reader.optional { $0.element(of: Qualifiers.Status.allCases) }, isNegated: reader.number(below: 6) == 0)
  }

  private mutating func stated() -> StatedDate? {
    date().map { StatedDate($0, inherited: StatedDate.Inheritance(rawValue: UInt8(reader.number(below: 4)))) }
  }

  private mutating func date() -> PartialDate? {
    guard reader.flag() else { return nil }
    return PartialDate(
      year: 2020 + reader.number(below: 4), month: reader.optional { 1 + $0.number(below: 36) },
      day: reader.optional { 1 + $0.number(below: 31) })
  }

  private mutating func amount() -> Amount? {
    guard reader.flag() else { return nil }
    let units: [Amount.Unit] = [.money(currency: "USD"), .money(currency: "EUR"), .count(of: "ferries"), .percent]
    return Amount(
      ExactDecimal(reader.number(below: 12)), upper: reader.optional { ExactDecimal($0.number(below: 12)) },
      unit: reader.element(of: units), kind: reader.optional { $0.element(of: Amount.Kind.allCases) },
      precision: reader.element(of: Amount.Precision.allCases),
      period: reader.optional { Period(1 + $0.number(below: 6), .year) })
  }
}
