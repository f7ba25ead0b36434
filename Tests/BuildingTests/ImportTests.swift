import Building
import Foundation
import KnowledgeGraph
import Notes
import Store
import TestSupport
import Testing

/// Files that `imports:` names, read by a build besides the notes.
@Suite struct ImportTests {
  private let note = "---\nauthor: Ann Lee\n---\n# The deal\n\nIn March 2024, Acme Corp acquired Beta Holdings.\n"
  private let rows = "source,predicate,target,date\nAcme Corp,acquired,Gamma Inc,2023\nGamma Inc,OWNS,Delta Inc,\n"
  private let graph = """
    <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
      <key id="p" for="edge" attr.name="predicate" attr.type="string"/>
      <graph edgedefault="directed">
        <node id="Acme Corp"/><node id="Epsilon Inc"/>
        <edge source="Acme Corp" target="Epsilon Inc"><data key="p">OWNS</data></edge>
      </graph>
    </graphml>

    """

  /// A claim on a line as `weft export --as claims` writes it, from the source with the number.
  private func claim(_ number: Int, _ subject: String, _ object: String) -> String {
    let digit = String(number, radix: 16)
    return """
      {"id":"\(String(repeating: digit, count: 32))",\
      "subject":{"surface":"\(subject)","kind":"Company","reference":"name"},"predicate":"OWNS",\
      "object":{"surface":"\(object)","kind":"Company","reference":"name"},\
      "evidence":{"passage":"3cd600ff45980ed08d888a58d7c0b268","quote":"\(subject) owns \(object).","range":[0,9],"line":9},\
      "source":{"id":"url:https://example.org/\(number)","kind":"Article","title":"Source \(number)"},\
      "note":"Articles/\(number).md","origin":{"rule":"trigger.own"},"confidence":0.9}

      """
  }

  private func vault(_ imports: String) throws -> TestVault {
    let vault = try TestVault("vault: notes\nimports: \(imports)\n")
    try vault.write("a.md", note)
    return vault
  }

  /// "Acme Corp ACQUIRED Gamma Inc deals.csv:2", sorted.
  private func proofs(_ vault: TestVault) throws -> [String] {
    let store = try GraphStore.open(at: vault.database)
    let names = Dictionary(uniqueKeysWithValues: try store.entities().map { ($0.id, $0.name) })
    func name(_ id: EntityID?) -> String { id.flatMap { names[$0] } ?? "" }
    return try store.relations().filter { [.acquired, .owns].contains($0.predicate) }.flatMap { relation in
      try store.proofs(of: relation).map {
        "\(name(relation.subject)) \(relation.predicate) \(name(relation.object)) \($0.note):\($0.line)"
      }
    }.sorted()
  }

  private func paths(_ vault: TestVault) throws -> [String] { try vault.content().records.map(\.path) }

  @Test func everyFormIsReadWithItsRowsAsEvidence() throws {
    let vault = try vault("[deals.csv, data]")
    try vault.put("deals.csv", rows)
    try vault.put("data/graph.graphml", graph)
    try vault.put("data/deep/claims.jsonl", claim(1, "Beta Holdings", "Zeta Inc") + claim(2, "Zeta Inc", "Eta Inc"))
    try vault.put("data/readme.txt", "not read")
    let summary = try vault.build()
    #expect(summary.diagnostics == [])
    #expect(summary.read == 4)
    #expect(
      try proofs(vault) == [
        "Acme Corp ACQUIRED Beta Holdings a.md:6", "Acme Corp ACQUIRED Gamma Inc deals.csv:2",
        "Acme Corp OWNS Epsilon Inc data/graph.graphml:5", "Beta Holdings OWNS Zeta Inc data/deep/claims.jsonl:1",
        "Gamma Inc OWNS Delta Inc deals.csv:3", "Zeta Inc OWNS Eta Inc data/deep/claims.jsonl:2",
      ])
    // One entity of the note and of both tables.
    let content = try vault.content()
    #expect(content.entities.filter { $0.name == "Acme Corp" }.count == 1)
    let row = content.records.flatMap(\.claims).first { $0.note == "deals.csv" && $0.predicate == .acquired }
    #expect(row?.evidence == .field(name: "row", text: "Acme Corp,acquired,Gamma Inc,2023", line: 2))
    #expect(
      content.records.map(\.path) == [
        "a.md", "data/deep/claims.jsonl", "data/deep/claims.jsonl#2", "data/graph.graphml", "deals.csv",
      ])
  }

  @Test func whereNothingChangedNothingIsRead() throws {
    let vault = try vault("[\"*.csv\", claims.jsonl, empty.jsonl]")
    try vault.put("deals.csv", rows + ",OWNS,Nobody,\n")
    try vault.put("claims.jsonl", claim(1, "Beta Holdings", "Zeta Inc") + claim(2, "Zeta Inc", "Eta Inc"))
    try vault.put("empty.jsonl", "no claim\n")
    let first = try vault.build()
    #expect(first.read == 4)
    #expect(first.diagnostics.map { "\($0.path):\($0.line)" } == ["deals.csv:4", "empty.jsonl:1"])
    let second = try vault.build()
    #expect(second.read == 0 && second.unchanged == 4 && second.removed == 0 && !second.isGraphNew)
    #expect(second.diagnostics == first.diagnostics)
    #expect(second.fingerprint == first.fingerprint)
    try vault.put("claims.jsonl", claim(1, "Beta Holdings", "Zeta Inc") + claim(2, "Zeta Inc", "Eta Inc"))
    #expect(try vault.build().read == 0)
  }

  @Test func anEditedFileIsReplacedWithAllItGave() throws {
    let vault = try vault("[deals.csv, claims.jsonl]")
    try vault.put("deals.csv", rows)
    try vault.put("claims.jsonl", (1...3).map { claim($0, "Acme Corp", "Part \($0) Inc") }.joined())
    try vault.build()
    #expect(try paths(vault) == ["a.md", "claims.jsonl", "claims.jsonl#2", "claims.jsonl#3", "deals.csv"])
    try vault.put("deals.csv", rows.replacing("Delta Inc", with: "Omega Inc"))
    try vault.put("claims.jsonl", claim(3, "Acme Corp", "Part 3 Inc"))
    let summary = try vault.build()
    #expect(summary.read == 2 && summary.unchanged == 1)
    #expect(try paths(vault) == ["a.md", "claims.jsonl", "deals.csv"])
    #expect(
      try proofs(vault) == [
        "Acme Corp ACQUIRED Beta Holdings a.md:6", "Acme Corp ACQUIRED Gamma Inc deals.csv:2",
        "Acme Corp OWNS Part 3 Inc claims.jsonl:1", "Gamma Inc OWNS Omega Inc deals.csv:3",
      ])
    let incremental = try vault.content()
    try FileManager.default.removeItem(atPath: vault.url.appending(path: ".weft").path)
    try vault.build()
    #expect(try vault.content() == incremental)
  }

  @Test func aFileThatIsNotListedAnyMoreIsRemoved() throws {
    let vault = try vault("[data]")
    try vault.put("data/deals.csv", rows)
    try vault.put("data/claims.jsonl", claim(1, "Beta Holdings", "Zeta Inc") + claim(2, "Zeta Inc", "Eta Inc"))
    try vault.build()
    #expect(try paths(vault).count == 4)
    try FileManager.default.removeItem(at: vault.url.appending(path: "data/claims.jsonl"))
    #expect(try vault.build().removed == 1)
    #expect(try paths(vault) == ["a.md", "data/deals.csv"])
    try vault.put("weft.yaml", "vault: notes\n")
    let summary = try vault.build()
    #expect(summary.removed == 1 && summary.diagnostics == [])
    #expect(try paths(vault) == ["a.md"])
  }

  @Test func aListedFileThatIsMissingIsToldAndWhatItGaveStays() throws {
    let vault = try vault("[claims.jsonl, data, notes.txt]")
    try vault.put("claims.jsonl", claim(1, "Beta Holdings", "Zeta Inc") + claim(2, "Zeta Inc", "Eta Inc"))
    try vault.put("data/deals.csv", rows)
    try vault.put("notes.txt", "x")
    try vault.build()
    let before = try proofs(vault)
    #expect(before.count == 5)
    for name in ["claims.jsonl", "data"] { try FileManager.default.removeItem(at: vault.url.appending(path: name)) }
    let summary = try vault.build()
    #expect(
      summary.diagnostics.map { "\($0.severity) \($0.path) \($0.message)" } == [
        "error claims.jsonl it cannot be read: it is not there",
        "error weft.yaml imports: data: it cannot be read: it is not there",
        "error weft.yaml imports: notes.txt: no file of this kind is read",
      ])
    #expect(summary.diagnostics.allSatisfy { $0.hint != nil })
    #expect(summary.removed == 0)
    #expect(try proofs(vault) == before)
  }

  @Test func aDamagedFileCostsNoOther() throws {
    let vault = try vault("[data]")
    try vault.put("data/a.csv", "who,what\n1,2\n")
    try vault.put("data/b.graphml", "<graphml><graph><node id=\"A\"/>")
    try vault.put("data/c.jsonl", "{\n" + claim(1, "Beta Holdings", "Zeta Inc"))
    try vault.put("data/d.csv", rows)
    try vault.put("data/e.csv", "name\n" + String(repeating: "a,b\n", count: 150))
    let summary = try vault.build()
    #expect(summary.read == 6)
    #expect(summary.diagnostics.allSatisfy { $0.hint != nil })
    let told = Dictionary(grouping: summary.diagnostics, by: \.path)
    #expect(told["data/a.csv"]?.map(\.line) == [1])
    #expect(told["data/b.graphml"]?.isEmpty == false)
    #expect(told["data/c.jsonl"]?.map(\.line) == [1])
    #expect(told["data/d.csv"] == nil)
    #expect(told["data/e.csv"]?.count == 101)
    #expect(told["data/e.csv"]?.last?.message == "from here on 50 more findings are not listed")
    #expect(try proofs(vault).contains("Beta Holdings OWNS Zeta Inc data/c.jsonl:2"))
    #expect(try proofs(vault).contains("Gamma Inc OWNS Delta Inc data/d.csv:3"))
  }

  @Test func aFileOver64MiBIsNotRead() throws {
    let vault = try vault("[deals.csv]")
    try vault.put("deals.csv", rows)
    try vault.build()
    let file = try FileHandle(forWritingTo: vault.url.appending(path: "deals.csv"))
    try file.truncate(atOffset: 64 << 20 + 1)
    try file.close()
    let summary = try vault.build()
    #expect(summary.diagnostics.map(\.message) == ["file is larger than 64 MiB and was not read"])
    #expect(try paths(vault) == ["a.md"])
  }

  @Test func tagsAndFoldersOfTheVaultDoNotApply() throws {
    let vault = try TestVault("vault: notes\ninclude: [Inbox]\nexclude: [\"*.csv\"]\nimports: [deals.csv]\n")
    try vault.write("Inbox/a.md", note)
    try vault.put("deals.csv", rows)
    #expect(try vault.build().read == 2)
  }

  @Test(arguments: [("[]", 0), ("[claims.jsonl]", 2), ("[data]", 1)])
  func importsArePublicUnlessPrivateNamesThem(names: String, hidden: Int) throws {
    let vault = try TestVault("vault: notes\nimports: [claims.jsonl, data]\nprivate: \(names)\n")
    try vault.write("a.md", note)
    try vault.put("claims.jsonl", claim(1, "Beta Holdings", "Zeta Inc") + claim(2, "Zeta Inc", "Eta Inc"))
    try vault.put("data/deals.csv", rows)
    try vault.build()
    let store = try GraphStore.open(at: vault.database)
    let open = try PublicGraph(of: GraphFolder(at: vault.path), in: store)
    #expect(open.omissions.notes.count == hidden)
    let isThere = open.graph.entities().contains { $0.name == "Zeta Inc" }
    #expect(isThere == (names != "[claims.jsonl]"))
  }

  @Test(arguments: ["/deals.csv", "../deals.csv", "~/deals.csv", "\"\"", "\"#tag\""])
  func anEntryOutsideOfTheFolderIsAnError(entry: String) throws {
    let vault = try vault("[\(entry)]")
    #expect { try GraphFolder(at: vault.path) } throws: { error in
      (error as? BuildError)?.diagnostics.count == 1 && (error as? BuildError)?.diagnostics.first?.hint != nil
    }
  }

  @Test func pathsLeadToTheirFiles() throws {
    let vault = try vault("[data]")
    let folder = try GraphFolder(at: vault.path)
    #expect(folder.filePath(of: "A/b.md") == folder.path + "/notes/A/b.md")
    #expect(folder.filePath(of: "data/x.jsonl#12") == folder.path + "/data/x.jsonl")
    #expect(folder.filePath(of: "weft.yaml") == folder.path + "/weft.yaml")
    #expect(NotePath.file(of: "Note #2") == "Note " && NotePath.file(of: "a#.csv") == "a#.csv")
  }
}

extension TestVault {
  /// Writes a file of the graph folder itself.
  fileprivate func put(_ name: String, _ text: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
}
