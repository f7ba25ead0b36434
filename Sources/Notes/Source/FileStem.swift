/// The name of a note's file without its ending.
enum FileStem {
  /// As the file system has it.
  static func written(_ path: String) -> String {
    let name = path.utf8.split(separator: Byte.slash).last ?? path.utf8[...]
    let isNote = name.suffix(3).lazy.map(\.lowercased).elementsEqual(".md".utf8)
    return String(decoding: isNote ? name.dropLast(3) : name, as: UTF8.self)
  }

  /// As a name: in Unicode normalisation form C, since macOS takes letters and accents apart, and without the words that
  /// tell of a conflict.
  static func name(_ path: String) -> String {
    let stem = written(path)
    return NormalizedText.nfc(ConflictingCopy.original(of: stem) ?? stem)
  }
}
