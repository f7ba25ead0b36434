/// Reads the nodes and edges of a GraphML file that comes piece by piece.
///
/// Edges that stand before one of their nodes are kept until the file has ended, all others are given as they come.
public struct BulkGraphMLReader {
  private let source: ByteSource
  private var reader: GraphMLReader
  private var nodes = GraphMLNodes()
  private var waiting: [GraphMLReader.Part] = []
  private var isAtEnd = false
  /// What was found on the way; an error ends the reading.
  public private(set) var findings: [ImportFinding] = []

  public init(_ bytes: ByteSource) {
    source = bytes
    reader = GraphMLReader(XMLReader(longest: bytes.longest))
  }

  /// Takes the findings so far.
  public mutating func takeFindings() -> [ImportFinding] {
    defer { findings.removeAll { $0.severity != .error } }
    return findings
  }

  /// The next node or edge, or nil after the last.
  public mutating func next() throws -> BulkRow? {
    while !isAtEnd {
      guard let part = try nextPart() else {
        isAtEnd = true
        waiting.reverse()
        if nodes.isEmpty, waiting.isEmpty, !findings.contains(where: { $0.severity == .error }) {
          findings.append(GraphMLNodes.nothing)
        }
        break
      }
      if part.isEdge {
        if nodes.hasEnds(of: part), let edge = edge(part) { return edge }
        waiting.append(part)
      } else if let node = node(part) {
        return node
      }
    }
    while let part = waiting.popLast() {
      if let edge = edge(part) { return edge }
    }
    return nil
  }

  private mutating func nextPart() throws -> GraphMLReader.Part? {
    defer { findings += reader.takeFindings() }
    do {
      while true {
        switch try reader.progress() {
        case .part(let part): return part
        case .needsMore: reader.feed(try source.more())
        case .end: return nil
        }
      }
    } catch let error as XMLFault {
      findings.append(ImportFinding(.error, line: error.line, column: error.column, error.message))
      return nil
    }
  }

  private mutating func node(_ part: GraphMLReader.Part) -> BulkRow? {
    guard nodes.add(part, &findings) else { return nil }
    return BulkRow(
      GraphTable.Node(name: part.name, fields: part.fields, place: .init(line: part.line, text: "")), key: part.id)
  }

  private mutating func edge(_ part: GraphMLReader.Part) -> BulkRow? {
    guard let ends = nodes.ends(of: part, &findings) else { return nil }
    return BulkRow(
      GraphTable.Edge(
        id: part.id, source: ends.source, target: ends.target, fields: part.fields,
        place: .init(line: part.line, text: "")))
  }
}
