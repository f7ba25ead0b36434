import Testing

@testable import Extraction

@Suite("Amounts")
struct AmountTests {
  @Test(
    "Money",
    arguments: [
      ("It invests $430 million.", ["money USD 430000000"]),
      ("It invests US$3bn.", ["money USD 3000000000"]),
      ("raised €2.3m", ["money EUR 2300000"]),
      ("for US $2.65 million", ["money USD 2650000"]),
      ("for R $50 million", ["money BRL 50000000"]),
      ("for HK $2 million", ["money HKD 2000000"]),
      ("A fine of A$310,000 was paid.", ["money AUD 310000"]),
      ("up to €100 million", ["money EUR 100000000 max"]),
      ("about $5 billion", ["money USD 5000000000 approx"]),
      ("nearly $5 billion", ["money USD 5000000000 approx"]),
      ("more than $5 billion", ["money USD 5000000000 min"]),
      ("no more than $5 billion", ["money USD 5000000000 max"]),
      ("at least $5 billion", ["money USD 5000000000 min"]),
      ("as much as $5 billion", ["money USD 5000000000 max"]),
      ("in excess of $5 billion", ["money USD 5000000000 min"]),
      ("an estimated $5 billion", ["money USD 5000000000 approx"]),
      ("$2 to 3 billion", ["money USD 2000000000..3000000000"]),
      ("$2-3 billion", ["money USD 2000000000..3000000000"]),
      ("$2 billion to $3 billion", ["money USD 2000000000..3000000000"]),
      ("between $2 billion and $3 billion", ["money USD 2000000000..3000000000"]),
      ("rose from $2 million to $3 million", ["money USD 2000000", "money USD 3000000"]),
      ("$2 million and $3 million", ["money USD 2000000", "money USD 3000000"]),
      ("RMB 100 million", ["money CNY 100000000"]),
      ("100 million yuan", ["money CNY 100000000"]),
      ("£4.35 a share", ["money GBP 4.35"]),
      ("USD 5 million", ["money USD 5000000"]),
      ("430 million dollars", ["money USD 430000000"]),
      ("430 million US dollars", ["money USD 430000000"]),
      ("$1.2 trillion", ["money USD 1200000000000"]),
      ("$7T", ["money USD 7000000000000"]),
      ("₹500 crore", ["money INR 5000000000"]),
      ("Rs 5 lakh", ["money INR 500000"]),
      ("Rs. 1,50,000", ["money INR 150000"]),
      ("₹2 lakh crore", ["money INR 2000000000000"]),
      ("HK$1.5 billion", ["money HKD 1500000000"]),
      ("S$20m", ["money SGD 20000000"]),
      ("NT$3 billion", ["money TWD 3000000000"]),
      ("CAD $5 million", ["money CAD 5000000"]),
      ("10 billion Saudi riyals", ["money SAR 10000000000"]),
      ("20 million Hong Kong dollars", ["money HKD 20000000"]),
      ("5 million pounds", ["money GBP 5000000"]),
      ("It weighs 20 pounds.", []),
      ("500 €", ["money EUR 500"]),
      ("half a billion dollars", ["money USD 500000000"]),
      ("a billion euros", ["money EUR 1000000000"]),
      ("five million dollars", ["money USD 5000000"]),
      ("a 430-million-dollar plan", ["money USD 430000000"]),
      ("$400+ million", ["money USD 400000000 min"]),
      ("$5 million or more", ["money USD 5000000 min"]),
      ("$430 million, five-year plan", ["money USD 430000000 P5Y"]),
      ("a five-year, $430 million plan", ["money USD 430000000 P5Y"]),
      ("$5 billion over three years", ["money USD 5000000000 P3Y"]),
      ("$5 billion over the next three years", ["money USD 5000000000 P3Y"]),
      ("$5 billion in funding over three years", ["money USD 5000000000 P3Y", "period P3Y"]),
      ("at a $5 billion valuation", ["money USD 5000000000 valuation"]),
      ("valued at $5 billion", ["money USD 5000000000 valuation"]),
      ("a budget of $5 billion", ["money USD 5000000000 budget"]),
      ("valued the company at about $5 billion", ["money USD 5000000000 approx valuation"]),
      ("Toyota won 10 awards", ["count 10 awards"]),
      ("10 billion won", ["money KRW 10000000000"]),
      ("$0.05", ["money USD 0.05"]),
      ("$999999999999999999999", []),
      ("€2,50", ["money EUR 2.5"]),
    ])
  func money(_ text: String, _ expected: [String]) { #expect(values(text) == expected) }

  @Test(
    "Shares",
    arguments: [
      ("51%", ["percent 51"]),
      ("51 percent", ["percent 51"]),
      ("12 per cent", ["percent 12"]),
      ("3.5%", ["percent 3.5"]),
      ("up 3 percentage points", []),
      ("a 51% stake", ["percent 51 stake"]),
      ("a 51 percent controlling stake", ["percent 51 stake"]),
      ("30% of the shares", ["percent 30 stake"]),
      ("5-10%", ["percent 5..10"]),
      ("fell 1600 per cent", ["percent 1600"]),
      ("grew 1600–2100%", ["percent 1600..2100"]),
      ("grew 1600 to 2100 per cent", ["percent 1600..2100"]),
      ("grew 1600-2100 per-cent", ["percent 1600..2100"]),
      ("5% to 10%", ["percent 5..10"]),
      ("more than 40 percent", ["percent 40 min"]),
      ("fell -5%", ["percent -5"]),
      ("twenty percent", ["percent 20"]),
      ("50% and 20%", ["percent 50", "percent 20"]),
    ])
  func shares(_ text: String, _ expected: [String]) { #expect(values(text) == expected) }

  @Test(
    "Counts",
    arguments: [
      ("It has 1,500 employees.", ["count 1500 employees"]),
      ("some 12,000 people", ["count 12000 people approx"]),
      ("751 companies", ["count 751 companies"]),
      ("twelve countries", ["count 12 countries"]),
      ("two dozen startups", ["count 24 startups"]),
      ("a dozen banks", ["count 12 banks"]),
      ("one hundred and twenty factories", ["count 120 factories"]),
      ("twenty-five ships", ["count 25 ships"]),
      ("1.5 million users", ["count 1500000 users"]),
      ("3m customers", ["count 3000000 customers"]),
      ("1,500+ employees", ["count 1500 employees min"]),
      ("500 new data centers", ["count 500 new data centers"]),
      ("10,000-15,000 people", ["count 10000..15000 people"]),
      ("fewer than 100 staff", ["count 100 staff max"]),
      ("one company", []),
      ("about 15.000 members", []),
      ("less than 2 mins", []),
      ("Windows 11 users", []),
      ("the Fortune 500 companies", []),
      ("GPT-4 models and 5G networks", []),
      ("Web 2.0 firms", []),
      ("see https://example.com/12/34-companies", []),
      ("call 555-0123 people", []),
      ("10 days", ["period P10D"]),
    ])
  func counts(_ text: String, _ expected: [String]) { #expect(values(text) == expected) }

  @Test(
    "Periods",
    arguments: [
      ("a five-year plan", ["period P5Y"]),
      ("over five years", ["period P5Y"]),
      ("18 months", ["period P18M"]),
      ("a decade", ["period P10Y"]),
      ("two decades", ["period P20Y"]),
      ("a 12-month term", ["period P12M"]),
      ("a decade-long deal", ["period P10Y"]),
      ("within the next six weeks", ["period P6W"]),
      ("a five-year-old firm", []),
      ("a 5-year-old firm", []),
      ("He is 40 years old", []),
      ("three to five years", []),
      ("a year", []),
    ])
  func periods(_ text: String, _ expected: [String]) { #expect(values(text) == expected) }

  @Test(
    "Numbers too large to hold end where they still can be held",
    arguments: [
      ("999999999999999999 dozen", "ships"), ("one" + String(repeating: " hundred", count: 11), "ships"),
      ("ninety trillion" + String(repeating: " hundred", count: 11), "ships"),
      (String(repeating: "9", count: 400), "ships"), ("five" + String(repeating: " trillion", count: 20), "dollars"),
    ])
  func tooLarge(_ number: String, _ noun: String) {
    let text = TokenizedText("They ordered \(number) \(noun).")
    #expect(ValueScanner().scan(text).allSatisfy { $0.range.upperBound <= text.bytes.count })
  }

  @Test("A range takes in the words of precision")
  func range() {
    let text = TokenizedText("It will invest up to €100 million in Kenya.")
    #expect(ValueScanner().scan(text).map { text.string($0.range) } == ["up to €100 million"])
  }
}
