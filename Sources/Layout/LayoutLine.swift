import Drawing

/// What is asked of a worker and what it answers, each a line of numbers: no text of a note goes to another process.
enum LayoutLine {
  /// The line that asks for the layout of a scene.
  static func request(_ scene: Scene, by layout: Placement.Layout) -> String {
    var words = [scene.style.rawValue, layout.rawValue, String(scene.cards.count)]
    for card in scene.cards {
      words += [String(card.size.width), String(card.size.height), card.isFocus ? "1" : "0"]
    }
    words.append(String(scene.edges.count))
    for edge in scene.edges {
      words += [
        String(edge.tail), String(edge.head), edge.line.rawValue, edge.isSymmetric ? "1" : "0",
        edge.number.map(String.init) ?? "-",
      ]
      words += edge.labelSize.map { [String($0.width), String($0.height)] } ?? ["-", "-"]
    }
    return words.joined(separator: " ")
  }

  /// The scene of a request, without its words; nil where the line is none.
  static func scene(_ line: some StringProtocol) -> (scene: Scene, layout: Placement.Layout)? {
    var reader = Reader(line)
    guard let style = reader.word().flatMap({ FigureOptions.Style(rawValue: $0) }),
      let layout = reader.word().flatMap({ Placement.Layout(rawValue: $0) }), let cardCount = reader.count()
    else { return nil }
    var cards: [Scene.CardSkeleton] = []
    for _ in 0..<cardCount {
      guard let width = reader.number(), let height = reader.number(), let focus = reader.word() else { return nil }
      cards.append(.init(size: Size(width, height), isFocus: focus == "1"))
    }
    guard let edgeCount = reader.count() else { return nil }
    var edges: [Scene.EdgeSkeleton] = []
    for _ in 0..<edgeCount {
      guard let tail = reader.count(), let head = reader.count(),
        let kind = reader.word().flatMap({ Scene.Line(rawValue: $0) }), let symmetric = reader.word(),
        let number = reader.word(), let size = reader.size()
      else { return nil }
      edges.append(
        .init(
          tail: tail, head: head, line: kind, isSymmetric: symmetric == "1", number: Int(number), labelSize: size.value)
      )
    }
    guard reader.isAtEnd else { return nil }
    return (Scene(skeletonOf: style, cards: cards, edges: edges), layout)
  }

  /// The line that answers a request.
  static func answer(_ result: Result<Placement, LayoutError>) -> String {
    switch result {
    case .failure(let error):
      // The messages of Graphviz may have several lines.
      let lines = [error.message, error.hint ?? ""].map { text in
        String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
      }
      return "!\t" + lines.joined(separator: "\t")
    case .success(let placement):
      var words = [placement.direction.rawValue, String(placement.size.width), String(placement.size.height)]
      func add(_ points: [Point]) {
        words.append(String(points.count))
        for point in points { words += [String(point.x), String(point.y)] }
      }
      add(placement.centers)
      words.append(String(placement.routes.count))
      for route in placement.routes {
        add(route.points)
        for tip in [route.headTip, route.tailTip] { words += tip.map { [String($0.x), String($0.y)] } ?? ["-", "-"] }
      }
      words.append(String(placement.labels.count))
      for label in placement.labels {
        words +=
          label.map { [String($0.x), String($0.y), String($0.width), String($0.height)] } ?? ["-", "-", "-", "-"]
      }
      words.append(String(placement.shortLabels.count))
      words += placement.shortLabels.sorted().map { String($0) }
      return words.joined(separator: " ")
    }
  }

  /// What an answer says; nil where the line is none.
  static func result(_ line: some StringProtocol) -> Result<Placement, LayoutError>? {
    if line.hasPrefix("!\t") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count == 3 else { return nil }
      return .failure(LayoutError(String(parts[1]), hint: parts[2].isEmpty ? nil : String(parts[2])))
    }
    var reader = Reader(line)
    guard let direction = reader.word().flatMap({ Placement.Direction(rawValue: $0) }), let width = reader.number(),
      let height = reader.number(), let centers = reader.points(), let routeCount = reader.count()
    else { return nil }
    var routes: [Route] = []
    for _ in 0..<routeCount {
      guard let points = reader.points(), let head = reader.size(), let tail = reader.size() else { return nil }
      routes.append(
        Route(
          points: points, headTip: head.value.map { Point($0.width, $0.height) },
          tailTip: tail.value.map { Point($0.width, $0.height) }))
    }
    guard let labelCount = reader.count() else { return nil }
    var labels: [Rect?] = []
    for _ in 0..<labelCount {
      guard let corner = reader.size(), let size = reader.size() else { return nil }
      if let corner = corner.value, let size = size.value {
        labels.append(Rect(x: corner.width, y: corner.height, width: size.width, height: size.height))
      } else {
        labels.append(nil)
      }
    }
    guard let shortCount = reader.count() else { return nil }
    var placement = Placement(
      direction: direction, size: Size(width, height), centers: centers, routes: routes, labels: labels)
    for _ in 0..<shortCount {
      guard let index = reader.count() else { return nil }
      placement.shortLabels.insert(index)
    }
    return reader.isAtEnd ? .success(placement) : nil
  }

  /// The words of a line, one after the other.
  private struct Reader {
    private let words: [Substring]
    private var next = 0

    init(_ line: some StringProtocol) { words = Substring(line).split(separator: " ") }

    var isAtEnd: Bool { next == words.count }

    mutating func word() -> String? {
      guard next < words.count else { return nil }
      next += 1
      return String(words[next - 1])
    }

    mutating func number() -> Double? { word().flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil } }

    /// A number of things that are no more than the words of the line.
    mutating func count() -> Int? { word().flatMap { Int($0) }.flatMap { (0...words.count).contains($0) ? $0 : nil } }

    /// Two numbers, or two hyphens for none.
    mutating func size() -> (value: Size?, Void)? {
      guard let first = word(), let second = word() else { return nil }
      if first == "-", second == "-" { return (nil, ()) }
      guard let width = Double(first), let height = Double(second) else { return nil }
      return (Size(width, height), ())
    }

    mutating func points() -> [Point]? {
      guard let count = count() else { return nil }
      var result: [Point] = []
      for _ in 0..<count {
        guard let x = number(), let y = number() else { return nil }
        result.append(Point(x, y))
      }
      return result
    }
  }
}
