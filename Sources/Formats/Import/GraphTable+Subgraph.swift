public import KnowledgeGraph

extension GraphTable {
  /// The part of a graph that a file of Weft's own holds, numbered anew in the order of the file.
  ///
  /// Of the proofs the form holds the first of each relation, without its confidence and its own date. What is no value
  /// is passed over: the findings of ``record(path:ontology:)`` tell of it.
  ///
  /// - Complexity: O(size of the table).
  public func subgraph() -> Subgraph {
    var entities: [Entity] = []
    var numbers: [String: EntityID] = [:]
    for node in nodes where numbers[node.name] == nil {
      let id = EntityID(rawValue: Int32(clamping: entities.count))
      numbers[node.name] = id
      entities.append(Entity(node, id: id))
    }
    func number(_ name: String) -> EntityID {
      if let id = numbers[name] { return id }
      let id = EntityID(rawValue: Int32(clamping: entities.count))
      numbers[name] = id
      entities.append(Entity(id: id, name: name, kind: .topic))
      return id
    }
    var relations: [Relation] = []
    var proofs: [RelationID: [Proof]] = [:]
    var acts: [Int: Act] = [:]
    let edgeNumbers = Dictionary(
      edges.enumerated().map { ($1.id, RelationID(rawValue: Int64($0))) },
      uniquingKeysWith: { first, _ in first })
    for (position, edge) in edges.enumerated() {
      var reader = FieldReader(edge.fields, line: edge.place.line)
      let id = RelationID(rawValue: Int64(position))
      var relation = Relation(
        id: id, subject: number(edge.source), predicate: Predicate(reader["predicate"] ?? ""),
        object: edge.target.map(number), qualifiers: reader.qualifiers(),
        claims: reader.list("claims").map { ClaimID(rawValue: $0) }, sourceCount: reader.integer("sourceCount") ?? 1,
        confidence: reader.confidence() ?? 1, contestedBy: reader.list("contestedBy").compactMap { edgeNumbers[$0] })
      if let act = reader.integer("act") {
        relation.act = ActID(rawValue: Int64(act))
        acts[act, default: Act(&reader, number: act)].relations.append(id)
      }
      relations.append(relation)
      if let claim = relation.claims.first, let quote = reader["quote"] ?? (reader["note"] == nil ? nil : "") {
        proofs[id] = [Proof(&reader, of: claim, quote: quote)]
      }
    }
    return Subgraph(
      entities: entities, relations: relations, acts: acts.keys.sorted().compactMap { acts[$0] }, proofs: proofs)
  }
}

extension Entity {
  fileprivate init(_ node: GraphTable.Node, id: EntityID) {
    var reader = FieldReader(node.fields, line: node.place.line)
    self.init(
      id: id, name: node.name, kind: Kind(reader["kind"] ?? Kind.topic.rawValue), aliases: reader.list("aliases"),
      isDescribed: reader.flag("described"), isAuthor: reader.flag("author"), candidates: reader.list("candidates"),
      source: reader["source"].map { SourceID($0) }, date: reader.partialDate("date"), url: reader["url"],
      note: reader["note"], sourceCount: reader.integer("sourceCount") ?? 0)
  }
}

extension Act {
  fileprivate init(_ reader: inout FieldReader, number: Int) {
    let inherited = reader.list("actInherited")
    self.init(
      id: ActID(rawValue: Int64(number)), predicate: Predicate(reader["actPredicate"] ?? ""), relations: [],
      amount: reader.amount("act"), at: reader.date("actAt", inherited: inherited, as: "at"),
      announced: reader.date("actAnnounced", inherited: inherited, as: "announced"),
      status: reader.status("actStatus"), claims: reader.list("actClaims").map { ClaimID(rawValue: $0) },
      sourceCount: reader.integer("actSourceCount") ?? 1)
  }
}

extension Proof {
  fileprivate init(_ reader: inout FieldReader, of claim: ClaimID, quote: String) {
    self.init(
      claim: claim, shortID: claim.rawValue, quote: quote, sourceTitle: reader["sourceTitle"] ?? "",
      sourceDate: reader.partialDate("sourceDate"), link: reader["link"], note: reader["note"] ?? "",
      line: reader.integer("line") ?? 1, origin: Claim.Origin(text: reader["rule"] ?? ""), confidence: 1)
  }
}
