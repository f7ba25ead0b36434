import CGraphviz
public import Drawing

/// Places scenes by Graphviz' layered layout, in process.
///
/// Graphviz may be entered by one thread only, so there is one engine: calls from several threads or tasks wait for
/// each other, and block their thread while they wait. A layout cannot be cancelled; scenes are small (at most 60
/// entities), so it ends within milliseconds.
public struct LayoutEngine: Sendable {
  public static let shared = LayoutEngine()

  private init() {}

  /// Whether layouts can be made.
  public enum PluginStatus: Hashable, Sendable {
    case ready
    /// Graphviz has no plugin for layouts: the text says what to do.
    case missing(hint: String)
  }

  /// Whether Graphviz finds its plugins.
  public func pluginStatus() -> PluginStatus {
    let isReady = onGraphvizThread { LayoutEngine.hasLayeredLayout } ?? false
    return isReady ? .ready : .missing(hint: LayoutEngine.hint)
  }

  /// Asked once, on the Graphviz thread: the list of plugins does not change while the process lives.
  private static let hasLayeredLayout = weft_graphviz_has_layout("dot")

  private static let hint =
    "install Graphviz' library with its plugins (Debian: libgvc6), then run: libgvc6-config-update -c"

  /// The positions of a scene's cards, edges and labels.
  ///
  /// Lays out downwards and to the right, keeps the one whose text is larger on a page, and tries further settings
  /// while an edge runs through a card or a label stands on something. The same scene has the same placement on every
  /// machine with the same Graphviz.
  ///
  /// - Complexity: That of the layered layout; about a millisecond for 20 cards, after a first call that loads the
  ///   plugins.
  /// - Throws: ``LayoutError`` where Graphviz is not complete or fails.
  ///
  /// By forces or in rings, the setting with the fewest faults of several is kept. Labels that no setting finds room for
  /// are cut to their number.
  public func place(_ scene: Scene, by layout: Placement.Layout = .layered) throws(LayoutError) -> Placement {
    try placed(scene) { () throws(LayoutError) in try LayoutSearch(scene).best(layout) }
  }

  /// The scene with its cards at the places that they had: those that `known` names by ``Scene/Card/id`` stay, others
  /// are stood beside what they are tied to, and the edges are led around them all.
  ///
  /// - Parameters:
  ///   - scene: What is drawn.
  ///   - known: The centres that cards had, in points.
  /// - Returns: The positions, from the upper left corner of the drawing; and the cards that had no place.
  /// - Throws: ``LayoutError`` where Graphviz is not complete or fails.
  public func place(
    _ scene: Scene, keeping known: [String: Point]
  ) throws(LayoutError) -> (placement: Placement, added: [Int]) {
    let kept = KeptPositions(of: scene, known: known)
    let placement = try placed(scene) { () throws(LayoutError) in
      try GraphvizGraph.place(scene, .routing(kept.centers)).settlingLabels(in: scene).shorteningLabels(in: scene)
    }
    return (placement, kept.added)
  }

  private func placed(
    _ scene: Scene, _ work: () throws(LayoutError) -> Placement
  ) throws(LayoutError) -> Placement {
    let count = scene.cards.count
    guard count > 0 else { throw LayoutError("there is nothing to lay out") }
    guard scene.edges.allSatisfy({ (0..<count).contains($0.tail) && (0..<count).contains($0.head) }) else {
      throw LayoutError("an edge of the scene leads to no card")
    }
    let result = onGraphvizThread { () -> Result<Placement, LayoutError> in
      guard LayoutEngine.hasLayeredLayout else {
        return .failure(LayoutError("Graphviz has no plugin for layouts", hint: LayoutEngine.hint))
      }
      do throws(LayoutError) {
        return .success(try work())
      } catch {
        return .failure(error)
      }
    }
    guard let result else { throw LayoutError("no thread with a large stack could be made for Graphviz") }
    return try result.get()
  }

  /// Runs work on the one thread that may enter Graphviz; nil where that thread cannot be made.
  private func onGraphvizThread<Value>(_ work: () -> Value) -> Value? {
    var value: Value?
    withoutActuallyEscaping(work) { work in
      var job: () -> Void = { value = work() }
      withUnsafeMutablePointer(to: &job) { pointer in
        _ = weft_graphviz_run({ $0?.assumingMemoryBound(to: (() -> Void).self).pointee() }, pointer)
      }
      job = {}
    }
    return value
  }
}
