internal import KnowledgeGraph
internal import Notes

/// A sentence as the tagger is trained on it.
@_spi(Training) public struct TaggerSentence: Sendable {
  /// By token, its bytes in the text.
  public var tokens: [Range<Int>]
  /// By token, its features as 64-bit hashes.
  public var features: [[UInt64]]
  /// By token, whether the gazetteer takes it for what comes from a place ("Japanese").
  public var isDemonym: [Bool]
}

extension Extractor {
  /// The sentences of a text with the features that the tagger would read them by.
  @_spi(Training) public static func taggerSentences(of text: String, lexicon: Lexicon) -> [TaggerSentence] {
    let inline = InlineText(text)
    var reader = PassageReader(wordsOf: inline, ontology: .builtIn, known: KnownNames())
    reader.settle(reader.nameSearch(), spans: nil)
    var memory = WordMemory()
    let views = reader.tokenViews(lexicon, &memory)
    return reader.text.sentences.map { sentence in
      let features = reader.features(of: sentence, views)
      return TaggerSentence(
        tokens: sentence.tokens.map { inline.range(inMarkdown: reader.text.tokens[$0].range) },
        features: features.views.indices.map { index in
          var hashes: [UInt64] = []
          features.append(index, to: &hashes)
          return hashes
        },
        isDemonym: features.views.map { $0.place > 0 && ($0.place - 1) % 8 / 2 == 2 })
    }
  }
}
