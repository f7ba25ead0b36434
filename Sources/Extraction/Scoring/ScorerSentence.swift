public import KnowledgeGraph
internal import Notes

/// Two marked names of a sentence as the scorer is trained on them.
@_spi(Training) public struct ScorerPair: Sendable {
  /// The marks, as they were given; the first stands before the second.
  public var first: Int
  public var second: Int
  /// 64-bit hashes.
  public var features: [UInt64]
}

extension Extractor {
  /// The pairs of marked names of a text that the scorer would look at.
  ///
  /// A name is taken for what the extractor takes it for, where it sees one there, so that training meets its faults.
  ///
  /// Marks are bytes of the text, with what to take a name for that the extractor does not see.
  @_spi(Training) public static func scorerPairs(
    of text: String, marks: [(range: Range<Int>, kind: Kind)], tagger: Tagger
  ) -> [ScorerPair] {
    let inline = InlineText(text)
    let reader = PassageReader(inline, date: nil, ontology: .builtIn, tagger: tagger, scorer: nil)
    var result: [ScorerPair] = []
    var chunker = reader.chunker()
    for sentence in reader.text.sentences {
      var members: [(mark: Int, member: PairMember)] = []
      for (index, mark) in marks.enumerated() {
        let tokens = sentence.tokens.filter {
          inline.range(inMarkdown: reader.text.tokens[$0].range).overlaps(mark.range)
        }
        guard let first = tokens.first, let last = tokens.last else { continue }
        let name = reader.names.first { $0.tokens.overlaps(first..<last + 1) && !$0.isAdjective }
        let kind = name.map { reader.entities[$0.entity].kind } ?? mark.kind
        members.append((index, PairMember(tokens: first..<last + 1, side: reader.side(of: kind))))
      }
      members.sort { ($0.member.tokens.lowerBound, $0.mark) < ($1.member.tokens.lowerBound, $1.mark) }
      let features = PairFeatures(
        text: reader.text, words: reader.words, views: reader.views, vocabulary: .shared, sentence: sentence.tokens,
        chunks: chunker.chunks(of: sentence.tokens), members: members.map(\.member))
      for first in members.indices {
        for second in members.indices[(first + 1)...] {
          let (a, b) = (members[first].member, members[second].member)
          guard second - first <= PairFeatures.namesBetween + 1, b.tokens.lowerBound >= a.tokens.upperBound,
            b.tokens.lowerBound - a.tokens.upperBound <= PairFeatures.reach
          else { continue }
          var hashes: [UInt64] = []
          features.append(first, second, to: &hashes)
          result.append(ScorerPair(first: members[first].mark, second: members[second].mark, features: hashes))
        }
      }
    }
    return result
  }
}
