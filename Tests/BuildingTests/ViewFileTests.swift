import Building
import Drawing
import Foundation
import Notes
import TestSupport
import Testing

@Suite("View files")
struct ViewFileTests {
  @Test("What is written is read back, whatever the words")
  func roundTrip() throws {
    var generator = SplitMix64(seed: 7)
    for _ in 0..<200 {
      let words = (0..<Int.random(in: 0..<5, using: &generator)).map { _ in
        // No word of a command line has a NUL.
        String(String.UnicodeScalarView(HostileText.text(using: &generator).unicodeScalars.filter { $0.value > 0 }))
      }
      var cards: [String: Point] = [:]
      for _ in 0..<Int.random(in: 0..<8, using: &generator) {
        let point = Point(
          Double(Int.random(in: -9_999...9_999, using: &generator)) / 10,
          Double(Int.random(in: 0...99_999, using: &generator)) / 10)
        cards["card-\(Int.random(in: 0..<99, using: &generator))"] = point
      }
      let view = ViewFile(arguments: words, cards: cards)
      #expect(try ViewFile(text: view.text, path: "views/a.yaml") == view)
    }
  }

  @Test(
    "What is wrong is told with its place",
    arguments: [
      ("cards:\n  a: [1]\n", 2, 3, "the place of \"a\" is not two numbers of points"),
      ("cards:\n  a: [1, x]\n", 2, 3, "the place of \"a\" is not two numbers of points"),
      ("cards:\n  a: [1, 1e300]\n", 2, 3, "the place of \"a\" is not two numbers of points"),
      ("cards:\n  a: [1, nan]\n", 2, 3, "the place of \"a\" is not two numbers of points"),
      ("drew: [a]\n", 1, 1, "a view has no key \"drew\""),
      ("draw: {a: b}\n", 1, 7, "draw is a list of texts"),
    ])
  func faults(text: String, line: Int, column: Int, message: String) throws {
    let error = #expect(throws: BuildError.self) { try ViewFile(text: text, path: "views/a.yaml") }
    let diagnostic = try #require(error?.diagnostics.first)
    #expect(diagnostic.message == message)
    #expect(diagnostic.line == line && diagnostic.column == column, "\(diagnostic.line):\(diagnostic.column)")
  }

  @Test("A view is kept in its folder under its name, and no name leads elsewhere")
  func files() throws {
    let vault = try TestVault()
    let folder = try GraphFolder(at: vault.path)
    #expect(try folder.view("deals") == nil)
    let view = ViewFile(arguments: ["--depth=2", "Acme"], cards: ["acme": Point(12.5, -3)])
    try folder.keep(view, as: "deals")
    #expect(try folder.view("deals") == view)
    #expect(FileManager.default.fileExists(atPath: vault.url.appending(path: "views/deals.yaml").path))
    for name in ["", "../deals", "a/b", ".deals", "a b", String(repeating: "a", count: 65)] {
      #expect(!GraphFolder.isViewName(name))
      #expect(try folder.view(name) == nil)
    }
  }
}
