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
    var nodes = GraphMLNodes()
    var names: [String: String] = [:]
    // An edge may stand before its nodes.
    var edges: [GraphMLReader.Part] = []
    do throws(XMLFault) {
      while case .part(let part) = try reader.progress() {
        table.findings += reader.takeFindings()
        if part.isEdge {
          edges.append(part)
        } else if nodes.add(part, &table.findings) {
          names[part.id] = part.name
          table.nodes.append(
            GraphTable.Node(name: part.name, fields: part.fields, place: .init(line: part.line, text: part.text)))
        }
      }
      table.findings += reader.takeFindings()
      if nodes.isEmpty, edges.isEmpty { table.findings.append(GraphMLNodes.nothing) }
    } catch {
      table.findings += reader.takeFindings()
      table.findings.append(ImportFinding(.error, line: error.line, column: error.column, error.message))
    }
    for part in edges {
      guard let ends = nodes.ends(of: part, &table.findings), let source = names[ends.source] else { continue }
      table.edges.append(
        GraphTable.Edge(
          id: part.id, source: source, target: ends.target.flatMap { names[$0] }, fields: part.fields,
          place: .init(line: part.line, text: part.text)))
    }
    return table
  }
}
