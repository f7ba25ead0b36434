/// Text out of all that formats stumble over: markup, quotation marks, escapes, controls, marks of direction.
public enum HostileText {
  private static let parts = [
    "<", ">", "&", "\"", "'", "]]>", "<!--", "-->", "<?xpacket end=\"w\"?>", "</rdf:li>", "<rdf:Description", "&amp;",
    "\\", "\\u{41}", "{", "}", "(", ")", "--", "-", "%", "#", "=", " ", "  ", "\n", "\r", "\r\n", "\t", "\u{0}",
    "\u{1}", "\u{7f}", "\u{85}", "\u{ad}", "\u{200b}", "\u{202e}", "\u{2028}", "\u{d7ff}", "\u{e000}", "\u{fffe}",
    "\u{ffff}", "\u{10ffff}", "e\u{301}", "é", "漢", "😀", "endstream", "endobj", "IEND", "a", "Tencent Cloud",
  ]

  /// Characters that Unicode will never have, which a literal of Swift cannot name.
  private static let noncharacters = [0xfdd0, 0xfdef, 0x1fffe, 0x10ffff].compactMap { Unicode.Scalar($0) }

  /// Up to a dozen parts, some of them any character there is.
  public static func text(using generator: inout SplitMix64) -> String {
    (0..<Int.random(in: 0...12, using: &generator)).map { _ in
      let choice = generator.next() % 16
      guard choice < 2 else { return generator.pick(parts) }
      guard choice < 1 else { return String(generator.pick(noncharacters)) }
      return Unicode.Scalar(UInt32.random(in: 0...0x10_ffff, using: &generator)).map { String($0) } ?? ""
    }.joined()
  }
}
