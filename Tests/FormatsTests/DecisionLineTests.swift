import Formats
import Foundation
import KnowledgeGraph
import TestSupport
import Testing

/// Decisions as lines of text.
@Suite struct DecisionLineTests {
  private static let id = String(repeating: "0a", count: 16)
  private static let claim = """
    {"id":"\(id)","source":"url:https://example.org/a","quote":"Acme bought “Bolt”.","subject":"Acme",\
    "predicate":"ACQUIRED","object":"Bolt"}
    """
  private static let valueClaim = """
    {"id":"\(id)","source":"path:a.md","quote":"Acme raised $5m.","subject":"Acme","predicate":"RAISED"}
    """

  /// Every action, as it stands in a file after what all lines have.
  static let contents = [
    #""action":"accept","claims":[\#(claim)]"#,
    #""action":"reject","claims":[\#(claim),\#(valueClaim)],"reason":"denied, \"in full\"""#,
    #""action":"hide","claims":[\#(claim)]"#,
    #""action":"hide","name":{"name":"Acme","kind":"Company"}"#,
    #""action":"note","claims":[\#(claim)],"text":"ask Nadia""#,
    #""action":"note","name":{"name":"A Cloud Deal","kind":"Article","source":"url:https://example.org/a"},"text":"x""#,
    #""action":"retype","claims":[\#(claim)],"predicate":"INVESTED_IN""#,
    #""action":"retype","name":{"name":"Go Saudi"},"kind":"Initiative""#,
    #""action":"redate","claims":[\#(claim)],"dates":{"at":"2024-03-07"}"#,
    #""action":"redate","claims":[\#(claim)],"dates":{"from":"2019","to":"2023-05"}"#,
    #""action":"redate","claims":[\#(claim)],"dates":{}"#,
    #""action":"reamount","claims":[\#(claim)],"amount":{"value":"4.35","unit":"money","currency":"USD","precision":"exact"}"#,
    #""action":"reamount","claims":[\#(claim)],"amount":null"#,
    #""action":"merge","name":{"name":"Korea","kind":"Country"},"into":{"name":"South Korea","kind":"Country"}"#,
    #""action":"distinct","name":{"name":"CB"},"from":{"name":"Central Bank"}"#,
    #""action":"split","name":{"name":"Mercury"},"to":{"name":"Mercury Systems","kind":"Company"},"sides":[{"side":"object","claim":\#(claim)}]"#,
    #""action":"split","name":{"name":"Galaxy"},"to":{"name":"Galaxy AI"},"words":["Galaxy AI","GAI"]"#,
    #""action":"rename","name":{"name":"Etihad Etisalat"},"to":"Mobily""#,
    #""action":"alias","name":{"name":"Mobily"},"alias":"7020""#,
    #""action":"assert","subject":{"name":"Ann Lee","kind":"Person"},"predicate":"WORKS_FOR","object":{"name":"Acme"},"qualifiers":{"from":{"date":"2019"},"role":"CEO"},"source":"url:https://example.org/a","quote":"Ann Lee runs Acme.""#,
    #""action":"assert","subject":{"name":"Acme"},"predicate":"RAISED","qualifiers":{"amount":{"value":"5000000","unit":"money","currency":"EUR","kind":"raised","precision":"approx"}}"#,
    #""action":"undo","decision":"\#(id)""#,
  ]

  private static func line(_ content: String) -> String {
    #"{"version":1,"id":"\#(id)","time":"2026-11-27T09:30:00.000Z","actor":"Ada","# + content + "}"
  }

  @Test(arguments: contents)
  func whatIsReadIsWrittenAlike(_ content: String) throws {
    let line = Self.line(content)
    let decision = try DecisionLine.read(Array(line.utf8))
    #expect(DecisionLine.text(decision) == line)
    #expect(content.contains("\"action\":\"\(decision.action.rawValue)\""))
    // White space around, and a line end of Windows, are no part of it.
    #expect(try DecisionLine.read(Array("  \(line)\r".utf8)) == decision)
  }

  @Test func everyActionIsAmongThem() throws {
    let read = try Self.contents.map { try DecisionLine.read(Array(Self.line($0).utf8)).action }
    #expect(Set(read) == Set(Decision.Action.allCases))
  }

  /// The files of every version stay readable. Those of a version that was released never change.
  @Test func aFileOfVersionOneIsRead() throws {
    let file = Repository.root.appending(path: "Tests/Fixtures/decisions-1.jsonl")
    if Repository.isUpdating {
      let texts = try Self.contents.map { content in
        let read = try DecisionLine.read(Array(Self.line(content).utf8))
        return DecisionLine.text(
          DecisionLine.decision(read.content, actor: read.actor, time: read.time, reason: read.reason))
      }
      try Data((texts.joined(separator: "\n") + "\n").utf8).write(to: file)
    }
    let lines = String(decoding: try Data(contentsOf: file), as: UTF8.self).split(separator: "\n")
    let decisions = try lines.map { try DecisionLine.read(Array($0.utf8)) }
    #expect(Set(decisions.map(\.action)) == Set(Decision.Action.allCases))
    #expect(Set(decisions.map(\.id)).count == decisions.count)
    #expect(decisions.map { DecisionLine.text($0) } == lines.map(String.init))
    for decision in decisions {
      // The identity is that of the content, so that a line in two branches is one decision.
      #expect(
        DecisionLine.decision(
          decision.content, actor: decision.actor, time: decision.time, reason: decision.reason) == decision)
    }
  }

  @Test(arguments: [
    ("", "the line is no JSON", 0),
    ("{\"version\":1", "the line is no JSON", 12),
    ("[]", "the line is no decision: it is no object", 0),
    ("{}", "the line is no decision: version is missing", 0),
    (#"{"version":2}"#, "the line is no decision: it is of version 2, and this program knows 1", 0),
    (#"{"version":1,"id":"abc"}"#, "the line is no decision: id is not 32 hexadecimal digits", 0),
    ("<<<<<<< HEAD", "git left a mark of a conflict here: <<<<<<<", 0),
    ("=======", "git left a mark of a conflict here: =======", 0),
    (">>>>>>> theirs", "git left a mark of a conflict here: >>>>>>>", 0),
  ])
  func aFaultSaysWhatAndWhere(line: String, message: String, offset: Int) {
    #expect { try DecisionLine.read(Array(line.utf8)) } throws: { error in
      guard let fault = error as? DecisionLine.Fault else { return false }
      return fault.message.hasPrefix(message) && fault.offset == offset && !fault.hint.isEmpty
    }
  }

  @Test(arguments: [
    #""action":"banish","claims":[\#(claim)]"#, #""action":"reject","claims":[]"#, #""action":"reject""#,
    #""action":"merge","name":{"name":""},"into":{"name":"B"}"#, #""action":"rename","name":{"name":"A"},"to":"""#,
    #""action":"redate","claims":[\#(claim)],"dates":{"at":"2024-13"}"#, #""action":"undo","decision":"12""#,
    #""action":"split","name":{"name":"A"},"to":{"name":"B"}"#, #""action":"reamount","claims":[\#(claim)]"#,
  ])
  func whatIsNoDecisionIsNone(_ content: String) {
    #expect(throws: DecisionLine.Fault.self) { try DecisionLine.read(Array(Self.line(content).utf8)) }
  }

  @Test(
    arguments: [
      ("2026-11-27T09:30:00Z", "2026-11-27T09:30:00.000Z"), ("2026-11-27T09:30:00.5Z", "2026-11-27T09:30:00.500Z"),
      ("2026-11-27T09:30:00.123456789Z", "2026-11-27T09:30:00.123Z"),
      ("2024-02-29T23:59:60Z", "2024-02-29T23:59:60.000Z"),
      ("2023-02-29T00:00:00Z", nil), ("2026-11-27T09:30:00", nil), ("2026-11-27T09:30:00+01:00", nil),
      ("2026-11-27 09:30:00Z", nil), ("2026-11-27T24:00:00Z", nil), ("2026-11-27T09:30:00.Z", nil), ("now", nil),
      ("２026-11-27T09:30:00Z", nil),
    ] as [(String, String?)])
  func timesAreInUTC(text: String, time: String?) { #expect(DecisionLine.time(text) == time) }
}
