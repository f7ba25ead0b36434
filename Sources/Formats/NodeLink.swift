public import KnowledgeGraph

/// The node-link form of JSON that NetworkX, D3 and others read: a list of nodes, and a list of links between them.
public struct NodeLink: GraphFormat {
  public let name = "json"
  public let abstract = "node-link JSON, for NetworkX, D3 and others"
  public let fileNames = ["graph.json"]

  /// The version of the form; it grows when a member changes its meaning or goes.
  public static let schemaVersion = 1

  public init() {}

  /// A directed multigraph: `nodes` sorted by name, `links` in the order of the relations.
  ///
  /// Value relations have no other end and stand in `values` beside the links; `acts` list the links that belong
  /// together by their place in `links`.
  public func write<Graph: GraphReading>(
    _ export: GraphExport<Graph>, to output: inout ExportOutput
  ) throws(ExportError) {
    let content = try export.content()
    output.put("{\n  \"schemaVersion\": \(NodeLink.schemaVersion),\n")
    output.put("  \"directed\": true,\n  \"multigraph\": true,\n  \"graph\": ")
    JSONValue.record(["focus": .strings(content.focus.compactMap { content.names[$0] })])
      .write(to: &output.bytes, level: 1)
    output.put(",\n  \"nodes\": [")
    var nodes = JSONElements(level: 2)
    for entity in content.entities {
      nodes.add(JSONValue(entity), to: &output)
      try output.flow()
    }
    nodes.end(&output)
    var places: [RelationID: Int] = [:]
    for isLink in [true, false] {
      output.put(isLink ? ",\n  \"links\": [" : ",\n  \"values\": [")
      var elements = JSONElements(level: 2)
      for relation in content.relations where (relation.object != nil) == isLink {
        if isLink { places[relation.id] = elements.count }
        elements.add(
          JSONValue(
            relation, subject: content.name(relation.subject), object: relation.object.map { content.name($0) },
            proofs: content.proofs[relation.id]), to: &output)
        try output.flow()
      }
      elements.end(&output)
    }
    output.put(",\n  \"acts\": [")
    var acts = JSONElements(level: 2)
    for act in content.acts {
      acts.add(NodeLink.json(act, places: places), to: &output)
      try output.flow()
    }
    acts.end(&output)
    output.put("\n}\n")
  }

  private static func json(_ act: Act, places: [RelationID: Int]) -> JSONValue {
    .record([
      "key": .string(act.predicate.rawValue),
      "links": .array(act.relations.compactMap { places[$0] }.map { .integer($0) }),
      "amount": act.amount.map { JSONValue($0) },
      "at": act.at.map { JSONValue($0) },
      "announced": act.announced.map { JSONValue($0) },
      "status": act.status.map { .string($0.rawValue) },
      "sourceCount": .integer(act.sourceCount),
      "claims": .strings(act.claims.map(\.rawValue)),
    ])
  }
}
