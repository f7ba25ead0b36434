import Drawing
import KnowledgeGraph
import TestSupport
import Testing

@testable import Raster

@Suite("PNG")
struct PNGTests {
  private static func number(_ bytes: [UInt8], _ place: Int) -> Int {
    bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  /// Width and height, as the header has them.
  private static func size(_ png: [UInt8]) -> [Int] { [number(png, 16), number(png, 20)] }

  @Test("A picture is as large as was asked for")
  func sizes() throws {
    let svg = try FigureSketch().svg()
    let head = try #require(SVGHead(svg))
    func up(_ length: Double) -> Int { Int(length.rounded(.up)) }
    let natural = try Rasterizer.png(svg, size: .scale(1))
    #expect(PNGTests.size(natural) == [up(head.size.width), up(head.size.height)])
    #expect(PNGTests.size(try Rasterizer.png(svg)) == [up(head.size.width * 2), up(head.size.height * 2)])
    let wide = PNGTests.size(try Rasterizer.png(svg, size: .width(777)))
    #expect(wide[0] == 777)
    #expect(abs(Double(wide[1]) - head.size.height * 777 / head.size.width) <= 1)
  }

  @Test("The same figure gives the same bytes")
  func determinism() throws {
    let svg = try FigureSketch().svg()
    #expect(try Rasterizer.png(svg) == Rasterizer.png(svg))
  }

  @Test(
    "Sizes that cannot be are refused",
    arguments: [
      (.scale(0), "a scale is between 0.05 and 20"), (.scale(21), "a scale is between 0.05 and 20"),
      (.scale(.nan), "a scale is between 0.05 and 20"), (.width(0), "a picture is at least one pixel wide"),
      (.width(-1), "a picture is at least one pixel wide"),
    ] as [(PictureSize, String)])
  func refusedSizes(size: PictureSize, message: String) throws {
    let svg = try FigureSketch().svg()
    #expect(throws: RasterError(message)) { try Rasterizer.png(svg, size: size) }
  }

  @Test("A picture of too many pixels is refused with the scale that fits, and that one fits")
  func limit() throws {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2000 1500\"/>"
    let error = try #require(throws: RasterError.self) { try Rasterizer.png(svg, size: .scale(5)) }
    #expect(
      error.message
        == "a picture of 10000 × 7500 pixels is too large: 64 Mi pixels, and 32,767 in one direction, are the most")
    // 2000 × 1500 × s² is 64 Mi at 4.73.
    #expect(error.hint == "this figure fits at scale 4.68; a PDF has no pixels")
    #expect(PNGTests.size(try Rasterizer.png(svg, size: .scale(4.68))) == [9360, 7020])
    let long = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4000 10\"/>"
    #expect(throws: RasterError.self) { try Rasterizer.png(long, size: .width(32_768)) }
    #expect(throws: RasterError.self) { try Rasterizer.png(long, size: .width(.max)) }
  }

  @Test(
    "Text that is no figure is refused",
    arguments: [
      "", "text", "<svg>", "<svg viewBox=\"0 0 0 0\"/>", "<svg viewBox=\"0 0 nan 1\"/>", "<svg viewBox=\"0 0 1e9 1\"/>",
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><script/></svg>",
    ])
  func noFigure(text: String) {
    #expect(throws: RasterError.self) { try Rasterizer.png(text) }
    #expect(throws: RasterError.self) { try Rasterizer.pdf(text) }
  }

  @Test("Checksums are those of the specification")
  func checksum() {
    #expect(PNGChunk.checksum(Array("123456789".utf8)[...]) == 0xcbf4_3926)
    #expect(PNGChunk(type: "IEND", data: []).bytes == [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])
  }

  @Test("A packet whose checksum is wrong is not read")
  func damage() throws {
    var sketch = FigureSketch()
    sketch.record = FigureRecord(version: "1", arguments: ["draw"], fingerprint: "f", claims: [])
    var png = try Rasterizer.png(try sketch.svg(), size: .scale(0.2))
    #expect(try FigureFile.record(in: png) == sketch.record)
    let place = try #require(ByteSearch.first("draw", in: png))
    png[place] = UInt8(ascii: "D")
    #expect(throws: FigureRecordError.self) { try FigureFile.record(in: png) }
  }

  /// Decodes a PNG with Python's zlib and prints size, first pixel, resolution and how many colours the rows have.
  private static let decoder = """
    import struct, sys, zlib
    data = open(sys.argv[1], 'rb').read()
    assert data[:8] == b'\\x89PNG\\r\\n\\x1a\\n'
    place, packed, seen = 8, b'', {}
    while place < len(data):
        count, kind = struct.unpack('>I4s', data[place:place + 8])
        body = data[place + 8:place + 8 + count]
        assert zlib.crc32(kind + body) == struct.unpack('>I', data[place + 8 + count:place + 12 + count])[0], kind
        if kind == b'IDAT': packed += body
        seen[kind.decode()] = body
        place += 12 + count
    width, height, depth, color = struct.unpack('>IIBB', seen['IHDR'][:10])
    rows = zlib.decompress(packed)
    assert (depth, color) == (8, 2) and len(rows) == height * (width * 3 + 1)
    density = struct.unpack('>IIB', seen['pHYs'])
    print(width, height, rows[1:4].hex(), *density, 'IEND' in seen)
    """

  @Test(
    "Another decoder reads it, with the ground of its theme",
    .enabled(if: Tool.isInstalled("python3"), "python3 is not installed"),
    arguments: [(FigureOptions.Mode.light, "ffffff"), (.dark, "0b1120"), (.auto, "ffffff")])
  func decodes(mode: FigureOptions.Mode, ground: String) throws {
    var sketch = FigureSketch()
    sketch.mode = mode
    sketch.record = FigureRecord(version: "1", arguments: ["draw"], fingerprint: "f", claims: [])
    let png = try Rasterizer.png(try sketch.svg(), size: .scale(1.5))
    let size = PNGTests.size(png)
    // 96 × 1.5 dots an inch are 5,669 a metre.
    #expect(
      try Tool.run(["python3", "-c", PNGTests.decoder, "FILE"], on: png)
        == "\(size[0]) \(size[1]) \(ground) 5669 5669 1 True\n")
  }
}
