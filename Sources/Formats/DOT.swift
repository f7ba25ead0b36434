public import KnowledgeGraph

/// DOT with all that is known of each node and edge, for `dot`, `sfdp`, `gvpr` and whatever else reads it.
///
/// The figures of `weft draw` are another DOT: they are made to be looked at, this is made to be worked with.
public struct DOT: GraphFormat {
  public let name = "dot"
  public let abstract = "DOT with every attribute, for Graphviz"
  public let fileNames = ["graph.dot"]
  /// Whether the entities of a kind stand in a cluster of their own.
  public var clusters: Bool

  public init(clusters: Bool = false) { self.clusters = clusters }

  public func write<Graph: GraphReading>(
    _ export: GraphExport<Graph>, to output: inout ExportOutput
  ) throws(ExportError) {
    let content = try export.content()
    let nodeColumns = FlatColumn<Entity>.entity
    let edgeColumns = FlatColumn<RelationRow>.relation.filter { $0.name != "label" }
    output.put("digraph \"weft\" {\n  node [shape=box style=rounded];\n")
    if clusters {
      var members: [Kind: [Entity]] = [:]
      for entity in content.entities { members[entity.kind, default: []].append(entity) }
      for kind in members.keys.sorted() {
        output.put("  subgraph ")
        DOT.string("cluster_" + kind.rawValue, to: &output)
        output.put(" {\n    label=")
        DOT.label(content.ontology.kinds[kind]?.plural ?? kind.rawValue, to: &output)
        output.put(";\n")
        for entity in members[kind] ?? [] { try node(entity, nodeColumns, content, to: &output) }
        output.put("  }\n")
      }
    } else {
      for entity in content.entities { try node(entity, nodeColumns, content, to: &output) }
    }
    try content.forEachRow { row throws(ExportError) in
      let relation = row.relation
      let id = content.edge(relation.id)
      let target: String
      if let object = relation.object {
        target = content.node(object)
      } else {
        target = LiteralNode.id(edge: id)
        output.put("  \(target) [label=")
        DOT.label(LiteralNode.label(relation), to: &output)
        output.put(" shape=plaintext kind=\"\(LiteralNode.kind)\" literal=\"true\"];\n")
      }
      output.put("  \(content.node(relation.subject)) -> \(target) [id=\"\(id)\" label=")
      DOT.label(row.label, to: &output)
      for column in edgeColumns { DOT.attribute(column.name, column.value(row), to: &output) }
      DOT.drawing(link: row.proof?.link, tooltip: row.proof?.quote, to: &output)
      if row.isSymmetric { output.put(" dir=none") }
      if !relation.qualifiers.isFactual { output.put(" style=dashed") }
      output.put("];\n")
      try output.flow()
    }
    output.put("}\n")
  }

  private func node(
    _ entity: Entity, _ columns: [FlatColumn<Entity>], _ content: ExportContent, to output: inout ExportOutput
  ) throws(ExportError) {
    output.put("  \(content.node(entity.id)) [label=")
    DOT.label(entity.name, to: &output)
    DOT.attribute("name", entity.name, to: &output)
    for column in columns { DOT.attribute(column.name, column.value(entity), to: &output) }
    DOT.drawing(link: entity.url, tooltip: nil, to: &output)
    output.put("];\n")
    try output.flow()
  }

  private static func attribute(_ name: String, _ value: String?, to output: inout ExportOutput) {
    guard let value else { return }
    output.put(" ")
    output.put(name)
    output.put("=")
    string(value, to: &output)
  }

  /// What Graphviz itself shows: where a click leads, and what stands under the pointer.
  private static func drawing(link: String?, tooltip: String?, to output: inout ExportOutput) {
    if let link, link.utf8.starts(with: "http://".utf8) || link.utf8.starts(with: "https://".utf8) {
      output.put(" URL=")
      label(link, to: &output)
    }
    if let tooltip {
      output.put(" tooltip=")
      label(tooltip, to: &output)
    }
  }

  /// A text as data: a quote and a backslash get a backslash in front, all else stays.
  private static func string(_ text: String, to output: inout ExportOutput) {
    quoted(text, isShown: false, to: &output.bytes)
  }

  /// A text that Graphviz shows, where `&` begins an entity and a line break is `\n`.
  private static func label(_ text: String, to output: inout ExportOutput) {
    quoted(text, isShown: true, to: &output.bytes)
  }

  /// Graphviz' scanner fails on a stretch of 16 KiB within quotes, so a long text is several, joined by `+`.
  private static let stretch = 8_000

  private static func quoted(_ text: String, isShown: Bool, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var end = bytes.count + stretch
    for byte in text.utf8 {
      // Not within a character of several bytes.
      if bytes.count >= end, byte & 0xc0 != 0x80 {
        bytes += "\" + \"".utf8
        end = bytes.count + stretch
      }
      switch byte {
      case UInt8(ascii: "\""): bytes += #"\""#.utf8
      case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
      case UInt8(ascii: "&") where isShown: bytes += "&amp;".utf8
      case 0x0a where isShown: bytes += #"\n"#.utf8
      // NUL would end the text, the other controls are no part of one.
      case 0x0a, 0x09: bytes.append(byte)
      case 0..<0x20: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
