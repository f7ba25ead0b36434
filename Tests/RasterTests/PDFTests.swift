import Drawing
import KnowledgeGraph
import TestSupport
import Testing

@testable import Raster

@Suite("PDF")
struct PDFTests {
  private static func figure() -> FigureSketch {
    var sketch = FigureSketch()
    sketch.record = FigureRecord(version: "0.1.0", arguments: ["draw", "--all"], fingerprint: "f", claims: [])
    return sketch
  }

  private static func count(_ words: StaticString, in bytes: [UInt8]) -> Int {
    var (count, place) = (0, 0)
    while let found = ByteSearch.first(words, in: bytes, from: place) { (count, place) = (count + 1, found + 1) }
    return count
  }

  /// The boxes of the links: left, bottom, right, top.
  private static func boxes(_ pdf: [UInt8]) -> [[Double]] {
    let text = String(decoding: pdf, as: UTF8.self)
    return text.split(separator: "/Rect [ ").dropFirst().map { part in
      part.prefix { $0 != "]" }.split(separator: " ").compactMap { Double($0) }
    }
  }

  @Test("The same figure gives the same bytes, without a date")
  func determinism() throws {
    let svg = try PDFTests.figure().svg()
    let pdf = try Rasterizer.pdf(svg)
    #expect(try Rasterizer.pdf(svg) == pdf)
    #expect(PDFTests.count("Date", in: pdf) == 0)
  }

  @Test("The page has the figure's size on paper, times the scale")
  func size() throws {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 200\"/>"
    #expect(PDFTests.count("/MediaBox [ 0 0 300 150 ]", in: try Rasterizer.pdf(svg)) == 1)
    #expect(PDFTests.count("/MediaBox [ 0 0 450 225 ]", in: try Rasterizer.pdf(svg, size: .scale(1.5))) == 1)
    #expect(PDFTests.count("/MediaBox [ 0 0 1000 500 ]", in: try Rasterizer.pdf(svg, size: .width(1_000))) == 1)
    #expect(
      throws: RasterError("a page of 20000 × 10000 points cannot be made", hint: "its sides are 3 to 14400 points")
    ) { try Rasterizer.pdf(svg, size: .width(20_000)) }
  }

  @Test("Labels and heads lead to the proof, and the rest of a line does not")
  func links() throws {
    let pdf = try Rasterizer.pdf(try PDFTests.figure().svg())
    // The label, and the two heads of a mutual edge.
    #expect(PDFTests.count("/URI (https://example.org/highlight/1)", in: pdf) == 3)
    let boxes = PDFTests.boxes(pdf)
    #expect(boxes.count == 3)
    for box in boxes {
      try #require(box.count == 4)
      #expect(box[2] - box[0] < 80 && box[3] - box[1] < 24, "\(box)")
    }
  }

  @Test("A link cannot end its string in the PDF")
  func hostileLink() throws {
    var sketch = PDFTests.figure()
    sketch.link = "https://example.org/)>>/S/JavaScript/JS(app.alert(1))"
    let pdf = try Rasterizer.pdf(try sketch.svg())
    #expect(PDFTests.count("/URI (https://example.org/%29%3E%3E/S/JavaScript/JS%28app.alert%281%29%29)", in: pdf) == 3)
    #expect(PDFTests.count("/JS(", in: pdf) == 0)
    let foreign = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90"><a href="https://example.org/)"><path d="M0 0H9"/></a></svg>
      """
    #expect(throws: RasterError("a link cannot be put into a PDF: https://example.org/)")) {
      try Rasterizer.pdf(foreign)
    }
  }

  @Test("A title that looks like a record is none")
  func hostileTitle() throws {
    var sketch = PDFTests.figure()
    let other = FigureRecord(version: "6", arguments: ["draw", "Else"], fingerprint: "6", claims: [])
    sketch.title = String(decoding: other.packet, as: UTF8.self)
    for bytes in [try Rasterizer.pdf(try sketch.svg()), try Rasterizer.png(try sketch.svg(), size: .scale(0.1))] {
      #expect(try FigureFile.record(in: bytes) == sketch.record)
    }
    let svg = try sketch.svg(for: .screen)
    #expect(try FigureFile.record(in: Array(svg.utf8)) == sketch.record)
  }

  @Test(
    "Its text can be selected",
    .enabled(if: Tool.isInstalled("pdftotext"), "pdftotext (poppler-utils) is not installed"))
  func text() throws {
    let text = try Tool.run(["pdftotext", "FILE", "-"], on: try Rasterizer.pdf(try PDFTests.figure().svg()))
    for words in ["Partners (2024)", "Tencent Cloud", "Mobily", "COMPANY", "partnered with"] {
      #expect(text.contains(words), "\(words) in \(text)")
    }
  }

  @Test(
    "Another reader finds its metadata",
    .enabled(if: Tool.isInstalled("pdfinfo"), "pdfinfo (poppler-utils) is not installed"))
  func information() throws {
    let sketch = PDFTests.figure()
    let pdf = try Rasterizer.pdf(try sketch.svg())
    let information = try Tool.run(["pdfinfo", "FILE"], on: pdf)
    #expect(!information.lowercased().contains("error"))
    for (name, value) in [("Title", "Partners (2024)"), ("Creator", "Weft 0.1.0"), ("Pages", "1")] {
      let line = information.split(separator: "\n").first { $0.hasPrefix(name + ":") }
      #expect(line?.hasSuffix(" " + value) == true, "\(information)")
    }
    let packet = try Tool.run(["pdfinfo", "-meta", "FILE"], on: pdf)
    #expect(try FigureRecord(findingIn: Array(packet.utf8)) == sketch.record)
  }
}
