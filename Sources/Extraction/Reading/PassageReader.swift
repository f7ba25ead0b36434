internal import KnowledgeGraph
internal import Notes

/// Reads one passage: from its words to names, phrases and claims.
///
/// The steps are in files of their own: names and their kinds (`+Names`), who acts on what (`+Subjects`, `+Objects`),
/// the triggers (`+Verbs`, `+Nouns`, `+Relations`), what stands beside a name (`+Appositions`, `+Places`,
/// `+Possession`), described plans (`+Initiatives`), what pronouns mean (`+References`), and what is told of an act
/// later (`+Sequels`).
///
/// - Complexity: Linear in the text for sentences of bounded length; a sentence is read no further than
///   ``maximumChunks`` phrases.
struct PassageReader {
  /// Beyond this many phrases a "sentence" is a table or a list, and is read for names alone.
  static let maximumChunks = 160

  let vocabulary = Vocabulary.shared
  let ontology: Ontology
  let text: TokenizedText
  let marks: [InlineText.Mark]
  /// What earlier passages have shown, as long as names are read.
  private(set) var known: KnownNames
  var words: [Int32] = []
  var values: [ValueMatch] = []
  var valueAt: [Int32] = []
  /// What the tagger's features ask of each token; empty without one.
  var views: [TokenView] = []
  var names: [Name] = []
  var nameAt: [Int32] = []
  var entities = EntityTable()
  var drafts: [Draft] = []
  /// By the entity of an alias, the entity that it is another name of.
  var aliases: [Int: Int] = [:]
  var discourse = Discourse()
  var dates: [Int: DateContext.Resolved] = [:]

  // The sentence that is being read.
  var sentence = 0
  var chunks: [Chunk] = []
  /// The phrase that is being read.
  var current = 0
  /// By chunk, the entity that the phrase is another word for, or -1: "a leading telecom company" after its name.
  var appositions: [Int] = []
  /// By chunk, the description that the phrase gives, or -1.
  var descriptions: [Int] = []
  /// The agents that the sentence's first verb with a known subject has.
  var sentenceSubject: [Int] = []
  /// The phrases so far that stand for a firm without its name: "it", "the company", "its".
  var standIns: [Name] = []
  var act = 0
  var accordingTo: String?
  /// Words that stand for one entity are described once: a claim with the same content is not told again.
  var seen: Set<DraftKey> = []

  struct DraftKey: Hashable {
    var subject: Int
    var predicate: Predicate
    var object: Int?
    var sentence: Int
    var amount: Amount?
  }

  /// Whether to keep what is declined, and why.
  let isTracing: Bool
  var declines: [Decline] = []

  init(
    _ inline: InlineText, date: PartialDate?, ontology: Ontology, known: KnownNames = KnownNames(), tagger: Tagger?,
    scorer: ScorerModel?, limit: Int = .max, isTracing: Bool = false
  ) {
    self.init(wordsOf: inline, ontology: ontology, known: known, isTracing: isTracing)
    let search = nameSearch()
    settle(search, spans: nil)
    if let tagger { tag(by: tagger, search) }
    readAliases()
    resolveDates(date)
    var chunker = self.chunker()
    for index in text.sentences.indices where drafts.count <= limit {
      read(sentence: index, &chunker)
      if let scorer, !chunks.isEmpty, chunks.count <= Self.maximumChunks, !isQuestion { score(by: scorer) }
      dateInvestments()
    }
    // Let go of, so that they are not copied for every passage that adds to them.
    self.known = KnownNames()
  }

  /// What cuts the sentences into phrases, when the names are known.
  func chunker() -> Chunker {
    Chunker(
      text: text, words: words, vocabulary: vocabulary, names: names, nameAt: nameAt,
      isPlace: names.map { ontology.isKind(entities[$0.entity].kind, under: .place) }, values: values, valueAt: valueAt)
  }

  /// The words and values of a passage, without its names.
  init(wordsOf inline: InlineText, ontology: Ontology, known: KnownNames, isTracing: Bool = false) {
    self.known = known
    self.isTracing = isTracing
    self.ontology = ontology
    marks = inline.marks
    text = TokenizedText(inline.plain)
    words = text.tokens.map { $0.kind == .word ? vocabulary.index(of: $0.fold) : -1 }
    readMakers()
    readSeries()
    values = ValueScanner().scan(text)
    markValues()
  }

  /// Notes at each token the value that stands there.
  private mutating func markValues() {
    valueAt = Array(repeating: -1, count: text.tokens.count)
    for (index, value) in values.enumerated() {
      for token in value.tokens where valueAt.indices.contains(token) { valueAt[token] = Int32(index) }
    }
  }

  /// Goes back to before any name was read.
  mutating func forgetNames() {
    names = []
    entities = EntityTable()
    markValues()
  }

  /// "turbinemakers", "lensmaker": whoever makes something is a maker, though no list has the word.
  private mutating func readMakers() {
    let (one, several) = (vocabulary.index(of: Self.maker), vocabulary.index(of: Self.makers))
    for index in text.tokens.indices where words[index] < 0 && text.tokens[index].shape == .lower {
      let bytes = text.bytes[text.tokens[index].range]
      if bytes.count > 7, bytes.suffix(5).elementsEqual("maker".utf8) { words[index] = one }
      if bytes.count > 8, bytes.suffix(6).elementsEqual("makers".utf8) { words[index] = several }
    }
  }

  /// "a Series A of €11 million": the letter is no article.
  private mutating func readSeries() {
    for index in text.tokens.indices.dropFirst() where text.tokens[index].shape != .lower {
      if text.isToken(index, "a"), text.isToken(index - 1, "series") { words[index] = -1 }
    }
  }

  private static let maker = FoldedHash("maker".utf8).value
  private static let makers = FoldedHash("makers".utf8).value

  private mutating func resolveDates(_ date: PartialDate?) {
    var context = DateContext(sourceDate: date)
    for (index, value) in values.enumerated() {
      guard case .date(let expression) = value.value else { continue }
      // A year that belongs to a name ("Horizon 2040") is no date.
      guard let first = value.tokens.first, valueAt[first] == Int32(index) else { continue }
      dates[index] = context.resolve(expression)
    }
  }

  private mutating func read(sentence index: Int, _ chunker: inout Chunker) {
    sentence = index
    sentenceSubject = []
    accordingTo = nil
    chunks = chunker.chunks(of: text.sentences[index].tokens)
    guard chunks.count <= Self.maximumChunks else { return decline(.overlong, nil) }
    appositions = Array(repeating: -1, count: chunks.count)
    descriptions = Array(repeating: -1, count: chunks.count)
    guard !isQuestion else {
      decline(.question, nil)
      return remember()
    }
    findAttribution()
    findAppositions()
    findDescriptions()
    for chunk in chunks.indices {
      current = chunk
      switch chunks[chunk].kind {
      case .verb: readVerb(chunk)
      case .noun:
        readNoun(chunk)
        readRelation(chunk)
        readPlaces(chunk)
        readPossession(chunk)
        readProducts(chunk)
        readPart(chunk)
        readHeadcount(chunk)
        readMembership(chunk)
      default: break
      }
    }
    findStandIns()
    readSequel()
    remember()
  }

  private var isQuestion: Bool {
    guard let last = text.sentences[sentence].tokens.last else { return false }
    return text.isToken(last, byte: UInt8(ascii: "?"))
  }

  /// "According to X".
  private mutating func findAttribution() {
    for chunk in chunks.indices.dropLast() where chunks[chunk].kind == .preposition {
      guard text.isToken(chunks[chunk].head - 1, "according"), chunks[chunk + 1].name >= 0 else { continue }
      accordingTo = entities[names[chunks[chunk + 1].name].entity].surface
    }
  }

  func classes(_ token: Int) -> WordClass {
    words.indices.contains(token) ? vocabulary.classes(words[token]) : []
  }

  func isWord(_ chunk: Int, _ word: RuleWord) -> Bool {
    chunks.indices.contains(chunk) && text.isToken(chunks[chunk].head, word)
  }

  func kind(_ chunk: Int) -> Chunk.Kind? { chunks.indices.contains(chunk) ? chunks[chunk].kind : nil }

  // MARK: Claims

  /// Takes a claim down, where the kinds of its sides fit the predicate.
  mutating func add(
    _ predicate: Predicate, _ subject: Int, _ object: Int?, qualifiers: Qualifiers = Qualifiers(), rule: String,
    confidence: Double, act: Int? = nil
  ) {
    if subject == object { return decline(.same, rule, predicate, subject: subject, object: object) }
    let kinds = (subject: entities[subject].kind, object: object.map { entities[$0].kind })
    guard ontology.allows(predicate, subject: kinds.subject, object: kinds.object),
      Plausibility.holds(predicate, subject: kinds.subject, object: kinds.object)
    else { return decline(.kinds, rule, predicate, subject: subject, object: object) }
    let isSwapped = ontology.isSymmetric(predicate) && (object ?? subject) < subject
    let key = DraftKey(
      subject: isSwapped ? object ?? subject : subject, predicate: predicate, object: isSwapped ? subject : object,
      sentence: sentence, amount: object == nil ? qualifiers.amount : nil)
    guard seen.insert(key).inserted else {
      return decline(.told, rule, predicate, subject: subject, object: object)
    }
    var qualifiers = qualifiers
    qualifiers.accordingTo = accordingTo
    if predicate == .owns, qualifiers.amount == nil { qualifiers.amount = stake(of: subject, in: object) }
    drafts.append(
      Draft(
        subject: subject, predicate: predicate, object: object, qualifiers: qualifiers, sentence: sentence, rule: rule,
        confidence: confidence, act: act, clause: clause(subject, object, qualifiers)))
  }

  mutating func nextAct() -> Int {
    act += 1
    return act
  }
}
