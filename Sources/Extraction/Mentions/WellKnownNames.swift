internal import CExtractionData
internal import KnowledgeGraph

/// What names are of that most readers know: firms, bodies, products, programs; built once, on first use, from
/// `names.txt`.
///
/// It says of what kind a name is, and never where one stands.
struct WellKnownNames: Sendable {
  static let shared = WellKnownNames()

  private let kinds: [UInt64: Kind]

  private init() {
    var kinds: [UInt64: Kind] = [:]
    kinds.reserveCapacity(4096)
    var kind: Kind?
    let text = UnsafeBufferPointer(start: weft_names_bytes(), count: weft_names_count())
    for line in text.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      if line.first == UInt8(ascii: "@") {
        kind = Kind(String(decoding: line.dropFirst(), as: UTF8.self))
      } else {
        kinds[FoldedHash(line).value] = kind
      }
    }
    self.kinds = kinds
  }

  /// What a name is of, by its ``FoldedHash``.
  func kind(_ fold: UInt64) -> Kind? { kinds[fold] }
}
