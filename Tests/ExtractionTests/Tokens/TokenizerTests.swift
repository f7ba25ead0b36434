import TestSupport
import Testing

@testable import Extraction

@Suite("Tokens and sentences")
struct TokenizerTests {
  @Test(
    "Tokens",
    arguments: [
      ("Huawei's five-year plan", ["Huawei", "'s", "five-year", "plan"]),
      ("Huawei’s plan", ["Huawei", "’s", "plan"]),
      ("don't O'Reilly companies' 'so'", ["don't", "O'Reilly", "companies", "'", "'", "so", "'"]),
      ("A$310,000 and €2.3m", ["A", "$", "310,000", "and", "€", "2.3m"]),
      ("3.5% of U.S. Inc. stock.", ["3.5", "%", "of", "U.S.", "Inc.", "stock", "."]),
      ("GPT-4, 5G, Web3, AT&T, R&D", ["GPT-4", ",", "5G", ",", "Web3", ",", "AT&T", ",", "R&D"]),
      ("at Amazon.com today.Then", ["at", "Amazon.com", "today", ".", "Then"]),
      ("see https://a.b/c?d=1, or www.x.org.", ["see", "https://a.b/c?d=1", ",", "or", "www.x.org", "."]),
      ("腾讯云,在沙特。好", ["腾讯云", ",", "在沙特", "。", "好"]),
      ("Москва и São Paulo", ["Москва", "и", "São", "Paulo"]),
      ("2024-03-05", ["2024", "-", "03", "-", "05"]),
      ("5th 1990s 3bn 12-month", ["5th", "1990s", "3bn", "12", "-", "month"]),
      ("No. 5 says no.", ["No.", "5", "says", "no", "."]),
      ("J. Smith", ["J.", "Smith"]),
      ("", []),
    ])
  func tokens(_ text: String, _ expected: [String]) {
    let tokenized = TokenizedText(text)
    #expect(tokenized.tokens.map { tokenized.string($0.range) } == expected)
  }

  @Test(
    "Shapes",
    arguments: [
      ("plan", Token.Shape.lower), ("Plan", .capitalized), ("US", .upper), ("U.S.", .upper), ("iPhone", .mixed),
      ("OpenAI", .mixed), ("A", .capitalized), ("Al-Rajhi", .capitalized), ("中国", .none), ("Österreich", .capitalized),
      ("МОСКВА", .upper), ("GPT-4", .upper), ("McKinsey", .mixed),
    ])
  func shapes(_ text: String, _ shape: Token.Shape) { #expect(TokenizedText(text).tokens.first?.shape == shape) }

  @Test(
    "Sentences",
    arguments: [
      ("One. Two! Three?", ["One.", "Two!", "Three?"]),
      ("Acme Inc. bought Foo Corp. in May.", ["Acme Inc. bought Foo Corp. in May."]),
      ("He joined Acme Inc. The firm grew.", ["He joined Acme Inc.", "The firm grew."]),
      ("Mr. Smith met J. Doe.", ["Mr. Smith met J. Doe."]),
      ("It left the U.S. market. Then", ["It left the U.S. market.", "Then"]),
      ("It is in the U.S. The firm", ["It is in the U.S.", "The firm"]),
      ("It cost $3.5 million.", ["It cost $3.5 million."]),
      ("\u{201C}We go.\u{201D} They went.", ["\u{201C}We go.\u{201D}", "They went."]),
      ("\"Why?\" he asked. So.", ["\"Why?\" he asked.", "So."]),
      ("Use e.g. Linux. Go.", ["Use e.g. Linux.", "Go."]),
      ("First\n\nSecond", ["First", "Second"]),
      ("List:\n- one\n- two", ["List:", "- one", "- two"]),
      ("1. One thing\n2. Other thing", ["1. One thing", "2. Other thing"]),
      (
        "a rather long line that was wrapped at its width of some\nTencent words",
        [
          "a rather long line that was wrapped at its width of some\nTencent words"
        ]
      ),
      ("Key points\nTencent grew", ["Key points", "Tencent grew"]),
      ("好的。是吗？对", ["好的。", "是吗？", "对"]),
      ("Text.[12] Next one.", ["Text.[12]", "Next one."]),
      ("Wait... what? Yes.", ["Wait... what?", "Yes."]),
      ("Sales fell in Jan. 2024. Then rose.", ["Sales fell in Jan. 2024.", "Then rose."]),
    ])
  func sentences(_ text: String, _ expected: [String]) {
    let tokenized = TokenizedText(text)
    #expect(tokenized.sentences.map { tokenized.string($0.range) } == expected)
  }

  @Test("Parts of a hyphenated word")
  func parts() {
    let text = TokenizedText("a US-China row")
    #expect(text.parts(of: 1).map { text.string($0) } == ["US", "China"])
    #expect(text.parts(of: 2).map { text.string($0) } == ["row"])
    #expect(text.parts(of: 9).isEmpty)
  }

  @Test("Any bytes give tokens, sentences and values that are in order and in bounds")
  func randomBytes() {
    var random = SplitMix64(seed: 7)
    let pieces = [
      "$", "430", " ", " million", "five", "-", "year", "%", "in", "March", "2024", ",", ".", "\n", "’", "s", "€", "US",
      "between", " and ", " to ", "the ", "end ", "of ", "last ", "\u{2013}", "中", "é", "999999999999999999", "U.S.",
      "https://x", "(", ")", "Q3 ", "a ", "half ", "dozen ", "people", "more than ", "12", "/", "+", "'", "Rs",
    ].map { Array($0.utf8) }
    for _ in 0..<400 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<60, using: &random) {
        if Int.random(in: 0..<4, using: &random) == 0 {
          bytes.append(UInt8.random(in: 0...255, using: &random))
        } else {
          bytes += pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }
      }
      let text = TokenizedText(bytes)
      var end = 0
      for token in text.tokens {
        #expect(token.range.lowerBound >= end && !token.range.isEmpty && token.range.upperBound <= bytes.count)
        end = token.range.upperBound
      }
      var next = 0
      for sentence in text.sentences {
        #expect(sentence.tokens.lowerBound == next && !sentence.tokens.isEmpty)
        next = sentence.tokens.upperBound
      }
      #expect(next == text.tokens.count)
      end = 0
      var context = DateContext()
      for match in ValueScanner().scan(text) {
        #expect(match.range.lowerBound >= end && match.range.upperBound <= bytes.count && !match.range.isEmpty)
        end = match.range.upperBound
        if case .date(let date) = match.value { _ = context.resolve(date) }
      }
      for index in text.tokens.indices { _ = Gazetteer.shared.longestMatch(in: text, at: index) }
    }
  }

  @Test(
    "A hostile text costs no more than its length",
    arguments: [
      "later ", "!", "five-year $5 ", "1-", "1,", "$", "half a ", "and ", "hundred ", "no. ", "www.", "a.", "a/", "U.",
      "between ", "the ", "South ", "'", "-", "5 to ", "more than ", "May ", "the same ", "\u{2019}", "a.b/) ",
    ])
  func hostile(_ piece: String) {
    // A quadratic step would not come to its end over so many pieces.
    let text = TokenizedText(String(repeating: piece, count: 15_000) + "a")
    #expect(!text.tokens.isEmpty)
    let matches = ValueScanner().scan(text)
    #expect(matches.count <= text.tokens.count)
    for index in text.tokens.indices { _ = Gazetteer.shared.longestMatch(in: text, at: index) }
  }
}
