import KnowledgeGraph

/// What a token may be to the grammars of values.
enum Lexeme: Sendable {
  case other
  /// A number token.
  case digits
  case month(Int)
  /// EDTF 21...24.
  case season(Int)
  /// "zero"..."ninety"
  case cardinal(Int)
  /// A power of ten as a word: "million".
  case scale(Int)
  /// A power of ten as letters: "m", "bn".
  case shortScale(Int)
  case dozen
  case half
  case unit(Period.Unit, times: Int)
  /// A sign of money by its bare code.
  case sign(String)
  /// "USD", "RMB", "Rs"
  case code(String)
  case currency(String)
  case cautiousCurrency(String)
  case nationalCurrency
  case percent
  case per
  case cent
  case article
  case preposition(DateExpression.Preposition)
  case through
  case to
  case and
  case dash
  case comma
  case slash
  case plus
  case ordinal(Int)
  case quarterWord
  case quarterCode(Int)
  case halfCode(Int)
  case part(DateExpression.Part)
  /// "end", "beginning": a part of what follows after "of".
  case edge(DateExpression.Part)
  /// -1 "last", 0 "this", 1 "next"
  case relative(Int)
  case that
  case same
  /// "later" and "earlier" before "that year".
  case comparative
  case fiscal

  static let table: FoldedWordTable<Lexeme> = {
    var entries: [(String, Lexeme)] = []
    func add(_ words: String, _ lexeme: Lexeme) {
      for word in words.split(separator: " ") { entries.append((String(word), lexeme)) }
    }
    let months = [
      "january jan jan.", "february feb feb.", "march mar mar.", "april apr apr.", "may", "june jun jun.",
      "july jul jul.", "august aug aug.", "september sep sept sep. sept.", "october oct oct.", "november nov nov.",
      "december dec dec.",
    ]
    for (index, names) in months.enumerated() { add(names, .month(index + 1)) }
    add("spring", .season(21))
    add("summer", .season(22))
    add("autumn fall", .season(23))
    add("winter", .season(24))
    let ones =
      "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
      + "eighteen nineteen"
    for (index, word) in ones.split(separator: " ").enumerated() { entries.append((String(word), .cardinal(index))) }
    let tens = "twenty thirty forty fifty sixty seventy eighty ninety"
    for (index, word) in tens.split(separator: " ").enumerated() {
      entries.append((String(word), .cardinal(index * 10 + 20)))
    }
    add("hundred", .scale(2))
    add("thousand", .scale(3))
    add("lakh lakhs lac", .scale(5))
    add("million mln", .scale(6))
    add("crore crores", .scale(7))
    add("billion bln milliard", .scale(9))
    add("trillion trn", .scale(12))
    add("k", .shortScale(3))
    add("m mn mm mio", .shortScale(6))
    add("cr", .shortScale(7))
    add("b bn mrd", .shortScale(9))
    add("tn", .shortScale(12))
    add("dozen", .dozen)
    add("half", .half)
    add("year years yr yrs", .unit(.year, times: 1))
    add("month months", .unit(.month, times: 1))
    add("week weeks", .unit(.week, times: 1))
    add("day days", .unit(.day, times: 1))
    add("decade decades", .unit(.year, times: 10))
    for (sign, code) in Currency.signs { entries.append((sign, .sign(code))) }
    for (name, code) in Currency.codes { entries.append((name, .code(code))) }
    for (name, code) in Currency.words { entries.append((name, .currency(code))) }
    for (name, code) in Currency.cautiousWords { entries.append((name, .cautiousCurrency(code))) }
    for name in Currency.nationalWords { entries.append((name, .nationalCurrency)) }
    add("% ％ percent pct", .percent)
    add("per", .per)
    add("cent", .cent)
    add("a an the", .article)
    for preposition in DateExpression.Preposition.allCases {
      entries.append((preposition.rawValue, .preposition(preposition)))
    }
    add("till", .preposition(.until))
    add("through", .through)
    add("to", .to)
    add("and", .and)
    add("- – — − ‐ ‑ ~", .dash)
    add(",", .comma)
    add("/", .slash)
    add("+", .plus)
    add("first", .ordinal(1))
    add("second", .ordinal(2))
    add("third", .ordinal(3))
    add("fourth", .ordinal(4))
    add("quarter", .quarterWord)
    for quarter in 1...4 { add("q\(quarter) \(quarter)q", .quarterCode(quarter)) }
    for half in 1...2 { add("h\(half) \(half)h", .halfCode(half)) }
    add("early", .part(.early))
    add("mid middle", .part(.middle))
    add("late", .part(.late))
    add("beginning start", .edge(.early))
    add("end close", .edge(.late))
    add("last", .relative(-1))
    add("this", .relative(0))
    add("next", .relative(1))
    add("that", .that)
    add("same", .same)
    add("later earlier", .comparative)
    add("fiscal", .fiscal)
    return FoldedWordTable(entries)
  }()
}

/// The tokens of one sentence with their lexemes; whatever is asked for outside it is `.other`, so that no value
/// reaches over the end of a sentence.
struct LexedSentence {
  let text: TokenizedText
  let tokens: Range<Int>
  private let lexemes: [Lexeme]

  init(_ text: TokenizedText, _ tokens: Range<Int>) {
    self.text = text
    self.tokens = tokens
    var lexemes: [Lexeme] = []
    lexemes.reserveCapacity(tokens.count)
    let table = Lexeme.table
    for token in text.tokens[tokens] {
      if token.kind == .number {
        lexemes.append(.digits)
        continue
      }
      let lexeme = table.value(text.bytes, token) ?? .other
      switch lexeme {
      // Names of months are written with a capital, codes of currencies in capitals: "may", "march", "all" are words.
      case .month where token.shape == .lower: lexemes.append(.other)
      case .code
      where token.shape != .upper
        && !(token.shape == .capitalized && token.range.count < 4 && text.bytes[token.range.lowerBound + 1] == 0x73):
        lexemes.append(.other)
      default: lexemes.append(lexeme)
      }
    }
    self.lexemes = lexemes
  }

  /// Whether a word has a hyphen, or another mark beyond ASCII, inside.
  func hasHyphen(_ index: Int) -> Bool {
    guard let token = token(index), token.kind == .word, (3...32).contains(token.range.count) else { return false }
    return text.bytes[token.range].contains { $0 == 0x2D || $0 == 0xE2 }
  }

  /// Whether the core of any value can stand at a token: not at a word that no grammar knows, unless it has a hyphen or
  /// ends in a digit ("FY2024").
  func mayBeginValue(_ index: Int) -> Bool {
    guard case .other = self[index], let token = token(index) else { return true }
    return hasHyphen(index) || Ascii.isDigit(text.bytes[token.range.upperBound - 1])
  }

  subscript(_ index: Int) -> Lexeme {
    tokens.contains(index) ? lexemes[index - tokens.lowerBound] : .other
  }

  func token(_ index: Int) -> Token? { tokens.contains(index) ? text.tokens[index] : nil }

  /// Whether a token touches the one before it.
  func touches(_ index: Int) -> Bool { token(index)?.gap == Token.Gap.none }

  /// The token behind a per cent sign or its words, where they stand here: "%", "per cent".
  func percentEnd(_ index: Int) -> Int? {
    switch self[index] {
    case .percent: return index + 1
    case .per:
      if case .cent = self[index + 1] { return index + 2 }
      return nil
    default:
      // "per-cent" is one token.
      return isWord(index, "per-cent") ? index + 1 : nil
    }
  }

  func isWord(_ index: Int, _ word: RuleWord) -> Bool { tokens.contains(index) && text.isToken(index, word) }

  func isByte(_ index: Int, _ byte: Character) -> Bool {
    guard let byte = byte.asciiValue, tokens.contains(index) else { return false }
    return text.isToken(index, byte: byte)
  }

  /// Whether a token touches a number, letter or mark that makes it part of a longer thing: an id, a phone number.
  func isEmbedded(_ range: Range<Int>) -> Bool {
    for (edge, outer) in [(range.lowerBound, range.lowerBound - 1), (range.upperBound, range.upperBound)] {
      guard let mark = token(outer), touches(edge) else { continue }
      if mark.kind == .number || mark.kind == .word && !isByte(outer - 1, "'") && !isPossessive(outer) { return true }
      switch self[outer] {
      case .dash, .slash, .plus:
        let beyond = outer < range.lowerBound ? outer - 1 : outer + 1
        let isJoined = outer < range.lowerBound ? touches(outer) : touches(outer + 1)
        if isJoined, let other = token(beyond), other.kind == .number { return true }
      default:
        if isByte(outer, "#") || isByte(outer, "@") || isByte(outer, "_") || isByte(outer, "=") { return true }
      }
    }
    return false
  }

  private func isPossessive(_ index: Int) -> Bool { isWord(index, "'s") || isWord(index, "’s") }
}
