import Drawing
import KnowledgeGraph

/// What a picture leaves out, for people: in one line, or by name and with the command that shows it.
struct LeftOut {
  private let part: Subgraph
  private let ontology: Ontology
  /// How many entities are explained.
  private static let limit = 12

  init(_ part: Subgraph, ontology: Ontology) {
    self.part = part
    self.ontology = ontology
  }

  /// One line, or nothing where all is drawn.
  var note: String {
    let count = part.omitted.values.reduce(0) { $0 + $1.count }
    guard count > 0 else { return "" }
    return "note: the picture leaves out \(Wording.count(count, "further tie")); --explain says which\n"
  }

  /// What was drawn, and for each entity at which something was left out, what, and how to ask for it.
  var explanation: String {
    var text =
      "the picture shows \(Wording.count(part.entities.count, "entity", "entities")) and "
      + Wording.count(part.relations.count, "relation") + "\n"
    let names = Dictionary(part.entities.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let left = part.omitted.filter { $0.value.count > 0 && names[$0.key] != nil }.sorted { first, second in
      first.value.count != second.value.count
        ? first.value.count > second.value.count : first.key < second.key
    }
    guard !left.isEmpty else { return text + "nothing is left out\n" }
    for (id, omission) in left.prefix(LeftOut.limit) {
      let name = names[id] ?? ""
      let contents = OmissionText.contents(omission, ontology: ontology).joined(separator: "; ")
      text += "beside \(TerminalText.safe(name)): \(TerminalText.safe(contents))\n"
      if let list = OmissionText.names(omission) { text += "  \(TerminalText.safe(list))\n" }
      text += "  \(advice(name, omission))\n"
    }
    if left.count > LeftOut.limit {
      text += "and beside \(Wording.count(left.count - LeftOut.limit, "further entity", "further entities"))\n"
    }
    return text
  }

  private func advice(_ name: String, _ omission: Omission) -> String {
    let quoted = LeftOut.quoted(name)
    let most = omission.statements.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    let isAlone = part.focus.count == 1 && part.entities.first { $0.id == part.focus.first }?.name == name
    guard isAlone else { return "weft draw \(quoted)" }
    // It is the middle of the picture already: only less of it can be drawn, or all of it listed.
    return most.map { "weft draw \(quoted) --predicate \($0)" } ?? "weft neighbors \(quoted)"
  }

  /// A name as a shell takes it.
  private static func quoted(_ name: String) -> String {
    "'" + TerminalText.safe(name).replacing("'", with: "'\\''") + "'"
  }
}
