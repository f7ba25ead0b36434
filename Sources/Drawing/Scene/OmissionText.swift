public import KnowledgeGraph

/// What a figure leaves out beside a card, in words.
public enum OmissionText {
  /// What is left out, counted: "8 companies, 4 people", "97 of: raised".
  public static func contents(_ omission: Omission, ontology: Ontology) -> [String] {
    let kinds = omission.kinds.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    var parts = kinds.prefix(3).map { kind, count in counted(count, of: kind, ontology) }
    let others = kinds.dropFirst(3).reduce(0) { $0 + $1.value }
    if others > 0 { parts.append(others == 1 ? "1 other" : "\(others) others") }
    let statements = omission.statements.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    let said = statements.prefix(3).map { predicate, count in
      "\(count) of: \(DisplayText.capped(DisplayText.cleaned(ontology.label(predicate)), to: 32))"
    }
    return [parts.joined(separator: ", "), said.joined(separator: ", ")].filter { !$0.isEmpty }
  }

  /// The names of the neighbours that are left out, those that most speaks for first, and how many others there are;
  /// nil where there are none.
  public static func names(_ omission: Omission) -> String? {
    guard !omission.names.isEmpty else { return nil }
    let shown = omission.names.map { DisplayText.capped(DisplayText.cleaned($0), to: 60) }
    let rest = omission.neighbours - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  private static func counted(_ count: Int, of kind: Kind, _ ontology: Ontology) -> String {
    let definition = ontology.kinds[kind]
    let word = (count == 1 ? definition?.label : definition?.plural) ?? "of kind \(kind.rawValue)"
    return "\(count) \(DisplayText.capped(DisplayText.cleaned(word), to: 32).lowercased())"
  }
}
