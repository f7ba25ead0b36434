import KnowledgeGraph
import TestSupport
import Testing

/// A change that must reach further than the names it is about, and what comes of it.
struct ChangeScenario: Sendable, CustomTestStringConvertible {
  var title: String
  var before: [NoteRecord]
  var changed: [NoteRecord] = []
  var removed: Set<String> = []
  /// Names of entities afterwards that are no source.
  var names: [String]

  var testDescription: String { title }

  /// A source that tells of money Contoso put into something.
  private static func telling(_ title: String, _ object: String, _ amount: Amount, at: String? = nil) -> NoteRecord {
    note(title, [Said("Contoso", .investedIn, object, at: at, amount: amount)])
  }

  static let all = [
    ChangeScenario(
      title: "two sources turn out to be of one author",
      before: [
        note("A", authors: ["Ann Lee"], [Said("Contoso", .acquired, "Mercury")]),
        note("B", authors: ["Bo"], [Said("Contoso", .acquired, "Mercury")]),
      ],
      changed: [note("B", authors: ["Ann Lee"], [Said("Contoso", .acquired, "Mercury")])],
      names: ["Contoso", "Mercury"]),
    ChangeScenario(
      title: "another source describes the object of an act",
      before: [telling("A", "~Contoso/Initiative:five-year plan", Telling.dollars(430))],
      changed: [telling("B", "~Contoso/Initiative:its investment program", Telling.dollars(430))],
      names: ["Contoso", "Contoso's investment program"]),
    ChangeScenario(
      title: "the amount that made two descriptions one is another",
      before: [
        telling("A", "~Contoso/Initiative:five-year plan", Telling.dollars(430)),
        telling("B", "~Contoso/Initiative:its investment program", Telling.dollars(430)),
      ],
      changed: [telling("B", "~Contoso/Initiative:its investment program", Telling.dollars(5))],
      names: ["Contoso", "Contoso's five-year plan", "Contoso's investment program"]),
    ChangeScenario(
      title: "a telling of something else makes it unsure of which act the second description is",
      before: [
        telling("A", "~Fabrikam/Initiative:five-year plan", Telling.dollars(430)),
        telling("B", "~Northwind/Initiative:its investment program", Telling.dollars(430, .approx)),
      ],
      changed: [telling("C", "Mercury", Telling.dollars(425))],
      names: ["Contoso", "Fabrikam's five-year plan", "Mercury", "Northwind's investment program"]),
    ChangeScenario(
      title: "the telling that made it unsure is gone",
      before: [
        telling("A", "~Fabrikam/Initiative:five-year plan", Telling.dollars(430)),
        telling("B", "~Fabrikam/Initiative:its five-year plan", Telling.dollars(430, .approx)),
        telling("C", "Mercury", Telling.dollars(425)),
      ],
      removed: ["notes/C.md"], names: ["Contoso", "Fabrikam's five-year plan"]),
  ]
}

@Suite struct ChangeScenarioTests {
  @Test(arguments: ChangeScenario.all)
  func aChangeReachesAllThatItDecides(_ scenario: ChangeScenario) throws {
    var store = try ChangedStore(scenario.before)
    #expect(try store.change(scenario.changed, removed: scenario.removed))
    #expect(try store.difference() == nil)
    #expect(try store.differenceOfStores() == nil)
    let names = try store.names()
    #expect(names == scenario.names)
  }
}
