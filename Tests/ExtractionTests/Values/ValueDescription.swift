import KnowledgeGraph

@testable import Extraction

/// A value in one line, for tables of cases: `money USD 430000000 P5Y`, `date in 2024-03`, `count 1500 employees`.
func describe(_ value: StatedValue) -> String {
  switch value {
  case .amount(let amount):
    var words: [String] = []
    let number = amount.value.description + (amount.upper.map { "..\($0)" } ?? "")
    switch amount.unit {
    case .money(let currency): words = ["money", currency, number]
    case .percent: words = ["percent", number]
    case .count(let noun): words = ["count", number] + (noun.map { [$0] } ?? [])
    }
    if amount.precision != .exact { words.append(amount.precision.rawValue) }
    if let kind = amount.kind { words.append(kind.rawValue) }
    if let period = amount.period { words.append(period.description) }
    return words.joined(separator: " ")
  case .period(let period): return "period \(period)"
  case .date(let date):
    var words = ["date"]
    if let preposition = date.preposition { words.append(preposition.rawValue) }
    if let part = date.part { words.append(part.rawValue) }
    words.append(describe(date.stated) + (date.upper.map { "..\(describe($0))" } ?? ""))
    return words.joined(separator: " ")
  }
}

private func describe(_ stated: DateExpression.Stated) -> String {
  switch stated {
  case .date(let date): date.edtf
  case .month(let month, let day): "?-\(month)" + (day.map { "-\($0)" } ?? "")
  case .monthOfRelativeYear(let month, let day, let offset):
    "year\(offset >= 0 ? "+" : "")\(offset)-\(month)" + (day.map { "-\($0)" } ?? "")
  case .sameDay: "same-day"
  case .sameMonth: "same-month"
  case .sameYear: "same-year"
  case .relativeYear(let offset): "year\(offset >= 0 ? "+" : "")\(offset)"
  case .relativeMonth(let offset): "month\(offset >= 0 ? "+" : "")\(offset)"
  case .relativeQuarter(let offset): "quarter\(offset >= 0 ? "+" : "")\(offset)"
  }
}

/// The values of a text in one line each.
func values(_ text: String) -> [String] {
  ValueScanner().scan(TokenizedText(text)).map { describe($0.value) }
}
