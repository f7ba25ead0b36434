/// How reports and other files that Weft wrote are told from notes, so that its own words never become evidence.
///
/// Whatever Weft writes as Markdown bears one of these in its first ``searchLength`` bytes.
public enum GeneratedMarker {
  /// A line of the front matter.
  public static let frontMatter = "weft: generated"
  /// A line of the front matter of a report that a person writes: it tells what notes say, and is none.
  public static let report = "weft: report"
  /// The beginning of an HTML comment.
  public static let comment = "<!-- made by weft"
  /// How far into a file the marker is looked for, in bytes.
  public static let searchLength = 1024

  /// Whether a file with this content was written by Weft.
  public static func isPresent(in bytes: some Collection<UInt8>) -> Bool {
    let head = Array(bytes.prefix(searchLength))
    return contains(head, Array(comment.utf8), atLineStart: false)
      || (head.drop { $0.isWhite || $0 >= 0xbb }.starts(with: "---".utf8)
        && [frontMatter, report].contains { contains(head, Array($0.utf8), atLineStart: true) })
  }

  private static func contains(_ bytes: [UInt8], _ marker: [UInt8], atLineStart: Bool) -> Bool {
    guard bytes.count >= marker.count else { return false }
    for start in 0...(bytes.count - marker.count) where bytes[start..<start + marker.count].elementsEqual(marker) {
      if !atLineStart || (start > 0 && bytes[start - 1].isLineEnd) { return true }
    }
    return false
  }
}
