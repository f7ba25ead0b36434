public import KnowledgeGraph

/// GEXF 1.2, which Gephi and NetworkX read (https://gexf.net, schema of 2009).
///
/// 1.2 and not 1.3, because NetworkX reads no newer one and Gephi reads both.
public struct GEXF: GraphFormat {
  public let name = "gexf"
  public let abstract = "GEXF 1.2, for Gephi and NetworkX"
  public let fileNames = ["graph.gexf"]

  public init() {}

  public func write<Graph: GraphReading>(
    _ export: GraphExport<Graph>, to output: inout ExportOutput
  ) throws(ExportError) {
    let content = try export.content()
    let nodeColumns = FlatColumn<Entity>.entity
    // The form has its own place for a label.
    let edgeColumns = FlatColumn<RelationRow>.relation.filter { $0.name != "label" }
    output.put(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
        <meta><creator>Weft</creator></meta>
        <graph mode="static" defaultedgetype="directed">
          <attributes class="node" mode="static">

      """)
    for column in nodeColumns { GEXF.attribute(column.name, column.form, to: &output) }
    GEXF.attribute("literal", .flag, to: &output)
    output.put("    </attributes>\n    <attributes class=\"edge\" mode=\"static\">\n")
    for column in edgeColumns { GEXF.attribute(column.name, column.form, to: &output) }
    output.put("    </attributes>\n    <nodes>\n")
    for entity in content.entities {
      GEXF.node(content.node(entity.id), entity.name, to: &output)
      for column in nodeColumns {
        if let value = column.value(entity) { GEXF.value(column.name, value, to: &output) }
      }
      output.put("      </attvalues></node>\n")
      try output.flow()
    }
    for relation in content.relations where relation.object == nil {
      GEXF.node(LiteralNode.id(edge: content.edge(relation.id)), LiteralNode.label(relation), to: &output)
      GEXF.value("kind", LiteralNode.kind, to: &output)
      GEXF.value("literal", "true", to: &output)
      output.put("      </attvalues></node>\n")
    }
    output.put("    </nodes>\n    <edges>\n")
    try content.forEachRow { row throws(ExportError) in
      let relation = row.relation
      let id = content.edge(relation.id)
      output.put("      <edge")
      output.attribute("id", id)
      output.attribute("source", content.node(relation.subject))
      output.attribute("target", relation.object.map { content.node($0) } ?? LiteralNode.id(edge: id))
      output.attribute("label", row.label)
      output.attribute("weight", String(max(1, relation.sourceCount)))
      output.put("><attvalues>\n")
      for column in edgeColumns {
        if let value = column.value(row) { GEXF.value(column.name, value, to: &output) }
      }
      output.put("      </attvalues></edge>\n")
      try output.flow()
    }
    output.put("    </edges>\n  </graph>\n</gexf>\n")
  }

  private static func attribute(_ name: String, _ form: FlatForm, to output: inout ExportOutput) {
    let type: StaticString =
      switch form {
      case .text, .list: "string"
      case .decimal, .real: "double"
      case .integer: "integer"
      case .flag: "boolean"
      }
    output.put("      <attribute id=\"\(name)\" title=\"\(name)\" type=\"")
    output.put(type)
    output.put("\"/>\n")
  }

  private static func node(_ id: String, _ label: String, to output: inout ExportOutput) {
    output.put("      <node")
    output.attribute("id", id)
    output.attribute("label", label)
    output.put("><attvalues>\n")
  }

  private static func value(_ name: String, _ value: String, to output: inout ExportOutput) {
    output.put("        <attvalue for=\"")
    output.put(name)
    output.put("\"")
    output.attribute("value", value)
    output.put("/>\n")
  }
}
