/// The article, book, post, paper or episode that a note is about.
public struct Source: Hashable, Sendable, Identifiable {
  public var id: SourceID
  /// A kind under `Source`.
  public var kind: Kind
  public var title: String
  /// The names as the note gives them.
  public var authors: [String]
  /// When the source was published, where the note says so.
  public var date: PartialDate?
  public var url: String?
  public var tags: [String]
  /// The vault-relative path of the note that describes it, with `/` between folders.
  public var note: String

  public init(
    id: SourceID, kind: Kind, title: String, authors: [String] = [], date: PartialDate? = nil, url: String? = nil,
    tags: [String] = [], note: String
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.authors = authors
    self.date = date
    self.url = url
    self.tags = tags
    self.note = note
  }
}

/// What makes a source the same source in another note or after a rename.
///
/// Its URL with only a listed set of tracking parameters removed, else the id in the front matter, else title and
/// author, else the path of the note; the text begins with which of the four it is: `url:`, `id:`, `title:`, `path:`.
public struct SourceID: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
  public var rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ rawValue: String) { self.rawValue = rawValue }
  public var description: String { rawValue }
  public static func < (left: SourceID, right: SourceID) -> Bool { left.rawValue < right.rawValue }
}
