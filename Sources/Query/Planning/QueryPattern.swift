/// What a MATCH looks for, with names turned into slots: nodes, relationships between them, and conditions.
struct QueryPattern: Sendable {
  struct Node: Sendable {
    var slot: Int
    var labels: LabelExpression?
    var name: String
    var syntax: NodePattern?

    mutating func add(_ more: LabelExpression?) {
      guard let more else { return }
      labels = labels.map { .and($0, more) } ?? more
    }
  }

  struct Relationship: Sendable {
    var slot: Int
    /// Positions in ``QueryPattern/nodes``.
    var from: Int
    var to: Int
    var isWalk: Bool
    /// Whether it is known before the pattern is looked for.
    var isGiven: Bool
    var name: String
    var syntax: RelationshipPattern
    var properties: [(key: String, value: BoundExpression)] = []
    var selector: PatternPart.Selector?
    var pathSlot: Int?
  }

  struct Condition: Sendable {
    var value: BoundExpression
    var text: String
  }

  var nodes: [Node] = []
  var relationships: [Relationship] = []
  var paths: [(slot: Int, form: PathForm)] = []
  var conditions: [Condition] = []
}
