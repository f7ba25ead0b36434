import Fuzzing
import KnowledgeGraph

/// Decimals from text and from parts: exact when written and read, in an order that is one.
enum DecimalTarget {
  static func test(_ bytes: [UInt8]) {
    let text = String(decoding: bytes.prefix { $0 != 0x0a }, as: UTF8.self)
    var numbers: [ExactDecimal] = []
    if let number = ExactDecimal(text) {
      numbers.append(number)
    }
    var reader = ByteReader(bytes)
    for _ in 0..<3 {
      let significand = reader.integer()
      let exponent = reader.number(below: 41) - 20
      numbers.append(ExactDecimal(significand: significand, exponent: exponent))
    }
    for number in numbers {
      check(number.significand % 10 != 0 || number.significand == 0 && number.exponent == 0, "lowest form: \(number)")
      let digits = number.description.utf8.count { (0x30...0x39).contains($0) }
      // Reading takes 18 digits, with the zero before a point.
      if digits <= 18 { check(ExactDecimal(number.description) == number, "a number is read back: \(number)") }
      check(number.scaled(by: 7).scaled(by: -7) == number, "scaling can be undone: \(number)")
      let isLess = number < number.scaled(by: 1)
      check(isLess == (number.significand > 0), "ten times a number is further from zero: \(number)")
      for other in numbers {
        check((number == other) == (!(number < other) && !(other < number)), "order is total: \(number), \(other)")
        for third in numbers where number < other && other < third {
          check(number < third, "order is transitive: \(number), \(other), \(third)")
        }
      }
    }
  }
}
