internal import KnowledgeGraph

extension PassageReader {
  /// A sentence of more bytes is quoted by the clause that states the claim, where its boundaries are clear.
  static let longSentence = 200

  /// The shortest run of whole clauses of a long sentence that holds the phrase being read, both sides of the claim, its
  /// date and its amount; nil where that is most of the sentence.
  func clause(_ subject: Int, _ object: Int?, _ qualifiers: Qualifiers) -> Range<Int>? {
    guard text.sentences.indices.contains(sentence), accordingTo == nil, chunks.indices.contains(current) else {
      return nil
    }
    let whole = text.sentences[sentence].range
    guard whole.count > Self.longSentence else { return nil }
    var needed = [current]
    if let chunk = nearest(subject) { needed.append(chunk) }
    if let object, let chunk = nearest(object) { needed.append(chunk) }
    for chunk in chunks.indices where isStated(chunk, qualifiers) { needed.append(chunk) }
    guard var first = needed.min(), var last = needed.max() else { return nil }
    while first > 0, !beginsClause(first) { first -= 1 }
    while last + 1 < chunks.count, !endsClause(last + 1) { last += 1 }
    if last + 2 == chunks.count, chunks[last + 1].kind == .stop { last += 1 }
    let (start, end) = (chunks[first].tokens.lowerBound, chunks[last].tokens.upperBound)
    guard start < end, text.tokens.indices.contains(start), text.tokens.indices.contains(end - 1) else { return nil }
    let range = text.tokens[start].range.lowerBound..<text.tokens[end - 1].range.upperBound
    guard range.count * 5 < whole.count * 4, isBalanced(range) else { return nil }
    return range
  }

  /// The phrase nearest to the one being read that names or describes an entity.
  private func nearest(_ entity: Int) -> Int? {
    var best: (chunk: Int, distance: Int)?
    for chunk in chunks.indices where chunks[chunk].kind == .noun {
      let phrase = chunks[chunk]
      let isNamed = [phrase.name, phrase.owner, phrase.inner].contains { $0 >= 0 && names[$0].entity == entity }
      guard isNamed || descriptions[chunk] == entity else { continue }
      let distance = abs(chunk - current)
      if distance < best?.distance ?? .max { best = (chunk, distance) }
    }
    return best?.chunk
  }

  /// Whether a phrase is the date or the amount of a claim.
  private func isStated(_ chunk: Int, _ qualifiers: Qualifiers) -> Bool {
    guard chunks[chunk].value >= 0 else { return false }
    if chunks[chunk].kind == .date, let date = dates[chunks[chunk].value]?.date {
      return [qualifiers.at, qualifiers.from, qualifiers.to, qualifiers.announced].contains(date)
    }
    guard let amount = amount(of: chunk), let stated = qualifiers.amount else { return false }
    return amount.value == stated.value && amount.unit == stated.unit
  }

  /// Behind a semicolon, a colon or a dash, behind ", and" with a subject and verb of its own, behind ", while".
  private func beginsClause(_ chunk: Int) -> Bool {
    switch kind(chunk - 1) {
    case .stop: true
    case .dash: isLongDash(chunk - 1)
    case .conjunction: kind(chunk - 2) == .comma && isHeaded(chunk)
    case .subordinator: kind(chunk - 2) == .comma
    default: false
    }
  }

  private func endsClause(_ chunk: Int) -> Bool {
    switch kind(chunk) {
    case .stop: true
    case .dash: isLongDash(chunk)
    case .comma: kind(chunk + 1) == .subordinator || kind(chunk + 1) == .conjunction && isHeaded(chunk + 2)
    default: false
    }
  }

  /// A hyphen joins words as often as it parts clauses.
  private func isLongDash(_ chunk: Int) -> Bool { text.tokens[chunks[chunk].head].range.count > 1 }

  /// Whether a noun phrase with a finite verb begins here.
  private func isHeaded(_ chunk: Int) -> Bool {
    guard kind(chunk) == .noun else { return false }
    var next = chunk + 1
    while kind(next) == .preposition, kind(next + 1) == .noun { next += 2 }
    // ", and the price of bread, which …": the verb stands behind the relative clause.
    if kind(next) == .comma { return kind(next + 1) == .subordinator }
    guard kind(next) == .verb else { return false }
    return chunks[next].flags.isDisjoint(with: [.gerund, .infinitive])
  }

  /// Whether brackets and quotation marks that open in a range close in it.
  private func isBalanced(_ range: Range<Int>) -> Bool {
    var depth = 0
    var quotes = 0
    var index = range.lowerBound
    while index < range.upperBound {
      switch text.bytes[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "\""): quotes += 1
      case 0xE2 where index + 2 < range.upperBound && text.bytes[index + 1] == 0x80:
        if text.bytes[index + 2] == 0x9C || text.bytes[index + 2] == 0x9D { quotes += 1 }
      default: break
      }
      if depth < 0 { return false }
      index += 1
    }
    return depth == 0 && quotes % 2 == 0
  }
}
