/// Groups tokens into sentences.
///
/// A sentence ends at `.`, `!`, `?`, `…` and the stops of other scripts with the quotes and brackets that close behind
/// them, unless a word in lower case follows; never inside an abbreviation or a number, which are one token each. An
/// empty line ends a sentence, and so does a line break before a list marker or behind a line too short to have been
/// wrapped.
struct SentenceSplitter {
  let bytes: [UInt8]
  let tokens: [Token]

  /// A line below this many bytes that is followed by a capital was ended by its author, not by a line width.
  private static let shortLine = 50

  func split() -> [Sentence] {
    guard !tokens.isEmpty else { return [] }
    var sentences: [Sentence] = []
    sentences.reserveCapacity(tokens.count / 16 + 1)
    var start = 0
    var lineStart = tokens[0].range.lowerBound
    var index = 0
    func close(_ end: Int) {
      guard end > start else { return }
      sentences.append(
        Sentence(
          range: tokens[start].range.lowerBound..<tokens[end - 1].range.upperBound, tokens: start..<end))
      start = end
    }
    while index < tokens.count {
      if index > start, tokens[index].gap >= .line, breaksLine(before: index, lineStart: lineStart) { close(index) }
      if tokens[index].gap >= .line { lineStart = tokens[index].range.lowerBound }
      index += 1
      guard let run = stopRun(at: index - 1) else { continue }
      let end = run.end
      if run.closes { close(end) }
      for other in index..<end where tokens[other].gap >= .line { lineStart = tokens[other].range.lowerBound }
      index = end
    }
    close(tokens.count)
    return sentences
  }

  // MARK: Line breaks

  private func breaksLine(before index: Int, lineStart: Int) -> Bool {
    let token = tokens[index]
    if token.gap == .paragraph { return true }
    let first = bytes[token.range.lowerBound]
    let followsSpace = index + 1 < tokens.count && tokens[index + 1].gap == .space
    switch token.kind {
    case .punctuation, .symbol:
      // "- ", "* ", "+ ", "# ", "> ", "• ", "– "
      if followsSpace, Array("-*+#>".utf8).contains(first) || first == 0xE2 { return true }
    case .number:
      if index + 2 < tokens.count, isByte(index + 1, 0x2E) || isByte(index + 1, 0x29), tokens[index + 1].gap == .none,
        tokens[index + 2].gap == .space
      {
        return true
      }
    case .word: break
    }
    let lineEnd = tokens[index - 1].range.upperBound
    return lineEnd - lineStart < Self.shortLine && token.shape != .lower
      && (token.kind == .word || token.kind == .number) && !isByte(index - 1, 0x2C)
  }

  private func isByte(_ index: Int, _ byte: UInt8) -> Bool {
    tokens[index].range.count == 1 && bytes[tokens[index].range.lowerBound] == byte
  }

  // MARK: Stops

  private enum Stop { case none, latin, ideographic }

  private func stop(at index: Int) -> Stop {
    let token = tokens[index]
    guard token.kind == .punctuation else { return .none }
    let first = bytes[token.range.lowerBound]
    if token.range.count == 1 { return first == 0x2E || first == 0x21 || first == 0x3F ? .latin : .none }
    guard let scalar = DecodedScalar(bytes, at: token.range.lowerBound) else { return .none }
    switch scalar.value {
    // Ellipsis, double marks, Arabic and Urdu stops, danda.
    case 0x2026, 0x203C, 0x2047...0x2049, 0x61F, 0x6D4, 0x964, 0x965: return .latin
    // Ideographic and full-width stops.
    case 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0xFF61: return .ideographic
    default: return .none
    }
  }

  private func isCloser(_ index: Int) -> Bool {
    let token = tokens[index]
    guard token.kind == .punctuation, token.gap == .none else { return false }
    let first = bytes[token.range.lowerBound]
    if token.range.count == 1 {
      return first == 0x22 || first == 0x27 || first == 0x29 || first == 0x5D || first == 0x7D || first == 0x2A
        || first == 0x5F
    }
    guard let scalar = DecodedScalar(bytes, at: token.range.lowerBound) else { return false }
    switch scalar.value {
    case 0xBB, 0x2019, 0x201D, 0x203A, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0xFF09: return true
    default: return false
    }
  }

  /// A stop with the stops and closing marks that touch it.
  private struct StopRun {
    var end: Int
    /// Whether the sentence ends with the run.
    var closes: Bool
  }

  /// The stop that begins at a token, or nil where none does. A run is read once, whether or not it ends a sentence, so
  /// that a text of nothing but marks costs no more than another.
  private func stopRun(at index: Int) -> StopRun? {
    let token = tokens[index]
    if token.kind == .word {
      guard bytes[token.range.upperBound - 1] == 0x2E, let end = endAfterAbbreviation(index) else { return nil }
      return StopRun(end: end, closes: true)
    }
    let first = stop(at: index)
    guard first != .none else { return nil }
    var end = index + 1
    var last = first
    while end < tokens.count {
      let next = stop(at: end)
      if next != .none, tokens[end].gap == .none { last = next } else if !isCloser(end) { break }
      end += 1
    }
    // A footnote mark directly behind the stop: "text.[12]"
    if end + 2 < tokens.count, isByte(end, 0x5B), tokens[end].gap == .none, tokens[end + 1].kind == .number,
      isByte(end + 2, 0x5D)
    {
      end += 3
    }
    guard end < tokens.count, last != .ideographic else { return StopRun(end: end, closes: true) }
    let next = tokens[end]
    let goesOn = next.gap == .none || next.shape == .lower && next.kind == .word
    // A list marker ("2. Text") is no sentence.
    let isMarker =
      end == index + 1 && index > 0 && tokens[index - 1].kind == .number && tokens[index - 1].gap >= .line
      && token.gap == .none
    return StopRun(end: end, closes: !goesOn && !isMarker)
  }

  private func endAfterAbbreviation(_ index: Int) -> Int? {
    var end = index + 1
    while end < tokens.count, isCloser(end) { end += 1 }
    guard end < tokens.count else { return end }
    let next = tokens[end]
    guard next.gap != .none, next.kind == .word, next.shape != .lower, next.shape != .none else { return nil }
    let range = tokens[index].range
    let opens = Abbreviation.sentenceOpeners.value(bytes, next) == true
    switch Abbreviation.table.value(bytes, range.lowerBound..<range.upperBound - 1) {
    case .title, .numbered: return nil
    case .phrase: return end
    case .name: return opens ? end : nil
    // Single letters with dots: "a.m." and "p.m." end a phrase, "e.g." and "i.e." never end.
    case nil: break
    }
    let letters = bytes[range].map(Ascii.lowercased)
    if letters == Array("e.g.".utf8) || letters == Array("i.e.".utf8) { return nil }
    if letters == Array("a.m.".utf8) || letters == Array("p.m.".utf8) { return end }
    return opens && range.count > 2 || opens && next.shape == .capitalized ? end : nil
  }
}
