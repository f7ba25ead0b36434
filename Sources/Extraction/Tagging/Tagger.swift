/// Finds the names of a sentence by a linear-chain conditional random field over what ``TokenView`` and
/// ``TaggerFeatures`` say of its tokens.
@_spi(Training) public struct Tagger: Sendable {
  /// Probabilities from which on the tagger decides against the rules; set on held-out rows.
  public struct Thresholds: Sendable {
    /// A name that the rules do not see is one.
    public var finds: Float = 0.8
    /// Its bounds of a name count more than the rules'.
    public var bounds: Float = 0.9
    /// A name that has a place of the gazetteer for a part is whole.
    public var contains: Float = 0.8
    /// What the rules take for a name is none, where nothing shows them what it is.
    public var denies: Float = 0.9
    /// The same in posts and headings.
    public var deniesCareless: Float = 0.5
    /// The same where words show what it is.
    public var deniesShown: Float = 0.98
    /// What the gazetteer takes for a place is something else.
    public var deniesPlace: Float = 0.97
    /// Its kind is as good as one that the form of a name shows.
    public var suggests: Float = 0.4
    /// Its kind is as good as one that words show.
    public var shows: Float = 0.9

    public init() {}
  }

  let lexicon: Lexicon
  let model: TaggerModel
  let thresholds: Thresholds
  /// What earlier texts have shown of their words.
  let memories = WordMemories()

  /// The tagger that comes with Weft; nil where the program was built without weights.
  public static let builtIn: Tagger? = {
    guard let lexicon = Lexicon.builtIn, let model = TaggerModel.builtIn else { return nil }
    return Tagger(lexicon: lexicon, model: model)
  }()

  public init(lexicon: Lexicon, model: TaggerModel, thresholds: Thresholds = Thresholds()) {
    self.lexicon = lexicon
    self.model = model
    self.thresholds = thresholds
  }

  /// The groups of kinds that a span is found by; kinds within a group are told apart afterwards, so that doubt between
  /// a company and another organization is no doubt whether there is a name.
  enum Group: Int, CaseIterable, Sendable {
    case person, organization, place, thing

    init(_ kind: TaggedKind) {
      switch kind {
      case .person: self = .person
      case .company, .organization: self = .organization
      case .place: self = .place
      case .product, .event, .work: self = .thing
      }
    }
  }

  /// A name as the tagger reads it.
  struct Span: Hashable, Sendable {
    /// Of the sentence.
    var tokens: Range<Int>
    var kind: TaggedKind
    /// The least probability, over the tokens, that a name of this group goes along here.
    var probability: Float
  }

  /// What the tagger makes of a sentence.
  struct Reading: Sendable {
    var spans: [Span]
    /// By token, the probability that it belongs to no name.
    var outside: [Float]
  }

  /// Reads a sentence by its features.
  ///
  /// The labels with the greatest expected number of right ones are taken, among those that fit each other (posterior
  /// decoding).
  func read(_ features: TaggerFeatures, _ memory: inout WordMemory) -> Reading {
    var scores: [SIMD16<Float>] = []
    scores.reserveCapacity(features.views.count)
    // What is far from every name is outside for certain, and so a run of it is to its neighbours what one token is.
    var tokens: [Int] = []
    tokens.reserveCapacity(features.views.count)
    let isFar = features.isFarFromNames()
    for index in features.views.indices {
      guard !isFar[index] else {
        if index == 0 || !isFar[index - 1] {
          scores.append(Self.outsideOnly)
          tokens.append(index)
        }
        continue
      }
      scores.append(model.scores(memory.total(index, features, model)))
      tokens.append(index)
    }
    let marginals = model.chain.passes(scores).marginals
    var outside = Array(repeating: Float(1), count: features.views.count)
    for (token, marginal) in zip(tokens, marginals) { outside[token] = marginal[TaggerLabel.outside] }
    let spans = Self.spans(marginals).map { span in
      var span = span
      let first = tokens[span.tokens.lowerBound]
      span.tokens = first..<first + span.tokens.count
      return span
    }
    return Reading(spans: spans, outside: outside)
  }

  /// The scores of a token that is in no name for certain.
  private static let outsideOnly: SIMD16<Float> = {
    var scores = SIMD16<Float>(repeating: -1000)
    scores[TaggerLabel.outside] = 0
    return scores
  }()

  /// The lane for outside; before it, by group, its beginning and its inside.
  private static let outside = Group.allCases.count * 2

  /// The probabilities of the groups.
  private static func grouped(_ marginal: SIMD16<Float>) -> SIMD16<Float> {
    // Written out, so that no loop moves single lanes through memory.
    func begin(_ kind: TaggedKind) -> Float { marginal[TaggerLabel.begin(kind)] }
    func inside(_ kind: TaggedKind) -> Float { marginal[TaggerLabel.inside(kind)] }
    return SIMD16(
      begin(.person), inside(.person),
      begin(.company) + begin(.organization), inside(.company) + inside(.organization),
      begin(.place), inside(.place),
      begin(.product) + begin(.event) + begin(.work), inside(.product) + inside(.event) + inside(.work),
      marginal[TaggerLabel.outside], 0, 0, 0, 0, 0, 0, 0)
  }

  /// The first of the greatest lanes up to that for outside.
  @inline(__always)
  private static func top(_ best: SIMD16<Float>) -> Int {
    let groups = best.lowHalf
    let four = groups.lowHalf.replacing(with: groups.highHalf, where: groups.highHalf .> groups.lowHalf)
    let greatest = max(four[0], four[1], four[2], four[3])
    if best[outside] > greatest { return outside }
    var top = 0
    while top < outside, best[top] != greatest { top += 1 }
    return top
  }

  static func spans(_ marginals: [SIMD16<Float>]) -> [Span] {
    guard let start = marginals.first else { return [] }
    let posteriors = marginals.map(grouped)
    // By token, from which lane before it any lane but an inside is reached best, and which insides are reached best from
    // their beginnings.
    var from: [(top: Int, begins: SIMDMask<SIMD8<Int32>>)] = []
    from.reserveCapacity(marginals.count)
    var best = grouped(start)
    for group in Group.allCases { best[group.rawValue * 2 + 1] = -1000 }
    for posterior in posteriors.dropFirst() {
      // Whole vectors, so that no loop moves single lanes through memory.
      let top = top(best)
      let (begin, inside) = (best.evenHalf, best.oddHalf)
      let begins = begin .>= inside
      var row = posterior
      row.evenHalf += best[top]
      row.oddHalf += inside.replacing(with: begin, where: begins)
      best = row
      from.append((top, begins))
    }
    var label = top(best)
    var labels = Array(repeating: label, count: marginals.count)
    for index in from.indices.reversed() {
      if label % 2 == 0 {
        label = from[index].top
      } else if from[index].begins[label / 2] {
        label -= 1
      }
      labels[index] = label
    }
    var spans: [Span] = []
    var index = 0
    while index < labels.count {
      guard labels[index] != outside, labels[index] % 2 == 0, let group = Group(rawValue: labels[index] / 2) else {
        index += 1
        continue
      }
      var end = index + 1
      while end < labels.count, labels[end] == labels[index] + 1 { end += 1 }
      var probability = posteriors[index][labels[index]]
      for other in index + 1..<max(end, index + 1) { probability = min(probability, posteriors[other][labels[other]]) }
      var kind = TaggedKind.person
      var greatest: Float = -1
      for candidate in TaggedKind.allCases where Group(candidate) == group {
        var sum: Float = 0
        for other in index..<end {
          sum += marginals[other][TaggerLabel.begin(candidate)] + marginals[other][TaggerLabel.inside(candidate)]
        }
        if sum > greatest { (kind, greatest) = (candidate, sum) }
      }
      spans.append(Span(tokens: index..<end, kind: kind, probability: probability))
      index = end
    }
    return spans
  }
}
