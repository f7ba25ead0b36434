import ArgumentParser
import Building
import Extraction
import Formats
import KnowledgeGraph
import Store

/// `weft why-not`: the passages where two entities both stand, and what was not made a claim there.
struct WhyNot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why-not",
    abstract: "List the passages that name two entities, and what kept them from being tied.",
    discussion: """
      EXAMPLES:
        weft why-not Mobily Alibaba
        weft why-not Mobily Alibaba --json

      The passages are read again as the build reads them, and each rule says what it made of the two names and what it
      declined.
      """)

  @ArgumentParser.Argument(help: "A name.", completion: NameCompletion.kind)
  var first: String
  @ArgumentParser.Argument(help: "Another name.", completion: NameCompletion.kind)
  var second: String

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl])
    let opened = try graph.open()
    let lookup = Lookup(graph: opened.store)
    let (one, other) = (try lookup.entity(first), try lookup.entity(second))
    guard one.id != other.id else { throw Failure.sameEntity(one) }
    let shared = try passages(naming: one, and: other, in: opened.store)
    guard !shared.isEmpty else {
      throw Failure(
        "no passage names both \(TerminalText.safe(one.name)) and \(TerminalText.safe(other.name))",
        status: .nothingFound, hint: "'weft path' finds a way over others")
    }
    let thresholds = opened.folder.configuration.thresholds
    var found: [SharedPassage] = []
    for passage in shared {
      guard let record = try record(of: passage, in: opened.store) else { continue }
      let readings = Extractor().explain(record.passages, date: record.source.date)
      guard let index = record.passages.firstIndex(where: { $0.id == passage.id }), readings.indices.contains(index)
      else { continue }
      found.append(
        SharedPassage(
          passage: passage, title: record.source.title, date: record.source.date,
          reports: try readings[index].map { reading throws(Failure) in
            SentenceReport(
              reading: reading, acceptance: thresholds.accepted, attention: thresholds.review,
              decided: try WhyNot.decided(reading, in: opened.store))
          }, one: one, other: other))
    }
    try answer.write(WhyNot.answer(found, one, other), as: format)
  }

  /// The decisions by which people took claims of a sentence out of the graph.
  private static func decided(
    _ sentence: SentenceReading, in graph: some GraphReading
  ) throws(Failure) -> [ClaimID: DecisionTrace] {
    try reading { () throws(GraphError) in
      var decided: [ClaimID: DecisionTrace] = [:]
      for candidate in sentence.candidates {
        guard case .made(let claim) = candidate.outcome, let verdict = try graph.claim(claim.id)?.verdict,
          verdict == .rejected || verdict == .hidden
        else { continue }
        decided[claim.id] = try graph.decisions(on: claim.id).last { $0.isTakingOut }
      }
      return decided
    }
  }

  /// The passages in which both are named, in the order of their notes.
  private func passages(naming one: Entity, and other: Entity, in graph: GraphStore) throws(Failure) -> [Passage] {
    try reading { () throws(GraphError) in
      var ids: [Set<PassageID>] = []
      for entity in [one, other] {
        var named: Set<PassageID> = []
        for relation in try graph.relations(of: entity.id, direction: .both, predicates: nil) {
          for id in relation.claims {
            if let passage = try graph.claim(id)?.evidence.passage { named.insert(passage) }
          }
        }
        ids.append(named)
      }
      var passages: [Passage] = []
      for id in ids[0].intersection(ids[1]) {
        if let passage = try graph.passage(id) { passages.append(passage) }
      }
      return passages.sorted { ($0.note, $0.offset) < ($1.note, $1.offset) }
    }
  }

  /// The note of a passage: what its earlier passages show of a name holds in the later ones.
  private func record(of passage: Passage, in store: GraphStore) throws(Failure) -> NoteRecord? {
    do throws(StoreError) { return try store.record(at: passage.note) } catch { throw Failure(error) }
  }

  static func answer(_ passages: [SharedPassage], _ one: Entity, _ other: Entity) -> Answer {
    let lines = passages.map(\.json)
    return Answer(
      table: nil,
      json: .record([
        "schemaVersion": .integer(1), "names": .strings([one.name, other.name]), "passages": .array(lines),
      ]), lines: lines,
      text: { style, columns in
        let count = Wording.count(passages.count, "passage names", "passages name")
        let head = "\(count) both \(TerminalText.safe(one.name)) and \(TerminalText.safe(other.name)).\n"
        return head + passages.map { "\n" + $0.text(style: style, columns: columns) }.joined()
      })
  }
}

/// A passage that names two entities.
struct SharedPassage {
  var passage: Passage
  var title: String
  var date: PartialDate?
  var reports: [SentenceReport]
  var one: Entity
  var other: Entity

  /// The sentences that name either, each with what ties or could have tied the two; those that name both first matter.
  private var told: [(report: SentenceReport, lines: [SentenceReport.Line], isBoth: Bool)] {
    reports.compactMap { report in
      let names = report.reading.mentions.flatMap { [$0.surface, $0.entity.surface] }
      let hasOne = names.contains(where: { Self.means($0, one) })
      let hasOther = names.contains(where: { Self.means($0, other) })
      let lines = report.lines { candidate in
        let sides = [candidate.subject, candidate.object].compactMap { $0 }
        let isOne = sides.contains { Self.means($0, one) }
        let isOther = sides.contains { Self.means($0, other) }
        if isOne && isOther { return true }
        // A rule that found one side and not the other is why the two are not tied.
        guard case .declined = candidate.outcome else { return false }
        return (isOne || isOther) && sides.count < 2 || sides.isEmpty && hasOne && hasOther
      }
      guard hasOne || hasOther || !lines.isEmpty else { return nil }
      return (report, lines, hasOne && hasOther)
    }
  }

  /// Whether words of a text name an entity: its name or another of its names, in any case.
  private static func means(_ words: String, _ entity: Entity) -> Bool {
    let folded = words.lowercased()
    return folded == entity.name.lowercased() || entity.aliases.contains { $0.lowercased() == folded }
  }

  private var isTogether: Bool { told.contains { $0.isBoth } }

  func text(style: Style, columns: Int?) -> String {
    let source = [TerminalText.safe(title), date?.edtf].compactMap { $0 }.joined(separator: ", ")
    var text = style.bold(source) + style.dim("  \(TerminalText.safe(passage.note)):\(passage.line)") + "\n"
    let told = told
    if !isTogether { text += "      no sentence names both\n" }
    for (report, lines, isBoth) in told where isBoth || !lines.isEmpty || !isTogether {
      text += report.text(lines, style: style, columns: columns)
      if lines.isEmpty, !report.reading.candidates.isEmpty {
        text += "      nothing that was read in it ties the two\n"
      }
    }
    return text
  }

  var json: JSONValue {
    let offsets = ScalarOffsets(passage.text)
    return .record([
      "passage": .string(passage.id.rawValue), "note": .string(passage.note), "line": .integer(passage.line),
      "source": .string(title), "date": date.map { .string($0.edtf) }, "together": .bool(isTogether),
      "sentences": .array(told.map { $0.report.json($0.lines, offsets: offsets) }),
    ])
  }
}
