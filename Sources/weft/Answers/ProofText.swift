import KnowledgeGraph

/// A proof as people read it on a terminal.
enum ProofText {
  /// The sentence, then who wrote it, when, and where it stands.
  static func text(_ proof: Proof, style: Style, columns: Int?) -> String {
    var text = words(proof, style: style, columns: columns)
    let source = [TerminalText.safe(proof.sourceTitle), proof.sourceDate?.edtf].compactMap { $0 }
    if !proof.isPersonsOwn { text += Prose.text(source.joined(separator: ", "), indent: 6, columns: columns) }
    if let link = proof.link { text += "      \(TerminalText.safe(link))\n" }
    text += style.dim("      \(TerminalText.safe(proof.note)):\(proof.line)") + "\n"
    return text
  }

  /// Proofs below a table, each after an empty line.
  static func texts(_ proofs: [Proof], _ style: Style, _ columns: Int?) -> String {
    proofs.map { "\n" + text($0, style: style, columns: columns) }.joined()
  }

  /// The words of a proof after its claim: a source's in marks of quotation, a person's own without.
  static func words(
    _ proof: Proof, marking ranges: [Range<Int>] = [], style: Style, columns: Int?
  ) -> String {
    guard !proof.isQuoted else {
      return quote(proof.quote, marking: ranges, label: proof.shortID, style: style, columns: columns)
    }
    let indent = max(6, proof.shortID.count + 2)
    let label = style.bold(proof.shortID) + String(repeating: " ", count: indent - proof.shortID.count)
    let lines = TerminalText.lines(TerminalText.safe(proof.quote), columns: max(30, (columns ?? 100) - indent))
    return label + lines.joined(separator: "\n" + String(repeating: " ", count: indent)) + "\n"
  }

  /// A quote in lines that fit, after a label in bold; the marked bytes are bold too.
  static func quote(
    _ quote: String, marking ranges: [Range<Int>], label: String, style: Style, columns: Int?
  ) -> String {
    let indent = max(6, label.count + 2)
    let width = max(30, (columns ?? 100) - indent)
    let marked = style.isOn ? marked(quote, ranges) : quote
    var isBold = false
    var text = ""
    for (position, line) in TerminalText.lines("“\(TerminalText.safe(marked))”", columns: width).enumerated() {
      let start = position == 0 ? style.bold(label) : ""
      text += start + String(repeating: " ", count: indent - (position == 0 ? label.count : 0))
      for (part, piece) in line.split(separator: mark, omittingEmptySubsequences: false).enumerated() {
        if part > 0 { isBold.toggle() }
        text += isBold ? style.bold(String(piece)) : String(piece)
      }
      text += "\n"
    }
    return text
  }

  /// Stands where emphasis begins and ends while lines are broken: a character of no use in any text.
  private static let mark: Character = "\u{2060}"

  private static func marked(_ quote: String, _ ranges: [Range<Int>]) -> String {
    var bytes: [UInt8] = []
    let borders = Set(ranges.flatMap { [$0.lowerBound, $0.upperBound] })
    guard borders.count == 2 * ranges.count else { return quote }
    for (position, byte) in quote.utf8.enumerated() {
      if borders.contains(position) { bytes += String(mark).utf8 }
      bytes.append(byte)
    }
    if borders.contains(quote.utf8.count) { bytes += String(mark).utf8 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
