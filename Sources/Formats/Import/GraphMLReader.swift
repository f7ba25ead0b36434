extension GraphML {
  /// Reads the nodes and edges of a GraphML file.
  ///
  /// A node's name is its `name`, else its `label` (or what yEd writes on it), else its `id`. Groups are read as what is
  /// in them; hyperedges and ports are not read.
  ///
  /// - Complexity: O(size of the file).
  public static func read(_ bytes: [UInt8]) -> GraphTable {
    var reader = GraphMLReader(bytes)
    return reader.read()
  }
}

private struct GraphMLReader {
  private struct Key {
    var name: String
    var domain: String
  }

  /// A node or an edge that is open, with where it begins.
  private struct Part {
    var isEdge: Bool
    var id: String
    var ends: (String, String) = ("", "")
    var fields: [String: String] = [:]
    var start: Int
    var line: Int
  }

  private struct Link {
    var part: Part
    var text: String
  }

  private var reader: XMLReader
  private var table = GraphTable()
  private var keys: [String: Key] = [:]
  private var defaults: [(domain: String, key: String, value: String)] = []
  private var parts: [Part] = []
  private var links: [Link] = []
  private var names: [String: String] = [:]
  private var literals: Set<String> = []
  /// The key of the data element that is open, its text, and how deep within it the reader is.
  private var field: String?
  private var text = ""
  private var depth = 0
  private var keyOfDefault: Key?

  /// As much of an element is kept as its evidence.
  private static let excerpt = 2_000

  init(_ bytes: [UInt8]) { reader = XMLReader(bytes) }

  mutating func read() -> GraphTable {
    do throws(XMLFault) {
      var start = reader.index
      while let event = try reader.next() {
        try take(event, from: start)
        start = reader.index
      }
      if names.isEmpty, literals.isEmpty, links.isEmpty {
        warn(line: 1, "the file has no nodes")
      }
    } catch {
      table.findings.append(ImportFinding(.error, line: error.line, column: error.column, error.message))
    }
    for link in links { close(link) }
    return table
  }

  private mutating func warn(line: Int, _ message: String, hint: String? = nil) {
    table.findings.append(ImportFinding(.warning, line: line, message, hint: hint))
  }

  private mutating func take(_ event: XMLReader.Event, from start: Int) throws(XMLFault) {
    switch event {
    case .text(let characters): if field != nil || keyOfDefault != nil { text += characters }
    case .start(let name, let attributes): open(name, attributes, from: start)
    case .end(let name): end(name)
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
      warn(line: reader.position(of: start).line, "a hyperedge is not read")
    default: break
    }
  }

  private mutating func end(_ name: String) {
    if let key = field {
      if depth > 0 {
        if name == "NodeLabel" || name == "EdgeLabel" { set("label", text) }
        depth -= 1
        return
      }
      if name == "data" {
        set(key, text)
        field = nil
      }
      return
    }
    switch name {
    case "default": if let key = keyOfDefault { defaults.append((key.domain, key.name, text)) }
    case "key": keyOfDefault = nil
    case "node", "edge":
      guard var part = parts.popLast() else { return }
      for (domain, key, value) in defaults where domain == name || domain == "all" {
        if part.fields[key] == nil { part.fields[key] = value }
      }
      let text = reader.text(part.start..<reader.index, limit: GraphMLReader.excerpt)
      if part.isEdge { links.append(Link(part: part, text: text)) } else { close(part, text) }
    default: break
    }
  }

  private mutating func set(_ key: String, _ value: String) {
    guard !value.isEmpty, !parts.isEmpty else { return }
    let last = parts.count - 1
    if parts[last].fields[key] == nil { parts[last].fields[key] = value }
  }

  private mutating func close(_ part: Part, _ text: String) {
    if part.fields["literal"] == "true" {
      literals.insert(part.id)
      return
    }
    let name = part.fields["name"] ?? part.fields["label"] ?? part.id
    guard !name.isEmpty else { return warn(line: part.line, "a node has neither a name nor an id") }
    guard names.updateValue(name, forKey: part.id) == nil else {
      return warn(line: part.line, "two nodes have the id \(part.id)")
    }
    table.nodes.append(GraphTable.Node(name: name, fields: part.fields, place: .init(line: part.line, text: text)))
  }

  private mutating func close(_ link: Link) {
    let part = link.part
    guard let source = names[part.ends.0] else {
      return warn(line: part.line, "an edge begins at a node that is not in the file: \(part.ends.0)")
    }
    let target = names[part.ends.1]
    guard target != nil || literals.contains(part.ends.1) else {
      return warn(line: part.line, "an edge leads to a node that is not in the file: \(part.ends.1)")
    }
    table.edges.append(
      GraphTable.Edge(
        id: part.id, source: source, target: target, fields: part.fields,
        place: .init(line: part.line, text: link.text)))
  }
}
