package import KnowledgeGraph

/// Dates as a figure shows them: "2024", "Mar 2024", "7 Oct 2024", "Q1 2024"; English, whatever the locale.
package enum DateText {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let seasons = ["spring", "summer", "autumn", "winter"]

  package static func text(_ date: PartialDate) -> String {
    let year = String(date.year)
    guard let month = date.month else { return year }
    switch month {
    case 1...12:
      let name = months[month - 1]
      guard let day = date.day else { return "\(name) \(year)" }
      return "\(day) \(name) \(year)"
    case 21...24: return "\(seasons[month - 21]) \(year)"
    case 33...36: return "Q\(month - 32) \(year)"
    default: return year
    }
  }

  /// The times of a statement, nearest to what happened first: "Mar 2024", "2019 – 2023", "announced May 2024".
  package static func text(_ qualifiers: Qualifiers) -> String? {
    if let at = qualifiers.at { return text(at.date) }
    switch (qualifiers.from, qualifiers.to) {
    case (let from?, let to?): return "\(text(from.date)) – \(text(to.date))"
    case (let from?, nil): return "since \(text(from.date))"
    case (nil, let to?): return "until \(text(to.date))"
    case (nil, nil): break
    }
    if let announced = qualifiers.announced { return "announced \(text(announced.date))" }
    return nil
  }

  /// The dates that sources disagree about: "7 Mar 2024 or Apr 2024"; nil where fewer than two stand.
  package static func rivals(_ dates: [StatedDate?]) -> String? {
    let rivals = PartialDate.rivals(among: dates.compactMap { $0?.date })
    guard rivals.count > 1 else { return nil }
    return rivals.prefix(3).map(text).joined(separator: " or ") + (rivals.count > 3 ? " or …" : "")
  }
}
