public import KnowledgeGraph

/// The node-link form of JSON that NetworkX, D3 and others read: a list of nodes, and a list of links between them.
public enum NodeLink {
  /// The version of the form; it grows when a member changes its meaning or goes.
  public static let schemaVersion = 1

  /// A part of a graph as a directed multigraph: `nodes` sorted by name, `links` in the order of the relations.
  ///
  /// Value relations have no other end and stand in `values` beside the links; `acts` list the links that belong
  /// together by their place in `links`.
  public static func json(_ subgraph: Subgraph) -> JSONValue {
    let names = Dictionary(
      subgraph.entities.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    var links: [JSONValue] = []
    var values: [JSONValue] = []
    var places: [RelationID: Int] = [:]
    for relation in subgraph.relations {
      guard let subject = names[relation.subject] else { continue }
      let proofs = subgraph.proofs[relation.id]
      if let object = relation.object {
        guard let target = names[object] else { continue }
        places[relation.id] = links.count
        links.append(JSONValue(relation, subject: subject, object: target, proofs: proofs))
      } else {
        values.append(JSONValue(relation, subject: subject, object: nil, proofs: proofs))
      }
    }
    return .record([
      "schemaVersion": .integer(schemaVersion),
      "directed": .bool(true),
      "multigraph": .bool(true),
      "graph": .record(["focus": .strings(subgraph.focus.compactMap { names[$0] })]),
      "nodes": .array(subgraph.entities.map { JSONValue($0) }),
      "links": .array(links),
      "values": .array(values),
      "acts": .array(subgraph.acts.map { json($0, places: places) }),
    ])
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
