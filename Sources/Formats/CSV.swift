/// Comma-separated values (RFC 4180), with `\n` after each row.
public enum CSV {
  /// The rows as text; a cell with a comma, a quote or a line break stands in quotes.
  ///
  /// A cell that a spreadsheet would take for a formula gets an apostrophe in front, so that it is shown and not run:
  /// one that begins with `=`, `+`, `-`, `@`, a tab or a carriage return and is no plain number (OWASP, CSV injection).
  public static func text(_ rows: some Sequence<[String]>) -> String {
    var text = ""
    for row in rows {
      text += row.map { field($0) }.joined(separator: ",")
      text += "\n"
    }
    return text
  }

  private static func field(_ cell: String) -> String { quoted(mayBeFormula(cell) ? "'" + cell : cell) }

  private static func mayBeFormula(_ cell: String) -> Bool {
    switch cell.utf8.first {
    case UInt8(ascii: "+"), UInt8(ascii: "-"): !isNumber(cell.utf8.dropFirst())
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0d: true
    default: false
    }
  }

  /// Whether the bytes are digits, with a point and more digits after them or without.
  private static func isNumber(_ bytes: Substring.UTF8View) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) } }
  }

  private static func quoted(_ cell: String) -> String {
    let needsQuotes = cell.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0a || byte == 0x0d
    }
    guard needsQuotes else { return cell }
    // By bytes: a quote with an accent on it is one character, but still a quote to whoever reads the file.
    var bytes = [UInt8(ascii: "\"")]
    for byte in cell.utf8 { bytes.append(contentsOf: repeatElement(byte, count: byte == UInt8(ascii: "\"") ? 2 : 1)) }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }
}
