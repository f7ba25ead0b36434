/// Comma-separated values (RFC 4180), with `\n` after each row.
public enum CSV {
  /// The rows as text; a cell with a comma, a quote or a line break stands in quotes.
  ///
  /// A cell that a spreadsheet would take for a formula gets an apostrophe in front, so that it is shown and not run:
  /// one that begins with `=`, `+`, `-`, `@`, a tab or a line break, or with the wide form of one of the four, and is no
  /// plain number (OWASP, CSV injection). So does one that begins with an apostrophe before such a sign, so that
  /// ``unguarded(_:)`` gives back what was there.
  public static func text(_ rows: some Sequence<[String]>) -> String {
    var bytes: [UInt8] = []
    for row in rows { append(row, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds a row and its end.
  static func append(_ row: [String], to bytes: inout [UInt8]) {
    for (position, cell) in row.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func append(_ cell: String, to bytes: inout [UInt8]) {
    let isGuarded = needsGuard(cell.utf8)
    let needsQuotes = cell.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0a || byte == 0x0d
    }
    if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
    if isGuarded { bytes.append(UInt8(ascii: "'")) }
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
  }

  /// The cell without the apostrophe that ``text(_:)`` put in front of what looks like a formula.
  static func unguarded(_ cell: String) -> String {
    guard cell.utf8.first == UInt8(ascii: "'") else { return cell }
    return isSign(cell.utf8.drop { $0 == UInt8(ascii: "'") }) ? String(Substring(cell.utf8.dropFirst())) : cell
  }

  private static func needsGuard(_ cell: String.UTF8View) -> Bool {
    let core = cell.drop { $0 == UInt8(ascii: "'") }
    guard isSign(core) else { return false }
    let isSigned = core.first == UInt8(ascii: "+") || core.first == UInt8(ascii: "-")
    return !(core.startIndex == cell.startIndex && isSigned && isNumber(core.dropFirst()))
  }

  /// Whether the text begins with what a spreadsheet takes for the beginning of a formula.
  private static func isSign(_ text: Substring.UTF8View) -> Bool {
    switch text.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0a, 0x0d: true
    case 0xef: ["＝", "＋", "－", "＠"].contains { text.starts(with: $0.utf8) }
    default: false
    }
  }

  /// Whether the bytes are digits, with a point and more digits after them or without.
  private static func isNumber(_ bytes: Substring.UTF8View) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) } }
  }
}
