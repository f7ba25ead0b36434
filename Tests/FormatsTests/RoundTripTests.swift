import Formats
import KnowledgeGraph
import TestSupport
import Testing

/// What the forms that are read back hold, said so that two graphs can be compared whatever their numbers.
private struct Held: Hashable {
  var entities: [Entity]
  var relations: [Relation]
  var acts: [Act]
  var proofs: [[Proof]]

  /// As `GraphTable.subgraph()` gives it: numbered in the order of entities by name and of relations.
  init(_ part: Subgraph, text: (String) -> String = { $0 }) {
    let order = Dictionary(
      part.entities.enumerated().map { ($1.id, EntityID(rawValue: Int32($0))) }, uniquingKeysWith: { first, _ in first }
    )
    let edges = Dictionary(
      part.relations.enumerated().map { ($1.id, RelationID(rawValue: Int64($0))) },
      uniquingKeysWith: { first, _ in first })
    var actNumbers: [ActID: ActID] = [:]
    for (index, act) in part.acts.enumerated() { actNumbers[act.id] = ActID(rawValue: Int64(index + 1)) }
    entities = part.entities.map { entity in
      var entity = entity
      entity.id = order[entity.id] ?? entity.id
      entity.name = text(entity.name)
      entity.kind = Kind(text(entity.kind.rawValue))
      entity.aliases = entity.aliases.map(text)
      entity.candidates = entity.candidates.map(text)
      entity.source = entity.source.map { SourceID(text($0.rawValue)) }
      entity.url = entity.url.map(text)
      entity.note = entity.note.map(text)
      return entity
    }
    relations = part.relations.map { relation in
      var relation = relation
      relation.id = edges[relation.id] ?? relation.id
      relation.subject = order[relation.subject] ?? relation.subject
      relation.object = relation.object.flatMap { order[$0] }
      relation.predicate = Predicate(text(relation.predicate.rawValue))
      relation.contestedBy = relation.contestedBy.compactMap { edges[$0] }
      relation.act = relation.act.flatMap { actNumbers[$0] }
      relation.qualifiers.role = relation.qualifiers.role.map(text)
      relation.qualifiers.place = relation.qualifiers.place.map(text)
      relation.qualifiers.accordingTo = relation.qualifiers.accordingTo.map(text)
      relation.qualifiers.amount = relation.qualifiers.amount.map { Held.amount($0, text) }
      return relation
    }
    acts = part.acts.map { act in
      var act = act
      act.id = actNumbers[act.id] ?? act.id
      act.predicate = Predicate(text(act.predicate.rawValue))
      act.relations = act.relations.compactMap { edges[$0] }
      act.amount = act.amount.map { Held.amount($0, text) }
      return act
    }
    proofs = part.relations.map { relation in
      (part.proofs[relation.id] ?? []).prefix(1).map { proof in
        var proof = proof
        // What a row does not hold of a proof.
        proof.shortID = proof.claim.rawValue
        proof.at = nil
        proof.confidence = 1
        proof.quote = text(proof.quote)
        proof.sourceTitle = text(proof.sourceTitle)
        proof.link = proof.link.map(text)
        proof.note = text(proof.note)
        if case .rule(let name) = proof.origin { proof.origin = .rule(text(name)) }
        return proof
      }
    }
  }

  /// What is held otherwise than in another graph, as text to find the fault by.
  func differences(from other: Held) -> [String] {
    var differences: [String] = []
    func compare<Part: Equatable>(_ name: String, _ parts: [Part], _ others: [Part]) {
      if parts.count != others.count { differences.append("\(parts.count) \(name), not \(others.count)") }
      for (part, other) in zip(parts, others) where part != other { differences.append("\(part), not \(other)") }
    }
    compare("entities", entities, other.entities)
    compare("relations", relations, other.relations)
    compare("acts", acts, other.acts)
    compare("proofs", proofs, other.proofs)
    return differences
  }

  private static func amount(_ amount: Amount, _ text: (String) -> String) -> Amount {
    guard case .count(let noun) = amount.unit else { return amount }
    var amount = amount
    amount.unit = .count(of: noun.map(text))
    return amount
  }
}

/// The whole of a graph with its proofs, as an export takes it.
private func whole(_ graph: Graph) throws -> Subgraph {
  var part = Subgraph(entities: graph.entities(), relations: graph.relations(), acts: graph.acts())
  for relation in part.relations { part.proofs[relation.id] = try graph.proofs(of: relation) }
  return part
}

@Suite struct RoundTrips {
  static let graphs: [Graph] = {
    let parts = GraphReadingConformance.parts
    let worked = Graph(
      ontology: .builtIn, entities: parts.entities, relations: parts.relations, acts: parts.acts, claims: parts.claims,
      passages: parts.passages, sources: parts.sources)
    return [worked] + (1...40).map { HostileGraph.make(seed: $0) }
  }()

  @Test func tablesOfCSVLoseNothing() throws {
    for graph in Self.graphs {
      let texts = try CSVTables().texts(of: GraphExport(graph))
      #expect(texts.map(\.file) == ["nodes.csv", "edges.csv"])
      var table = CSVTables.read(Array(texts[0].text.utf8))
      table.append(CSVTables.read(Array(texts[1].text.utf8)))
      #expect(table.findings.isEmpty)
      #expect(Held(table.subgraph()).differences(from: Held(try whole(graph))) == [])
    }
  }

  @Test func graphMLLosesOnlyWhatXMLForbids() throws {
    /// U+FFFD for the characters that XML 1.0 has no way to write.
    func allowed(_ text: String) -> String {
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.map { scalar in
            (scalar.value < 0x20 && ![9, 10, 13].contains(scalar.value)) || scalar.value & 0xfffe == 0xfffe
              ? "\u{fffd}" : scalar
          }))
    }
    for graph in Self.graphs {
      let table = GraphML.read(Array(try GraphML().text(of: GraphExport(graph)).utf8))
      #expect(table.findings.isEmpty)
      let lost = Held(table.subgraph()).differences(from: Held(try whole(graph), text: allowed))
      #expect(lost == [])
    }
  }

  @Test func claimsLoseNothing() throws {
    for graph in Self.graphs {
      let read = ClaimLines.read(Array(try ClaimLines().text(of: GraphExport(graph)).utf8))
      #expect(read.findings.isEmpty)
      let claims = graph.claims(withPrefix: "", limit: .max)
      #expect(read.lines.map(\.claim) == claims)
      for (line, claim) in zip(read.lines, claims) {
        let passage = claim.evidence.passage.flatMap { graph.passage($0) }
        #expect(line.passageLine == passage?.line && line.links == passage?.links ?? [])
        var source = try #require(graph.source(claim.source))
        // A line has no tags, and the note of the claim.
        source.tags = []
        source.note = claim.note
        #expect(line.source == source)
      }
    }
  }

  @Test func everyFormIsTheSameTwiceAndWhateverTheNumbers() throws {
    let parts = GraphReadingConformance.parts
    func graph(_ entities: [Entity]) -> Graph {
      Graph(
        ontology: .builtIn, entities: entities, relations: parts.relations, acts: parts.acts, claims: parts.claims,
        passages: parts.passages, sources: parts.sources)
    }
    for format in GraphFormats.all {
      let first = try format.text(of: GraphExport(graph(parts.entities)))
      #expect(try format.text(of: GraphExport(graph(parts.entities.reversed()))) == first, "\(format.name)")
      #expect(first.hasSuffix("\n") && !first.contains("\r"), "\(format.name)")
    }
  }

  @Test func aWholeGraphIsProvenAsItsRelationsAre() throws {
    let graph = HostileGraph.make(seed: 3)
    let text = try NodeLink().text(of: GraphExport(graph))
    #expect(text == (try NodeLink().text(of: GraphExport(graph, part: try whole(graph)))))
  }

  @Test func namesOfFormsAreTheirOwn() {
    #expect(Set(GraphFormats.all.map(\.name)).count == GraphFormats.all.count)
    #expect(GraphFormats.named("graphml") is GraphML)
    #expect(GraphFormats.named("pdf") == nil)
  }
}
