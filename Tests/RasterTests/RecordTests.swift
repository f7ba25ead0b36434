import Drawing
import Foundation
import TestSupport
import Testing

@testable import Raster

@Suite("Records in files")
struct RecordTests {
  @Test("Records of hostile words are read back out of SVG, PNG, PDF and HTML")
  func roundTrip() throws {
    var generator = SplitMix64(seed: 17)
    for _ in 0..<60 {
      var sketch = FigureSketch()
      sketch.names = [HostileText.text(using: &generator) + "a", HostileText.text(using: &generator) + "b"]
      sketch.title = HostileText.text(using: &generator)
      let record = FigureSketch.record(using: &generator)
      sketch.record = record
      let page = try sketch.svg()
      let files = [
        Array(try sketch.svg(for: .screen).utf8), try Rasterizer.png(page, size: .scale(0.1)), try Rasterizer.pdf(page),
        Array(FigurePage.text(try sketch.svg(for: .screen), title: sketch.title, mode: .auto).utf8),
      ]
      #expect(files.map { FigureFile($0) } == [.svg, .png, .pdf, .html])
      for bytes in files {
        let read = try FigureFile.record(in: bytes)
        #expect(read == record)
        #expect(read.arguments.map { Array($0.utf8) } == record.arguments.map { Array($0.utf8) })
      }
    }
  }

  @Test("A figure without a record says so", arguments: FigureFile.allCases)
  func absent(_ form: FigureFile) throws {
    let svg = try FigureSketch().svg()
    let bytes =
      switch form {
      case .svg: Array(svg.utf8)
      case .png: try Rasterizer.png(svg, size: .scale(0.1))
      case .pdf: try Rasterizer.pdf(svg)
      case .html: Array(FigurePage.text(svg, title: nil, mode: .auto).utf8)
      }
    #expect(
      throws: FigureRecordError(
        "this is no figure that knows what it shows", hint: "figures that weft wrote as SVG, PNG, PDF or HTML do")
    ) { try FigureFile.record(in: bytes) }
  }

  @Test("Files of any bytes are read or refused")
  func mutations() throws {
    var generator = SplitMix64(seed: 23)
    var sketch = FigureSketch()
    sketch.record = FigureRecord(version: "1", arguments: ["draw", "Huawei"], fingerprint: "f", claims: [])
    let page = try sketch.svg()
    let files = [Array(page.utf8), try Rasterizer.png(page, size: .scale(0.05)), try Rasterizer.pdf(page)]
    for bytes in files {
      for _ in 0..<150 {
        var changed = bytes
        for _ in 0..<Int.random(in: 1...6, using: &generator) where !changed.isEmpty {
          let place = Int.random(in: changed.indices, using: &generator)
          if generator.next() % 2 == 0 {
            changed[place] = UInt8.random(in: 0...255, using: &generator)
          } else {
            changed.removeSubrange(place..<min(changed.count, place + Int.random(in: 1...3_000, using: &generator)))
          }
        }
        if let record = try? FigureFile.record(in: changed) { #expect(!record.arguments.isEmpty) }
        _ = PDFFile.adding(metadata: [], to: changed)
        _ = PNGFile.adding([], to: changed)
      }
    }
    #expect(throws: FigureRecordError("this is no SVG, PNG, PDF or HTML")) { try FigureFile.record(in: [0x47, 0x49]) }
    #expect(throws: FigureRecordError("this is no SVG, PNG, PDF or HTML")) { try FigureFile.record(in: []) }
  }
}
