/// The words of a stretch of Markdown without its marks, and the way back to where each word stands.
///
/// ``plain`` is what a reader sees: emphasis, links, comments, HTML tags, images, footnote references and zero-width
/// characters are gone, character references and escapes are decoded, line ends are `\n`, no-break spaces are spaces,
/// and the indentation, quote and list markers of continuation lines are dropped. Inline syntax is that of CommonMark
/// 0.31 with the additions of GitHub (`~~`) and Obsidian (`[[links]]`, `==`, `%%`, `#tags`, `^block-ids`).
///
/// - Complexity: O(bytes) in time and space, whatever the Markdown.
public struct InlineText: Sendable {
  /// A stretch of the plain text that the Markdown sets apart.
  public struct Mark: Hashable, Sendable {
    /// How a stretch is set apart.
    public enum Kind: Hashable, Sendable {
      case bold, italic, code
      /// `~~struck~~`: shown, but taken back.
      case struck
      /// `==highlighted==`.
      case highlighted
      /// Within “ ”, « » or straight double quotes, which stay in the plain text outside the mark.
      case quoted
      /// The target without heading, block and label; empty for a place in the same note.
      case wikilink(target: String)
      /// `[text](url)`, `<url>` or a bare URL; without URL where a definition elsewhere has it: `[text][label]`.
      case link(url: String)
      /// `#tag` with its `#`.
      case tag
    }

    public var kind: Kind
    /// Where the stretch stands in ``InlineText/plain``, in bytes.
    public var range: Range<Int>
    /// Where it stands in the Markdown with its delimiters, in bytes; for a quotation without the quotation marks.
    public var source: Range<Int>
  }

  /// A run of plain bytes and the Markdown bytes that it stands for: equal bytes unless the lengths differ or
  /// `isVerbatim` is false.
  struct Segment: Sendable {
    var plain: Int
    var plainCount: Int
    var source: Int
    var sourceCount: Int
    var isVerbatim: Bool
  }

  /// The text without marks, in UTF-8.
  public let plain: [UInt8]
  /// What the Markdown sets apart, ordered by where it begins, the longer first.
  public let marks: [Mark]
  let segments: [Segment]

  /// Reads Markdown.
  public init(_ markdown: String) {
    self.init(bytes: Array(markdown.utf8))
  }

  /// Reads Markdown in valid UTF-8.
  package init(bytes: [UInt8]) {
    var scanner = InlineScanner(bytes)
    scanner.scan()
    (plain, marks, segments) = scanner.finish()
  }

  /// The plain text as a string.
  public var text: String { String(decoding: plain, as: UTF8.self) }

  /// The stretch of the Markdown that a stretch of the plain text comes from, both in bytes.
  ///
  /// The delimiters of the marks that lie wholly within the stretch belong to it, so that cutting it out leaves no half
  /// of a `**`; those of the marks that it only touches do not. A range that reaches beyond the text is clamped.
  ///
  /// - Complexity: O(log(bytes) + marks within the stretch).
  public func range(inMarkdown plainRange: Range<Int>) -> Range<Int> {
    let lower = min(max(plainRange.lowerBound, 0), plain.count)
    let upper = min(max(plainRange.upperBound, lower), plain.count)
    guard lower < upper else {
      let place = lower < plain.count ? sourceOfByte(at: lower).lowerBound : lastSourceEnd
      return place..<place
    }
    var start = sourceOfByte(at: lower).lowerBound
    var end = sourceOfByte(at: upper - 1).upperBound
    var index = firstMark(from: lower)
    while index < marks.count, marks[index].range.lowerBound < upper {
      let mark = marks[index]
      if mark.range.upperBound <= upper {
        start = min(start, mark.source.lowerBound)
        end = max(end, mark.source.upperBound)
      }
      index += 1
    }
    return start..<end
  }

  private var lastSourceEnd: Int { segments.last.map { $0.source + $0.sourceCount } ?? 0 }

  /// The Markdown bytes that one plain byte stands for.
  private func sourceOfByte(at offset: Int) -> Range<Int> {
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].plain <= offset { low = middle } else { high = middle }
    }
    guard low < segments.count else { return 0..<0 }
    let segment = segments[low]
    guard segment.isVerbatim else { return segment.source..<segment.source + segment.sourceCount }
    let place = segment.source + (offset - segment.plain)
    return place..<place + 1
  }

  private func firstMark(from offset: Int) -> Int {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
