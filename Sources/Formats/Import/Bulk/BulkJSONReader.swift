/// Reads nodes and edges from lines of JSON, one object a line, so that the size of the file is no matter of memory.
///
/// An object with both ends of an edge (`source` and `target`, `start` and `end`, …) is an edge, any other a node. An end
/// may be an object with an `id`. Members of `properties` count as members of the object.
public struct BulkJSONReader {
  private let source: ByteSource
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var line = 0
  /// What was found on the way.
  public private(set) var findings: [ImportFinding] = []

  public init(_ bytes: ByteSource) { source = bytes }

  /// Takes the findings so far.
  public mutating func takeFindings() -> [ImportFinding] {
    defer { findings.removeAll { $0.severity != .error } }
    return findings
  }

  /// The next node or edge, or nil after the last.
  public mutating func next() throws -> BulkRow? {
    while let bytes = try nextLine() {
      line += 1
      guard !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) else { continue }
      let value: JSONValue
      do throws(JSONError) {
        value = try JSONValue(parsing: bytes)
      } catch {
        findings.append(
          ImportFinding(.warning, line: line, column: error.offset + 1, "the line is no JSON: \(error.message)"))
        continue
      }
      guard case .object(let members) = value else {
        findings.append(ImportFinding(.warning, line: line, "the line is no object"))
        continue
      }
      if let row = row(of: members) { return row }
    }
    return nil
  }

  private mutating func row(of members: [JSONValue.Member]) -> BulkRow? {
    var values: [(key: String, value: JSONValue)] = []
    for member in members {
      if member.name == "properties", case .object(let inner) = member.value {
        values += inner.map { (GraphTable.key($0.name), $0.value) }
      } else {
        values.append((GraphTable.key(member.name), member.value))
      }
    }
    func text(_ key: String) -> String? {
      values.first { $0.key == key }.flatMap { BulkJSONReader.text($0.value) }
    }
    for (first, second) in BulkFields.ends {
      guard let source = text(first), let target = text(second) else { continue }
      // What sort of thing an object is, some programs say in a member of the name that others have for the predicate.
      let named = BulkFields.predicates.lazy.compactMap { key -> String? in
        text(key).flatMap { ["relationship", "edge"].contains($0) ? nil : $0 }
      }.first
      return BulkRow(
        part: .edge(source: source, target: target.isEmpty ? nil : target, predicate: named),
        fields: fields(values, BulkFields.qualifiers), line: line)
    }
    if let source = text("source") ?? text("subject") {
      let named = BulkFields.predicates.lazy.compactMap { text($0) }.first
      return BulkRow(
        part: .edge(source: source, target: nil, predicate: named), fields: fields(values, BulkFields.qualifiers),
        line: line)
    }
    guard let name = BulkFields.names.lazy.compactMap({ text($0) }).first, !name.isEmpty else {
      findings.append(ImportFinding(.warning, line: line, "the object has neither a name nor two ends"))
      return nil
    }
    let kind = BulkFields.kinds.lazy.compactMap { key -> String? in
      text(key).flatMap { ["node", name].contains($0) ? nil : $0 }
    }.first
    return BulkRow(
      part: .node(key: text("id") ?? name, name: name, kind: kind), fields: fields(values, BulkFields.properties),
      line: line)
  }

  private func fields(
    _ values: [(key: String, value: JSONValue)], _ known: Set<String>
  ) -> [(key: String, value: String)] {
    values.compactMap { key, value in
      let meant = key == "amount" && !values.contains { $0.key == "value" } ? "value" : key
      guard known.contains(meant), let text = BulkJSONReader.text(value), !text.isEmpty else { return nil }
      return (meant, text)
    }
  }

  private static func text(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .bool(let truth): truth ? "true" : "false"
    case .array(let elements): FlatList.text(elements.compactMap { text($0) })
    case .object: value["id"].flatMap { text($0) }
    case .null: nil
    }
  }

  private mutating func nextLine() throws -> ArraySlice<UInt8>? {
    var index = start
    while true {
      while index < buffer.count {
        if buffer[index] == 0x0a {
          defer { start = index + 1 }
          return buffer[start..<index]
        }
        index += 1
      }
      let offset = index - start
      guard offset <= source.longest else {
        findings.append(
          ImportFinding(
            .error, line: line + 1,
            "the line is longer than \(ByteSource.size(source.longest)): the rest of the file is not read"))
        (isAtEnd, start) = (true, buffer.count)
        return nil
      }
      let more = isAtEnd ? [] : try source.more()
      if more.isEmpty {
        isAtEnd = true
        defer { start = buffer.count }
        return offset > 0 ? buffer[start...] : nil
      }
      buffer.removeFirst(start)
      start = 0
      index = offset
      buffer += more
    }
  }
}
