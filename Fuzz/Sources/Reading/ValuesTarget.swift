import Fuzzing
@testable import Extraction
import KnowledgeGraph

/// Tokens, sentences, and the amounts, dates and periods of a text.
enum ValuesTarget {
  static func test(_ bytes: [UInt8]) {
    let text = TokenizedText(bytes)
    let values = ValueScanner().scan(text)
    check(text.bytes == bytes, "a text keeps its bytes")
    var end = 0
    for token in text.tokens {
      check(token.range.lowerBound >= end && !token.range.isEmpty, "tokens are in order: \(token)")
      end = token.range.upperBound
    }
    check(end <= bytes.count, "tokens end within the text")
    var next = 0
    for sentence in text.sentences {
      check(sentence.tokens.lowerBound == next && !sentence.tokens.isEmpty, "sentences share the tokens: \(sentence)")
      next = sentence.tokens.upperBound
      check(next <= text.tokens.count, "a sentence is made of tokens: \(sentence)")
      let first = text.tokens[sentence.tokens.lowerBound].range.lowerBound
      check(sentence.range == first..<text.tokens[next - 1].range.upperBound, "a sentence is its tokens: \(sentence)")
    }
    check(next == text.tokens.count, "each token has its sentence")
    end = 0
    for match in values {
      check(match.range.lowerBound >= end && match.range.upperBound <= bytes.count, "values are in order: \(match)")
      check(match.tokens.upperBound <= text.tokens.count && !match.tokens.isEmpty, "a value is tokens: \(match)")
      let first = text.tokens[match.tokens.lowerBound].range.lowerBound
      let last = text.tokens[match.tokens.upperBound - 1].range.upperBound
      check(match.range == first..<last, "a value is its tokens: \(match)")
      end = match.range.upperBound
      switch match.value {
      case .amount(let amount):
        checkAmount(amount)
        if match.range.count < 64 { checkWritten(amount) }
      case .period(let period):
        check(period.count >= 1, "a period lasts: \(period)")
        checkWritten(period)
      case .date(let date):
        for stated in [date.stated, date.upper].compactMap({ $0 }) {
          checkDate(stated)
          if case .date(let date) = stated { checkWritten(date) }
        }
      }
    }
  }

  private static func checkAmount(_ amount: Amount) {
    for number in [amount.value, amount.upper].compactMap({ $0 }) {
      check(number.exponent.magnitude < 64, "a stated number can be written: \(number.significand)")
    }
    if let upper = amount.upper { check(amount.value <= upper, "a range goes upwards: \(amount)") }
    if let period = amount.period { check(period.count >= 1, "a period lasts: \(period)") }
    if let currency = amount.currency { check(currency.utf8.count == 3, "a currency has its code: \(currency)") }
  }

  private static func checkDate(_ stated: DateExpression.Stated) {
    switch stated {
    case .month(let month, let day), .monthOfRelativeYear(let month, let day, _):
      // 2024 has the 29 February that a date without its year may mean.
      check(PartialDate(year: 2024, month: month, day: day) != nil, "a month is one: \(stated)")
    case .date, .sameDay, .sameMonth, .sameYear, .relativeYear, .relativeMonth, .relativeQuarter: break
    }
  }

  // MARK: Written and read again

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let seasons = ["spring", "summer", "autumn", "winter"]

  /// A date in words is the date; other years than these are none in words.
  private static func checkWritten(_ date: PartialDate) {
    guard (1500...2199).contains(date.year) else { return }
    let words: String
    switch (date.month, date.day) {
    case (let month?, let day?): words = "on \(day) \(months[month - 1]) \(date.year)"
    case (let month?, nil) where month <= 12: words = "in \(months[month - 1]) \(date.year)"
    case (let month?, nil) where month <= 24: words = "in \(seasons[month - 21]) \(date.year)"
    case (let month?, nil): words = "in Q\(month - 32) \(date.year)"
    case (nil, _): words = "in \(date.year)"
    }
    let found = values(in: "It opened \(words) then.")
    guard found.count == 1, case .date(let read) = found[0] else {
      check(false, "a date is read back: \(words), \(found)")
      return
    }
    check(read.stated == .date(date) && read.upper == nil, "a date is read back: \(words), \(read)")
  }

  /// A period in words is the period.
  private static func checkWritten(_ period: Period) {
    let unit =
      switch period.unit {
      case .year: "years"
      case .month: "months"
      case .week: "weeks"
      case .day: "days"
      }
    guard period.count <= 100_000 else { return }
    let found = values(in: "It lasted \(period.count) \(unit) then.")
    check(found == [.period(period)], "a period is read back: \(period), \(found)")
  }

  /// Money and shares in figures are what they were.
  private static func checkWritten(_ amount: Amount) {
    // Some currencies have a sign alone.
    guard amount.value.significand >= 0,
      amount.currency.map({ code in Currency.codes.contains { $0.0 == code } }) ?? true
    else { return }
    let upper = amount.upper.map { "–\($0)" } ?? ""
    let words: String
    switch amount.unit {
    case .money(let currency): words = "\(currency) \(amount.value)\(upper)"
    case .percent: words = "\(amount.value)\(upper)%"
    case .count: return
    }
    // More digits than a number may have, which a scale gave it.
    guard words.utf8.count <= 18 + (amount.currency == nil ? 1 : currencyWidth) else { return }
    let lead =
      switch amount.precision {
      case .exact: ""
      case .approx: "about "
      case .min: "at least "
      case .max: "up to "
      }
    let found = values(in: "They put \(lead)\(words) there.")
    guard found.count == 1, case .amount(let read) = found[0] else {
      check(false, "an amount is read back: \(lead)\(words), \(amount), \(found)")
      return
    }
    let isSame = read.value == amount.value && read.upper == amount.upper && read.unit == amount.unit
    check(isSame && read.precision == amount.precision, "an amount is read back: \(lead)\(words), \(amount), \(read)")
  }

  private static let currencyWidth = 4

  private static func values(in sentence: String) -> [StatedValue] {
    ValueScanner().scan(TokenizedText(Array(sentence.utf8))).map(\.value)
  }
}
