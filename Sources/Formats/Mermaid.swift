public import KnowledgeGraph

/// A Mermaid flowchart, which GitHub, GitLab and Obsidian draw inside Markdown.
///
/// https://mermaid.js.org/syntax/flowchart.html. Mermaid refuses by default more than 500 edges and 50,000 characters, so
/// the form is for parts of a graph.
public struct Mermaid: GraphFormat {
  public let name = "mermaid"
  public let abstract = "a Mermaid flowchart, for GitHub, GitLab and Obsidian"
  public let fileNames = ["graph.mmd"]

  public init() {}

  public func write<Graph: GraphReading>(
    _ export: GraphExport<Graph>, to output: inout ExportOutput
  ) throws(ExportError) {
    let content = try export.content()
    output.put("flowchart LR\n")
    for entity in content.entities {
      let id = content.node(entity.id)
      output.put("  \(id)[\"")
      Mermaid.append(entity.name, to: &output.bytes)
      output.put("\"]\n")
      if let link = entity.url.flatMap({ WebAddress.escaped($0) }) {
        output.put("  click \(id) href \"\(link)\" _blank\n")
      }
      try output.flow()
    }
    try content.forEachRow { row throws(ExportError) in
      let relation = row.relation
      let target: String
      if let object = relation.object {
        target = content.node(object)
      } else {
        target = LiteralNode.id(edge: content.edge(relation.id))
        output.put("  \(target)([\"")
        Mermaid.append(LiteralNode.label(relation), to: &output.bytes)
        output.put("\"])\n")
      }
      let isFactual = relation.qualifiers.isFactual
      let arrow = row.isSymmetric ? (isFactual ? "<-->" : "<-.->") : (isFactual ? "-->" : "-.->")
      output.put("  \(content.node(relation.subject)) \(arrow)|\"")
      Mermaid.append(RelationCaption.text(row), to: &output.bytes)
      output.put("\"| \(target)\n")
      try output.flow()
    }
  }

  /// Text within quotes: letters, digits and spaces as they are, all other ASCII as `#` and its number, so that nothing
  /// ends the quotes, opens a directive (`%%{`), is taken for Markdown or HTML, or runs.
  private static func append(_ text: String, to bytes: inout [UInt8]) {
    var isEmpty = true
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: ","), 0x80...:
        bytes.append(byte)
      case 0..<0x20, 0x7f: bytes.append(UInt8(ascii: " "))
      default:
        bytes.append(UInt8(ascii: "#"))
        bytes += String(byte).utf8
        bytes.append(UInt8(ascii: ";"))
      }
      if byte > 0x20 { isEmpty = false }
    }
    // A label without text is refused.
    if isEmpty { bytes += "#8203;".utf8 }
  }
}

/// What stands on an edge where there is room for one line: "launched · 2024-03 · 430000000 USD · planned".
enum RelationCaption {
  static func text(_ row: RelationRow) -> String {
    let qualifiers = row.relation.qualifiers
    var parts = [qualifiers.isNegated ? "not: " + row.label : row.label]
    if let role = qualifiers.role { parts.append(role) }
    if let at = qualifiers.at ?? row.act?.act.at { parts.append(at.date.edtf) }
    if qualifiers.from != nil || qualifiers.to != nil {
      parts.append((qualifiers.from?.date.edtf ?? "") + "–" + (qualifiers.to?.date.edtf ?? ""))
    }
    // The amount of a value is what its node says.
    if row.relation.object != nil, let amount = qualifiers.amount ?? row.act?.act.amount {
      parts.append(PlainAmount.text(amount))
    }
    if let status = qualifiers.status, !qualifiers.isFactual { parts.append(status.rawValue) }
    return parts.joined(separator: " · ")
  }
}

/// Addresses of the web that may stand where a program follows them.
enum WebAddress {
  /// The address with every byte that is not plain in a URI (RFC 3986) written as `%` and two digits, or nil where it is
  /// none of `http` and `https`.
  static func escaped(_ text: String) -> String? {
    let lower = text.prefix(8).lowercased()
    guard lower.hasPrefix("http://") || lower.hasPrefix("https://") else { return nil }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isPlain(byte) { bytes.append(byte) } else { PercentEncoding.append(byte, to: &bytes) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    if PercentEncoding.isUnreserved(byte) { return true }
    return ":/?#[]@!$&()*+,=%".utf8.contains(byte)
  }
}

/// Percent-encoding (RFC 3986, 2.1).
enum PercentEncoding {
  /// The text with all but letters, digits, `-`, `.`, `_` and `~` written as `%` and two digits a byte.
  static func text(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isUnreserved(byte) { bytes.append(byte) } else { append(byte, to: &bytes) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10 }
    bytes += [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 15)]
  }
}
