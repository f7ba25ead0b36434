internal import CExtractionData
internal import KnowledgeGraph

/// What names are of that most readers know: firms, bodies, products, programs; built once, on first use, from
/// `names.txt`.
///
/// It says of what kind a name is, and never where one stands.
struct WellKnownNames: Sendable {
  static let shared = WellKnownNames()

  private struct Entry {
    var kind: Kind
    /// GAIL is a firm, and Gail a woman.
    var isShort: Bool
  }

  private let entries: [UInt64: Entry]

  private init() {
    var entries: [UInt64: Entry] = [:]
    entries.reserveCapacity(8192)
    var kind: Kind?
    let text = UnsafeBufferPointer(start: weft_names_bytes(), count: weft_names_count())
    for line in text.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      if line.first == UInt8(ascii: "@") {
        kind = Kind(String(decoding: line.dropFirst(), as: UTF8.self))
      } else if let kind {
        let isShort = line.count <= 5 && line.allSatisfy { (0x41...0x5A).contains($0) }
        entries[FoldedHash(line).value] = Entry(kind: kind, isShort: isShort)
      }
    }
    self.entries = entries
  }

  /// What a name is of, by its ``FoldedHash``; `isCapitalized` where it has one capital and small letters.
  func kind(_ fold: UInt64, isCapitalized: Bool) -> Kind? {
    guard let entry = entries[fold], !(entry.isShort && isCapitalized) else { return nil }
    return entry.kind
  }
}
