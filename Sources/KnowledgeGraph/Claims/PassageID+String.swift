extension PassageID {
  /// The identity of a text of a source, as `init(source:normalizedText:)` gives it for any kind of string.
  ///
  /// For whole strings: within this module the compiler makes one version of the hash for them, which is several times
  /// faster than the one for any kind of string, and passages are most of what is hashed.
  public init(source: SourceID, normalizedText: String) {
    self.init(source: source, normalizedText: normalizedText[...])
  }
}
