/// Which links may stand in a figure: http, https, mailto, obsidian and relative ones. All else, `javascript:` and
/// `data:` above all, is left out.
public enum LinkPolicy {
  /// Whether a link is an ordinary one that needs no closer look.
  private static func isPlain(_ link: String) -> Bool {
    guard link.hasPrefix("https://"), link.utf8.count <= 4_096 else { return false }
    return link.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "?"), UInt8(ascii: "="), UInt8(ascii: "&"),
        UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "~"), UInt8(ascii: "+"):
        true
      default: false
      }
    }
  }

  private static let schemes: Set<String> = ["http", "https", "mailto", "obsidian"]

  /// The link with what would not be safe in XML, DOT, PDF, Markdown or a URL percent-encoded; nil where it may not be
  /// followed.
  ///
  /// Browsers ignore white space and control characters at the start and within a scheme, so those are removed before
  /// the scheme is read.
  public static func allowed(_ link: String?) -> String? {
    guard let link else { return nil }
    if isPlain(link) { return link }
    var bytes: [UInt8] = []
    for byte in link.utf8 where byte >= 0x20 && byte != 0x7f {
      if byte != UInt8(ascii: " ") || !bytes.isEmpty { bytes.append(byte) }
    }
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    guard !bytes.isEmpty, bytes.count <= 4_096 else { return nil }
    if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
      let before = bytes[..<colon]
      let isScheme = !before.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
      if isScheme {
        guard schemes.contains(String(decoding: before, as: UTF8.self).lowercased()) else { return nil }
      }
    }
    // `//host` and `\\host` leave the place where the figure lies without saying how.
    let slashes: Set<UInt8> = [UInt8(ascii: "/"), UInt8(ascii: "\\")]
    if bytes.count >= 2, slashes.contains(bytes[0]), slashes.contains(bytes[1]) { return nil }
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "\\"), UInt8(ascii: "("), UInt8(ascii: ")"),
        UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "^"), 0x80...:
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
