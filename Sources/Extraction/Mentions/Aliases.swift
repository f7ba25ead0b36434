internal import KnowledgeGraph

extension PassageReader {
  /// "Long Name (Alias)", "Long Name Limited (“Alias”)": the name in brackets stands for the same entity.
  mutating func readAliases() {
    for index in names.indices.dropLast() {
      let name = names[index]
      var open = name.tokens.upperBound
      if isLegalSuffix(open) { open += 1 }
      guard text.isToken(open, byte: UInt8(ascii: "(")) else { continue }
      let alias = names[index + 1]
      var close = alias.tokens.upperBound
      if isQuotationMark(close) { close += 1 }
      guard alias.tokens.lowerBound == open + 1 || alias.tokens.lowerBound == open + 2 && isQuotationMark(open + 1),
        text.isToken(close, byte: UInt8(ascii: ")")), alias.entity != name.entity,
        entities[alias.entity].evidence < .known, entities[name.entity].evidence < .known, isAlias(alias, of: name)
      else { continue }
      sentence = sentenceIndex(of: name.tokens.lowerBound)
      if entities[alias.entity].evidence > entities[name.entity].evidence {
        entities.show(name.entity, entities[alias.entity].kind, entities[alias.entity].evidence)
      } else {
        entities.show(alias.entity, entities[name.entity].kind, entities[name.entity].evidence)
      }
      add(.alsoKnownAs, name.entity, alias.entity, rule: "alias.parentheses", confidence: 0.9)
      aliases[alias.entity] = name.entity
    }
    for index in names.indices {
      if let full = aliases[names[index].entity],
        names[index].range.lowerBound > entities[names[index].entity].range.upperBound
      {
        names[index].entity = full
      }
    }
  }

  /// The sentence that a token stands in.
  private func sentenceIndex(of token: Int) -> Int {
    var (low, high) = (0, text.sentences.count)
    while low < high {
      let middle = low + (high - low) / 2
      if text.sentences[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return min(low, max(text.sentences.count - 1, 0))
  }

  private func isAlias(_ alias: Name, of name: Name) -> Bool {
    if name.tokens.count >= 2 { return true }
    // "QNL (Quick Network Library)": the long form in brackets.
    return alias.tokens.count >= 2 && text.tokens[name.tokens.lowerBound].shape != .capitalized
  }
}
