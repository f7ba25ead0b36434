import KnowledgeGraph

@_spi(_Unicode) import Swift

/// The name of an entity before it is told from others, in the form in which it is looked up.
enum BaseName {
  /// The name in NFC, so that names which are equal to Swift are equal to SQLite.
  static func normal(_ name: String) -> String {
    if name.isAllASCII { return name }
    var result = String.UnicodeScalarView()
    for scalar in name._nfc { result.append(scalar) }
    return String(result)
  }
}
