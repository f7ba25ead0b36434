import Drawing
import KnowledgeGraph
import Layout

/// A part of a graph on its way to a picture.
struct Figure {
  /// What is to be drawn, by how many entities it may hold.
  var part: (_ limit: Int?) throws(Failure) -> Subgraph
  var ontology: Ontology
  var options: FigureOptions

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

  /// The picture as SVG or DOT, and how many ties it leaves out.
  func text(as format: OutputFormat) throws(Failure) -> (text: String, omitted: Int) {
    let (scene, omitted) = try scene()
    return (format == .dot ? DOTWriter.text(scene) : try Figure.svg(scene), omitted)
  }

  /// The picture as SVG, laid out by Graphviz.
  private static func svg(_ scene: Scene) throws(Failure) -> String {
    let placement: Placement
    do throws(LayoutError) {
      placement = try LayoutEngine.shared.place(scene)
    } catch {
      throw Failure(error.message, hint: error.hint)
    }
    do throws(DrawingError) {
      return try SVGWriter.text(scene, placement)
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
