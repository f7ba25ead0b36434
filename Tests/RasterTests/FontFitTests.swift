import Drawing
import Foundation
import KnowledgeGraph
import Layout
import TestSupport
import Testing

@testable import Raster

@Suite("Fonts of the machine")
struct FontFitTests {
  @Test("Text is drawn as much smaller as fonts are wider, and left alone where they are not")
  func sizes() {
    func svg(_ size: String) -> String {
      "<svg><text class=\"a\" font-size=\"\(size)\" font-weight=\"bold\">x &gt; 1</text><rect/>"
        + "<text font-size=\"10.5\">y</text></svg>"
    }
    let figure = svg("13")
    #expect(FontFit(regular: 1, bold: 1.01).fitted(figure) == figure)
    #expect(FontFit(regular: 1, bold: 1.25).fitted(figure) == svg("10.4"))
    #expect(FontFit(regular: 1.05, bold: 1).fitted(figure).contains("<text font-size=\"10.0\">y"))
    #expect(FontFit(regular: 2, bold: 2).fitted("<svg><text ") == "<svg><text ")
  }

  @Test(
    "With the fonts that figures ask for, text is as wide as the tables say",
    .enabled(if: hasFonts, "needs Liberation Sans"))
  func usual() {
    #expect(abs(FontFit.machine.regular - 1) < 0.02 && abs(FontFit.machine.bold - 1) < 0.02)
  }

  private static let dejavu = "/usr/share/fonts/truetype/dejavu"
  private static let hasFonts = FileManager.default.fileExists(atPath: "/usr/share/fonts/truetype/liberation2")

  /// Every card with its text, as librsvg paints it on a machine that has only wide fonts.
  @Test(
    "Text stays within its card where there is no font but a wider one",
    .enabled(if: FileManager.default.fileExists(atPath: dejavu), "needs DejaVu Sans"))
  func wideFonts() async {
    await #expect(processExitsWith: .success) {
      // Before librsvg looks for fonts, which it does once.
      let folder = FileManager.default.temporaryDirectory.appending(path: "weft-fonts-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let settings = folder.appending(path: "fonts.conf")
      let text = """
        <?xml version="1.0"?>
        <fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>\(folder.path)</cachedir></fontconfig>
        """
      try Data(text.utf8).write(to: settings)
      setenv("FONTCONFIG_FILE", settings.path, 1)
      #expect(FontFit.machine.bold > 1.1, "the font is wider: \(FontFit.machine)")
      try FontFitTests.expectTextInCards()
      // Drawn as it is, text would leave its card.
      var leaving = 0
      for style in FigureOptions.Style.allCases {
        var sketch = FigureSketch(names: ["national communications", "semiconductor assembly"])
        sketch.style = style
        let scene = try sketch.scene
        let svg = try SVGWriter.text(scene, try LayoutEngine.shared.place(scene), for: .page)
        for card in scene.cards {
          let extent = try #require(Rasterizer.extent(of: "\(scene.figure)-n-\(card.id)", in: svg))
          if extent.width > card.size.width + 2.6 { leaving += 1 }
        }
      }
      #expect(leaving > 0)
    }
  }

  @Test("Text stays within its card with the machine's own fonts")
  func ownFonts() throws { try Self.expectTextInCards() }

  /// Draws figures of long and short names and measures every card: what it paints is no wider than its border.
  static func expectTextInCards() throws {
    var generator = SplitMix64(seed: 11)
    let words = [
      "Acme", "Wilmington WWWWWWWWW Mmmmmm", "Etihad Etisalat (Mobily)", "Übergroßeszusammengesetztes", "iiiii llll",
      "Semiconductor Manufacturing", "QUALITY MANAGEMENT BOARD", "a-b-c/d", "MMMMMMMMMMMMMMMMMMMMMMMMMM",
    ]
    var measured = 0
    for style in FigureOptions.Style.allCases {
      for _ in 0..<12 {
        var sketch = FigureSketch()
        sketch.names = [generator.pick(words) + " 1", generator.pick(words) + " 2"]
        sketch.style = style
        let scene = try sketch.scene
        let svg = try SVGWriter.text(scene, try LayoutEngine.shared.place(scene), for: .page)
        let drawn = FontFit.machine.fitted(svg)
        for card in scene.cards {
          let extent = try #require(Rasterizer.extent(of: "\(scene.figure)-n-\(card.id)", in: drawn), "\(card.id)")
          // The border is painted half outside.
          #expect(extent.width <= card.size.width + 2.6, "\(card.name): \(extent.width) of \(card.size.width)")
          #expect(extent.height <= card.size.height + 2.6, "\(card.name): \(extent.height) of \(card.size.height)")
          measured += 1
        }
      }
    }
    #expect(measured == 48)
  }
}
