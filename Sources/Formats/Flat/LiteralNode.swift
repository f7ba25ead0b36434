import KnowledgeGraph

/// The node that stands for a value ("1,500 employees") where a form has no edge without a second end.
enum LiteralNode {
  static let kind = "Value"

  static func id(edge: String) -> String { "v" + edge.dropFirst() }

  /// The amount in words that need no locale: `430000000 USD`.
  static func label(_ relation: Relation) -> String { relation.qualifiers.amount.map { PlainAmount.text($0) } ?? "" }
}

/// Amounts on one line, in plain digits: "about 430000000 USD over P5Y".
enum PlainAmount {
  static func text(_ amount: Amount) -> String {
    var text: String =
      switch amount.precision {
      case .exact: ""
      case .approx: "about "
      case .min: "at least "
      case .max: "at most "
      }
    text += amount.value.description
    if let upper = amount.upper { text += "–" + upper.description }
    switch amount.unit {
    case .money(let currency): text += " " + currency
    case .count(let noun): if let noun { text += " " + noun }
    case .percent: text += " %"
    }
    if let period = amount.period { text += " over " + period.description }
    return text
  }
}
