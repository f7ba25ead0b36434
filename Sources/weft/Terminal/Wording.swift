import KnowledgeGraph

/// Dates, amounts and counts as the terminal shows them: exact and in the same form everywhere, so that they can be
/// compared and searched; figures round them for the eye.
enum Wording {
  /// A whole number with its digits in groups of three.
  static func grouped(_ number: Int) -> String { grouped(String(number)) }

  static func grouped(_ number: ExactDecimal) -> String { grouped(number.description) }

  /// "1 source", "2 sources".
  static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? singular : plural ?? singular + "s")"
  }

  /// "up to 430,000,000 USD", "751 companies", "about 12.5%".
  static func amount(_ amount: Amount) -> String {
    var text = grouped(amount.value.description)
    if let upper = amount.upper { text += "–" + grouped(upper.description) }
    switch amount.unit {
    case .money(let currency): text += " \(currency)"
    case .count(let noun): text += noun.map { " \($0)" } ?? ""
    case .percent: text += "%"
    }
    switch amount.precision {
    case .exact: break
    case .approx: text = "about \(text)"
    case .min: text = "at least \(text)"
    case .max: text = "up to \(text)"
    }
    if let period = amount.period { text += " over \(Wording.period(period))" }
    return text
  }

  /// "430,000,000 USD, paid": an amount with what the money is.
  static func amountAndKind(_ amount: Amount) -> String {
    Wording.amount(amount) + (amount.kind.map { ", \($0.rawValue)" } ?? "")
  }

  /// "an event", "a company": a noun with its article, by its first letter.
  static func article(_ noun: String) -> String {
    let isVowel = noun.first.map { "aeiou".contains($0.lowercased()) } ?? false
    return (isVowel ? "an " : "a ") + noun
  }

  /// When something happened or holds: "2024-03", "2019 to 2023", "since 2019", "announced 2024-05".
  static func when(_ qualifiers: Qualifiers) -> String {
    if let at = qualifiers.at { return at.date.edtf }
    switch (qualifiers.from, qualifiers.to) {
    case (let from?, let to?): return "\(from.date.edtf) to \(to.date.edtf)"
    case (let from?, nil): return "since \(from.date.edtf)"
    case (nil, let to?): return "until \(to.date.edtf)"
    case (nil, nil): return qualifiers.announced.map { "announced \($0.date.edtf)" } ?? ""
    }
  }

  /// "planned", "not", "denied", "contested": how far a statement holds; empty for what simply is so.
  static func standing(_ qualifiers: Qualifiers, isContested: Bool) -> String {
    var words: [String] = []
    if qualifiers.isNegated { words.append("not so") }
    if let status = qualifiers.status { words.append(status.rawValue) }
    if isContested { words.append("contested") }
    return words.joined(separator: ", ")
  }

  private static func period(_ period: Period) -> String {
    let unit =
      switch period.unit {
      case .year: "year"
      case .month: "month"
      case .week: "week"
      case .day: "day"
      }
    return count(period.count, unit)
  }

  private static func grouped(_ number: String) -> String {
    let sign = number.hasPrefix("-") ? "-" : ""
    let parts = number.dropFirst(sign.count).split(separator: ".", maxSplits: 1)
    guard let whole = parts.first else { return number }
    var result = ""
    for (position, digit) in whole.enumerated() {
      if position > 0, (whole.count - position) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return sign + result + (parts.count == 2 ? "." + parts[1] : "")
  }
}
