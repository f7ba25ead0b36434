import CRaster
import Drawing

/// Makes PNG and PDF of a figure's SVG through librsvg and cairo.
///
/// The libraries are loaded when the first picture is asked for. The same SVG gives the same bytes on a machine; the
/// shapes of letters are those of the machine's fonts, so other machines may draw other letters in the same places.
/// What the SVG knows of itself (``FigureRecord``) goes into the picture. May be used from any thread.
public enum Rasterizer {
  /// The most pixels of a PNG: 256 MiB while it is made.
  public static let pixelLimit = 64 << 20
  /// The most pixels of a PNG in one direction, which is cairo's limit.
  public static let sideLimit = 32_767
  /// The longest side of a PDF in points, which is what PDF 1.4 readers have to show (PDF Reference 1.7, appendix C).
  public static let pageLimit = 14_400.0

  /// The libraries' versions, or why there are none.
  public enum Status: Hashable, Sendable {
    case ready(librsvg: String, cairo: String)
    case missing(RasterError)
  }

  /// Whether pictures can be made; loads the libraries.
  public static func status() -> Status {
    do throws(RasterError) {
      try load()
    } catch {
      return .missing(error)
    }
    var (librsvg, cairo): ([UInt32], [UInt32]) = ([0, 0, 0], [0, 0, 0])
    _ = librsvg.withUnsafeMutableBufferPointer { librsvg in
      cairo.withUnsafeMutableBufferPointer { weft_raster_versions(librsvg.baseAddress, $0.baseAddress) }
    }
    func text(_ parts: [UInt32]) -> String { parts.map(String.init).joined(separator: ".") }
    return .ready(librsvg: text(librsvg), cairo: text(cairo))
  }

  /// The figure as PNG, opaque, with its resolution.
  ///
  /// - Complexity: O(pixels + size of the SVG).
  /// - Throws: ``RasterError`` where the libraries are missing, the text is no figure of ``SVGWriter``, or the picture
  ///   would be too large.
  public static func png(_ svg: String, size: PictureSize = .scale(2)) throws(RasterError) -> [UInt8] {
    let head = try head(of: svg)
    let factor = try size.factor(width: head.size.width, unit: 1)
    let (width, height) = (head.size.width * factor, head.size.height * factor)
    try check(width, height, factor)
    var message = weft_raster_message()
    try load()
    let bytes = collected { sink, context in
      withPicture(svg, width: width, height: height) { picture in
        weft_raster_png(picture, pixels(width), pixels(height), head.ground, sink, context, &message)
      }
    }
    guard let bytes else { throw RasterError(text(of: &message)) }
    // The resolution, so that a document shows the figure in its own size however many pixels it has.
    let density = UInt32((factor * 96 / 0.0254).rounded())
    var chunks = [PNGChunk(type: "pHYs", data: PNGChunk.bytes(density) + PNGChunk.bytes(density) + [1])]
    if let record = head.record { chunks.append(PNGChunk(type: "iTXt", data: PNGFile.header + record.packet)) }
    guard let png = PNGFile.adding(chunks, to: bytes) else { throw RasterError("cairo wrote no PNG") }
    return png
  }

  /// The figure as a PDF of one page that is as large as it, with text that can be selected, and links.
  ///
  /// Give it an SVG that is written for ``SVGWriter/Medium/page``.
  ///
  /// - Complexity: O(size of the SVG).
  /// - Throws: ``RasterError`` where the libraries are missing, the text is no figure of ``SVGWriter``, or the page
  ///   would be too large.
  public static func pdf(_ svg: String, size: PictureSize = .scale(1)) throws(RasterError) -> [UInt8] {
    let head = try head(of: svg)
    let factor = try size.factor(width: head.size.width, unit: 0.75)
    let (width, height) = (head.size.width * factor, head.size.height * factor)
    guard width >= 3, height >= 3, max(width, height) <= pageLimit else {
      throw RasterError(
        "a page of \(Int(width.rounded())) × \(Int(height.rounded())) points cannot be made",
        hint: "its sides are 3 to \(Int(pageLimit)) points")
    }
    // cairo writes links into the PDF as they are, and one with a parenthesis would end its string early.
    if let link = SVGHead.unsafeLink(in: svg) { throw RasterError("a link cannot be put into a PDF: \(link)") }
    var message = weft_raster_message()
    try load()
    // Out of a record that somebody else may have made; cairo fails on characters that are none.
    let version = head.record?.version ?? ""
    let isPlain = !version.isEmpty && version.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    let creator = isPlain ? "Weft \(version)" : "Weft"
    let bytes = collected { sink, context in
      withPicture(svg, width: width, height: height) { picture in
        weft_raster_pdf(picture, head.title, creator, sink, context, &message)
      }
    }
    guard let bytes else { throw RasterError(text(of: &message)) }
    guard let record = head.record else { return bytes }
    guard let pdf = PDFFile.adding(metadata: record.packet, to: bytes) else {
      throw RasterError("cairo wrote a PDF of another form", hint: "this cairo is newer than weft")
    }
    return pdf
  }

  // MARK: Parts of both

  private static func load() throws(RasterError) {
    var message = weft_raster_message()
    guard weft_raster_load(&message) else {
      throw RasterError(
        text(of: &message), hint: "PNG and PDF need librsvg (Debian: librsvg2-2, macOS: librsvg); SVG does without")
    }
  }

  private static func head(of svg: String) throws(RasterError) -> SVGHead {
    if let fault = XMLCheck.fault(in: svg) { throw RasterError("this is no figure of weft: \(fault)") }
    guard let head = SVGHead(svg) else { throw RasterError("this is no figure of weft: its size is missing") }
    return head
  }

  private static func check(_ width: Double, _ height: Double, _ factor: Double) throws(RasterError) {
    let sides = max(width, height) / Double(sideLimit)
    let area = (width * height / Double(pixelLimit)).squareRoot()
    let excess = max(sides, area)
    guard excess > 1 else { return }
    let columns = width.isFinite && width < 1e9 ? String(Int(width.rounded(.up))) : "too many"
    let rows = height.isFinite && height < 1e9 ? String(Int(height.rounded(.up))) : "too many"
    // A little less, so that a rounded scale fits too.
    let hundredths = Int((factor / excess * 99).rounded(.down))
    throw RasterError(
      "a picture of \(columns) × \(rows) pixels is too large: 64 Mi pixels, and 32,767 in one direction, are the most",
      hint:
        "this figure fits at scale \(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10); a PDF has no pixels")
  }

  /// A picture has at least a pixel, and part of one is one.
  private static func pixels(_ length: Double) -> Int32 { Int32(clamping: max(1, Int((length - 1e-6).rounded(.up)))) }

  /// The rectangle around all that the element of an id paints, in units of the SVG, with the fonts of this machine; nil
  /// where there is none, or no librsvg.
  static func extent(of id: String, in svg: String) -> Rect? {
    var message = weft_raster_message()
    guard (try? load()) != nil else { return nil }
    var extent = [0.0, 0, 0, 0]
    var svg = svg
    let isFound = svg.withUTF8 { bytes in
      weft_raster_extent(
        weft_raster_picture(svg: bytes.baseAddress, count: bytes.count, width: 1, height: 1), "#" + id, &extent,
        &message)
    }
    return isFound ? Rect(x: extent[0], y: extent[1], width: extent[2], height: extent[3]) : nil
  }

  private static func withPicture(
    _ svg: String, width: Double, height: Double, _ body: (weft_raster_picture) -> Bool
  ) -> Bool {
    var svg = FontFit.machine.fitted(svg)
    return svg.withUTF8 { bytes in
      body(weft_raster_picture(svg: bytes.baseAddress, count: bytes.count, width: width, height: height))
    }
  }

  /// The bytes that a C function gives part by part, or nil where it fails.
  private static func collected(_ body: (weft_raster_sink, UnsafeMutableRawPointer) -> Bool) -> [UInt8]? {
    var bytes: [UInt8] = []
    let isDone = withUnsafeMutablePointer(to: &bytes) { pointer in
      body(
        { context, part, count in
          guard let context, let part else { return }
          let bytes = context.assumingMemoryBound(to: [UInt8].self)
          bytes.pointee.append(contentsOf: UnsafeBufferPointer(start: part, count: count))
        }, pointer)
    }
    return isDone ? bytes : nil
  }

  private static func text(of message: inout weft_raster_message) -> String {
    withUnsafeBytes(of: &message.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
