/// One step of a plan: takes rows, gives rows. The rows of a query are one array of slots that the steps fill in turn.
indirect enum PlanStep: Sendable {
  case nodes(NodeScan)
  /// Goes on where a slot holds a node with some labels.
  case checkNode(slot: Int, labels: LabelExpression?, name: String)
  case expand(Expansion)
  /// Counts the steps that `expand` would take instead of taking them: nobody asks where they lead.
  case degree(Expansion)
  /// Waits for all rows and passes on each value of some slots once, with how often it came.
  case collapse([Int])
  /// Finds each node at one place of a tree of steps once, with in how many ways the rest of the tree lies around it.
  case tally(Tally)
  /// One row for all relationships of a type between nodes of two sets of labels, with how many they are.
  case classes(NodeScan, Expansion)
  case walk(Walk)
  case shortest(ShortestSearch)
  /// Goes on where a relationship that is known lies between two nodes, which may be known or not.
  case place(Expansion)
  case path(slot: Int, PathForm)
  case filter(BoundExpression, text: String)
  case optional([PlanStep], slots: [Int])
  case unwind(BoundExpression, slot: Int)
  case project([(slot: Int, value: BoundExpression)], names: [String])
  case distinct([Int])
  case aggregate(Aggregation)
  case sort([SortKey], limit: BoundExpression?, skip: BoundExpression?)
  case skip(BoundExpression)
  case limit(BoundExpression)
  case call(ProcedureCall)
  case create(Creation)
  case merge(match: [PlanStep], Creation, onCreate: [Assignment], onMatch: [Assignment])
  case assign([Assignment])
  case delete([BoundExpression], isDetach: Bool)
}

/// Where nodes come from.
struct NodeScan: Sendable {
  enum Access: Sendable {
    case all
    case label(String)
    /// By the value of a property, through an index of the graph.
    case property(label: String?, key: String, BoundExpression)
  }

  var slot: Int
  var access: Access
  var labels: LabelExpression?
  var name: String
}

/// One step along relationships from a node.
struct Expansion: Sendable {
  var from: Int
  var relationship: Int
  var to: Int
  var direction: RelationshipPattern.Direction
  var types: LabelExpression?
  /// Whether the node at this end is not known before; only where the relationship is.
  var isOpen = false
  /// Whether the node at the other end is known before.
  var isClosed: Bool
  var labels: LabelExpression?
  /// Slots of relationships, or lists of them, of the same MATCH, which must be others.
  var others: [Int]
  var name: String
}

/// Any number of steps along relationships from a node, no relationship twice.
struct Walk: Sendable {
  var from: Int
  /// A slot for the list of relationships; nil where nobody asks for it.
  var relationships: Int
  var to: Int
  var direction: RelationshipPattern.Direction
  var types: LabelExpression?
  var properties: [(key: String, value: BoundExpression)]
  var least: Int
  var most: Int?
  var isClosed: Bool
  var labels: LabelExpression?
  var others: [Int]
  /// Whether the list of relationships is known before.
  var isGiven: Bool
  /// Whether the walk is found from its end, so that the list is to be turned around.
  var isReversed: Bool
  /// Whether each node that is reached is wanted once only: nobody asks for the way, or how many ways there are.
  var onceEach: Bool
  var name: String
}

/// The shortest walks between two nodes that are known.
struct ShortestSearch: Sendable {
  var from: Int
  var to: Int
  var relationships: Int
  var path: Int?
  var direction: RelationshipPattern.Direction
  var types: LabelExpression?
  var properties: [(key: String, value: BoundExpression)]
  var least: Int
  var most: Int?
  var isAll: Bool
  /// Whether the pattern is of one step, so that its variable is a relationship and not a list.
  var isSingle: Bool
}

/// Which slots a path is made of.
struct PathForm: Sendable {
  var start: Int
  /// Slots of relationships or of lists of them, each with the node that it leads to.
  var steps: [(relationship: Int, node: Int)]
}

struct Aggregation: Sendable {
  struct Aggregate: Sendable {
    var slot: Int
    var function: AggregateFunction
    var argument: BoundExpression?
    var second: BoundExpression?
    var isDistinct: Bool
    var offset: Int
  }

  var keys: [(slot: Int, value: BoundExpression)]
  var aggregates: [Aggregate]
}

struct SortKey: Sendable {
  var value: BoundExpression
  var isDescending: Bool
}

struct ProcedureCall: Sendable {
  var procedure: Int
  var name: String
  var arguments: [BoundExpression]
  /// The column of the procedure and the slot that it goes to.
  var outputs: [(column: Int, slot: Int)]
  var isVoid: Bool
  var offset: Int
}

/// Nodes and relationships to be made.
struct Creation: Sendable {
  struct NewNode: Sendable {
    var slot: Int
    var labels: [String]
    var properties: BoundExpression?
  }

  struct NewRelationship: Sendable {
    var slot: Int
    var type: String
    var from: Int
    var to: Int
    var properties: BoundExpression?
  }

  enum Part: Sendable {
    case node(NewNode)
    case relationship(NewRelationship)
    case path(slot: Int, PathForm)
  }

  var parts: [Part]
  /// Whether a property that is null is an error, as it is for MERGE.
  var refusesNull: Bool
  var offset: Int
}

/// One change of SET or REMOVE.
enum Assignment: Sendable {
  case property(of: BoundExpression, key: String, value: BoundExpression, offset: Int)
  case replace(slot: Int, BoundExpression, offset: Int)
  case merge(slot: Int, BoundExpression, offset: Int)
  case addLabels(slot: Int, [String])
  case removeLabels(slot: Int, [String])
}

extension PlanStep {
  /// The slots that the step reads or fills.
  var slotsRead: Set<Int> {
    switch self {
    case .nodes(let scan):
      var result: Set<Int> = [scan.slot]
      if case .property(_, _, let value) = scan.access { result.formUnion(value.slots) }
      return result
    case .checkNode(let slot, _, _): return [slot]
    case .expand(let step), .place(let step), .degree(let step):
      return Set(step.others).union([step.from, step.to, step.relationship])
    case .collapse(let slots): return Set(slots)
    case .tally(let tally): return tally.steps.reduce(into: []) { $0.formUnion($1.slotsRead) }
    case .classes(let scan, let step): return [scan.slot, step.to, step.relationship]
    case .walk(let walk):
      return walk.properties.reduce(into: Set(walk.others).union([walk.from, walk.to, walk.relationships])) {
        $0.formUnion($1.value.slots)
      }
    case .shortest(let search):
      return search.properties.reduce(into: [search.from, search.to]) { $0.formUnion($1.value.slots) }
    case .path(_, let form): return Set([form.start] + form.steps.flatMap { [$0.relationship, $0.node] })
    case .filter(let condition, _): return condition.slots
    case .optional(let steps, _): return steps.reduce(into: []) { $0.formUnion($1.slotsRead) }
    case .unwind(let list, _): return list.slots
    case .project(let items, _): return items.reduce(into: []) { $0.formUnion($1.value.slots) }
    case .distinct(let slots): return Set(slots)
    case .aggregate(let aggregation):
      var result: Set<Int> = []
      for key in aggregation.keys { result.formUnion(key.value.slots) }
      for aggregate in aggregation.aggregates {
        result.formUnion(aggregate.argument?.slots ?? [])
        result.formUnion(aggregate.second?.slots ?? [])
      }
      return result
    case .sort(let keys, let limit, let skip):
      return keys.reduce(into: (limit?.slots ?? []).union(skip?.slots ?? [])) { $0.formUnion($1.value.slots) }
    case .skip(let count), .limit(let count): return count.slots
    case .call(let call): return call.arguments.reduce(into: []) { $0.formUnion($1.slots) }
    // Nothing that changes the graph stands in a subquery, and only there is it asked.
    case .create, .merge, .assign, .delete: return []
    }
  }
}
