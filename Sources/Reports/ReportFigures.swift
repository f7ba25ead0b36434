import Drawing
import KnowledgeGraph
import Layout

/// Draws the figures of a report, those that changed, while the report is being filled.
struct ReportFigures {
  private let cache: (any FigureCache)?
  private var queue: LayoutQueue
  private var figures: [Figure] = []
  private var theme: (theme: Theme, looks: [String])?

  private struct Figure {
    var scene: Scene
    var key: String
    /// The picture, where it was drawn before.
    var kept: String?
  }

  /// Grows when scenes are drawn in another way.
  private static let version = "2"

  init(cache: (any FigureCache)?, workers: LayoutWorkers?) {
    self.cache = cache
    queue = LayoutQueue(workers ?? .none)
  }

  /// Adds a figure, and begins to draw it where that is needed.
  mutating func add(_ scene: Scene) {
    // Nearly always it is one theme for all.
    let looks = theme.flatMap { $0.theme == scene.theme ? $0.looks : nil } ?? scene.theme.looks
    theme = (scene.theme, looks)
    let key = ReportFigures.key(scene, looks)
    let kept = cache?.figure(key)
    figures.append(Figure(scene: scene, key: key, kept: kept))
    if kept == nil { queue.add(scene) }
  }

  /// The pictures of all figures, in their order.
  mutating func svg() throws(GraphError) -> [String] {
    var placements = queue.finish()[...]
    var pictures: [String] = []
    for figure in figures {
      if let kept = figure.kept {
        pictures.append(kept)
      } else if let placement = placements.popFirst() {
        let svg = try ReportFigures.svg(figure.scene, placement)
        cache?.keep(svg, figure.key)
        pictures.append(svg)
      }
    }
    return pictures
  }

  private static func svg(_ scene: Scene, _ placement: Result<Placement, LayoutError>) throws(GraphError) -> String {
    switch placement {
    case .failure(let error): throw failure(scene, error.message, hint: error.hint)
    case .success(let placement):
      do throws(DrawingError) {
        return try SVGWriter.text(scene, placement)
      } catch {
        throw failure(scene, error.message, hint: error.hint)
      }
    }
  }

  private static func failure(_ scene: Scene, _ message: String, hint: String?) -> GraphError {
    GraphError("\(scene.figure): \(message)", hint: hint)
  }

  private static func key(_ scene: Scene, _ theme: [String]) -> String {
    var hash = StableHash()
    hash.update(field: version)
    // The DOT of a scene says all that its SVG shows but for its looks, and the legend, which follows from the cards and
    // edges.
    hash.update(field: DOTWriter.text(scene))
    for look in scene.looks + theme { hash.update(field: look) }
    return hash.hex128()
  }
}
