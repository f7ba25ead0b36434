import KnowledgeGraph
import Testing

@testable import Extraction

@Suite("Dates")
struct DateTests {
  @Test(
    "Stated dates",
    arguments: [
      ("in March 2024", ["date in 2024-03"]),
      ("March 2024", ["date 2024-03"]),
      ("On March 5, 2024, it", ["date on 2024-03-05"]),
      ("March 5th, 2024", ["date 2024-03-05"]),
      ("on 5 March 2024", ["date on 2024-03-05"]),
      ("5th of March 2024", ["date 2024-03-05"]),
      ("on the 5th of March 2024", ["date on 2024-03-05"]),
      ("2024-03-05", ["date 2024-03-05"]),
      ("2024-03", ["date 2024-03"]),
      ("03/2024", ["date 2024-03"]),
      ("2024/03/05", ["date 2024-03-05"]),
      ("25/03/2024", ["date 2024-03-25"]),
      ("03/25/2024", ["date 2024-03-25"]),
      ("03/05/2024", ["date 2024"]),
      ("Mar. 5, 2024", ["date 2024-03-05"]),
      ("Sept. 2024", ["date 2024-09"]),
      ("Q3 2024", ["date 2024-35"]),
      ("in Q3 of 2024", ["date in 2024-35"]),
      ("2024 Q3", ["date 2024-35"]),
      ("in the third quarter of 2024", ["date in 2024-35"]),
      ("third-quarter 2024", ["date 2024-35"]),
      ("in the first half of 2024", ["date in early 2024"]),
      ("H2 2024", ["date late 2024"]),
      ("in 2024", ["date in 2024"]),
      ("In early 2024", ["date in early 2024"]),
      ("late 2024", ["date late 2024"]),
      ("in mid-2024", ["date in middle 2024"]),
      ("by the end of 2024", ["date by late 2024"]),
      ("mid-March 2024", ["date middle 2024-03"]),
      ("In May, it", ["date in ?-5"]),
      ("on June 7", ["date on ?-6-7"]),
      ("since June", ["date since ?-6"]),
      ("in spring 2024", ["date in 2024-21"]),
      ("in the fall of 2023", ["date in 2023-23"]),
      ("last year", ["date year-1"]),
      ("earlier this year", ["date year+0"]),
      ("next year", ["date year+1"]),
      ("late last year", ["date late year-1"]),
      ("last month", ["date month-1"]),
      ("last quarter", ["date quarter-1"]),
      ("two years ago", ["date year-2"]),
      ("a year ago", ["date year-1"]),
      ("that same month", ["date same-month"]),
      ("in the same month", ["date in same-month"]),
      ("the same year", ["date same-year"]),
      ("later that year", ["date same-year"]),
      ("since 2019", ["date since 2019"]),
      ("until 2030", ["date until 2030"]),
      ("by 2030", ["date by 2030"]),
      ("through 2030", ["date until 2030"]),
      ("FY2024", ["date 2024"]),
      ("in fiscal 2024", ["date in 2024"]),
      ("2019–2023", ["date 2019..2023"]),
      ("from 2019 to 2023", ["date from 2019..2023"]),
      ("between 2019 and 2023", ["date between 2019..2023"]),
      ("between March and May 2024", ["date between ?-3..2024-05"]),
      ("2021-25", ["date 2021..2025"]),
      ("founded (2019)", ["date 2019"]),
      ("March 5-7, 2024", ["date 2024-03-05..2024-03-07"]),
      ("on February 27-29, it", ["date on ?-2-27..?-2-29"]),
      ("on February 28-31, it", ["date on ?-2-28"]),
      ("February 28-31, 2023", ["date 2023-02-28"]),
      ("last February 31, it", ["date ?-2"]),
      ("In 2024 it raised $5 million", ["date in 2024", "money USD 5000000"]),
      ("As of September 30, 2015, it", ["date at 2015-09-30"]),
      ("the summit of March 2024", ["date 2024-03"]),
      ("in May last year", ["date in year-1-5"]),
      ("in May of this year", ["date in year+0-5"]),
      ("In December of the same year, it", ["date in ?-12"]),
      ("after March 2024", ["date after 2024-03"]),
    ])
  func stated(_ text: String, _ expected: [String]) { #expect(values(text) == expected) }

  @Test(
    "No dates",
    arguments: [
      "It supports Vision 2030.", "under Vision 2030", "on Monday", "It may buy it.", "They march on.",
      "May said so.", "We saw June Lee.", "Windows 2000", "GPT-4", "version 2.0.2024", "Q3 was good.",
      "the 2030 agenda", "Agenda 2030–2040", "Expo 2020", "https://a.com/2024/03/05", "a 1990s band", "Web 2.0",
      "order 2024-03-05-77", "March on Rome", "call 2024-5678", "in 20245", "It made I Know What You Did Last Summer",
      "in the 2024 budget", "The next year it was listed.",
    ])
  func none(_ text: String) {
    let dates = ValueScanner().scan(TokenizedText(text)).filter { if case .date = $0.value { true } else { false } }
    #expect(dates.isEmpty)
  }

  @Test(
    "Resolution within a passage",
    arguments: [
      ("In March 2024, it signed. In May, it launched.", nil, ["2024-03", "2024-05 y"]),
      ("In May, it launched. In March 2024, it signed.", nil, ["-", "2024-03"]),
      ("In May, it launched.", "2024-10-07", ["2024-05 y"]),
      ("In December, it launched.", "2024-02-07", ["2023-12 y"]),
      ("By June it will open.", "2024-10-07", ["2025-06 y"]),
      ("It signed in March 2024. That same month it launched.", nil, ["2024-03", "2024-03 ym"]),
      ("It signed in 2021. Later that year it launched.", nil, ["2021", "2021 y"]),
      ("Last year it grew.", "2024-10-07", ["2023 y"]),
      ("In May last year it grew.", "2024-10-07", ["2023-05 y"]),
      ("Last month it grew.", "2024-01-07", ["2023-12 ym"]),
      ("Last quarter it grew.", "2024-02", ["2023-36 ym"]),
      ("Last year it grew.", nil, ["-"]),
      ("By 2030 it will grow. In May it launched.", "2024-10-07", ["2030", "2024-05 y"]),
      ("In March 2024 it signed and in May it launched.", nil, ["2024-03", "2024-05 y"]),
      ("Between March and May 2024 it grew.", nil, ["2024-03"]),
      ("In 2022 it grew. In May it launched.", "2024-10-07", ["2022", "2022-05 y"]),
    ] as [(String, String?, [String])])
  func resolution(_ text: String, _ source: String?, _ expected: [String]) {
    var context = DateContext(sourceDate: source.flatMap { PartialDate(edtf: $0) })
    var resolved: [String] = []
    for match in ValueScanner().scan(TokenizedText(text)) {
      guard case .date(let expression) = match.value else { continue }
      guard let date = context.resolve(expression)?.date else {
        resolved.append("-")
        continue
      }
      let flags = (date.inherited.contains(.year) ? "y" : "") + (date.inherited.contains(.month) ? "m" : "")
      resolved.append(date.date.edtf + (flags.isEmpty ? "" : " " + flags))
    }
    #expect(resolved == expected)
  }
}
