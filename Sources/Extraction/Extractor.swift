public import KnowledgeGraph
public import Notes

/// Reads notes and texts into claims, by rules and two compiled-in models: the same text gives the same claims on every
/// machine.
///
/// What is read, by which rule, and what is not attempted is told in `Documentation/Extraction.md`.
public struct Extractor: Sendable {
  private let ontology: Ontology
  private let predicateNames: PredicateNames
  private let tagger: Tagger?
  private let scorer: ScorerModel?

  public init(ontology: Ontology = .builtIn) {
    self.init(ontology: ontology, tagger: .builtIn, scorer: .builtIn)
  }

  /// An extractor with other weights than the built-in ones, or none.
  @_spi(Training) public init(ontology: Ontology = .builtIn, tagger: Tagger?, scorer: ScorerModel?) {
    self.ontology = ontology
    self.tagger = tagger
    self.scorer = scorer
    predicateNames = PredicateNames(ontology)
  }

  /// Everything that a note gives to the graph: what it says of its source, its links, and what its passages tell.
  ///
  /// - Parameters:
  ///   - note: The note.
  ///   - limit: Nothing more is read once there are more claims than this; there may be more of them in the end.
  /// - Returns: The note's passages and claims.
  /// - Complexity: Linear in the note.
  public func extract(_ note: Note, limit: Int = .max) -> NoteRecord {
    var claims = StructureReader(note: note, ontology: ontology, predicateNames: predicateNames, limit: limit).claims()
    var known = KnownNames()
    for passage in note.passages {
      guard claims.count <= limit else { break }
      let assembly = assembly(
        of: passage.text, date: note.source.date, passage: passage, known: known, limit: limit - claims.count)
      known.learn(from: assembly.reader)
      claims += mentions(assembly, in: note, passage, limit: limit - claims.count)
      if claims.count <= limit { claims += facts(assembly) }
    }
    return NoteRecord(
      path: note.path, role: note.role, title: note.title, aliases: note.aliases, source: note.source,
      passages: note.passages, claims: claims)
  }

  /// What a text yields, read as a single passage of a source of the given date.
  ///
  /// - Complexity: Linear in the text.
  public func extract(text: String, date: PartialDate? = nil) -> TextReading {
    let assembly = assembly(of: text, date: date, passage: nil)
    return TextReading(mentions: assembly.mentions(), claims: facts(assembly))
  }

  /// Reads one text: a passage of a note, or one that stands by itself. No sentence is read for more than names once
  /// there are more claims than `limit`.
  func assembly(
    of text: String, date: PartialDate?, passage: Passage?, known: KnownNames = KnownNames(), limit: Int = .max,
    isTracing: Bool = false
  ) -> Assembly {
    let inline = InlineText(text)
    let reader = PassageReader(
      inline, date: date, ontology: ontology, known: known, tagger: tagger, scorer: scorer, limit: limit,
      isTracing: isTracing)
    let source = passage?.source ?? SourceID("path:")
    return Assembly(
      reader: reader, inline: inline, markdown: Array(text.utf8),
      passage: passage?.id ?? PassageID(source: source, normalizedText: text), source: source,
      note: passage?.note ?? "", ontology: ontology)
  }

  /// The facts of a passage, with their confidence in whole hundredths: doubts taken from it in binary fractions leave
  /// numbers such as 0.35000000000000003.
  func facts(_ assembly: Assembly) -> [Claim] {
    assembly.claims().map { claim in
      var claim = claim
      claim.confidence = (claim.confidence * 100).rounded() / 100
      return claim
    }
  }

  /// One MENTIONS claim for each name of a passage.
  private func mentions(_ assembly: Assembly, in note: Note, _ passage: Passage, limit: Int) -> [Claim] {
    let source = Argument(note.source.title, kind: note.source.kind, reference: .source)
    var seen: Set<String> = []
    var claims: [Claim] = []
    for mention in assembly.mentions() where seen.insert(mention.entity.surface).inserted {
      guard claims.count <= limit else { break }
      let range = mention.range
      claims.append(
        Claim(
          subject: source, predicate: .mentions, object: mention.entity,
          evidence: assembly.evidence(around: range), source: note.source.id, note: note.path,
          origin: .rule("mention"), confidence: 0.8, isSymmetric: false))
    }
    return claims
  }
}
