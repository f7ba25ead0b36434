import Building
import Formats
import KnowledgeGraph
import Store

/// A question as a person reads it, with its answers.
struct ReviewQuestion {
  /// What a key does.
  struct Answer {
    var key: Character
    /// How it stands in the prompt: "[s]ame".
    var label: String
    /// What is said when it was given.
    var said: String
    /// The decisions that it comes to.
    var contents: [Decision.Content]

    init(key: Character, label: String, said: String, _ contents: [Decision.Content]) {
      (self.key, self.label, self.said, self.contents) = (key, label, said, contents)
    }
  }

  var item: ReviewItem
  /// One line: what is asked.
  var heading: String
  /// For lists: what it is about.
  var subject: String
  var answers: [Answer]
  /// What stands below the heading.
  var body: (_ style: Style, _ columns: Int?) -> String
  /// Where it is told: the note and the line.
  var place: (note: String, line: Int)?

  init(_ item: ReviewItem, in graph: some GraphReading, _ known: KnownDecisions) throws(GraphError) {
    self.item = item
    switch item.question {
    case .duplicate(let left, let right, let reasons):
      let (kept, merged) = ReviewQuestion.preferred(left, right)
      heading = "Are these one and the same?"
      subject = "\(merged.name) / \(kept.name)"
      answers = [
        Answer(
          key: "s", label: "[s]ame", said: "same: \(merged.name) is \(kept.name)",
          [.merge(NameAnchor(merged), into: NameAnchor(kept))]),
        Answer(
          key: "d", label: "[d]ifferent", said: "different, and never asked again",
          [.distinct(NameAnchor(left), NameAnchor(right))]),
      ]
      let parts = [try Told(merged, in: graph), try Told(kept, in: graph)]
      place = parts.lazy.compactMap(\.place).first
      body = { style, columns in
        parts.map { $0.text(style, columns) }.joined()
          + Prose.text(reasons.joined(separator: "; "), indent: 2, columns: columns) { style.dim($0) }
      }
    case .ambiguous(let entity):
      heading = "Which one does \"\(TerminalText.safe(entity.name))\" mean?"
      subject = "\(entity.name): \(entity.candidates.joined(separator: " or "))"
      answers = entity.candidates.prefix(9).enumerated().map { number, candidate in
        Answer(
          key: Character(String(number + 1)), label: "[\(number + 1)] \(TerminalText.safe(candidate))",
          said: "\(entity.name) is \(candidate)",
          [.merge(NameAnchor(entity), into: NameAnchor(candidate, kind: entity.kind))])
      }
      let told = try Told(entity, in: graph, quotes: 3)
      place = told.place
      body = { style, columns in told.text(style, columns) }
    case .claim(let claim):
      let standing = try graph.standing(of: claim)
      let sentence = ReviewQuestion.sentence(claim, graph.ontology)
      heading = "Does the text say so?"
      subject = sentence
      answers = [
        Answer(key: "y", label: "[y]es", said: "yes, accepted", [.accept([ClaimAnchor(claim)])]),
        Answer(key: "n", label: "[n]o", said: "no, rejected", [.reject([ClaimAnchor(claim)])]),
      ]
      place = (standing.proof.note, standing.proof.line)
      body = { style, columns in
        Prose.text(TerminalText.safe(sentence), indent: 2, columns: columns) { style.bold($0) }
          + ProofText.words(standing.proof, marking: standing.wordRanges, style: style, columns: columns)
          + Prose.text(
            "\(TerminalText.safe(standing.proof.sourceTitle)), \(standing.origin), confidence \(claim.confidence)",
            indent: 6, columns: columns
          ) { style.dim($0) }
      }
    case .contested(let one, let other):
      let sides = [try ReviewQuestion.side(one, in: graph), try ReviewQuestion.side(other, in: graph)]
      heading = "These cannot both be so. Which one holds?"
      subject = sides.map(\.sentence).joined(separator: " / ")
      let all = sides.flatMap(\.anchors)
      answers = [
        Answer(
          key: "1", label: "[1] the first", said: "the first holds, the second is rejected",
          [.reject(sides[1].anchors)]),
        Answer(
          key: "2", label: "[2] the second", said: "the second holds, the first is rejected",
          [.reject(sides[0].anchors)]),
        Answer(key: "b", label: "[b]oth", said: "both hold, and it is not asked again", [.accept(all)]),
        Answer(key: "n", label: "[n]either", said: "neither holds, both are rejected", [.reject(all)]),
      ]
      place = sides.flatMap(\.proofs).first.map { ($0.note, $0.line) }
      body = { style, columns in
        sides.enumerated().map { number, side in
          Prose.text(side.sentence, label: "  \(number + 1)  ", columns: columns) { style.bold($0) }
            + side.proofs.prefix(2).map { ProofText.text($0, style: style, columns: columns) }.joined()
        }.joined()
      }
    case .decision(let trace):
      let told = ToldDecision(trace, known)
      heading = "This decision matches nothing any more. Take it back?"
      subject = told.phrase
      answers = [Answer(key: "t", label: "[t]ake back", said: "taken back: \(told.phrase)", [.undo(trace.id)])]
      body = { style, columns in told.text(style, columns) }
    case .conflict(let conflict):
      let told = try ToldConflict(conflict, in: graph, known)
      heading = "These decisions cannot hold together, and none does. Whose holds?"
      subject = told.summary
      answers = told.answers
      place = told.place
      body = { style, columns in told.text(style, columns) }
    }
  }

  /// The prompt with all keys: on one line where that fits, else each on a line of its own.
  func prompt(hasUndo: Bool, columns: Int?) -> String {
    let common = ["[u]nsure"] + (place == nil ? [] : ["[o]pen the note"]) + (hasUndo ? ["[z] undo"] : []) + ["[q]uit"]
    let labels = answers.map(\.label) + common
    let line = labels.joined(separator: "  ") + " ? "
    guard let columns, TerminalText.width(line) > columns else { return line }
    return labels.map { TerminalText.lines($0, columns: columns).joined(separator: "\n    ") + "\n" }.joined() + "? "
  }

  /// The question for scripts, with a command for each answer.
  var json: JSONValue {
    .record([
      "id": .string(item.id), "sort": .string(item.sort.rawValue), "weight": .integer(item.weight),
      "question": .string(heading), "about": .string(subject),
      "answers": .array(
        answers.map {
          .record(["key": .string(String($0.key)), "command": .string(ReviewQuestion.command($0.contents))])
        }),
      "note": place.map { .string($0.note) }, "line": place.map { .integer($0.line) },
    ])
  }

  /// The commands that decide the same.
  private static func command(_ contents: [Decision.Content]) -> String {
    contents.map { command($0) }.joined(separator: " && ")
  }

  private static func command(_ content: Decision.Content) -> String {
    func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
    func ids(_ anchors: [ClaimAnchor]) -> String { anchors.map(\.id.rawValue).joined(separator: " ") }
    switch content {
    case .merge(let name, let other): return "weft merge \(quoted(name.name)) \(quoted(other.name))"
    case .distinct(let name, let other): return "weft distinct \(quoted(name.name)) \(quoted(other.name))"
    case .accept(let claims): return "weft accept \(ids(claims))"
    case .reject(let claims): return "weft reject \(ids(claims))"
    case .undo(let id): return "weft undo \(id)"
    default: return ""
    }
  }

  /// Which of two names is kept, and which goes into it: that of a note, then of more sources, then the longer one.
  private static func preferred(_ left: Entity, _ right: Entity) -> (kept: Entity, merged: Entity) {
    func rank(_ entity: Entity) -> (Int, Int, Int) {
      (entity.note == nil ? 0 : 1, entity.sourceCount, entity.name.count)
    }
    return rank(right) > rank(left) ? (right, left) : (left, right)
  }

  private static func sentence(_ claim: Claim, _ ontology: Ontology) -> String {
    let words = [claim.subject.surface, ontology.label(claim.predicate), claim.object?.surface]
    let further = [
      claim.qualifiers.amount.map { Wording.amount($0) }, Wording.when(claim.qualifiers),
      Wording.standing(claim.qualifiers, isContested: false),
    ]
    return ([words.compactMap { $0 }.joined(separator: " ")] + further.compactMap { $0 }.filter { !$0.isEmpty })
      .joined(separator: ", ")
  }

  private struct Side {
    var sentence: String
    var proofs: [Proof]
    var anchors: [ClaimAnchor]
  }

  private static func side(_ relation: Relation, in graph: some GraphReading) throws(GraphError) -> Side {
    var anchors: [ClaimAnchor] = []
    for id in relation.claims {
      if let claim = try graph.claim(id) { anchors.append(ClaimAnchor(claim)) }
    }
    let subject = try graph.entity(relation.subject) ?? Entity(id: relation.subject, name: "?", kind: .topic)
    return Side(
      sentence: try graph.statement(relation, from: subject).sentence, proofs: try graph.proofs(of: relation),
      anchors: anchors)
  }

  /// A name with what is told of it.
  private struct Told {
    var line: String
    var quotes: [Proof] = []
    var place: (note: String, line: Int)? { quotes.first.map { ($0.note, $0.line) } }

    init(_ entity: Entity, in graph: some GraphReading, quotes limit: Int = 1) throws(GraphError) {
      let relations = try graph.relations(of: entity.id, direction: .both, predicates: nil)
      let facts = relations.filter { !graph.ontology.isBackground($0.predicate) }
      line =
        "\(TerminalText.safe(entity.name)) · \(entity.kind), \(Wording.count(entity.sourceCount, "source")), "
        + Wording.count(facts.count, "relation")
      for relation in (facts.isEmpty ? relations : facts).prefix(4 * limit) {
        guard quotes.count < limit, let proof = try graph.proofs(of: relation).first else { continue }
        if !quotes.contains(where: { $0.quote == proof.quote }) { quotes.append(proof) }
      }
    }

    func text(_ style: Style, _ columns: Int?) -> String {
      Prose.text(line, indent: 2, columns: columns) { style.bold($0) }
        + quotes.map { ProofText.text($0, style: style, columns: columns) }.joined()
    }
  }
}
