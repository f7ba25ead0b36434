/// The nodes of a GraphML file so far: which parts of it are nodes and edges of a graph, and what is wrong with the others.
struct GraphMLNodes {
  private var nodes: Set<String> = []
  /// Nodes that are the values of edges.
  private var literals: Set<String> = []

  var isEmpty: Bool { nodes.isEmpty && literals.isEmpty }

  /// What is to be said of a file without nodes and edges.
  static let nothing = ImportFinding(.warning, line: 1, "the file has no nodes")

  /// Takes in a node; returns whether it is one of the graph.
  mutating func add(_ part: GraphMLReader.Part, _ findings: inout [ImportFinding]) -> Bool {
    guard !part.isLiteral else {
      literals.insert(part.id)
      return false
    }
    guard !part.name.isEmpty else {
      findings.append(ImportFinding(.warning, line: part.line, "a node has neither a name nor an id"))
      return false
    }
    guard nodes.insert(part.id).inserted else {
      findings.append(ImportFinding(.warning, line: part.line, "two nodes have the id \(part.id)"))
      return false
    }
    return true
  }

  /// Whether both nodes of an edge were there already.
  func hasEnds(of part: GraphMLReader.Part) -> Bool {
    nodes.contains(part.ends.0) && (nodes.contains(part.ends.1) || literals.contains(part.ends.1))
  }

  /// The nodes of an edge, where all nodes were there; without a target where that is a value.
  func ends(
    of part: GraphMLReader.Part, _ findings: inout [ImportFinding]
  ) -> (source: String, target: String?)? {
    guard nodes.contains(part.ends.0) else {
      findings.append(
        ImportFinding(
          .warning, line: part.line, "an edge begins at a node that is not in the file: \(part.ends.0)"))
      return nil
    }
    if nodes.contains(part.ends.1) { return part.ends }
    guard literals.contains(part.ends.1) else {
      findings.append(
        ImportFinding(.warning, line: part.line, "an edge leads to a node that is not in the file: \(part.ends.1)"))
      return nil
    }
    return (part.ends.0, nil)
  }
}
