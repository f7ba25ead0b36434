extension GraphML {
  /// Reads the nodes and edges of a GraphML file.
  ///
  /// A node's name is its `name`, else its `label` (or what yEd writes on it), else its `id`. Groups are read as what is
  /// in them; hyperedges and ports are not read.
  ///
  /// - Complexity: O(size of the file).
  public static func read(_ bytes: [UInt8]) -> GraphTable {
    var reader = GraphMLReader(XMLReader(bytes))
    var table = GraphTable()
    var names: [String: String] = [:]
    var literals: Set<String> = []
    // An edge may stand before its nodes.
    var edges: [GraphMLReader.Part] = []
    func warn(_ line: Int, _ message: String) { table.findings.append(ImportFinding(.warning, line: line, message)) }
    do throws(XMLFault) {
      while case .part(let part) = try reader.progress() {
        table.findings += reader.takeFindings()
        if part.isEdge {
          edges.append(part)
        } else if part.isLiteral {
          literals.insert(part.id)
        } else if part.name.isEmpty {
          warn(part.line, "a node has neither a name nor an id")
        } else if names.updateValue(part.name, forKey: part.id) != nil {
          warn(part.line, "two nodes have the id \(part.id)")
        } else {
          table.nodes.append(
            GraphTable.Node(name: part.name, fields: part.fields, place: .init(line: part.line, text: part.text)))
        }
      }
      table.findings += reader.takeFindings()
      if names.isEmpty, literals.isEmpty, edges.isEmpty { warn(1, "the file has no nodes") }
    } catch {
      table.findings += reader.takeFindings()
      table.findings.append(ImportFinding(.error, line: error.line, column: error.column, error.message))
    }
    for part in edges {
      guard let source = names[part.ends.0] else {
        warn(part.line, "an edge begins at a node that is not in the file: \(part.ends.0)")
        continue
      }
      let target = names[part.ends.1]
      guard target != nil || literals.contains(part.ends.1) else {
        warn(part.line, "an edge leads to a node that is not in the file: \(part.ends.1)")
        continue
      }
      table.edges.append(
        GraphTable.Edge(
          id: part.id, source: source, target: target, fields: part.fields,
          place: .init(line: part.line, text: part.text)))
    }
    return table
  }
}
