/// The nodes and edges of a file, as names and plain values, before anything is made of them.
public struct GraphTable: Hashable, Sendable {
  /// Where something stands in its file, and the text there.
  public struct Place: Hashable, Sendable {
    /// Counted from 1.
    public var line: Int
    public var text: String
  }

  /// A node; `fields` by ``key(_:)`` of their names.
  public struct Node: Hashable, Sendable {
    public var name: String
    public var fields: [String: String]
    public var place: Place
  }

  /// An edge between nodes by their names; without a target where it states a value.
  public struct Edge: Hashable, Sendable {
    /// The identity that the file gives it; empty where it gives none.
    public var id: String
    public var source: String
    public var target: String?
    public var fields: [String: String]
    public var place: Place
  }

  public var nodes: [Node] = []
  public var edges: [Edge] = []
  public var findings: [ImportFinding] = []

  public init() {}

  /// Adds the nodes, edges and findings of another file.
  public mutating func append(_ other: GraphTable) {
    nodes += other.nodes
    edges += other.edges
    findings += other.findings
  }

  /// What a field is looked up by: small letters and digits, so that `Source Title`, `source_title` and `sourceTitle` are
  /// one.
  public static func key(_ name: String) -> String {
    if name.utf8.allSatisfy({ (0x61...0x7a).contains($0) }) { return name }
    return foldedKey(name)
  }

  private static func foldedKey(_ name: String) -> String {
    String(name.lowercased().unicodeScalars.filter { !" _-.\t".unicodeScalars.contains($0) }.map { Character($0) })
  }
}
