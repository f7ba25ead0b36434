import KnowledgeGraph

/// What a block or an inline value of a report asks for.
struct Directive: Hashable, Sendable {
  /// The question. Those of blocks are named as the commands that answer them.
  enum Verb: String, Hashable, Sendable, CaseIterable {
    case draw, neighbors, path, show, table, timeline, evidence, changes
    case count, amount, date, name

    /// Whether it stands within a sentence.
    var isInline: Bool {
      switch self {
      case .count, .amount, .date, .name: true
      case .draw, .neighbors, .path, .show, .table, .timeline, .evidence, .changes: false
      }
    }

    /// How many names it takes.
    var nameCounts: ClosedRange<Int> {
      switch self {
      case .draw: 0...20
      case .neighbors, .show, .timeline, .name: 1...1
      case .path: 2...2
      case .evidence, .amount, .date: 1...2
      case .count: 0...1
      case .table, .changes: 0...0
      }
    }

    var options: Set<Option> {
      switch self {
      case .draw: [.depth, .predicate, .since, .asOf, .sources, .title, .caption, .theme, .path, .all]
      case .neighbors: [.depth, .predicate, .kind, .direction, .since, .asOf, .limit, .caption]
      case .path: [.max, .caption]
      case .show: [.limit, .caption]
      case .table: [.predicate, .kind, .since, .asOf, .limit, .caption]
      case .timeline: [.predicate, .since, .limit, .caption]
      case .evidence: [.predicate, .since, .limit]
      case .changes: [.since, .predicate, .limit, .caption]
      case .count: [.depth, .predicate, .kind, .direction, .since, .asOf]
      case .amount, .date: [.predicate]
      case .name: []
      }
    }
  }

  enum Option: String, Hashable, Sendable, CaseIterable {
    case depth, predicate, kind, direction, since, limit, caption, title, theme, sources, max, path, all
    case asOf = "as-of"

    /// Whether it stands alone, without a value.
    var isFlag: Bool { self == .all || self == .path }
  }

  var verb: Verb
  /// The directive as it is written, word by word.
  var words: [String] = []
  var names: [Word] = []
  var depth = 1
  var predicates: [Word] = []
  var kinds: [Word] = []
  var direction = Direction.both
  var since: PartialDate?
  var asOf: PartialDate?
  var limit: Int?
  var maximum = 6
  var sources: Int?
  var caption: String?
  var title: String?
  /// The name of a theme, or the path of one.
  var theme: Word?
  var isPath = false
  var isAll = false
  var line: Int
  var column: Int
}
