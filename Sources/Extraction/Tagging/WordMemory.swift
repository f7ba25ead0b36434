/// What single words say to the tagger, kept from word to word and from text to text: of the words of a text most were
/// met before, and what they say by themselves is most of what is asked.
///
/// A word has one place, which the next word of that place takes. What is kept are sums of whole numbers, so that a
/// token's sum is the same whether they were kept or made anew. Words are told apart by 64-bit hashes of their bytes, as
/// the vocabulary and the lexicon do.
struct WordMemory: Sendable {
  private struct Word {
    var view: TokenView
    /// Its index in the ``Vocabulary``.
    var index: Int32
  }

  /// Whose sums stand at a place.
  private struct Tag: Equatable {
    var key: UInt64
    var classes: UInt64
    var form: Token.Shape
  }

  /// The sums of the features of one word, by ``TaggerFeatures/Part``, and of what the rules say where they see nothing.
  private struct Sums {
    // All features of a token are fewer than 256 numbers of 8 bits each: none is beyond 16 bits.
    var own = SIMD16<Int16>(repeating: 0)
    var before = SIMD16<Int16>(repeating: 0)
    var behind = SIMD16<Int16>(repeating: 0)
    var farBefore = SIMD16<Int16>(repeating: 0)
    var farBehind = SIMD16<Int16>(repeating: 0)
    var unruled = SIMD16<Int16>(repeating: 0)
  }

  private var words: [Word]
  private var tags: [Tag?]
  private var sums: [Sums]
  /// By style of the sentence, form and beginning: the sums of a token in and beside which nothing is marked.
  private var unmarked: [SIMD16<Int16>?] = Array(repeating: nil, count: 6 * 5 * 2)
  private var hashes: [UInt64] = []

  /// Words that are kept at a time.
  private static let count = 1 << 11

  init() {
    // No word has this index.
    words = Array(repeating: Word(view: .edge, index: -2), count: Self.count)
    // One more for what stands beyond the ends of a sentence.
    tags = Array(repeating: nil, count: Self.count + 1)
    sums = Array(repeating: Sums(), count: Self.count + 1)
    hashes.reserveCapacity(128)
  }

  @inline(__always)
  private static func place(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key ^ (key >> 32)) & (count - 1) }

  /// What a word says by itself, as it was kept, or as it is made.
  mutating func view(_ key: UInt64, _ form: Token.Shape, _ index: Int32, _ make: () -> TokenView) -> TokenView {
    let place = Self.place(key)
    if words[place].view.key == key, words[place].index == index, words[place].view.form == form {
      return words[place].view
    }
    let view = make()
    words[place] = Word(view: view, index: index)
    return view
  }

  /// The sum of the features of a token.
  mutating func total(_ index: Int, _ features: TaggerFeatures, _ model: TaggerModel) -> SIMD16<Int32> {
    let view = features.view(index)
    let own = place(index, features, model)
    var kept = sums[own].own
    if view.rule == 0 { kept &+= sums[own].unruled }
    kept &+= sums[place(index - 1, features, model)].before
    kept &+= sums[place(index + 1, features, model)].behind
    kept &+= sums[place(index - 2, features, model)].farBefore
    kept &+= sums[place(index + 2, features, model)].farBehind
    let isMarked = features.isMarked(index)
    if !isMarked { kept &+= unmarked(index, view, features, model) }
    hashes.removeAll(keepingCapacity: true)
    if isMarked {
      features.appendSentence(index, to: &hashes)
      features.appendMarks(index, to: &hashes)
    }
    if view.rule != 0 { features.appendRule(index, to: &hashes) }
    features.appendWindow(index, to: &hashes)
    return SIMD16<Int32>(truncatingIfNeeded: kept) &+ model.total(hashes)
  }

  private mutating func unmarked(_ index: Int, _ view: TokenView, _ features: TaggerFeatures, _ model: TaggerModel)
    -> SIMD16<Int16>
  {
    let place = (Int(features.style) * 5 + Int(view.form.rawValue)) * 2 + (features.isInitial(index) ? 1 : 0)
    if let sum = unmarked[place] { return sum }
    let sum = sum(model) {
      features.appendSentence(index, to: &$0)
      features.appendMarks(index, to: &$0)
    }
    unmarked[place] = sum
    return sum
  }

  /// The place of the sums of the word at an index, which are made where they are not kept.
  private mutating func place(_ index: Int, _ features: TaggerFeatures, _ model: TaggerModel) -> Int {
    let view = features.view(index)
    let place = features.views.indices.contains(index) ? Self.place(view.key) : Self.count
    let tag = Tag(key: view.key, classes: view.classes, form: view.form)
    guard tags[place] != tag else { return place }
    tags[place] = tag
    sums[place] = Sums(
      own: sum(model) { features.append(.own, of: index, to: &$0) },
      before: sum(model) { features.append(.before, of: index, to: &$0) },
      behind: sum(model) { features.append(.behind, of: index, to: &$0) },
      farBefore: sum(model) { features.append(.farBefore, of: index, to: &$0) },
      farBehind: sum(model) { features.append(.farBehind, of: index, to: &$0) },
      unruled: sum(model) { $0.append(TaggerFeatures.unruled(view)) })
    return place
  }

  private mutating func sum(_ model: TaggerModel, _ append: (inout [UInt64]) -> Void) -> SIMD16<Int16> {
    hashes.removeAll(keepingCapacity: true)
    append(&hashes)
    return SIMD16<Int16>(truncatingIfNeeded: model.total(hashes))
  }
}
