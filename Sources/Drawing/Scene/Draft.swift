import KnowledgeGraph

/// A card before it is known what folds into what: no sizes, no lines.
struct DraftCard {
  var role: Scene.Card.Role
  var tint: Tint
  var icon: Icon
  var caption: String
  /// What the legend calls it; nil where it has no entry.
  var legend: String?
  /// What a list of such cards is called: "countries".
  var plural: String
  var name: String
  var details: [String] = []
  var items: [Scene.Card.Item] = []
  var isDescribed = false
  var isUncertain = false
  var isFocus = false
  var tooltip: String
  var link: String?
  var entities: [EntityID] = []
  var change: ChangeMark?
}

/// An edge before it has a number: everything that two edges must share to be drawn as one.
struct DraftEdge {
  var tail: Int
  var head: Int
  var tint: Tint
  var line: Scene.Line
  var isSymmetric: Bool
  var label: String
  var details: [String]
  var sourceCount: Int
  var relations: [Relation]
  /// A second leg of an act: it repeats the proof of the first, and carries no number.
  var isContinuation = false
  /// What became of it, in a figure of a difference.
  var change: ChangeMark?
}
