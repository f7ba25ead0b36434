/// One highlight of a note, or one paragraph where a note has no highlights.
public struct Passage: Hashable, Sendable, Identifiable {
  public var id: PassageID
  public var source: SourceID
  /// The vault-relative path of the note.
  public var note: String
  /// The Markdown as it stands in the note, without the list marker and without the trailing highlight link.
  public var text: String
  /// Where ``text`` begins in the note, in bytes from the start of the file.
  public var offset: Int
  /// The line of the note on which the text begins, counted from 1.
  public var line: Int
  /// The permanent links of the highlight; one text may have several, a paragraph has none.
  public var links: [String]
  /// Tags on the highlight itself, without `#`.
  public var tags: [String]
  /// The reader's own note on the highlight.
  public var comment: String?
  /// The heading under which it stands, for example a book's chapter.
  public var heading: String?
  /// When the highlight was added, where the note says so.
  public var added: PartialDate?

  public init(
    id: PassageID, source: SourceID, note: String, text: String, offset: Int, line: Int, links: [String] = [],
    tags: [String] = [], comment: String? = nil, heading: String? = nil, added: PartialDate? = nil
  ) {
    self.id = id
    self.source = source
    self.note = note
    self.text = text
    self.offset = offset
    self.line = line
    self.links = links
    self.tags = tags
    self.comment = comment
    self.heading = heading
    self.added = added
  }
}

/// What makes a passage the same passage: its source and its normalised text, so that one text under several links
/// or in two copies of a note is one passage. 32 hexadecimal digits.
public struct PassageID: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
  package let identity: Identity
  public var rawValue: String { identity.text }
  public init(rawValue: String) { identity = Identity(rawValue) }

  /// The identity of a text of a source.
  ///
  /// - Parameters:
  ///   - source: The source that the text is from.
  ///   - normalizedText: The text with zero-width characters removed, in Unicode NFC and with white space folded;
  ///     `Notes` normalises, since that needs Unicode tables.
  public init(source: SourceID, normalizedText: some StringProtocol) {
    var hash = StableHash()
    hash.update(field: "passage")
    hash.update(field: source.rawValue)
    hash.update(field: normalizedText)
    identity = .hash(hash.hash128())
  }

  public var description: String { rawValue }
  // Said here, since a type with a raw value is otherwise compared and hashed by that.
  public static func == (left: PassageID, right: PassageID) -> Bool { left.identity == right.identity }
  public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
  public static func < (left: PassageID, right: PassageID) -> Bool { left.identity < right.identity }
}
