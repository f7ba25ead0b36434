public import KnowledgeGraph

/// FollowTheMoney entities, a JSON object a line, which Aleph, OpenAleph and the tools of OpenSanctions read.
///
/// https://followthemoney.tech, model of version 4. The ontology says which schema a kind and a predicate has; a
/// relation whose ends are not what its schema takes is an `UnknownLink`.
public struct FollowTheMoney: GraphFormat {
  public let name = "ftm"
  public let abstract = "FollowTheMoney entities, for Aleph and the tools of OpenSanctions"
  public let fileNames = ["graph.ftm.json"]

  public init() {}

  public func write<Graph: GraphReading>(
    _ export: GraphExport<Graph>, to output: inout ExportOutput
  ) throws(ExportError) {
    let content = try export.content()
    var notes: [EntityID: [String]] = [:]
    var keywords: [EntityID: [String]] = [:]
    for relation in content.relations {
      if let object = relation.object, relation.predicate == .tagged {
        keywords[relation.subject, default: []].append(content.name(object))
      } else if relation.object == nil, !relation.qualifiers.isNegated {
        notes[relation.subject, default: []].append(
          content.ontology.label(relation.predicate) + " " + LiteralNode.label(relation))
      }
    }
    var schemata: [EntityID: String] = [:]
    var documents: [SourceID: String] = [:]
    for entity in content.entities {
      guard let schema = FollowTheMoney.schema(of: entity.kind, content.ontology) else { continue }
      schemata[entity.id] = schema
      let id = "weft-" + content.node(entity.id)
      let isDocument = FollowTheMoney.documents.contains(schema)
      if isDocument, let source = entity.source { documents[source] = id }
      let date = isDocument || schema == "Event" ? entity.date.map { FollowTheMoney.date($0) } : nil
      FollowTheMoney.line(
        id, schema,
        [
          "name": [entity.name], "alias": entity.aliases, "full": schema == "Address" ? [entity.name] : [],
          "title": isDocument ? [entity.name] : [],
          "fileName": isDocument ? [entity.note ?? entity.name] : [],
          "author": isDocument ? entity.source.flatMap { content.sources[$0] }?.authors ?? [] : [],
          "publishedAt": isDocument ? date.map { [$0] } ?? [] : [],
          "date": schema == "Event" ? date.map { [$0] } ?? [] : [],
          "sourceUrl": FollowTheMoney.address(entity.url), "keywords": keywords[entity.id] ?? [],
          "notes": notes[entity.id] ?? [],
        ], to: &output)
      try output.flow()
    }
    let cited = Set(content.sourceOfClaim.values)
    for source in content.sources.values.sorted(by: { $0.id < $1.id })
    where documents[source.id] == nil && cited.contains(source.id) {
      guard let schema = FollowTheMoney.schema(of: source.kind, content.ontology),
        FollowTheMoney.documents.contains(schema)
      else { continue }
      let id = "weft-s" + StableNames.hash(of: [source.id.rawValue])
      documents[source.id] = id
      FollowTheMoney.line(
        id, schema,
        [
          "name": [source.title], "title": [source.title], "fileName": [source.note], "author": source.authors,
          "publishedAt": source.date.map { [FollowTheMoney.date($0)] } ?? [],
          "sourceUrl": FollowTheMoney.address(source.url), "keywords": source.tags,
        ], to: &output)
    }
    try content.forEachRow { row throws(ExportError) in
      let relation = row.relation
      guard let object = relation.object, let subjectSchema = schemata[relation.subject],
        let objectSchema = schemata[object], !relation.qualifiers.isNegated
      else { return }
      let edge = FollowTheMoney.edge(
        relation.predicate, (content.node(relation.subject), subjectSchema), (content.node(object), objectSchema),
        content.ontology)
      let qualifiers = relation.qualifiers
      let amount = qualifiers.amount ?? row.act?.act.amount
      let isOwnership = edge.schema == "Ownership"
      let proofs = content.proofs[relation.id] ?? []
      let sources = proofs.compactMap { content.sourceOfClaim[$0.claim] }
      FollowTheMoney.line(
        "weft-" + content.edge(relation.id), edge.schema,
        [
          edge.source.property: ["weft-" + edge.source.node], edge.target.property: ["weft-" + edge.target.node],
          "role": [qualifiers.role ?? row.label], "status": qualifiers.status.map { [$0.rawValue] } ?? [],
          "date": FollowTheMoney.dates(qualifiers.at ?? row.act?.act.at),
          "startDate": FollowTheMoney.dates(qualifiers.from), "endDate": FollowTheMoney.dates(qualifiers.to),
          "percentage": isOwnership && amount?.unit == .percent ? amount.map { [$0.value.description] } ?? [] : [],
          "sharesValue": isOwnership && amount?.currency != nil ? amount.map { [$0.value.description] } ?? [] : [],
          "sharesCurrency": isOwnership ? amount?.currency.map { [$0.lowercased()] } ?? [] : [],
          "description": [RelationCaption.text(row)], "summary": proofs.map(\.quote),
          "recordId": relation.claims.map(\.rawValue), "publisher": proofs.map(\.sourceTitle),
          "proof": sources.compactMap { documents[$0] },
          "sourceUrl": proofs.flatMap { FollowTheMoney.address($0.link) },
        ], to: &output)
      try output.flow()
    }
  }

  private struct Edge {
    var schema: String
    var source: (property: String, node: String)
    var target: (property: String, node: String)
  }

  private typealias End = (node: String, schema: String)

  private static func edge(_ predicate: Predicate, _ subject: End, _ object: End, _ ontology: Ontology) -> Edge {
    // The whole belongs to the object: "X is a subsidiary of Y".
    let isInverse = predicate == .subsidiaryOf
    let (owner, asset) = isInverse ? (object, subject) : (subject, object)
    switch ontology.predicates[predicate]?.followTheMoney {
    case "Ownership" where legalEntities.contains(owner.schema) && assets.contains(asset.schema):
      return Edge(schema: "Ownership", source: ("owner", owner.node), target: ("asset", asset.node))
    case "Employment" where subject.schema == "Person" && organizations.contains(object.schema):
      return Edge(schema: "Employment", source: ("employee", subject.node), target: ("employer", object.node))
    default: break
    }
    if documents.contains(subject.schema) {
      return Edge(schema: "Documentation", source: ("document", subject.node), target: ("entity", object.node))
    }
    return Edge(schema: "UnknownLink", source: ("subject", subject.node), target: ("object", object.node))
  }

  // The schemata that the ontology names, by what they may be an end of.
  private static let organizations: Set<String> = ["Organization", "Company", "PublicBody"]
  private static let legalEntities = organizations.union(["LegalEntity", "Person"])
  private static let assets: Set<String> = ["Asset", "Company", "RealEstate"]
  private static let documents: Set<String> = ["Document", "Article"]

  /// The schema of a kind, or of the nearest super-kind that has one; nil where none has, and the entity is left out.
  private static func schema(of kind: Kind, _ ontology: Ontology) -> String? {
    var current: Kind? = kind
    for _ in 0..<8 {
      guard let definition = current.flatMap({ ontology.kinds[$0] }) else { return nil }
      if let schema = definition.followTheMoney { return schema }
      current = definition.parent
    }
    return nil
  }

  /// A date as the model takes it: a year, a month or a day; a season or a quarter is its year.
  private static func date(_ date: PartialDate) -> String {
    if let month = date.month, month > 12 { return String(date.edtf.prefix(4)) }
    return date.edtf
  }

  private static func dates(_ stated: StatedDate?) -> [String] { stated.map { [date($0.date)] } ?? [] }

  /// An address with a host that is one; the model refuses others.
  private static func address(_ text: String?) -> [String] {
    guard let address = text.flatMap({ WebAddress.escaped($0) }) else { return [] }
    let host = address.drop { $0 != "/" }.dropFirst(2).prefix { !"/?#:".contains($0) }
    let isPlain = host.utf8.allSatisfy { PercentEncoding.isUnreserved($0) } && host.contains(".")
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return isPlain && parts.allSatisfy { !$0.isEmpty } ? [address] : []
  }

  /// One entity; values that say the same are written once, in their order, and properties without a value not at all.
  private static func line(
    _ id: String, _ schema: String, _ properties: KeyValuePairs<String, [String]>, to output: inout ExportOutput
  ) {
    var members: [JSONValue.Member] = []
    for (name, values) in properties {
      var seen: Set<String> = []
      let distinct = values.filter { !$0.isEmpty && seen.insert($0).inserted }
      if !distinct.isEmpty { members.append(.init(name, .strings(distinct))) }
    }
    JSONValue.record(["id": .string(id), "schema": .string(schema), "properties": .object(members)])
      .write(to: &output.bytes, level: nil)
    output.put("\n")
  }
}
