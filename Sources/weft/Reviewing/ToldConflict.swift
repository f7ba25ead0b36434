import Building
import KnowledgeGraph

/// Decisions that cannot hold together as a question tells of them: what each side wants, who decided so, when and why,
/// and the sentence that they are about.
struct ToldConflict {
  /// "Ada: reject of … / Bob: accept of …".
  let summary: String
  let answers: [ReviewQuestion.Answer]
  /// Where the sentence stands.
  let place: (note: String, line: Int)?
  private let about: [String]
  private let proof: Proof?
  private let quote: String?
  private let sides: [[String]]

  init(_ conflict: DecisionConflict, in graph: some GraphReading, _ known: KnownDecisions) throws(GraphError) {
    func names(_ side: DecisionConflict.Side) -> String { side.actors.joined(separator: " and ") }
    let words = known.words
    let all = conflict.decisions
    summary = conflict.sides.map { side in
      "\(names(side)): \(side.decisions.first.map { words.phrase($0) } ?? "")"
    }.joined(separator: " / ")
    var seen: Set<String> = []
    about = all.map { decision in
      switch decision.action {
      // Whichever of the two is said first.
      case .merge, .distinct: decision.names.map(\.name).sorted().joined(separator: " / ")
      default: words.about(decision)
      }
    }.filter { seen.insert($0).inserted }
    var proof: Proof?
    for anchor in all.flatMap(\.claims) where proof == nil {
      if let claim = try graph.claim(anchor.id) { proof = try graph.proof(of: claim) }
    }
    self.proof = proof
    quote = proof == nil ? all.lazy.compactMap { words.quote($0) }.first : nil
    place = proof.map { ($0.note, $0.line) }
    let isBetweenPeople = Set(all.map(\.actor)).count > 1
    sides = conflict.sides.map { side in
      side.decisions.map { decision in
        let put = words.put(decision)
        let what = put.isEmpty ? decision.action.rawValue : "\(decision.action) \(put)"
        let place = known.entry(decision.id).map { ", \($0.file):\($0.line)" } ?? ""
        return "\(decision.actor), \(decision.time.prefix(10)): \(what)"
          + (decision.reason.map { ", \"\($0)\"" } ?? "") + place
      }
    }
    guard conflict.sides.count > 1 else {
      answers = [
        ReviewQuestion.Answer(key: "t", label: "[t]ake back", said: "taken back", all.map { .undo($0.id) })
      ]
      return
    }
    answers = conflict.sides.prefix(9).enumerated().map { number, side in
      let others = all.filter { decision in !side.decisions.contains { $0.id == decision.id } }
      let holder =
        isBetweenPeople && conflict.sides.allSatisfy { Set($0.actors).isDisjoint(with: side.actors) || $0 == side }
        ? "\(names(side))'s" : "the \(side.decisions.first?.action.rawValue ?? "")"
      return ReviewQuestion.Answer(
        key: Character(String(number + 1)), label: "[\(number + 1)] \(TerminalText.safe(holder)) holds",
        said: "\(holder) holds; taken back: "
          + others.map { "\($0.actor)'s \(words.phrase($0))" }.joined(separator: "; "),
        others.map { .undo($0.id) })
    }
  }

  func text(_ style: Style, _ columns: Int?) -> String {
    var text = ""
    for line in about.prefix(3) {
      text += Prose.text(TerminalText.safe(line), indent: 2, columns: columns) { style.bold($0) }
    }
    if let proof { text += ProofText.text(proof, style: style, columns: columns) }
    if let quote { text += Prose.text(quote, indent: 6, columns: columns) }
    for (number, side) in sides.enumerated() {
      for (position, line) in side.enumerated() {
        let label = position == 0 && sides.count > 1 ? "  \(number + 1)  " : "     "
        text += Prose.text(TerminalText.safe(line), label: label, columns: columns)
      }
    }
    return text
  }
}
