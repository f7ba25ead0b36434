import CGraphviz
import Drawing

/// A scene in Graphviz' hands, for one layout. Only on the Graphviz thread.
struct GraphvizGraph: ~Copyable {
  /// How a layout is asked for.
  struct Settings: Hashable, Sendable {
    var direction: Placement.Direction
    var nodeSeparation: Double
    var rankSeparation: Double
    var splines = "true"
    /// Cards are given last to first, which leads the layered layout to another order.
    var isReversed = false
    /// Whether the ends of a mutual edge may stand side by side, which shortens chains of partners.
    var levelsPartners = false
  }

  private let graph: OpaquePointer

  init?(capacity: (cards: Int, edges: Int)) {
    guard let made = weft_graph_create(Int32(clamping: capacity.cards), Int32(clamping: capacity.edges)) else {
      return nil
    }
    graph = made
  }

  deinit { weft_graph_free(graph) }

  /// How a scene is laid out otherwise than by layers.
  enum Method {
    /// By forces between its cards; the gap is what is kept free around each, in points.
    case force(gap: Double)
    /// By the same forces, as if cards had no size, and without ways for the edges: a beginning for ``PageMap``.
    case ties
    /// In rings around a card.
    case radial(center: Int, rings: Double)
    /// The cards stand where they are, and only the edges are led.
    case routing([Point])
  }

  /// Lays a scene out by forces or rings, or leads its edges around cards that stand already.
  static func place(_ scene: Scene, _ method: Method) throws(LayoutError) -> Placement {
    guard let graph = GraphvizGraph(capacity: (scene.cards.count, scene.edges.count)) else {
      throw LayoutError("Graphviz could not be started", hint: "run: weft doctor")
    }
    return try graph.placed(scene, method)
  }

  private func placed(_ scene: Scene, _ method: Method) throws(LayoutError) -> Placement {
    let engine: String
    var isRouting = false
    switch method {
    case .force(let gap):
      // Stress majorization follows the lengths of edges, and takes seconds for hundreds of cards.
      engine = scene.cards.count <= 100 ? "neato" : "sfdp"
      weft_graph_set(graph, "overlap", "prism")
      weft_graph_set(graph, "sep", "+\(Int(gap))")
      weft_graph_set(graph, "start", "1")
    case .ties:
      engine = "neato"
      weft_graph_set(graph, "overlap", "true")
      weft_graph_set(graph, "start", "1")
    case .radial(_, let rings):
      engine = "twopi"
      weft_graph_set(graph, "overlap", "prism")
      weft_graph_set(graph, "sep", "+12")
      weft_graph_set(graph, "ranksep", decimal(rings))
    case .routing:
      engine = "nop2"
      isRouting = true
    }
    var leadsEdges = true
    if case .ties = method { leadsEdges = false }
    weft_graph_set(graph, "splines", leadsEdges ? "true" : "")
    weft_graph_set(graph, "esep", "+3")
    let (tied, loose) = isRouting ? (Array(scene.cards.indices), []) : LooseCards.parted(scene)
    var numbers = [Int](repeating: 0, count: scene.cards.count)
    for (number, card) in tied.enumerated() {
      numbers[card] = number
      let size = scene.cards[card].size
      guard weft_graph_add_node(graph, clamped(size.width), clamped(size.height)) else {
        throw LayoutError("a card could not be given to Graphviz")
      }
    }
    switch method {
    case .routing(let centers):
      for (card, center) in centers.enumerated() where numbers.indices.contains(card) {
        weft_graph_place_node(graph, Int32(clamping: numbers[card]), center.x, -center.y)
      }
    case .radial(let center, _): weft_graph_set_root(graph, Int32(clamping: numbers[center]))
    case .force, .ties: break
    }
    for (index, edge) in scene.edges.enumerated() {
      let isAdded = weft_graph_add_edge(
        graph, Int32(clamping: numbers[edge.tail]), Int32(clamping: numbers[edge.head]), 0, 0, 1, edge.isSymmetric, true
      )
      guard isAdded else { throw LayoutError("an edge could not be given to Graphviz") }
      let (tail, head) = (scene.cards[edge.tail].size, scene.cards[edge.head].size)
      let room = (tail.width + head.width) / 2 + max(edge.labelSize?.width ?? 0, 30)
      weft_graph_set_edge_length(graph, Int32(clamping: index), min(room, 600))
    }
    guard weft_graph_layout(graph, engine) else {
      throw LayoutError("Graphviz could not lay the figure out: \(String(cString: weft_graph_message()))")
    }
    return placement(of: scene, tied: tied, loose: loose, numbers, direction: .down)
  }

  /// Lays a scene out by layers.
  static func place(_ scene: Scene, _ settings: Settings) throws(LayoutError) -> Placement {
    guard let graph = GraphvizGraph(capacity: (scene.cards.count, scene.edges.count)) else {
      throw LayoutError("Graphviz could not be started", hint: "run: weft doctor")
    }
    return try graph.placed(scene, settings)
  }

  private func placed(_ scene: Scene, _ settings: Settings) throws(LayoutError) -> Placement {
    let attributes = [
      ("rankdir", settings.direction == .down ? "TB" : "LR"), ("nodesep", decimal(settings.nodeSeparation)),
      ("ranksep", decimal(settings.rankSeparation)), ("splines", settings.splines),
    ]
    for (name, value) in attributes { weft_graph_set(graph, name, value) }
    let (tied, loose) = LooseCards.parted(scene)
    let given = settings.isReversed ? tied.reversed() : tied
    var numbers = [Int](repeating: 0, count: scene.cards.count)
    for (number, card) in given.enumerated() {
      numbers[card] = number
      let size = scene.cards[card].size
      guard weft_graph_add_node(graph, clamped(size.width), clamped(size.height)) else {
        throw LayoutError("a card could not be given to Graphviz")
      }
    }
    for edge in scene.edges {
      let label = edge.labelSize ?? Size(0, 0)
      let weight = edge.line == .mention || edge.line == .more ? 1.0 : 2.0
      let isAdded = weft_graph_add_edge(
        graph, Int32(clamping: numbers[edge.tail]), Int32(clamping: numbers[edge.head]), label.width, label.height,
        weight,
        edge.isSymmetric, !(settings.levelsPartners && edge.isSymmetric))
      guard isAdded else { throw LayoutError("an edge could not be given to Graphviz") }
    }
    guard weft_graph_layout(graph, "dot") else {
      throw LayoutError("Graphviz could not lay the figure out: \(String(cString: weft_graph_message()))")
    }
    return placement(of: scene, tied: tied, loose: loose, numbers, direction: settings.direction)
  }

  /// What Graphviz made of a scene, from the upper left corner downwards.
  private func placement(
    of scene: Scene, tied: [Int], loose: [Int], _ numbers: [Int], direction: Placement.Direction
  ) -> Placement {
    let (corner, far) = (weft_graph_origin(graph), weft_graph_size(graph))
    let extent = weft_point(x: far.x - corner.x, y: far.y - corner.y)
    // Graphviz' y grows upwards. Its forces differ in the last bits from run to run, by where its nodes lie in memory.
    func rounded(_ value: Double) -> Double { (value * 1_024).rounded() / 1_024 }
    func turned(_ point: weft_point) -> Point { Point(rounded(point.x - corner.x), rounded(far.y - point.y)) }
    var centers = numbers.map { turned(weft_graph_node_center(graph, Int32(clamping: $0))) }
    let rows = LooseCards.rows(loose, in: scene, below: Size(rounded(extent.x), rounded(extent.y)))
    for (card, center) in zip(loose, rows.centers) { centers[card] = center }
    var routes: [Route] = []
    var labels: [Rect?] = []
    for (index, edge) in scene.edges.enumerated() {
      let edgeIndex = Int32(index)
      let points = (0..<weft_graph_edge_point_count(graph, edgeIndex)).map {
        turned(weft_graph_edge_point(graph, edgeIndex, $0))
      }
      var tip = weft_point()
      var route = Route(points: points)
      if weft_graph_edge_tip(graph, edgeIndex, false, &tip) { route.headTip = turned(tip) }
      if weft_graph_edge_tip(graph, edgeIndex, true, &tip) { route.tailTip = turned(tip) }
      if points.isEmpty { route = Route(from: centers[edge.tail], to: centers[edge.head]) }
      routes.append(route)
      var center = weft_point()
      if let size = edge.labelSize, weft_graph_edge_label(graph, edgeIndex, &center) {
        labels.append(Rect(center: turned(center), size: size))
      } else if let size = edge.labelSize {
        let (a, b) = (centers[edge.tail], centers[edge.head])
        labels.append(Rect(center: Point((a.x + b.x) / 2, (a.y + b.y) / 2), size: size))
      } else {
        labels.append(nil)
      }
    }
    return Placement(
      direction: direction, size: rows.size, centers: centers, routes: routes, labels: labels)
  }

  /// A card is never so large that Graphviz' arithmetic could overflow.
  private func clamped(_ length: Double) -> Double { min(max(length, 1), 20_000) }

  private func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
