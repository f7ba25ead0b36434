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
      case .amount(let amount): checkAmount(amount)
      case .period(let period): check(period.count >= 1, "a period lasts: \(period)")
      case .date(let date): for stated in [date.stated, date.upper].compactMap({ $0 }) { checkDate(stated) }
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
    case .date, .sameMonth, .sameYear, .relativeYear, .relativeMonth, .relativeQuarter: break
    }
  }
}
