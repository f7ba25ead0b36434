import KnowledgeGraph
import Notes
import Testing

@_spi(Training) @testable import Extraction

@Suite("What is kept of words")
struct WordMemoryTests {
  /// More words than are kept, so that words take each other's places.
  private static let texts: [String] = {
    var texts = [
      "Acme Corp. acquired Bolt of Paris for $5 million, the company's founder Ann Lee said on 3 May 2024.",
      "@ann: acme bought bolt!! #deal http://example.com/a?b=c 🙂", "ACME BUYS BOLT OF PARIS IN NEW DEAL", "the end",
      "“Acme’s” Nova platform – l’équipe de Zürich, the U.S.-based GPT-4 and 北京 offices.", "Paris", "",
    ]
    for block in 0..<40 {
      let names = (0..<120).map { "Name\(block * 120 + $0) and word\($0 * block)" }
      texts.append("In Berlin " + names.joined(separator: " ") + " met Acme.")
    }
    return texts
  }()

  @Test("The sum of a token's features is the same whether its parts were kept or not")
  func sums() throws {
    let tagger = try #require(Tagger.builtIn)
    var memory = WordMemory()
    var (count, wrong) = (0, 0)
    for _ in 0..<2 {
      for text in Self.texts {
        var reader = PassageReader(wordsOf: InlineText(text), ontology: .builtIn, known: KnownNames())
        reader.settle(reader.nameSearch(), spans: nil)
        var none = WordMemory()
        let views = reader.tokenViews(tagger.lexicon, &none)
        #expect(reader.tokenViews(tagger.lexicon, &memory) == views)
        for sentence in reader.text.sentences {
          let features = reader.features(of: sentence, views)
          for index in features.views.indices {
            var hashes: [UInt64] = []
            features.append(index, to: &hashes)
            if memory.total(index, features, tagger.model) != tagger.model.total(hashes) { wrong += 1 }
            count += 1
          }
        }
      }
    }
    #expect(wrong == 0)
    #expect(count > 10_000)
  }

  @Test("A memory that is given back is taken again, and each of two texts has one of its own")
  func sharing() {
    let memories = WordMemories()
    var first = memories.take()
    var second = memories.take()
    let word = TokenView(key: 7, word: 7, form: .lower, shape: 1, lexeme: Lexicon.Entry(), classes: 0)
    #expect(first.view(7, .lower, 3) { word } == word)
    var isNew = false
    _ = second.view(7, .lower, 3) {
      isNew = true
      return word
    }
    #expect(isNew)
    memories.give(first)
    var third = memories.take()
    #expect(third.view(7, .lower, 3) { .edge } == word)
  }

  @Test("The sentences of a long passage, which several cores share, are read like those of short ones")
  func longPassage() {
    let syllables = ["ba", "lor", "mi", "ven", "ta", "sel", "kor", "du", "rin", "fa"]
    func name(_ number: Int) -> String {
      let word = [1, 10, 100].map { syllables[number / $0 % 10] }.joined() + "s"
      return word.prefix(1).uppercased() + word.dropFirst()
    }
    let sentences = (0..<333).map { index in
      "Analysts at \(name(3 * index)) told \(name(3 * index + 1)) \(name(3 * index + 2)) that the market grew."
    }
    let extractor = Extractor()
    let short = sentences.flatMap { extractor.extract(text: $0).mentions.map(\.entity) }
    let long = extractor.extract(text: sentences.joined(separator: " ")).mentions.map(\.entity)
    #expect(short.count == 666)
    #expect(long.map(\.surface) == short.map(\.surface))
    #expect(long.map(\.kind) == short.map(\.kind))
  }
}
