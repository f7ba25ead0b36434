/// Comma-separated values (RFC 4180), with `\n` after each row.
public enum CSV {
  /// The rows as text; a cell with a comma, a quote or a line break stands in quotes.
  public static func text(_ rows: some Sequence<[String]>) -> String {
    var text = ""
    for row in rows {
      text += row.map { field($0) }.joined(separator: ",")
      text += "\n"
    }
    return text
  }

  private static func field(_ cell: String) -> String {
    let needsQuotes = cell.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0a || byte == 0x0d
    }
    guard needsQuotes else { return cell }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
