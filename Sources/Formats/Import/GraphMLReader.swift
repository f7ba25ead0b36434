/// Finds the nodes and edges of a GraphML file, each when it ends.
struct GraphMLReader {
  private struct Key {
    var name: String
    var domain: String
  }

  /// A node or an edge, with where it begins.
  struct Part {
    var isEdge: Bool
    var id: String
    var ends: (String, String) = ("", "")
    var fields: [String: String] = [:]
    var start: Int
    var line: Int
    /// As much of it as is kept as its evidence.
    var text = ""

    /// Whether a node is the value of an edge.
    var isLiteral: Bool { fields["literal"] == "true" }
    /// Empty where nothing names it.
    var name: String { fields["name"] ?? fields["label"] ?? id }
  }

  enum Progress {
    case part(Part)
    case needsMore
    case end
  }

  private var reader: XMLReader
  private var keys: [String: Key] = [:]
  private var defaults: [(domain: String, key: String, value: String)] = []
  private var parts: [Part] = []
  private var findings: [ImportFinding] = []
  /// The key of the data element that is open, its text, and how deep within it the reader is.
  private var field: String?
  private var text = ""
  private var depth = 0
  private var keyOfDefault: Key?

  private static let excerpt = 2_000

  init(_ reader: XMLReader) { self.reader = reader }

  mutating func feed(_ more: [UInt8]) { reader.feed(more) }

  mutating func takeFindings() -> [ImportFinding] {
    defer { findings = [] }
    return findings
  }

  /// Reads on to the end of a node or an edge.
  mutating func progress() throws(XMLFault) -> Progress {
    while true {
      let start = reader.place
      switch try reader.progress() {
      case .needsMore: return .needsMore
      case .end: return .end
      case .event(.text(let characters)): if field != nil || keyOfDefault != nil { text += characters }
      case .event(.start(let name, let attributes)): open(name, attributes, from: start)
      case .event(.end(let name)): if let part = end(name) { return .part(part) }
      }
    }
  }

  private mutating func open(_ name: String, _ attributes: [XMLReader.Attribute], from start: Int) {
    func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    if field != nil {
      depth += 1
      // What stands within is the drawing of a program; its labels say what people read.
      if name == "NodeLabel" || name == "EdgeLabel" {
        field = "label"
        text = ""
      }
      return
    }
    switch name {
    case "key":
      guard let id = value("id") else { return }
      keys[id] = Key(name: GraphTable.key(value("attr.name") ?? id), domain: value("for") ?? "all")
      keyOfDefault = keys[id]
      text = ""
    case "node", "edge":
      parts.append(
        Part(
          isEdge: name == "edge", id: value("id") ?? "", ends: (value("source") ?? "", value("target") ?? ""),
          start: start, line: reader.position(of: start).line))
    case "data":
      guard !parts.isEmpty, let key = value("key") else { return }
      field = keys[key]?.name ?? GraphTable.key(key)
      text = ""
    case "default": text = ""
    case "hyperedge":
      findings.append(
        ImportFinding(.warning, line: reader.position(of: start).line, "a hyperedge is not read"))
    default: break
    }
  }

  private mutating func end(_ name: String) -> Part? {
    if let key = field {
      if depth > 0 {
        if name == "NodeLabel" || name == "EdgeLabel" { set("label", text) }
        depth -= 1
        return nil
      }
      if name == "data" {
        set(key, text)
        field = nil
      }
      return nil
    }
    switch name {
    case "default": if let key = keyOfDefault { defaults.append((key.domain, key.name, text)) }
    case "key": keyOfDefault = nil
    case "node", "edge":
      guard var part = parts.popLast() else { return nil }
      for (domain, key, value) in defaults where domain == name || domain == "all" {
        if part.fields[key] == nil { part.fields[key] = value }
      }
      part.text = reader.text(part.start..<reader.place, limit: GraphMLReader.excerpt)
      return part
    default: break
    }
    return nil
  }

  private mutating func set(_ key: String, _ value: String) {
    guard !value.isEmpty, !parts.isEmpty else { return }
    let last = parts.count - 1
    if parts[last].fields[key] == nil { parts[last].fields[key] = value }
  }
}
