import Drawing
import KnowledgeGraph
import Query
import Store

extension QueryGraph: FigureCommand {
  /// The nodes and relationships of the answer, with the proofs of the relations.
  func figure(of graph: OpenGraph) throws(Failure) -> Figure {
    let store = graph.store
    let options = QueryOptions(parameters: try givenParameters(), limits: limits)
    var ranked = try store.rankedPart(answering: query, options: options, asOf: asOf)
    let words = parameters.map { "--parameter=\($0)" } + [QueryGraph.word("as-of", asOf?.edtf)].compactMap { $0 }
    return Figure(
      part: { extent throws(Failure) in
        try reading { () throws(GraphError) in
          try ranked.subgraph(limit: extent.entities, statements: extent.statements, of: store)
        }
      }, ontology: store.ontology, options: try graph.dressed(FigureOptions(mentions: .all)),
      arguments: ["query"] + words + (query.hasPrefix("-") ? ["--"] : []) + [query], fingerprint: graph.fingerprint)
  }
}
