public import KnowledgeGraph

/// Claims as JSON Lines: one claim a line, sorted by identity, so that two exports can be compared line by line.
public struct ClaimLines: GraphFormat {
  public let name = "claims"
  public let abstract = "JSON Lines, one claim a line with all that it says and rests on"
  public let fileNames = ["claims.jsonl"]

  public init() {}

  /// The first two digits that an identity may have, in order; the text of each after the other is the whole export,
  /// and memory does not grow with the graph.
  static let prefixes: [String] = (0..<256).map { number in
    (number < 16 ? "0" : "") + String(number, radix: 16)
  }

  /// The claims of the whole graph, those that nothing was made of too; of a part, those of its relations.
  ///
  /// - Complexity: O(size of the claims), with a look-up a claim for its passage and one a source.
  public func write<Graph: GraphReading>(
    _ export: GraphExport<Graph>, to output: inout ExportOutput
  ) throws(ExportError) {
    let graph = export.graph
    var sources: [SourceID: Source] = [:]
    func add(_ claim: Claim, to output: inout ExportOutput) throws(GraphError) {
      if sources[claim.source] == nil { sources[claim.source] = try graph.source(claim.source) }
      var passage: Passage?
      if let id = claim.evidence.passage { passage = try graph.passage(id) }
      JSONValue(claim, passage: passage, source: sources[claim.source]).write(to: &output.bytes, level: nil)
      output.put("\n")
    }
    do {
      if let part = export.part {
        for id in Set(part.relations.lazy.flatMap(\.claims)).sorted() {
          if let claim = try graph.claim(id) { try add(claim, to: &output) }
          try output.flow()
        }
      } else {
        for prefix in ClaimLines.prefixes {
          for claim in try graph.claims(withPrefix: prefix, limit: .max) {
            try add(claim, to: &output)
            try output.flow()
          }
        }
      }
    } catch let error as GraphError {
      throw ExportError(error)
    } catch let error as ExportError {
      throw error
    } catch {
      throw ExportError("the claims could not be read: \(error)")
    }
  }
}
