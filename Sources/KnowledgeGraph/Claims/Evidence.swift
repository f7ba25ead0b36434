/// What a claim rests on.
public enum Evidence: Hashable, Sendable {
  /// A sentence of a passage: the exact text and where it stands in ``Passage/text``, in bytes.
  case passage(PassageID, quote: String, range: Range<Int>)
  /// A field of a note: `author`, `tags`, a typed link; with its text as written and its line, counted from 1.
  case field(name: String, text: String, line: Int)
}

extension Evidence {
  /// The words that state the claim, as they stand in the note.
  public var quote: String {
    switch self {
    case .passage(_, let quote, _): quote
    case .field(_, let text, _): text
    }
  }

  public var passage: PassageID? {
    if case .passage(let id, _, _) = self { id } else { nil }
  }
}
