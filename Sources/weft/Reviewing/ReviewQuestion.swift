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
    var content: Decision.Content
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

  init(_ item: ReviewItem, in graph: some GraphReading) throws(GraphError) {
    self.item = item
    switch item.question {
    case .duplicate(let left, let right, let reasons):
      let (kept, merged) = ReviewQuestion.preferred(left, right)
      heading = "Are these one and the same?"
      subject = "\(merged.name) / \(kept.name)"
      answers = [
        Answer(
          key: "s", label: "[s]ame", said: "same: \(merged.name) is \(kept.name)",
          content: .merge(NameAnchor(merged), into: NameAnchor(kept))),
        Answer(
          key: "d", label: "[d]ifferent", said: "different, and never asked again",
          content: .distinct(NameAnchor(left), NameAnchor(right))),
      ]
      let parts = [try Told(merged, in: graph), try Told(kept, in: graph)]
      place = parts.lazy.compactMap(\.place).first
      body = { style, columns in
        parts.map { $0.text(style, columns) }.joined() + style.dim("  " + reasons.joined(separator: "; ")) + "\n"
      }
    case .ambiguous(let entity):
      heading = "Which one does \"\(TerminalText.safe(entity.name))\" mean?"
      subject = "\(entity.name): \(entity.candidates.joined(separator: " or "))"
      answers = entity.candidates.prefix(9).enumerated().map { number, candidate in
        Answer(
          key: Character(String(number + 1)), label: "[\(number + 1)] \(TerminalText.safe(candidate))",
          said: "\(entity.name) is \(candidate)",
          content: .merge(NameAnchor(entity), into: NameAnchor(candidate, kind: entity.kind)))
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
        Answer(key: "y", label: "[y]es", said: "yes, accepted", content: .accept([ClaimAnchor(claim)])),
        Answer(key: "n", label: "[n]o", said: "no, rejected", content: .reject([ClaimAnchor(claim)])),
      ]
      place = (standing.proof.note, standing.proof.line)
      body = { style, columns in
        "  " + style.bold(TerminalText.safe(sentence)) + "\n"
          + ProofText.quote(
            standing.proof.quote, marking: standing.wordRanges, label: standing.proof.shortID, style: style,
            columns: columns)
          + style.dim(
            "      \(TerminalText.safe(standing.proof.sourceTitle)), \(standing.origin), confidence \(claim.confidence)"
          )
          + "\n"
      }
    case .contested(let one, let other):
      let sides = [try ReviewQuestion.side(one, in: graph), try ReviewQuestion.side(other, in: graph)]
      heading = "These cannot both be so. Which one holds?"
      subject = sides.map(\.sentence).joined(separator: " / ")
      answers = [
        Answer(
          key: "1", label: "[1] the first", said: "the first holds, the second is rejected",
          content: .reject(sides[1].anchors)),
        Answer(
          key: "2", label: "[2] the second", said: "the second holds, the first is rejected",
          content: .reject(sides[0].anchors)),
      ]
      place = sides.flatMap(\.proofs).first.map { ($0.note, $0.line) }
      body = { style, columns in
        sides.enumerated().map { number, side in
          "  " + style.bold("\(number + 1)  \(side.sentence)") + "\n"
            + side.proofs.prefix(2).map { ProofText.text($0, style: style, columns: columns) }.joined()
        }.joined()
      }
    case .decision(let trace):
      let about = [trace.action.rawValue, trace.detail].compactMap { $0 }.joined(separator: " ")
      heading = "This decision matches nothing any more. Take it back?"
      subject = about
      answers = [
        Answer(key: "t", label: "[t]ake back", said: "taken back", content: .undo(trace.id))
      ]
      body = { style, _ in
        "  " + style.bold(TerminalText.safe(about)) + "\n"
          + style.dim(
            "  \(TerminalText.safe(trace.actor)), \(trace.time.prefix(10))"
              + (trace.reason.map { ": " + TerminalText.safe($0) } ?? "")) + "\n"
      }
    }
  }

  /// The prompt with all keys.
  func prompt(hasUndo: Bool) -> String {
    let common = ["[u]nsure"] + (place == nil ? [] : ["[o]pen the note"]) + (hasUndo ? ["[z] undo"] : []) + ["[q]uit"]
    return (answers.map(\.label) + common).joined(separator: "  ") + " ? "
  }

  /// The question for scripts, with a command for each answer.
  var json: JSONValue {
    .record([
      "id": .string(item.id), "sort": .string(item.sort.rawValue), "weight": .integer(item.weight),
      "question": .string(heading), "about": .string(subject),
      "answers": .array(
        answers.map {
          .record(["key": .string(String($0.key)), "command": .string(ReviewQuestion.command($0.content))])
        }),
      "note": place.map { .string($0.note) }, "line": place.map { .integer($0.line) },
    ])
  }

  /// The command that decides the same.
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
      "  " + style.bold(line) + "\n" + quotes.map { ProofText.text($0, style: style, columns: columns) }.joined()
    }
  }
}
