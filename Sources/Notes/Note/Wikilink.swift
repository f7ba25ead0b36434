public import KnowledgeGraph

/// A link from a note to another: `[[target#heading|label]]`, or a Markdown link to a `.md` file.
public struct Wikilink: Hashable, Sendable {
  /// The note that is meant, as written; empty for a place in the note itself.
  public var target: String
  public var heading: String?
  /// The id of a block, without `^`.
  public var block: String?
  /// The words shown in place of the target.
  public var label: String?
  /// Whether the target's content is shown in the place of the link: `![[…]]`.
  public var isEmbed: Bool
  /// Where the link begins, in bytes from the start of the file.
  public var offset: Int
  /// The line on which it begins, counted from 1.
  public var line: Int
  /// The passage that it stands in.
  public var passage: PassageID?

  public init(
    target: String, heading: String? = nil, block: String? = nil, label: String? = nil, isEmbed: Bool = false,
    offset: Int, line: Int, passage: PassageID? = nil
  ) {
    self.target = target
    self.heading = heading
    self.block = block
    self.label = label
    self.isEmbed = isEmbed
    self.offset = offset
    self.line = line
    self.passage = passage
  }
}
