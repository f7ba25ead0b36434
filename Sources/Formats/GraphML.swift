public import KnowledgeGraph

/// GraphML, which NetworkX, Gephi, yEd and Cytoscape read.
///
/// U. Brandes, M. Eiglsperger, J. Lerner, C. Pich: "Graph Markup Language (GraphML)", 2013.
public struct GraphML: GraphFormat {
  public let name = "graphml"
  public let abstract = "GraphML, for NetworkX, Gephi, yEd and Cytoscape"
  public let fileNames = ["graph.graphml"]

  public init() {}

  public func write<Graph: GraphReading>(
    _ export: GraphExport<Graph>, to output: inout ExportOutput
  ) throws(ExportError) {
    let content = try export.content()
    output.put(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
      xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
      http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">

      """)
    let nodeColumns = FlatColumn<Entity>.entity
    let edgeColumns = FlatColumn<RelationRow>.relation
    GraphML.key("name", .text, for: "node", to: &output)
    for column in nodeColumns { GraphML.key(column.name, column.form, for: "node", to: &output) }
    GraphML.key("literal", .flag, for: "node", to: &output)
    for column in edgeColumns { GraphML.key(column.name, column.form, for: "edge", to: &output) }
    output.put("  <graph id=\"weft\" edgedefault=\"directed\">\n")
    for entity in content.entities {
      output.put("    <node")
      output.attribute("id", content.node(entity.id))
      output.put(">\n")
      GraphML.data("name", entity.name, for: "node", to: &output)
      for column in nodeColumns {
        if let value = column.value(entity) { GraphML.data(column.name, value, for: "node", to: &output) }
      }
      output.put("    </node>\n")
      try output.flow()
    }
    try content.forEachRow { row throws(ExportError) in
      let relation = row.relation
      let id = content.edge(relation.id)
      if relation.object == nil {
        output.put("    <node")
        output.attribute("id", LiteralNode.id(edge: id))
        output.put(">\n")
        GraphML.data("name", LiteralNode.label(relation), for: "node", to: &output)
        GraphML.data("kind", LiteralNode.kind, for: "node", to: &output)
        GraphML.data("literal", "true", for: "node", to: &output)
        output.put("    </node>\n")
      }
      output.put("    <edge")
      output.attribute("id", id)
      output.attribute("source", content.node(relation.subject))
      output.attribute("target", relation.object.map { content.node($0) } ?? LiteralNode.id(edge: id))
      output.put(">\n")
      for column in edgeColumns {
        if let value = column.value(row) { GraphML.data(column.name, value, for: "edge", to: &output) }
      }
      output.put("    </edge>\n")
      try output.flow()
    }
    output.put("  </graph>\n</graphml>\n")
  }

  private static func key(
    _ name: String, _ form: FlatForm, for part: StaticString, to output: inout ExportOutput
  ) {
    let type: StaticString =
      switch form {
      case .text, .list: "string"
      case .decimal, .real: "double"
      case .integer: "int"
      case .flag: "boolean"
      }
    output.put("  <key id=\"")
    output.put(part)
    output.put(".")
    output.put(name)
    output.put("\" for=\"")
    output.put(part)
    output.put("\" attr.name=\"")
    output.put(name)
    output.put("\" attr.type=\"")
    output.put(type)
    output.put("\"/>\n")
  }

  private static func data(_ name: String, _ value: String, for part: StaticString, to output: inout ExportOutput) {
    output.put("      <data key=\"")
    output.put(part)
    output.put(".")
    output.put(name)
    output.put("\">")
    XMLText.append(value, to: &output.bytes)
    output.put("</data>\n")
  }
}
