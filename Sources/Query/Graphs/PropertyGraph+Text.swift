extension PropertyGraph {
  /// A value for people: text without quotes, nodes by their names, paths as they are walked; nothing for null.
  public func text(of value: Value) throws(QueryError) -> String {
    switch value {
    case .null: return ""
    case .list(let values):
      var parts: [String] = []
      for value in values { parts.append(try text(of: value)) }
      return "[" + parts.joined(separator: ", ") + "]"
    case .map(let map):
      var parts: [String] = []
      for entry in map.entries { parts.append("\(Value.nameText(entry.key)): \(try text(of: entry.value))") }
      return "{" + parts.joined(separator: ", ") + "}"
    case .node(let node): return try text(of: node)
    case .relationship(let relationship):
      let (source, target) = try ends(of: relationship)
      return "\(try text(of: source)) -[\(try type(of: relationship))]-> \(try text(of: target))"
    case .path(let path):
      var result = try path.nodes.first.map { (node) throws(QueryError) in try text(of: node) } ?? ""
      for (index, relationship) in path.relationships.enumerated() where path.nodes.indices.contains(index + 1) {
        let isForward = try ends(of: relationship).source == path.nodes[index]
        let type = try type(of: relationship)
        result += isForward ? " -[\(type)]-> " : " <-[\(type)]- "
        result += try text(of: path.nodes[index + 1])
      }
      return result
    default: return value.plainText ?? value.text
    }
  }

  private func text(of node: NodeID) throws(QueryError) -> String {
    if case .string(let name) = try property("name", of: node) { return name }
    let labels = try labels(of: node).map { ":" + Value.nameText($0) }.joined()
    let properties = try properties(of: node)
    let map = properties.isEmpty ? "" : (labels.isEmpty ? "" : " ") + Value.map(properties).text
    return "(\(labels)\(map))"
  }
}
