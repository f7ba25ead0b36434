import Drawing
import KnowledgeGraph
import Layout
import Raster

/// A part of a graph on its way to a picture.
struct Figure {
  /// What is to be drawn, by how many entities it may hold.
  var part: (_ limit: Int?) throws(Failure) -> Subgraph
  var ontology: Ontology
  var options: FigureOptions
  /// The command that draws it, for the figure to know.
  var arguments: [String]
  /// The graph's fingerprint; asked only for pictures that keep it.
  var fingerprint: () throws(Failure) -> String
  /// How large a PNG or PDF is made of it; nil for what is usual.
  var size: PictureSize?

  /// A picture as it is written to a file.
  struct Picture {
    var bytes: [UInt8]
    /// How many ties were left out.
    var omitted: Int
    /// What the picture knows of itself; nil for DOT.
    var record: FigureRecord?
  }

  /// How many entities are tried, most first, until the picture is readable.
  ///
  /// Lists fold many leaves into one card, so how many entities fit is known only when the cards are.
  private static let limits = [48, 40, 32, 26, 21, 17, 13, 10, 7, 4]

  /// The scene with as many entities as a readable picture holds, and how many were left out.
  func scene() throws(Failure) -> (scene: Scene, omitted: Int) {
    var options = options
    // As cards where nothing else is asked: pills say less, and what does not fit can be asked for by name.
    options.style = options.style ?? .paper
    var refusal: DrawingError?
    for limit in Figure.limits {
      let subgraph = try part(limit)
      guard !subgraph.entities.isEmpty else { throw Failure("there is nothing to draw", status: .nothingFound) }
      do throws(DrawingError) {
        let scene = try Scene(subgraph, ontology: ontology, options: options)
        return (scene, subgraph.omitted.values.reduce(0, +))
      } catch {
        refusal = error
      }
    }
    throw Failure(refusal ?? DrawingError("there is nothing to draw"))
  }

  /// The picture in a form that is a figure's.
  func picture(as format: OutputFormat) throws(Failure) -> Picture {
    let (scene, omitted) = try scene()
    guard format != .dot else {
      return Picture(bytes: Array(DOTWriter.text(scene).utf8), omitted: omitted, record: nil)
    }
    let record = FigureRecord(
      version: Weft.version, arguments: arguments, fingerprint: try fingerprint(), claims: scene.claims)
    let svg = try Figure.svg(scene, for: format == .svg ? .screen : .page, record)
    let bytes: [UInt8]
    do throws(RasterError) {
      bytes =
        switch format {
        case .png: try Rasterizer.png(svg, size: size ?? .scale(2))
        case .pdf: try Rasterizer.pdf(svg, size: size ?? .scale(1))
        default: Array(svg.utf8)
        }
    } catch {
      throw Failure(error.message, hint: error.hint)
    }
    return Picture(bytes: bytes, omitted: omitted, record: record)
  }

  /// The picture as SVG, laid out by Graphviz.
  private static func svg(
    _ scene: Scene, for medium: SVGWriter.Medium, _ record: FigureRecord
  ) throws(Failure) -> String {
    let placement: Placement
    do throws(LayoutError) {
      placement = try LayoutEngine.shared.place(scene)
    } catch {
      throw Failure(error.message, hint: error.hint)
    }
    do throws(DrawingError) {
      return try SVGWriter.text(scene, placement, for: medium, record: record)
    } catch {
      throw Failure(error)
    }
  }
}

extension Failure {
  init(_ error: DrawingError) {
    self.init(error.message, hint: error.hint)
  }
}
