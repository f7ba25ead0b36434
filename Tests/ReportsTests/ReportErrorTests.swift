import KnowledgeGraph
import Reports
import Testing

/// What is wrong with a report is told at its place, all of it at once.
struct ReportErrorTests {
  private func findings(_ text: String) -> [String] {
    do throws(ReportError) {
      _ = try Report(text).filled(from: Shelf.cloud.graph, version: "1", name: "r")
      return []
    } catch {
      return error.findings.map { finding in
        "\(finding.line):\(finding.column): \(finding.message)" + (finding.hint.map { " (\($0))" } ?? "")
      }
    }
  }

  @Test(arguments: [
    ("```weft\nneighbors Mobly\n```", "2:11: nothing in the graph is called 'Mobly' (did you mean 'Mobily'?)"),
    (
      "Text\n\n```weft\nneighbor Mobily\n```",
      "4:1: 'neighbor' is nothing that a report can ask for (did you mean 'neighbors'?)"
    ),
    ("```weft\nneighbors Mobily --dept 2\n```", "2:18: neighbors has no option --dept (did you mean '--depth'?)"),
    ("```weft\nneighbors Mobily --depth two\n```", "2:26: --depth is a number from 1 to 20"),
    (
      "```weft\nneighbors Mobily --since yesterday\n```",
      "2:26: 'yesterday' is no date (write 2024, 2024-03 or 2024-03-07)"
    ),
    ("```weft\npath Mobily\n```", "2:1: path takes 2 names, and 1 are given"),
    (
      "```weft\nshow Tencent Cloud\n```",
      "2:14: show takes 1 name, and 2 are given (a name of several words stands in quotation marks)"
    ),
    ("```weft\nshow \"Tencent Cloud\n```", "2:6: this quotation mark is not closed"),
    ("Text\n```weft\nshow Mobily", "2:1: this block is not closed (close it with a line of ```)"),
    (
      "A {{weft: count}} b",
      "1:11: count needs a name, a predicate or a kind (count Huawei --kind Country, count --kind Company)"
    ),
    ("A {{weft: name Mobily b", "1:3: this value is not closed (close it with }})"),
    ("A {{weft: draw Mobily}}", "1:11: 'draw' needs a block of its own (write a block: ```weft, draw …, ```)"),
    ("A {{weft: amount Mobily}}", "1:11: no amount is known of 'Mobily' ('weft neighbors' shows what is)"),
    ("A {{weft: date Mobily}}", ""),
    (
      "```weft\n```",
      "1:1: this block asks for nothing (it can ask for draw, neighbors, path, show, table, timeline, evidence, changes)"
    ),
    ("```weft\nchanges\n```", "2:1: changes needs a date (changes --since 2024-03)"),
    ("```weft\nneighbors Mobily --kind Compny\n```", "2:25: 'Compny' is not a kind (did you mean 'Company'?)"),
  ])
  func faults(_ text: String, _ expected: String) { #expect(findings(text) == (expected.isEmpty ? [] : [expected])) }

  @Test func allFaultsAreToldAtOnce() {
    let text = """
      {{weft: name Huwei}} and

      ```weft
      show Mobly
      ```

      ```weft
      show Mobily
      ```

      ```weft
      evidence Huawei Mobil
      ```
      """
    #expect(findings(text).map { $0.prefix(5) } == ["1:14:", "4:6: ", "12:17"])
  }

  @Test func whatIsCodeIsLeftAlone() throws {
    let text = "`{{weft: nothing}}` and\n\n````\n```weft\nnothing\n```\n````\n"
    let report = try Report(text).filled(from: Shelf.cloud.graph, version: "1", name: "r")
    #expect(report.markdown == FilledReportTests.mark + text)
  }

  @Test func aReportHasALimit() {
    #expect(throws: ReportError.self) { try Report(String(repeating: "a", count: 1 << 20 + 1)) }
  }
}
