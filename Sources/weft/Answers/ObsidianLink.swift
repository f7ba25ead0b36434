import KnowledgeGraph

/// Links that open a note in Obsidian (https://help.obsidian.md/Extending+Obsidian/Obsidian+URI).
enum ObsidianLink {
  /// The link to a note by its vault-relative path, or nil for an imported file; Obsidian leaves `.md` out of names.
  static func url(vault: String, note: String) -> String? {
    guard NotePath.isNote(note) else { return nil }
    let file = note.hasSuffix(".md") ? String(note.dropLast(3)) : note
    return "obsidian://open?vault=\(encoded(vault))&file=\(encoded(file))"
  }

  /// Percent-encoded, but for the unreserved characters of RFC 3986.
  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
