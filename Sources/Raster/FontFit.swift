import Drawing

/// How much wider than Helvetica the fonts of a machine are in which librsvg draws a figure's text.
///
/// librsvg knows no `textLength`, which holds browsers to the width that a card was made for: where a wider font takes
/// Helvetica's place, the text is drawn as much smaller.
struct FontFit: Hashable, Sendable {
  /// Times the width of Helvetica.
  var regular: Double
  var bold: Double

  /// That of this machine, measured once.
  static let machine = FontFit(
    regular: measured(.regular, "normal") ?? 1, bold: measured(.bold, "bold") ?? 1)

  /// What is narrower, or wider by less than cards have to spare, is left alone.
  private static let tolerance = 1.02

  private static let sample = "Hamburg Semiconductors partnered with Etihad Etisalat on 7 March 2024"

  private static func measured(_ weight: TextMetrics.Weight, _ name: String) -> Double? {
    let svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2000 100"><text id="t" x="0" y="60" font-size="20" \
      font-family="\(SVGWriter.fonts)" font-weight="\(name)">\(sample)</text></svg>
      """
    guard let extent = Rasterizer.extent(of: "t", in: svg), extent.width > 0 else { return nil }
    return extent.width / TextMetrics(weight, size: 20).width(of: sample)
  }

  /// The figure with its text as much smaller as the fonts are wider; itself where they are not.
  func fitted(_ svg: String) -> String {
    guard max(regular, bold) > FontFit.tolerance else { return svg }
    var result: [UInt8] = []
    let bytes = Array(svg.utf8)
    result.reserveCapacity(bytes.count)
    let size: StaticString = " font-size=\""
    var next = 0
    while let start = ByteSearch.first("<text ", in: bytes, from: next) {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { break }
      result += bytes[next..<start]
      let tag = Array(bytes[start..<end])
      let factor = ByteSearch.first("\"bold\"", in: tag) == nil ? regular : bold
      if factor > FontFit.tolerance, let place = ByteSearch.first(size, in: tag) {
        let start = place + size.utf8CodeUnitCount
        let digits = tag[start...].prefix { $0 != UInt8(ascii: "\"") }
        let points = Double(String(decoding: digits, as: UTF8.self)) ?? 10
        result += tag[..<start]
        result += "\((points / factor * 100).rounded(.down) / 100)".utf8
        result += tag[(start + digits.count)...]
      } else {
        result += tag
      }
      next = end
    }
    return String(decoding: result + bytes[next...], as: UTF8.self)
  }
}
