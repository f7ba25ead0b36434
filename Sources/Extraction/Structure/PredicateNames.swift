internal import KnowledgeGraph

/// The predicates of an ontology by the words that a note may use for them.
struct PredicateNames {
  private let known: Set<Predicate>
  /// Where two predicates share a label, the first in the order of their names has it.
  private let labels: [String: Predicate]

  init(_ ontology: Ontology) {
    known = Set(ontology.predicates.keys)
    labels = Dictionary(
      ontology.predicates.sorted { $0.key < $1.key }.map { ($0.value.label, $0.key) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The predicate that a key names: the ontology's where its name or label is the key, else one of the vault's own.
  func predicate(named key: String) -> Predicate {
    var name = ""
    for scalar in key.uppercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        name.unicodeScalars.append(scalar)
      } else if !name.isEmpty, name.last != "_" {
        name.append("_")
      }
    }
    while name.last == "_" { name.removeLast() }
    if name.isEmpty { return .relatedTo }
    if known.contains(Predicate(name)) { return Predicate(name) }
    let words = name.lowercased().split(separator: "_").joined(separator: " ")
    if let labelled = labels[words] { return labelled }
    if let spelled = Self.spellings[words], known.contains(spelled) { return spelled }
    return Predicate(name)
  }

  private static let spellings: [String: Predicate] = [
    "founder of": .founded, "founder": Predicate("FOUNDER"), "employer": .worksFor, "works at": .worksFor,
    "ceo of": .worksFor, "headquarters": .basedIn, "headquartered in": .basedIn, "located": .locatedIn,
    "partner": .partnersWith, "partners": .partnersWith, "partner of": .partnersWith, "competitor": .competesWith,
    "competitors": .competesWith, "parent": .subsidiaryOf, "parent company": .subsidiaryOf, "owner of": .owns,
    "product": .develops, "products": .develops, "makes": .develops, "country": .basedIn,
  ]
}
