/// How wide text is drawn in Helvetica or Arial, from tables that are compiled in: the same on every machine, whatever
/// fonts it has.
public struct TextMetrics: Sendable, Hashable {
  public enum Weight: Sendable, Hashable { case regular, bold }

  public var weight: Weight
  /// The size of the font in points.
  public var size: Double

  public init(_ weight: Weight, size: Double) {
    self.weight = weight
    self.size = size
  }

  /// The width of one line of text in points.
  ///
  /// Characters of East Asian width and emoji are one em wide, marks that combine are no wider than what they stand
  /// on, and a character that no table knows is taken for 0.68 em, so that a guess is rather too wide.
  ///
  /// - Complexity: O(count of scalars).
  public func width(of text: String) -> Double {
    var sum = 0
    for scalar in text.unicodeScalars { sum += thousandths(of: scalar) }
    return Double(sum) * size / 1000
  }

  private func thousandths(of scalar: Unicode.Scalar) -> Int {
    let code = scalar.value
    if let table = TextMetrics.table(of: code) {
      let widths = weight == .bold ? FontWidths.bold[table.index] : FontWidths.regular[table.index]
      if table.offset < widths.count, widths[table.offset] > 0 { return Int(widths[table.offset]) }
    }
    if TextMetrics.isWide(code) { return 1000 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return 680
    }
  }

  /// Which table of widths a character is in, and where.
  private static func table(of code: UInt32) -> (index: Int, offset: Int)? {
    if code < 0x250 { return code >= 0x20 ? (0, Int(code) - 0x20) : nil }
    guard let index = FontWidths.starts.lastIndex(where: { code >= $0 }) else { return nil }
    return (index, Int(code - FontWidths.starts[index]))
  }

  /// Whether a character is about as wide as high: the wide and full-width blocks of Unicode's East Asian Width
  /// (UAX #11) and the emoji.
  static func isWide(_ code: UInt32) -> Bool {
    switch code {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
      0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6,
      0x1f300...0x1faff, 0x20000...0x3fffd:
      true
    default: false
    }
  }
}
