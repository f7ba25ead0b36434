import Drawing
import KnowledgeGraph
import Layout

/// Draws the figures of a report, those that changed.
struct ReportFigures {
  var cache: (any FigureCache)?
  var workers: LayoutWorkers?

  /// Grows when scenes are drawn in another way.
  private static let version = "2"

  /// The pictures of scenes, in their order.
  func svg(of scenes: [Scene]) throws(GraphError) -> [String] {
    var theme: (theme: Theme, looks: [String])?
    var keys: [String] = []
    for scene in scenes {
      // Nearly always it is one theme for all.
      let looks = theme.flatMap { $0.theme == scene.theme ? $0.looks : nil } ?? scene.theme.looks
      theme = (scene.theme, looks)
      keys.append(ReportFigures.key(scene, looks))
    }
    var pictures = keys.map { cache?.figure($0) }
    let missing = pictures.indices.filter { pictures[$0] == nil }
    let placements = (workers ?? LayoutWorkers.none).place(missing.map { scenes[$0] })
    for (index, placement) in zip(missing, placements) {
      let scene = scenes[index]
      let svg: String
      switch placement {
      case .failure(let error): throw ReportFigures.failure(scene, error.message, hint: error.hint)
      case .success(let placement):
        do throws(DrawingError) {
          svg = try SVGWriter.text(scene, placement)
        } catch {
          throw ReportFigures.failure(scene, error.message, hint: error.hint)
        }
      }
      cache?.keep(svg, keys[index])
      pictures[index] = svg
    }
    return pictures.map { $0 ?? "" }
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
