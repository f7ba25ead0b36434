import KnowledgeGraph

/// What the card of an act is called, and how the words of its predicate part around it.
enum ActCaption {
  static func text(_ act: Act) -> String {
    switch act.predicate {
    case .acquired: return "Acquisition"
    case .mergedWith: return "Merger"
    case .raised: return "Funding"
    case .valuedAt: return "Valuation"
    case .employs: return "Workforce"
    default: break
    }
    switch act.amount?.kind {
    case .committed, .paid, .stake: return "Investment"
    case .raised: return "Funding"
    case .valuation: return "Valuation"
    case .budget: return "Budget"
    case nil: return act.predicate == .investedIn ? "Investment" : "Deal"
    }
  }

  private static let prepositions: Set<String> = ["in", "with", "by", "for", "to", "of", "at", "on", "from"]

  /// The words before and after the card: "invested in" parts into "invested" and "in"; "acquired" has no second.
  static func parts(of label: String) -> (verb: String, link: String) {
    let words = label.split(separator: " ")
    guard words.count > 1, let last = words.last, prepositions.contains(String(last)) else { return (label, "") }
    return (words.dropLast().joined(separator: " "), String(last))
  }
}
