import Query
import TestSupport

/// A small graph with a few labels and types, kept so that it can be looked through in the most obvious way.
struct ObviousGraph {
  struct Edge {
    var source: Int
    var target: Int
    var type: String
    /// The property `w`.
    var weight: Int
  }

  var labels: [Set<String>] = []
  var edges: [Edge] = []

  init(using random: inout SplitMix64) {
    let count = Int.random(in: 1...5, using: &random)
    for _ in 0..<count { labels.append(random.pick([[], ["A"], ["B"], ["A", "B"]])) }
    for _ in 0..<Int.random(in: 0...7, using: &random) {
      edges.append(
        Edge(
          source: Int.random(in: 0..<count, using: &random), target: Int.random(in: 0..<count, using: &random),
          type: random.pick(["R", "S"]), weight: random.pick([0, 1])))
    }
  }

  /// The property `k` of a node; every third has none.
  func k(of place: Int) -> Int? { place % 3 == 2 ? nil : place / 2 }

  /// The graph as a query makes it; a node has the property `i` of its place in ``labels``, and `k` as
  /// ``k(of:)`` says.
  func built() throws -> MemoryGraph {
    var parts: [String] = []
    for (place, names) in labels.enumerated() {
      let properties = "{i: \(place)\(k(of: place).map { ", k: \($0)" } ?? "")}"
      parts.append("(n\(place)\(names.sorted().map { ":" + $0 }.joined()) \(properties))")
    }
    for edge in edges { parts.append("(n\(edge.source))-[:\(edge.type) {w: \(edge.weight)}]->(n\(edge.target))") }
    var graph = MemoryGraph()
    _ = try graph.run("CREATE " + parts.joined(separator: ", "))
    return graph
  }
}

/// A chain of nodes and relationships with names that may come again.
struct ObviousPattern {
  struct Node {
    var name: String
    var label: String?
  }

  struct Step {
    /// 1 along the arrow, -1 against it, 0 both ways.
    var direction: Int
    var type: String?
    var length: ClosedRange<Int>?
    var node: Node
  }

  var start: Node
  var steps: [Step] = []

  init(using random: inout SplitMix64) {
    func node() -> Node { Node(name: random.pick(["a", "b", "c", "d"]), label: random.pick([nil, nil, "A", "B"])) }
    start = node()
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      steps.append(
        Step(
          direction: random.pick([-1, 0, 1]), type: random.pick([nil, "R", "S"]),
          length: random.pick([nil, nil, nil, 0...2, 1...2, 1...1, 1...9, 2...3]), node: node()))
    }
  }

  var names: [String] { Set([start.name] + steps.map(\.node.name)).sorted() }

  var text: String {
    func text(_ node: Node) -> String { "(\(node.name)\(node.label.map { ":" + $0 } ?? ""))" }
    var result = text(start)
    for step in steps {
      var inner = step.type.map { ":" + $0 } ?? ""
      if let length = step.length { inner += "*\(length.lowerBound)..\(length.upperBound)" }
      result += (step.direction < 0 ? "<-" : "-") + "[\(inner)]" + (step.direction > 0 ? "->" : "-") + text(step.node)
    }
    return result
  }

  /// Every way in which the pattern lies in a graph: the places of the named nodes, in the order of their names.
  func found(in graph: ObviousGraph) -> [[Int]] {
    var result: [[Int]] = []
    func place(_ node: Node, at place: Int, _ known: [String: Int]) -> [String: Int]? {
      if let label = node.label, !graph.labels[place].contains(label) { return nil }
      if let other = known[node.name], other != place { return nil }
      var known = known
      known[node.name] = place
      return known
    }
    func go(_ index: Int, _ at: Int, _ used: Set<Int>, _ known: [String: Int]) {
      guard index < steps.count else {
        result.append(names.map { known[$0] ?? -1 })
        return
      }
      let step = steps[index]
      let length = step.length ?? 1...1
      func walk(_ at: Int, _ count: Int, _ used: Set<Int>) {
        if count >= length.lowerBound, let known = place(step.node, at: at, known) { go(index + 1, at, used, known) }
        guard count < length.upperBound else { return }
        for (number, edge) in graph.edges.enumerated() where !used.contains(number) {
          if let type = step.type, type != edge.type { continue }
          if step.direction >= 0, edge.source == at { walk(edge.target, count + 1, used.union([number])) }
          if step.direction <= 0, edge.target == at, !(step.direction == 0 && edge.source == at) {
            walk(edge.source, count + 1, used.union([number]))
          }
        }
      }
      walk(at, 0, used)
    }
    for place in graph.labels.indices {
      guard let known = ObviousPattern.first(start, place, graph) else { continue }
      go(0, place, [], known)
    }
    return result
  }

  private static func first(_ node: Node, _ place: Int, _ graph: ObviousGraph) -> [String: Int]? {
    if let label = node.label, !graph.labels[place].contains(label) { return nil }
    return [node.name: place]
  }
}
