/// Tells links to pictures, recordings and the like from links to notes: an attachment is nothing that a note is about.
enum AttachmentName {
  /// Whether the target of a link ends like a file that is no note.
  static func isOne(_ target: String) -> Bool {
    let bytes = target.utf8
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > bytes.startIndex else { return false }
    let ending = bytes[bytes.index(after: dot)...]
    return (2...10).contains(ending.count) && endings.contains(String(decoding: ending, as: UTF8.self).lowercased())
  }

  /// What Obsidian shows within a note, its own files, and what notes commonly have attached.
  private static let endings: Set<String> = [
    "avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp", "heic", "tif", "tiff", "flac", "m4a", "mp3", "ogg",
    "wav",
    "3gp", "mkv", "mov", "mp4", "ogv", "webm", "pdf", "epub", "mobi", "canvas", "base", "excalidraw", "csv", "tsv",
    "xls",
    "xlsx", "doc", "docx", "ppt", "pptx", "odt", "ods", "odp", "zip", "7z", "tar", "gz",
  ]
}
