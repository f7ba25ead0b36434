import Building
import KnowledgeGraph

/// A decision with what it was made of, as a question tells of it.
struct ToldDecision {
  /// "reject of Fjellkraft Data based in Oslo".
  let phrase: String
  private let quote: String?
  private let further: [String]

  init(_ trace: DecisionTrace, _ known: KnownDecisions) {
    let entry = known.entry(trace.id)
    phrase =
      entry.map { known.words.phrase($0.decision) }
      ?? [trace.action.rawValue, trace.detail].compactMap { $0 }.joined(separator: " ")
    quote = entry.flatMap { known.words.quote($0.decision) }
    further = [
      "\(trace.actor), \(trace.time.prefix(10))" + (trace.reason.map { ": " + $0 } ?? ""),
      entry.map { "\($0.file):\($0.line)" } ?? "",
    ]
  }

  func text(_ style: Style, _ columns: Int?) -> String {
    Prose.text(TerminalText.safe(phrase), indent: 2, columns: columns) { style.bold($0) }
      + (quote.map { Prose.text($0, indent: 6, columns: columns) } ?? "")
      + further.filter { !$0.isEmpty }.map {
        Prose.text(TerminalText.safe($0), indent: 6, columns: columns) { style.dim($0) }
      }.joined()
  }
}
