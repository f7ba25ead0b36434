internal import KnowledgeGraph
internal import Notes

/// Turns what a reader has found in plain text into mentions and claims on the Markdown that it came from.
struct Assembly {
  let reader: PassageReader
  let inline: InlineText
  /// The Markdown's bytes.
  let markdown: [UInt8]
  let passage: PassageID
  let source: SourceID
  let note: String
  let ontology: Ontology
  /// Where each sentence stands in the Markdown. Kept, since one of a megabyte takes as long to find as it has marks, and
  /// all its names ask for it.
  private let sentences: [Range<Int>]

  init(
    reader: PassageReader, inline: InlineText, markdown: [UInt8], passage: PassageID, source: SourceID, note: String,
    ontology: Ontology
  ) {
    self.reader = reader
    self.inline = inline
    self.markdown = markdown
    self.passage = passage
    self.source = source
    self.note = note
    self.ontology = ontology
    sentences = reader.text.sentences.map { inline.range(inMarkdown: $0.range) }
  }

  func argument(_ index: Int) -> Argument {
    let entity = reader.entities[index]
    return Argument(
      entity.written ?? entity.surface, kind: entity.kind, reference: entity.reference, owner: entity.owner,
      range: inline.range(inMarkdown: entity.range))
  }

  /// The facts, in the order of the text.
  func claims() -> [Claim] {
    var ordinals: [ClaimID: Int] = [:]
    var quotes: [Int: Evidence] = [:]
    var acts: [Int: Int] = [:]
    var result: [Claim] = []
    let (source, note, ontology) = (source, note, ontology)
    for draft in reader.drafts {
      // Kinds may have become clearer after the claim was taken down.
      // A closure, since the method by its name would hold a copy of all that was read.
      let (subject, object) = (argument(draft.subject), draft.object.map { argument($0) })
      guard ontology.allows(draft.predicate, subject: subject.kind, object: object?.kind) else { continue }
      guard Plausibility.holds(draft.predicate, subject: subject.kind, object: object?.kind) else { continue }
      let evidence: Evidence
      if let clause = draft.clause {
        evidence = self.evidence(in: clause)
      } else {
        evidence = quotes[draft.sentence] ?? self.evidence(of: draft.sentence)
        quotes[draft.sentence] = evidence
      }
      var act: Int?
      if let number = draft.act, number > 0 {
        act = acts[number] ?? acts.count + 1
        acts[number] = act
      }
      func claim(_ ordinal: Int) -> Claim {
        Claim(
          subject: subject, predicate: draft.predicate, object: object, qualifiers: draft.qualifiers,
          evidence: evidence, source: source, note: note, origin: .rule(draft.rule), confidence: draft.confidence,
          act: act, isSymmetric: ontology.isSymmetric(draft.predicate), ordinal: ordinal)
      }
      var made = claim(0)
      let ordinal = ordinals[made.id, default: 0]
      ordinals[made.id] = ordinal + 1
      if ordinal > 0 { made = claim(ordinal) }
      result.append(made)
    }
    return result
  }

  /// The sentence that a range of the Markdown begins in.
  func evidence(around range: Range<Int>) -> Evidence {
    var (low, high) = (0, sentences.count)
    while low < high {
      let middle = low + (high - low) / 2
      if sentences[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    guard low < sentences.count else { return quote(range) }
    let sentence = sentences[low]
    return quote(sentence.count > Self.longestQuote ? near(range, in: sentence) : sentence)
  }

  /// What no full stop ends after so many bytes is a list or a table: of it, a name is quoted with what stands around
  /// it. Were the whole quoted, a line of 100,000 links would be told of 100,000 times.
  private static let longestQuote = 1000

  /// The words around a range, some hundred bytes to each side.
  private func near(_ range: Range<Int>, in sentence: Range<Int>) -> Range<Int> {
    let reach = 120
    var start = max(sentence.lowerBound, min(range.lowerBound, sentence.upperBound) - reach)
    var end = min(sentence.upperBound, max(range.upperBound, sentence.lowerBound) + reach)
    guard start < end, end <= markdown.count else { return range }
    func isSpace(_ index: Int) -> Bool { markdown[index] == 0x20 || markdown[index] == 0x0a }
    // To the next space, where there is one within reach, and never into a character.
    if start > sentence.lowerBound {
      let space = (start..<min(range.lowerBound, end)).first(where: isSpace)
      start = space.map { $0 + 1 } ?? start
      while start < end, markdown[start] & 0xc0 == 0x80 { start += 1 }
    }
    if end < sentence.upperBound {
      let space = (max(range.upperBound, start)..<end).last(where: isSpace)
      end = space ?? end
      while end < sentence.upperBound, markdown[end] & 0xc0 == 0x80 { end += 1 }
    }
    return start < end ? start..<end : range
  }

  private func evidence(of sentence: Int) -> Evidence { quote(sentences[sentence]) }

  private func evidence(in plain: Range<Int>) -> Evidence { quote(inline.range(inMarkdown: plain)) }

  private func quote(_ range: Range<Int>) -> Evidence {
    let clamped = range.clamped(to: 0..<markdown.count)
    return .passage(passage, quote: String(decoding: markdown[clamped], as: UTF8.self), range: clamped)
  }

  /// The names and descriptions of the passage; a demonym only where a claim rests on it.
  func mentions() -> [Mention] {
    let used = Set(reader.drafts.flatMap { [$0.subject, $0.object ?? $0.subject] })
    var result: [Mention] = []
    for name in reader.names {
      let entity = reader.entities[name.entity]
      if name.isDemonym, !used.contains(name.entity) { continue }
      let range = inline.range(inMarkdown: name.range)
      result.append(
        Mention(range: range, surface: reader.text.string(name.range), kind: entity.kind, entity: argument(name.entity))
      )
    }
    for index in 0..<reader.entities.count where reader.entities[index].reference == .description {
      let entity = reader.entities[index]
      result.append(
        Mention(
          range: inline.range(inMarkdown: entity.range), surface: entity.surface, kind: entity.kind,
          entity: argument(index)))
    }
    return result.sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
  }
}
