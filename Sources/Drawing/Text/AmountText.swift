package import KnowledgeGraph

/// Amounts as a figure shows them: "$430M", "€2.3M", "A$310K", "up to 30%", "1,500 employees".
///
/// Worked in decimal digits, so no binary fraction and no locale comes near the money. A short form keeps two decimals
/// at most; where that drops digits the exact form belongs in the tooltip.
package enum AmountText {
  private static let symbols = [
    "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "AUD": "A$", "CAD": "CA$", "HKD": "HK$", "SGD": "S$",
    "NZD": "NZ$", "TWD": "NT$", "MXN": "MX$", "BRL": "R$", "INR": "₹", "KRW": "₩", "ILS": "₪", "VND": "₫", "PHP": "₱",
    "THB": "฿", "TRY": "₺", "RUB": "₽", "NGN": "₦", "UAH": "₴", "KZT": "₸",
  ]

  package static func text(_ amount: Amount) -> String { text(amount, number: short) }

  /// The amount with every digit: "$430,000,000".
  static func exactText(_ amount: Amount) -> String { text(amount, number: grouped) }

  /// How long the money is spread over: "over 5 years".
  package static func text(_ period: Period) -> String {
    let unit =
      switch period.unit {
      case .year: "year"
      case .month: "month"
      case .week: "week"
      case .day: "day"
      }
    return "over \(period.count) \(unit)\(period.count == 1 ? "" : "s")"
  }

  private static func text(_ amount: Amount, number: (ExactDecimal) -> String) -> String {
    var figure = number(amount.value)
    if let upper = amount.upper { figure += "–" + number(upper) }
    let body: String
    switch amount.unit {
    case .money(let currency):
      let isNegative = figure.hasPrefix("-")
      let digits = isNegative ? String(figure.dropFirst()) : figure
      let sign = isNegative ? "-" : ""
      if let symbol = symbols[currency] {
        body = sign + symbol + digits
      } else {
        body = sign + DisplayText.capped(DisplayText.cleaned(currency), to: 8) + " " + digits
      }
    case .count(let noun):
      let noun = DisplayText.capped(DisplayText.cleaned(noun ?? ""), to: 40)
      body = noun.isEmpty ? figure : "\(figure) \(noun)"
    case .percent: body = figure + "%"
    }
    switch amount.precision {
    case .exact: return body
    case .approx: return "about \(body)"
    case .min: return "at least \(body)"
    case .max: return "up to \(body)"
    }
  }

  /// Thousands, millions, billions and trillions by a letter, from 10,000 on.
  private static func short(_ number: ExactDecimal) -> String {
    let (digits, pointAt) = parts(number)
    // The number of digits before the point says the magnitude: 430000000 has nine.
    let unit: (letter: String, digits: Int)? =
      switch pointAt {
      case 13...: ("T", 12)
      case 10...: ("B", 9)
      case 7...: ("M", 6)
      case 5...: ("K", 3)
      default: nil
      }
    let sign = number.significand < 0 ? "-" : ""
    guard let unit else { return sign + written(rounded(digits, pointAt: pointAt, places: 2)) }
    let scaled = rounded(digits, pointAt: pointAt - unit.digits, places: 2)
    // 999,999 rounds to 1,000K, which is 1M.
    if scaled.pointAt > 3, unit.letter != "T" {
      return short(ExactDecimal(significand: number.significand < 0 ? -1 : 1, exponent: unit.digits + 3))
    }
    return sign + written(scaled) + unit.letter
  }

  /// Every digit, in groups of three.
  private static func grouped(_ number: ExactDecimal) -> String {
    let (digits, pointAt) = parts(number)
    return (number.significand < 0 ? "-" : "") + written((digits, pointAt))
  }

  /// The digits of the magnitude and where the point stands among them; numbers beyond any money are cut to what a
  /// card can hold.
  private static func parts(_ number: ExactDecimal) -> (digits: [UInt8], pointAt: Int) {
    var digits = Array(String(number.significand.magnitude).utf8)
    let exponent = max(-40, min(40, number.exponent))
    if exponent > 0 { digits += [UInt8](repeating: UInt8(ascii: "0"), count: exponent) }
    return (digits, digits.count + min(exponent, 0))
  }

  /// The digits rounded half up to `places` behind the point, without zeros at the end.
  private static func rounded(_ digits: [UInt8], pointAt: Int, places: Int) -> (digits: [UInt8], pointAt: Int) {
    var digits = digits
    var pointAt = pointAt
    if pointAt < 0 {
      digits = [UInt8](repeating: UInt8(ascii: "0"), count: -pointAt) + digits
      pointAt = 0
    }
    let keep = pointAt + places
    if digits.count > keep {
      var carries = digits[keep] >= UInt8(ascii: "5")
      digits.removeSubrange(keep...)
      var index = keep - 1
      while carries, index >= 0 {
        if digits[index] == UInt8(ascii: "9") {
          digits[index] = UInt8(ascii: "0")
        } else {
          digits[index] += 1
          carries = false
        }
        index -= 1
      }
      if carries {
        digits.insert(UInt8(ascii: "1"), at: 0)
        pointAt += 1
      }
    }
    while digits.count > pointAt, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return (digits, pointAt)
  }

  private static func written(_ number: (digits: [UInt8], pointAt: Int)) -> String {
    var result: [UInt8] = []
    let whole = number.pointAt > 0 ? Array(number.digits.prefix(number.pointAt)) : [UInt8(ascii: "0")]
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { result.append(UInt8(ascii: ",")) }
      result.append(digit)
    }
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, -number.pointAt))
    let fraction = zeros + number.digits.dropFirst(max(0, number.pointAt))
    if !fraction.isEmpty { result += [UInt8(ascii: ".")] + fraction }
    return String(decoding: result, as: UTF8.self)
  }
}
