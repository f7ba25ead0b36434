/// The features of tokens, as 64-bit hashes.
///
/// Words, shapes, affixes and windows after Ratinov and Roth (2009), Brown clusters after Turian et al. (2010), the
/// gazetteers and classes of words that the rules use, and the rules' own judgement. A feature is a template and a value.
struct TaggerFeatures {
  let views: [TokenView]
  let bytes: [UInt8]
  let tokens: ArraySlice<Token>
  /// Where the first word stands, from the first token; behind the last where there is none.
  private let firstWord: Int
  /// What sort of writing the sentence is: prose, a post, capitals throughout, no capitals.
  let style: UInt64

  init(views: [TokenView], bytes: [UInt8], tokens: ArraySlice<Token>) {
    self.views = views
    self.bytes = bytes
    self.tokens = tokens
    style = Self.style(views, bytes, tokens)
    firstWord = (tokens.firstIndex { $0.kind == .word } ?? tokens.endIndex) - tokens.startIndex
  }

  /// Whether capitals say little: a post, capitals throughout, or none at all.
  var isCareless: Bool { style >= 2 }

  /// By token, whether it need not be looked at: where capitals say something, no name goes further than two tokens from
  /// one.
  func isFarFromNames() -> [Bool] {
    var isFar = Array(repeating: !isCareless, count: views.count)
    guard !isCareless else { return isFar }
    for (index, view) in views.enumerated() where view.isCapital || view.rule != 0 {
      for near in max(index - 2, 0)...min(index + 2, views.count - 1) { isFar[near] = false }
    }
    return isFar
  }

  private static func style(_ views: [TokenView], _ bytes: [UInt8], _ tokens: ArraySlice<Token>) -> UInt64 {
    var (upper, lower, capital, marks) = (0, 0, 0, 0)
    for token in tokens {
      switch token.shape {
      case .upper where token.range.count > 1: upper += 1
      case .lower: lower += 1
      case .capitalized: capital += 1
      default: break
      }
      let first = bytes[token.range.lowerBound]
      if first == UInt8(ascii: "@") || first == UInt8(ascii: "#") || token.kind == .symbol && token.range.count > 8 {
        marks += 1
      }
    }
    if marks > 0 { return upper > lower ? 5 : 4 }
    if upper > 2, upper > lower { return 3 }
    if capital + upper == 0 { return 2 }
    return capital > lower && capital > 3 ? 1 : 0
  }

  func view(_ index: Int) -> TokenView { views.indices.contains(index) ? views[index] : .edge }

  /// Appends the features of a token.
  func append(_ index: Int, to features: inout [UInt64]) {
    for part in Part.allCases { append(part, of: index + part.offset, to: &features) }
    appendSentence(index, to: &features)
    appendMarks(index, to: &features)
    appendRule(index, to: &features)
    appendWindow(index, to: &features)
  }

  /// What a word says of a token by itself, by where it stands from there.
  enum Part: Int, CaseIterable {
    case own, before, behind, farBefore, farBehind

    /// Where the word stands, from the token.
    var offset: Int {
      switch self {
      case .own: 0
      case .before: -1
      case .behind: 1
      case .farBefore: -2
      case .farBehind: 2
      }
    }
  }

  /// Appends what the word at an index says as a part: nothing else of the sentence has a share in these features.
  func append(_ part: Part, of index: Int, to features: inout [UInt64]) {
    let view = view(index)
    @inline(__always)
    func add(_ template: UInt64, _ value: UInt64) { features.append(FeatureHash.of(template, value)) }
    switch part {
    case .own:
      let form = UInt64(view.form.rawValue)
      add(2, view.word)
      add(9, FeatureHash.pair(view.word, form))
      add(12, view.shape)
      appendAffixes(index, form, &features)
      for bits: UInt32 in [4, 6, 10, 20] { add(30 + UInt64(bits), FeatureHash.path(view.lexeme.path, bits)) }
      add(124, FeatureHash.pair(FeatureHash.path(view.lexeme.path, 10), form))
      add(125, FeatureHash.pair(UInt64(view.lexeme.flags), form))
      add(131, FeatureHash.pair(UInt64(view.lexeme.spelling), form))
      appendClasses(134, view.classes, &features)
    case .before, .behind:
      let isBefore = part == .before
      add(isBefore ? 3 : 4, view.word)
      for bits: UInt32 in [6, 12, 20] {
        add((isBefore ? 60 : 90) + UInt64(bits), FeatureHash.path(view.lexeme.path, bits))
      }
      add(isBefore ? 126 : 127, UInt64(view.lexeme.flags))
      appendClasses(isBefore ? 135 : 136, view.classes, &features)
    case .farBefore, .farBehind:
      add(part == .farBefore ? 5 : 6, view.word)
      add(part == .farBefore ? 120 : 121, FeatureHash.path(view.lexeme.path, 8))
    }
  }

  /// Whether a token stands at the beginning of its sentence, where a capital says nothing.
  func isInitial(_ index: Int) -> Bool { index <= firstWord }

  /// Whether the gazetteer, the rules or the list of towns see something in a token or beside it.
  func isMarked(_ index: Int) -> Bool {
    let (w, p, n) = (view(index), view(index - 1), view(index + 1))
    return w.place | p.place | n.place | w.rule | p.rule | n.rule | w.town != 0
  }

  /// Appends what the sort of the sentence says of a token, by its form alone.
  func appendSentence(_ index: Int, to features: inout [UInt64]) {
    let form = UInt64(view(index).form.rawValue)
    features.append(FeatureHash.of(1, style))
    features.append(FeatureHash.of(132, FeatureHash.pair(style, form << 1 | (isInitial(index) ? 1 : 0))))
  }

  /// Appends what the gazetteer, the rules and the list of towns see in a token and beside it.
  func appendMarks(_ index: Int, to features: inout [UInt64]) {
    let (w, p, n) = (view(index), view(index - 1), view(index + 1))
    @inline(__always)
    func add(_ template: UInt64, _ value: UInt64) { features.append(FeatureHash.of(template, value)) }
    add(137, UInt64(w.place))
    add(138, UInt64(p.place))
    add(139, UInt64(n.place))
    add(140, UInt64(w.town) << 8 | UInt64(w.form.rawValue))
    add(141, UInt64(w.rule))
    add(142, UInt64(p.rule) << 16 | UInt64(w.rule) << 8 | UInt64(n.rule))
    add(144, FeatureHash.pair(UInt64(w.rule), style))
  }

  /// Appends what the rules see in a token, with its word.
  func appendRule(_ index: Int, to features: inout [UInt64]) { features.append(Self.rule(view(index))) }

  private static func rule(_ view: TokenView) -> UInt64 {
    FeatureHash.of(143, FeatureHash.pair(UInt64(view.rule), view.word))
  }

  /// What ``appendRule(_:to:)`` appends of a word in which the rules see nothing.
  static func unruled(_ view: TokenView) -> UInt64 {
    var view = view
    view.rule = 0
    return rule(view)
  }

  /// Appends what a token and those beside it say together.
  func appendWindow(_ index: Int, to features: inout [UInt64]) {
    @inline(__always)
    func add(_ template: UInt64, _ value: UInt64) { features.append(FeatureHash.of(template, value)) }
    let (w, p, n) = (view(index), view(index - 1), view(index + 1))
    let (pp, nn) = (view(index - 2), view(index + 2))
    let form = UInt64(w.form.rawValue)
    add(7, FeatureHash.pair(p.word, w.word))
    add(8, FeatureHash.pair(w.word, n.word))
    add(10, FeatureHash.pair(pp.word, p.word))
    add(11, FeatureHash.pair(n.word, nn.word))
    add(13, FeatureHash.pair(p.shape, w.shape))
    add(14, FeatureHash.pair(w.shape, n.shape))
    add(15, FeatureHash.pair(FeatureHash.pair(p.shape, w.shape), n.shape))
    add(16, FeatureHash.pair(p.word, w.shape))
    add(17, FeatureHash.pair(n.word, w.shape))
    add(122, FeatureHash.pair(FeatureHash.path(p.lexeme.path, 8), FeatureHash.path(w.lexeme.path, 8)))
    add(123, FeatureHash.pair(FeatureHash.path(w.lexeme.path, 8), FeatureHash.path(n.lexeme.path, 8)))
    let flags = UInt64(w.lexeme.flags)
    add(128, FeatureHash.pair(flags, UInt64(n.lexeme.flags)) ^ UInt64(n.form.rawValue) << 50)
    add(129, FeatureHash.pair(UInt64(p.lexeme.flags), flags) ^ UInt64(p.form.rawValue) << 50)
    add(130, FeatureHash.pair(UInt64(w.lexeme.spelling & 15), form << 1 | (isInitial(index) ? 1 : 0)))
    add(133, FeatureHash.pair(FeatureHash.pair(style, w.shape), UInt64(w.lexeme.spelling & 15)))
    if w.isCapital { appendRun(index, w, &features) }
  }

  private func appendAffixes(_ index: Int, _ form: UInt64, _ features: inout [UInt64]) {
    // What stands beyond the ends of the sentence has no letters.
    guard views.indices.contains(index) else { return }
    let range = tokens[tokens.startIndex + index].range
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for (offset, position) in range.prefix(4).enumerated() {
      hash = (hash ^ UInt64(Ascii.lowercased(bytes[position]))) &* 0x100_0000_01b3
      if offset > 0, range.count > offset + 1 { features.append(FeatureHash.of(20 + UInt64(offset), hash)) }
    }
    hash = 0xcbf2_9ce4_8422_2325
    for (offset, position) in range.suffix(4).reversed().enumerated() {
      hash = (hash ^ UInt64(Ascii.lowercased(bytes[position]))) &* 0x100_0000_01b3
      guard range.count > offset + 1 else { break }
      features.append(FeatureHash.of(24 + UInt64(offset), hash))
      if offset == 2 { features.append(FeatureHash.of(29, FeatureHash.pair(hash, form))) }
    }
  }

  private func appendClasses(_ template: UInt64, _ classes: UInt64, _ features: inout [UInt64]) {
    var rest = classes
    if rest == 0 { features.append(FeatureHash.of(template, 64)) }
    while rest != 0 {
      features.append(FeatureHash.of(template, UInt64(rest.trailingZeroBitCount)))
      rest &= rest - 1
    }
  }

  /// What the whole run of capitals says that the token stands in: its ends, and the words around it.
  private func appendRun(_ index: Int, _ w: TokenView, _ features: inout [UInt64]) {
    var (start, end) = (index, index + 1)
    while start > 0, index - start < 6, view(start - 1).isCapital { start -= 1 }
    while end < views.count, end - index < 6, view(end).isCapital { end += 1 }
    let (last, before, behind) = (view(end - 1), view(start - 1), view(end))
    @inline(__always)
    func add(_ template: UInt64, _ value: UInt64) { features.append(FeatureHash.of(template, value)) }
    let place = UInt64(min(index - start, 3)) << 4 | UInt64(min(end - index, 4))
    add(150, place)
    add(151, last.word)
    add(152, FeatureHash.path(last.lexeme.path, 10))
    add(153, behind.word)
    add(154, before.word)
    add(155, FeatureHash.path(behind.lexeme.path, 10))
    add(156, FeatureHash.path(before.lexeme.path, 10))
    add(157, FeatureHash.pair(before.word, behind.word))
    add(
      158,
      FeatureHash.pair(UInt64(view(start).lexeme.flags & 3), UInt64(end - start)) ^ UInt64(last.lexeme.flags & 3) << 50)
    add(159, FeatureHash.pair(behind.word, view(end + 1).word))
    add(160, FeatureHash.pair(view(start - 2).word, before.word))
  }
}
