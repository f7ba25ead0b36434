import Formats
import TestSupport
import Testing

@Suite struct JSONWriting {
  @Test(arguments: [
    (JSONValue.null, "null"), (.bool(true), "true"), (.integer(-7), "-7"), (.number(0.9), "0.9"),
    (.number(.nan), "null"), (.string("a\"b\\c\n\u{1}\u{1f}é\u{2028}"), "\"a\\\"b\\\\c\\n\\u0001\\u001fé\u{2028}\""),
    (.array([]), "[]"), (.object([]), "{}"),
    (.record(["b": .integer(1), "a": nil, "c": .strings(["x", "y"])]), #"{"b":1,"c":["x","y"]}"#),
  ])
  func onOneLine(_ value: JSONValue, _ expected: String) {
    #expect(value.text() == expected)
  }

  @Test func overManyLines() {
    let value = JSONValue.record(["a": .array([.integer(1), .record(["b": .array([])])])])
    #expect(
      value.text(indented: true) == """
        {
          "a": [
            1,
            {
              "b": []
            }
          ]
        }
        """)
  }
}

@Suite struct JSONReading {
  @Test(arguments: [
    (" null ", JSONValue.null), ("[1, -0.5e1,true]", .array([.integer(1), .number(-5), .bool(true)])),
    (#""a\u00e9\ud83d\ude00\/\t""#, .string("aé😀/\t")), (#"{"a":{}}"#, .record(["a": .object([])])),
    ("9223372036854775807", .integer(.max)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
  ])
  func values(_ text: String, _ expected: JSONValue) throws {
    #expect(try JSONValue(parsing: text.utf8) == expected)
  }

  @Test(arguments: [
    ("", 0), ("[1,]", 3), ("{\"a\" 1}", 5), ("\"abc", 0), ("01", 1), ("1.", 2), ("tru", 0), ("[1] 2", 4),
    (#""\ud83d""#, 1), (#""\x""#, 1), ("\"\u{1}\"", 1), ("1e999", 0), ("{a:1}", 1), (#""\u+123""#, 1),
  ])
  func faultsHaveAPlace(_ text: String, _ offset: Int) {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text.utf8) }
    #expect(error?.offset == offset)
  }

  @Test func invalidUTF8IsRefused() {
    #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xff, 0x22]) }
  }

  @Test func deepNestingIsRefusedNotRisked() {
    let deep = String(repeating: "[", count: 1_000_000)
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: deep.utf8) }
    #expect(error?.message == "the value is nested too deeply")
  }

  @Test func lastOfTwoMembersWins() throws {
    #expect(try JSONValue(parsing: #"{"a":1,"a":"x"}"#.utf8)["a"]?.string == "x")
  }

  @Test func whatIsWrittenIsReadBack() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<300 {
      let value = JSONReading.value(depth: 4, &random)
      #expect(try JSONValue(parsing: value.text().utf8) == value)
      #expect(try JSONValue(parsing: value.text(indented: true).utf8) == value)
    }
  }

  static func value(depth: Int, _ random: inout SplitMix64) -> JSONValue {
    let scalars: [Unicode.Scalar] = ["a", "\"", "\\", "\n", "\u{0}", "é", "中", "😀", "\u{7f}", "\u{2029}"]
    func text(_ random: inout SplitMix64) -> String {
      var text = ""
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        text.unicodeScalars.append(scalars[Int.random(in: 0..<scalars.count, using: &random)])
      }
      return text
    }
    switch Int.random(in: 0...(depth == 0 ? 4 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .integer(Int.random(in: .min ... .max, using: &random))
    // A half is never whole, so it is not read back as an integer.
    case 3: return .number(Double(Int.random(in: -1000...1000, using: &random)) + 0.5)
    case 4: return .string(text(&random))
    case 5: return .array((0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth - 1, &random) })
    default:
      return .object(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
          JSONValue.Member(text(&random), value(depth: depth - 1, &random))
        })
    }
  }
}

@Suite struct CSVWriting {
  @Test func cellsAreQuotedWhereNeeded() {
    let text = CSV.text([["a", "b,c", ""], ["say \"x\"", "two\nlines", "plain"]])
    #expect(text == "a,\"b,c\",\n\"say \"\"x\"\"\",\"two\nlines\",plain\n")
  }

  @Test func aQuoteWithAnAccentIsAQuote() {
    #expect(CSV.text([["\"\u{301}-"]]).utf8.elementsEqual("\"\"\"\u{301}-\"\n".utf8))
  }

  @Test(
    "A spreadsheet reads no cell as a formula",
    arguments: [
      ("=1+1", "'=1+1"), ("+1+1", "'+1+1"), ("-A1", "'-A1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
      ("\r=1", "\"'\r=1\""), ("=A1,B1", "\"'=A1,B1\""), ("-", "'-"), ("-1.", "'-1."), ("-1.2.3", "'-1.2.3"),
      ("-12", "-12"), ("+0.5", "+0.5"), ("-12.50", "-12.50"), ("a=b", "a=b"), ("12", "12"), ("", ""),
    ])
  func formulas(cell: String, expected: String) {
    #expect(CSV.text([[cell]]) == expected + "\n")
  }
}
