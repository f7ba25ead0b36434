import KnowledgeGraph

/// A paragraph, list item or quotation of a note's body.
struct TextBlock {
  enum Kind { case paragraph, item, quotation }

  var kind: Kind
  /// How far in the marker stands, in columns; quotations and paragraphs have -1.
  var indent: Int
  /// The text from its first byte to its last line's last byte.
  var range: Range<Int>
  /// The lines that it stands on, by index.
  var lines: Range<Int>
  /// Links at its end that lead to the highlight; they stand after ``range``.
  var links: [String] = []
  /// Whether its end names the place of a highlight, with a link or without: `(Location 12)`.
  var isMarkedHighlight = false
}

/// A block that may become a passage, with what the note says around it.
struct Candidate {
  var block: TextBlock
  var isHighlight: Bool
  var heading: String?
  var added: PartialDate?
  var tags = UniqueList<String>()
  var comment: String?
}
