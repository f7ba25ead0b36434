import Building
import Drawing
import Foundation
import KnowledgeGraph
import Notes
import Testing

@Suite("Theme files")
struct ThemeFileTests {
  private func read(_ text: String) throws(BuildError) -> ThemeFile {
    try ThemeFile(text: text, path: "house.yaml", ontology: .builtIn)
  }

  @Test("Colours, icons, kinds and predicates are read, whatever the order")
  func everything() throws {
    let file = try read(
      """
      kinds:
        Company: {color: bank, icon: vault}
        Person: {icon: organization}
      predicates:
        ACQUIRED: {color: deal, width: 2, dashes: [8, 2.5]}
      colors:
        bank: {fill: "#FFFFFF", stroke: "#0B5345", ink: "#000", dark: {fill: "#0B1120", stroke: "#A3E4D7", ink: "#FFF"}}
        deal: {stroke: "#7B241C"}
      surface: {label: "#111111", dark: {label: "#EEEEEE"}}
      icons:
        vault: "M3 3h18v18H3zM12 8v8"
      base: atlas
      """)
    #expect(file.style == .atlas)
    let bank = try #require(Tint(rawValue: "bank"))
    #expect(file.theme.light.shades(bank).stroke.hex == "#0B5345")
    #expect(file.theme.light.shades(bank).ink.hex == "#000000")
    #expect(file.theme.dark.shades(bank).ink.hex == "#FFFFFF")
    #expect(file.theme.light.shades(.deal).stroke.hex == "#7B241C")
    // What is not said stays as it was.
    #expect(file.theme.light.shades(.deal).fill == Palette.light.shades(.deal).fill)
    #expect(file.theme.light.surface.label.hex == "#111111" && file.theme.dark.surface.label.hex == "#EEEEEE")
    #expect(file.theme.kinds[.company]?.tint == bank)
    #expect(file.theme.kinds[.company]?.icon?.path == "M3 3h18v18H3zM12 8v8")
    #expect(file.theme.kinds[.person]?.icon == .organization && file.theme.kinds[.person]?.tint == nil)
    let acquired = try #require(file.theme.predicates[.acquired])
    #expect(acquired == Theme.EdgeStyle(tint: .deal, width: 2, dashes: [8, 2.5]))
  }

  @Test("An empty theme is Weft's own, and a base begins with another")
  func bases() throws {
    #expect(try read("").theme == .standard)
    #expect(try read("base: print\n").theme == .print)
    #expect(try read("base: paper\n").style == .paper)
    let print = try read("base: print\ncolors: {deal: {fill: \"#EEEEEE\"}}\n")
    #expect(print.theme.isMonochrome && print.theme.dark == print.theme.light)
  }

  @Test(
    "What is wrong is told with its place and a proposal",
    arguments: [
      ("colours: {}\n", 1, 1, "a theme has no key \"colours\"", "did you mean \"colors\"?"),
      ("base: papper\n", 1, 7, "there is no theme \"papper\"", "did you mean \"paper\"?"),
      (
        "colors:\n  company: {fill: blue}\n", 2, 19, "\"blue\" is no colour",
        "write fill: \"#1D4ED8\", with the quotes"
      ),
      (
        "colors:\n  bank: {}\n  Shop: {ink: \"#000\"}\n", 3, 3, "\"Shop\" is no name of a family",
        "use small letters, digits and -: data-center"
      ),
      ("kinds:\n  Compny: {color: deal}\n", 2, 3, "there is no kind \"Compny\"", "did you mean \"Company\"?"),
      ("kinds:\n  Company: {color: dael}\n", 2, 20, "there is no family \"dael\"", "did you mean \"deal\"?"),
      ("kinds:\n  Company: {icon: plac}\n", 2, 19, "there is no icon \"plac\"", "did you mean \"place\"?"),
      (
        "icons:\n  x: M0 0<script>\n", 2, 6, "the icon \"x\" is no path",
        "give SVG path data of strokes in 24 by 24 units, as in \"M4 12h16\"; at most 2,000 characters"
      ),
      (
        "predicates:\n  ACQUIRD: {width: 1}\n", 2, 3, "there is no predicate \"ACQUIRD\"",
        "did you mean \"ACQUIRED\"?"
      ),
      (
        "predicates:\n  ACQUIRED: {width: 9}\n", 2, 21, "width is a number from 0.5 to 3", "write width: 1.5"
      ),
      (
        "predicates:\n  ACQUIRED: {dashes: [8]}\n", 2, 22, "dashes are two to six lengths of 0.5 to 40 points",
        "a dash, a gap: write dashes: [8, 2]"
      ),
      (
        "surface: {ink: \"#777777\"}\n", 1, 1, "headings cannot be read on light ground: their contrast is 4.4 : 1",
        "text needs 4.5 : 1; make one of the two colours darker or lighter"
      ),
      (
        "colors:\n  person: {ink: \"#FBCFE8\"}\n", 2, 3,
        "names of \"person\" cannot be read on light ground: their contrast is 1.2 : 1",
        "text needs 4.5 : 1; make one of the two colours darker or lighter"
      ),
    ])
  func faults(text: String, line: Int, column: Int, message: String, hint: String) throws {
    let error = #expect(throws: BuildError.self) { try read(text) }
    let diagnostic = try #require(error?.diagnostics.first)
    #expect(diagnostic.message == message)
    #expect(diagnostic.line == line && diagnostic.column == column, "\(diagnostic.line):\(diagnostic.column)")
    #expect(diagnostic.hint == hint)
    #expect(diagnostic.path == "house.yaml")
  }

  @Test("A theme of a graph folder is named by its file, which may not lie outside")
  func files() throws {
    let vault = try TestVault("theme: looks/house.yaml\n")
    let folder = try GraphFolder(at: vault.path)
    #expect(folder.configuration.theme == "looks/house.yaml")
    #expect(throws: BuildError.self) { try folder.theme("looks/house.yaml", ontology: .builtIn) }
    let looks = vault.url.appending(path: "looks")
    try FileManager.default.createDirectory(at: looks, withIntermediateDirectories: true)
    try Data("base: print\n".utf8).write(to: looks.appending(path: "house.yaml"))
    #expect(try folder.theme("looks/house.yaml", ontology: .builtIn).theme == .print)
    #expect(try folder.theme("atlas", ontology: .builtIn).style == .atlas)
    for outside in ["../house.yaml", "/etc/passwd.yaml", "~/house.yaml", "looks/../../a.yaml", "house.txt"] {
      #expect(throws: BuildError.self) { try folder.theme(outside, ontology: .builtIn) }
    }
  }
}
