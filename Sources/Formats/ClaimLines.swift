public import KnowledgeGraph

/// Claims as JSON Lines: one claim a line, sorted by identity, so that two exports can be compared line by line.
public enum ClaimLines {
  /// The first two digits that an identity may have, in order; the text of each after the other is the whole export,
  /// and memory does not grow with the graph.
  public static let prefixes: [String] = (0..<256).map { number in
    (number < 16 ? "0" : "") + String(number, radix: 16)
  }

  /// The claims of a graph whose identity begins with `prefix`; all of them where it is empty.
  ///
  /// - Complexity: O(size of the claims), with a look-up a claim for its passage and one a source.
  public static func text(of graph: some GraphReading, withPrefix prefix: String) throws(GraphError) -> String {
    var sources: [SourceID: Source] = [:]
    var text = ""
    for claim in try graph.claims(withPrefix: prefix, limit: .max) {
      if sources[claim.source] == nil { sources[claim.source] = try graph.source(claim.source) }
      var passage: Passage?
      if let id = claim.evidence.passage { passage = try graph.passage(id) }
      text += JSONValue(claim, passage: passage, source: sources[claim.source]).text() + "\n"
    }
    return text
  }
}
