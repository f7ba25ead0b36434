/// Counts in how many ways a tree of nodes and relationships lies around each node at one place of it, its root, without
/// making the rows: the ways of what hangs on a node are multiplied, those of the relationships to it added up.
///
/// With the sizes of all steps as n, that is O(n) where the rows may be their product.
struct Tally: Sendable {
  /// What a node must be, and what must hang on it.
  struct Node: Sendable {
    /// More than one where two places of a pattern are taken by one node.
    var slots: [Int]
    var labels: [LabelExpression] = []
    /// Each reads no slot but one of ``slots``.
    var conditions: [BoundExpression] = []
    var branches: [Branch] = []
  }

  /// A part of the tree that nobody asks for, and the step to it.
  struct Branch: Sendable {
    var step: Step
    var node: Node
  }

  struct Step: Sendable, Hashable {
    var direction: StepDirection
    /// Nil for all.
    var types: [String]?
    /// Whether only relationships of a node with itself are taken.
    var isLoop = false
  }

  /// A way through the tree, from where nodes are looked up to the root.
  struct Spine: Sendable {
    var start: Node
    var stops: [Branch]
  }

  var scan: NodeScan
  var spine: Spine
  /// Ways that ``spine`` counts and that are none, since two steps of a pattern would take one relationship.
  var less: Spine?
  var root: Int
  /// Whether it makes a difference how many ways there are.
  var isCounted: Bool
  /// The steps that this one stands for, for people.
  var steps: [PlanStep]
}
