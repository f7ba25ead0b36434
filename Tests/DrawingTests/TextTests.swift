import KnowledgeGraph
import Testing

@testable import Drawing

@Suite("Text of figures")
struct TextTests {
  @Test(
    "Amounts are short, exact to two decimals and free of any locale",
    arguments: [
      ("430000000", "USD", "$430M"), ("2300000", "EUR", "€2.3M"), ("310000", "AUD", "A$310K"),
      ("9500", "USD", "$9,500"),
      ("4.35", "USD", "$4.35"), ("1000000000", "JPY", "¥1B"), ("1234567", "GBP", "£1.23M"), ("999999", "USD", "$1M"),
      ("12500", "CHF", "CHF 12.5K"), ("1500000000000", "CNY", "CN¥1.5T"), ("-250000000", "USD", "-$250M"),
      ("0", "USD", "$0"), ("0.005", "USD", "$0.01"), ("10000", "INR", "₹10K"),
    ])
  func money(number: String, currency: String, expected: String) throws {
    let value = try #require(ExactDecimal(number))
    #expect(AmountText.text(Amount(value, unit: .money(currency: currency))) == expected)
  }

  @Test(
    "A quote in a tooltip has its words and no marks of Markdown",
    arguments: [
      ("**Acme** bought ==Bolt==.", "Acme bought Bolt."),
      ("See [[Acme Corp|Acme]] and [[Bolt]].", "See Acme and Bolt."),
      ("See [the deal](https://example.com/a) `now`.", "See the deal now."),
      ("a [b] c * d = e", "a [b] c * d = e"), ("open [[ and [x](", "open [[ and [x]("), ("[[a|", "[[a|"), ("**", ""),
    ])
  func quotes(_ quote: String, _ expected: String) { #expect(QuoteText.text(quote) == expected) }

  @Test("Precision, ranges, counts, shares and periods have their words")
  func otherAmounts() throws {
    let dollars = Amount.Unit.money(currency: "USD")
    #expect(AmountText.text(Amount(ExactDecimal(100_000_000), unit: dollars, precision: .max)) == "up to $100M")
    #expect(AmountText.text(Amount(ExactDecimal(5_000_000), unit: dollars, precision: .min)) == "at least $5M")
    #expect(AmountText.text(Amount(ExactDecimal(20_000), unit: dollars, precision: .approx)) == "about $20K")
    let range = Amount(ExactDecimal(2_000_000_000), upper: ExactDecimal(3_000_000_000), unit: dollars)
    #expect(AmountText.text(range) == "$2B–3B")
    #expect(AmountText.text(Amount(ExactDecimal(1_500), unit: .count(of: "employees"))) == "1,500 employees")
    #expect(AmountText.text(Amount(try #require(ExactDecimal("12.5")), unit: .percent)) == "12.5%")
    #expect(AmountText.exactText(Amount(ExactDecimal(1_234_567), unit: dollars)) == "$1,234,567")
    #expect(AmountText.text(Period(5, .year)) == "over 5 years")
    #expect(AmountText.text(Period(1, .month)) == "over 1 month")
  }

  @Test("A number beyond all money is written without a crash")
  func hugeAmounts() {
    let huge = Amount(ExactDecimal(significand: .max, exponent: 9_000), unit: .money(currency: "USD"))
    #expect(AmountText.text(huge).hasSuffix("T"))
    let tiny = Amount(ExactDecimal(significand: .min, exponent: -9_000), unit: .percent)
    #expect(AmountText.text(tiny).hasSuffix("%"))
  }

  @Test(
    "Dates are as precise as they are known",
    arguments: [
      ("2024", "2024"), ("2024-03", "Mar 2024"), ("2024-10-07", "7 Oct 2024"), ("2024-33", "Q1 2024"),
      ("2024-36", "Q4 2024"), ("2024-22", "summer 2024"),
    ])
  func dates(edtf: String, expected: String) throws {
    #expect(DateText.text(try #require(PartialDate(edtf: edtf))) == expected)
  }

  @Test("A statement's times are those of the event, else of the state, else of the announcement")
  func times() throws {
    func stated(_ edtf: String) -> StatedDate? { PartialDate(edtf: edtf).map { StatedDate($0) } }
    #expect(DateText.text(Qualifiers(at: stated("2024-03"), announced: stated("2023"))) == "Mar 2024")
    #expect(DateText.text(Qualifiers(from: stated("2019"), to: stated("2023"))) == "2019 – 2023")
    #expect(DateText.text(Qualifiers(from: stated("2019"))) == "since 2019")
    #expect(DateText.text(Qualifiers(to: stated("2023"))) == "until 2023")
    #expect(DateText.text(Qualifiers(announced: stated("2024-05"))) == "announced May 2024")
    #expect(DateText.text(Qualifiers()) == nil)
  }

  @Test(
    "Widths are those of Helvetica",
    arguments: [
      // Adobe's Helvetica: H 722, e 556, l 222, o 556; Helvetica-Bold: H 722, e 556, l 278, o 611.
      ("Hello", TextMetrics.Weight.regular, 22.78), ("Hello", .bold, 24.45), ("", .regular, 0),
      ("東京", .regular, 20), ("e\u{301}", .regular, 5.56),
    ])
  func widths(text: String, weight: TextMetrics.Weight, expected: Double) {
    #expect(abs(TextMetrics(weight, size: 10).width(of: text) - expected) < 0.011)
  }

  @Test("Lines break at spaces, else behind a hyphen, else anywhere; wide characters count double")
  func wrapping() {
    #expect(
      DisplayText.wrapped("A Short Summary of Chinese AI Global Expansion")
        == ["A Short Summary of Chinese", "AI Global Expansion"])
    #expect(DisplayText.wrapped("state-owned-enterprise", at: 10) == ["state-", "owned-", "enterprise"])
    #expect(DisplayText.wrapped("abcdefghijklmno", at: 6) == ["abcdef", "ghijkl", "mno"])
    #expect(DisplayText.wrapped("北京智谱华章", at: 6) == ["北京智", "谱华章"])
    #expect(DisplayText.wrapped("  ") == [])
  }

  @Test("What would hide, turn or break text is removed")
  func cleaning() {
    #expect(DisplayText.cleaned("a\u{0}b\u{8}c\u{202e}d\u{2066}e\u{feff}f\u{200b}g") == "abcdefg")
    #expect(DisplayText.cleaned("\t a \n\r b\u{2028}c\u{a0}\u{a0}d ") == "a b c d")
    #expect(DisplayText.cleaned("x\u{fffe}\u{1ffff}y\u{ad}z") == "xyz")
    // Arabic joins with U+200C and emoji with U+200D: they stay.
    #expect(DisplayText.cleaned("👩\u{200d}🚀") == "👩\u{200d}🚀")
    #expect(DisplayText.cleaned(String(decoding: [0x61, 0xed, 0xa0, 0x80, 0x62], as: UTF8.self)).contains("\u{fffd}"))
  }

  @Test("Labels are cut at 300 characters, and at bytes where a character has no end")
  func capping() {
    let long = String(repeating: "x", count: 10_000)
    #expect(DisplayText.capped(long, to: 300) == String(repeating: "x", count: 300) + "…")
    #expect(DisplayText.capped("short", to: 300) == "short")
    let accents = "e" + String(repeating: "\u{301}", count: 10_000)
    #expect(DisplayText.capped(accents, to: 300).utf8.count < 2_500)
  }
}
