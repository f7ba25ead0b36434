import Drawing
import KnowledgeGraph
import Layout
import Raster

/// A part of a graph on its way to a picture.
struct Figure {
  /// What is to be drawn, by how much of it a picture is tried with.
  var part: (_ extent: FigureExtent) throws(Failure) -> Subgraph
  var ontology: Ontology
  var options: FigureOptions
  /// Whether it is drawn along time.
  var isTimeline = false
  /// The command that draws it, for the figure to know.
  var arguments: [String]
  /// The graph's fingerprint; asked only for pictures that keep it.
  var fingerprint: () throws(Failure) -> String
  /// How large a PNG or PDF is made of it; nil for what is usual.
  var size: PictureSize?

  /// A picture as it is written to a file.
  struct Picture {
    var bytes: [UInt8]
    /// What was drawn, with what was left out beside it.
    var part: Subgraph
    /// What the picture knows of itself; nil for DOT.
    var record: FigureRecord?
  }

  /// The scene of as much as a readable picture holds, with what it is of.
  func scene() throws(Failure) -> (scene: Scene, part: Subgraph) {
    guard let result = try Scene.readable(ontology: ontology, options: options, part: part) else {
      throw Failure("there is nothing to draw", status: .nothingFound)
    }
    switch result {
    case .success(let drawn): return drawn
    case .failure(let error): throw Failure(error)
    }
  }

  /// The picture in a form that is a figure's.
  func picture(as format: OutputFormat) throws(Failure) -> Picture {
    guard !isTimeline else { return try timeline(as: format) }
    let (scene, part) = try scene()
    guard format != .dot else {
      return Picture(bytes: Array(DOTWriter.text(scene).utf8), part: part, record: nil)
    }
    let record = FigureRecord(
      version: Weft.version, arguments: arguments, fingerprint: try fingerprint(), claims: scene.claims)
    let svg = try Figure.svg(scene, for: format == .svg ? .screen : .page, record)
    return Picture(bytes: try bytes(of: svg, as: format), part: part, record: record)
  }

  /// The statements of the part along time, those that most speaks for where there are too many.
  private func timeline(as format: OutputFormat) throws(Failure) -> Picture {
    guard format != .dot else {
      throw Failure("a figure of time is no graph", status: .usage, hint: "draw it as .svg, .png or .pdf")
    }
    let part = try part(FigureExtent(entities: .max, statements: TimelineScene.limit))
    guard !part.entities.isEmpty else { throw Failure("there is nothing to draw", status: .nothingFound) }
    let fingerprint = try fingerprint()
    let svg: String
    let record: FigureRecord
    do throws(DrawingError) {
      let timeline = try TimelineScene(part, ontology: ontology, options: options)
      record = FigureRecord(
        version: Weft.version, arguments: arguments, fingerprint: fingerprint, claims: timeline.frame.claims)
      svg = try SVGWriter.text(timeline, for: format == .svg ? .screen : .page, record: record)
    } catch {
      throw Failure(error)
    }
    return Picture(bytes: try bytes(of: svg, as: format), part: part, record: record)
  }

  private func bytes(of svg: String, as format: OutputFormat) throws(Failure) -> [UInt8] {
    do throws(RasterError) {
      return switch format {
      case .png: try Rasterizer.png(svg, size: size ?? .scale(2))
      case .pdf: try Rasterizer.pdf(svg, size: size ?? .scale(1))
      default: Array(svg.utf8)
      }
    } catch {
      throw Failure(error.message, hint: error.hint)
    }
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
