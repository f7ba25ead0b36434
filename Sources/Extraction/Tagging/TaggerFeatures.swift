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

  /// Whether a token need not be looked at: where capitals say something, no name goes further than two tokens from one.
  func isFarFromNames(_ index: Int) -> Bool {
    guard !isCareless else { return false }
    return (index - 2...index + 2).allSatisfy {
      let view = view($0)
      return !view.isCapital && view.rule == 0
    }
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

  private func view(_ index: Int) -> TokenView { views.indices.contains(index) ? views[index] : .edge }

  /// Appends the features of a token.
  func append(_ index: Int, to features: inout [UInt64]) {
    @inline(__always)
    func add(_ template: UInt64, _ value: UInt64) { features.append(FeatureHash.of(template, value)) }
    let (w, p, n) = (view(index), view(index - 1), view(index + 1))
    let (pp, nn) = (view(index - 2), view(index + 2))
    let form = UInt64(w.form.rawValue)
    add(1, style)
    add(2, w.word)
    add(3, p.word)
    add(4, n.word)
    add(5, pp.word)
    add(6, nn.word)
    add(7, FeatureHash.pair(p.word, w.word))
    add(8, FeatureHash.pair(w.word, n.word))
    add(9, FeatureHash.pair(w.word, form))
    add(10, FeatureHash.pair(pp.word, p.word))
    add(11, FeatureHash.pair(n.word, nn.word))
    add(12, w.shape)
    add(13, FeatureHash.pair(p.shape, w.shape))
    add(14, FeatureHash.pair(w.shape, n.shape))
    add(15, FeatureHash.pair(FeatureHash.pair(p.shape, w.shape), n.shape))
    add(16, FeatureHash.pair(p.word, w.shape))
    add(17, FeatureHash.pair(n.word, w.shape))
    appendAffixes(index, form, &features)
    for bits: UInt32 in [4, 6, 10, 20] { add(30 + UInt64(bits), FeatureHash.path(w.lexeme.path, bits)) }
    for bits: UInt32 in [6, 12, 20] {
      add(60 + UInt64(bits), FeatureHash.path(p.lexeme.path, bits))
      add(90 + UInt64(bits), FeatureHash.path(n.lexeme.path, bits))
    }
    add(120, FeatureHash.path(pp.lexeme.path, 8))
    add(121, FeatureHash.path(nn.lexeme.path, 8))
    add(122, FeatureHash.pair(FeatureHash.path(p.lexeme.path, 8), FeatureHash.path(w.lexeme.path, 8)))
    add(123, FeatureHash.pair(FeatureHash.path(w.lexeme.path, 8), FeatureHash.path(n.lexeme.path, 8)))
    add(124, FeatureHash.pair(FeatureHash.path(w.lexeme.path, 10), form))
    let flags = UInt64(w.lexeme.flags)
    add(125, FeatureHash.pair(flags, form))
    add(126, UInt64(p.lexeme.flags))
    add(127, UInt64(n.lexeme.flags))
    add(128, FeatureHash.pair(flags, UInt64(n.lexeme.flags)) ^ UInt64(n.form.rawValue) << 50)
    add(129, FeatureHash.pair(UInt64(p.lexeme.flags), flags) ^ UInt64(p.form.rawValue) << 50)
    let isInitial: UInt64 = index <= firstWord ? 1 : 0
    add(130, FeatureHash.pair(UInt64(w.lexeme.spelling & 15), form << 1 | isInitial))
    add(131, FeatureHash.pair(UInt64(w.lexeme.spelling), form))
    add(132, FeatureHash.pair(style, form << 1 | isInitial))
    add(133, FeatureHash.pair(FeatureHash.pair(style, w.shape), UInt64(w.lexeme.spelling & 15)))
    appendClasses(134, w.classes, &features)
    appendClasses(135, p.classes, &features)
    appendClasses(136, n.classes, &features)
    add(137, UInt64(w.place))
    add(138, UInt64(p.place))
    add(139, UInt64(n.place))
    add(140, UInt64(w.town) << 8 | form)
    add(141, UInt64(w.rule))
    add(142, UInt64(p.rule) << 16 | UInt64(w.rule) << 8 | UInt64(n.rule))
    add(143, FeatureHash.pair(UInt64(w.rule), w.word))
    add(144, FeatureHash.pair(UInt64(w.rule), style))
    if w.isCapital { appendRun(index, w, &features) }
  }

  private func appendAffixes(_ index: Int, _ form: UInt64, _ features: inout [UInt64]) {
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
