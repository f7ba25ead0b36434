/// Edges that say the same between the same two cards become one: what happened three times is drawn once, with its
/// three dates.
enum ParallelFolding {
  /// Up to how many of them all their details are listed.
  private static let listed = 3

  /// What edges must share to be one.
  private struct Likeness: Hashable {
    var ends: [Int]
    /// Nil where labels are not drawn.
    var label: String?
    var tint: Tint
    var line: Scene.Line
    var isSymmetric: Bool
    var change: ChangeMark?
  }

  /// Folds edges with the same ends, label and line, or where `showsLabels` is false, those that look the same.
  ///
  /// What is contested stays apart, beside what contests it, and so do the two legs of an amount.
  static func fold(_ edges: [DraftEdge], showsLabels: Bool) -> [DraftEdge] {
    var result: [DraftEdge] = []
    var places: [Likeness: Int] = [:]
    var members: [Int: [DraftEdge]] = [:]
    for edge in edges {
      guard edge.line != .contested, edge.line != .more, !edge.isContinuation, edge.tail != edge.head else {
        result.append(edge)
        continue
      }
      let ends = edge.isSymmetric ? [edge.tail, edge.head].sorted() : [edge.tail, edge.head]
      let likeness = Likeness(
        ends: ends, label: showsLabels ? edge.label : nil, tint: edge.tint, line: edge.line,
        isSymmetric: edge.isSymmetric, change: edge.change)
      guard let place = places[likeness] else {
        places[likeness] = result.count
        members[result.count] = [edge]
        result.append(edge)
        continue
      }
      result[place].relations += edge.relations
      result[place].sourceCount = max(result[place].sourceCount, edge.sourceCount)
      members[place, default: []].append(edge)
    }
    for (place, edges) in members where edges.count > 1 {
      result[place].details = details(edges)
      if !showsLabels { result[place].label = labels(edges) }
    }
    return result
  }

  private static func details(_ edges: [DraftEdge]) -> [String] {
    var seen: Set<String> = []
    let parts = edges.flatMap(\.details).filter { seen.insert($0).inserted }
    guard edges.count > listed else { return parts }
    let shared = parts.filter { part in edges.allSatisfy { $0.details.contains(part) } }
    return ["\(edges.count) times"] + shared
  }

  private static func labels(_ edges: [DraftEdge]) -> String {
    var seen: Set<String> = []
    return edges.map(\.label).filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: ", ")
  }
}
