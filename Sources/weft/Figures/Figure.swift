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
  /// How its cards are laid out.
  var layout = Placement.Layout.layered
  /// Where cards stand that are to stay there, by their identities; nil for a figure that keeps nothing.
  var kept: [String: Point]?
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
    /// Where its cards stand, by their identities; empty for what has none.
    var centers: [String: Point] = [:]
    /// How many cards had no place before.
    var addedCount = 0
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
    guard format != .dot else {
      let (scene, part) = try scene()
      return Picture(bytes: Array(DOTWriter.text(scene).utf8), part: part, record: nil)
    }
    let draft = try draft()
    guard let kept, !kept.isEmpty else {
      // A crowded one may take long, and can be stopped in a process of its own only.
      let placement = LayoutWorkers.ofThisProgram.place([draft.scene], by: layout).first
      return try picture(of: draft, placement ?? .failure(LayoutError("the figure was not laid out")), as: format)
    }
    let placed = try place(draft.scene, keeping: kept)
    return try picture(of: draft, placed.placement, placed.centers, placed.addedCount, as: format)
  }

  /// A picture whose cards have no places yet.
  struct Draft {
    var scene: Scene
    var part: Subgraph
    var record: FigureRecord
  }

  /// Whether its picture is that of a draft that is placed anew: not one along time, nor one that keeps positions.
  var isPlacedAnew: Bool { !isTimeline && kept?.isEmpty ?? true }

  func draft() throws(Failure) -> Draft {
    let (scene, part) = try scene()
    let record = FigureRecord(
      version: Weft.version, arguments: arguments, fingerprint: try fingerprint(), claims: scene.claims)
    return Draft(scene: scene, part: part, record: record)
  }

  /// The picture of a draft that was placed anew.
  func picture(
    of draft: Draft, _ placement: Result<Placement, LayoutError>, as format: OutputFormat
  ) throws(Failure) -> Picture {
    switch placement {
    case .success(let placement):
      try picture(of: draft, placement, placement.centers, draft.scene.cards.count, as: format)
    case .failure(let error): throw Failure(error.message, hint: error.hint)
    }
  }

  private func picture(
    of draft: Draft, _ placement: Placement, _ centers: [Point], _ addedCount: Int, as format: OutputFormat
  ) throws(Failure) -> Picture {
    let svg: String
    do throws(DrawingError) {
      svg = try SVGWriter.text(
        draft.scene, placement, for: format.hasSize ? .page : .screen, record: draft.record)
    } catch {
      throw Failure(error)
    }
    return Picture(
      bytes: try bytes(of: svg, as: format), part: draft.part, record: draft.record,
      centers: Figure.centers(draft.scene, centers), addedCount: addedCount)
  }

  /// The positions of a scene, and what a view keeps of them: cards that stood somewhere stay there, whatever the upper
  /// left corner of the drawing is now.
  private func place(
    _ scene: Scene, keeping kept: [String: Point]
  ) throws(Failure) -> (placement: Placement, centers: [Point], addedCount: Int) {
    do throws(LayoutError) {
      let placed = try LayoutEngine.shared.place(scene, keeping: kept)
      return (placed.placement, KeptPositions(of: scene, known: kept).centers, placed.added.count)
    } catch {
      throw Failure(error.message, hint: error.hint)
    }
  }

  private static func centers(_ scene: Scene, _ points: [Point]) -> [String: Point] {
    Dictionary(zip(scene.cards.map(\.id), points), uniquingKeysWith: { first, _ in first })
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
      svg = try SVGWriter.text(timeline, for: format.hasSize ? .page : .screen, record: record)
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
      case .html: Array(FigurePage.text(svg, title: options.title, mode: options.mode).utf8)
      default: Array(svg.utf8)
      }
    } catch {
      throw Failure(error.message, hint: error.hint)
    }
  }
}

extension Failure {
  init(_ error: DrawingError) {
    self.init(error.message, hint: error.hint)
  }
}
