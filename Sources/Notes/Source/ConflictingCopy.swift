/// Copies that a synchronisation leaves where two machines changed one note.
///
/// The forms that the programs document: `Note.sync-conflict-20240307-101500-ABCDEFG.md` (Syncthing),
/// `Note (Ada's conflicted copy 2024-03-07).md` (Dropbox), `Note (conflicted copy 2024-03-07 101500).md` (Nextcloud,
/// Obsidian's plugins), `Note (SFConflict ada@example.org 2024-03-07-10-15-00).md` (Seafile).
enum ConflictingCopy {
  /// The file name without the words that tell of a conflict, or nil where there are none.
  static func original(of stem: String) -> String? {
    let bytes = Array(stem.utf8)
    let marker = Array(".sync-conflict-".utf8)
    if let dot = bytes.lastIndex(of: Byte.period), dot > 0, bytes[dot...].starts(with: marker) {
      return String(decoding: bytes[..<dot], as: UTF8.self)
    }
    guard bytes.last == Byte.closeParen, let open = bytes.lastIndex(of: Byte.openParen), open > 1,
      bytes[open - 1] == Byte.space
    else { return nil }
    let words = String(decoding: bytes[open...], as: UTF8.self).lowercased()
    guard words.contains("conflicted copy") || words.hasPrefix("(sfconflict ") else { return nil }
    return String(decoding: bytes[..<(open - 1)], as: UTF8.self)
  }

  /// A warning where the file at `path` is such a copy.
  static func diagnostics(path: String) -> [Diagnostic] {
    let stem = FileStem.written(path)
    guard let original = original(of: stem) else { return [] }
    return [
      Diagnostic(
        .warning, path: path,
        message: "is a copy that a synchronisation left after a conflict; it was read like any note",
        hint: "take over from it what \"\(original).md\" lacks, then delete it")
    ]
  }
}
