public import KnowledgeGraph

/// What a figure knows of itself: what was asked, of which graph, and the claims that it shows.
///
/// It travels inside the SVG, PNG, PDF or HTML as XMP (ISO 16684-1), in a namespace of its own, so that the figure can be
/// drawn anew and checked wherever it is found. It has neither a date nor a path in it.
public struct FigureRecord: Hashable, Sendable {
  /// The version of the program that drew the figure.
  public var version: String
  /// The command without its program, its graph folder and its output: `["draw", "--depth", "2", "Tencent Cloud"]`.
  public var arguments: [String]
  /// The fingerprint of the graph that it was drawn from.
  public var fingerprint: String
  /// The claims behind its edges, sorted and each once.
  public var claims: [ClaimID]

  /// A record of a figure; identities that are no words of letters, digits, `-` and `_` are left out.
  public init(version: String, arguments: [String], fingerprint: String, claims: [ClaimID]) {
    self.version = version
    self.arguments = arguments
    self.fingerprint = fingerprint
    self.claims = Set(claims).filter { FigureRecord.isWord($0.rawValue) }.sorted()
  }

  /// What the namespace of records begins with; the number of the format follows.
  static let namespaceStem: StaticString = "urn:weft:figure:"
  /// The one format there is.
  static let namespace: StaticString = "urn:weft:figure:1#"

  static func isWord(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64 && Identifiers.name(text) == text
  }
}

extension Scene {
  /// The claims behind the edges, sorted and each once.
  public var claims: [ClaimID] { Set(edges.flatMap(\.claims)).sorted() }
}

/// A file has no record of a figure that could be read: the message says why, the hint what to do.
public struct FigureRecordError: Error, Hashable, Sendable {
  public var message: String
  public var hint: String?

  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
