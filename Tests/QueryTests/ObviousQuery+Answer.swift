import Query

/// The answer to a query, found by trying everything: each clause makes a list of rows of another.
extension ObviousQuery {
  enum Value: Hashable {
    case null
    case truth(Bool)
    case number(Int)
    case node(Int)
    case edge(Int)

    /// What `ORDER BY` puts first: nodes, relationships, truths, numbers, null.
    fileprivate var key: (Int, Int) {
      switch self {
      case .node(let place): (1, place)
      case .edge(let place): (2, place)
      case .truth(let truth): (3, truth ? 1 : 0)
      case .number(let number): (4, number)
      case .null: (5, 0)
      }
    }
  }

  typealias Row = [String: Value]

  func answer(on graph: ObviousGraph) -> [[Value]] {
    var rows: [[Value]] = []
    for part in parts {
      var found: [Row] = [[:]]
      for clause in part.clauses { found = Evaluator(graph: graph).rows(of: clause, found) }
      let columns = part.result.items.map(\.alias)
      rows += Evaluator(graph: graph).rows(of: part.result, found).map { row in columns.map { row[$0] ?? .null } }
    }
    guard parts.count > 1, !isUnionAll else { return rows }
    var seen: Set<[Value]> = []
    return rows.filter { seen.insert($0).inserted }
  }

  /// Whether the order of the rows is told by the query.
  var isOrdered: Bool { parts.count == 1 && !parts[0].result.order.isEmpty }

  private struct Evaluator {
    let graph: ObviousGraph

    func rows(of clause: Clause, _ rows: [Row]) -> [Row] {
      switch clause {
      case .unwind(let numbers, let name):
        rows.flatMap { row in numbers.map { row.merging([name: $0.map { .number($0) } ?? .null]) { $1 } } }
      case .with(let projection): self.rows(of: projection, rows)
      case .match(let chains, let condition, let isOptional):
        rows.flatMap { row -> [Row] in
          let found = matches(chains, row).filter { holds(condition, $0) }
          guard isOptional, found.isEmpty else { return found }
          let names = chains.flatMap { chain in
            [chain.start.name] + chain.steps.flatMap { [$0.node.name, $0.name].compactMap { $0 } }
          }
          return [row.merging(names.map { ($0, .null) }) { old, _ in old }]
        }
      }
    }

    // MARK: - Patterns

    func matches(_ chains: [Chain], _ row: Row) -> [Row] {
      var found: [(row: Row, used: Set<Int>)] = [(row, [])]
      for chain in chains { found = found.flatMap { places(of: chain, $0.row, $0.used) } }
      return found.map(\.row)
    }

    private func places(of chain: Chain, _ row: Row, _ used: Set<Int>) -> [(row: Row, used: Set<Int>)] {
      var result: [(row: Row, used: Set<Int>)] = []
      func go(_ index: Int, _ at: Int, _ used: Set<Int>, _ row: Row) {
        guard index < chain.steps.count else { return result.append((row, used)) }
        let step = chain.steps[index]
        let length = step.length ?? 1...1
        func walk(_ at: Int, _ count: Int, _ used: Set<Int>, _ row: Row) {
          if count >= length.lowerBound, let row = self.row(row, with: step.node, at: at) {
            go(index + 1, at, used, row)
          }
          guard count < length.upperBound else { return }
          for (number, edge) in graph.edges.enumerated() where !used.contains(number) {
            if let type = step.type, type != edge.type { continue }
            if let weight = step.weight, weight != edge.weight { continue }
            var row = row
            if let name = step.name { row[name] = .edge(number) }
            if step.direction >= 0, edge.source == at { walk(edge.target, count + 1, used.union([number]), row) }
            if step.direction <= 0, edge.target == at, !(step.direction == 0 && edge.source == at) {
              walk(edge.source, count + 1, used.union([number]), row)
            }
          }
        }
        walk(at, 0, used, row)
      }
      for place in graph.labels.indices {
        if let row = self.row(row, with: chain.start, at: place) { go(0, place, used, row) }
      }
      return result
    }

    private func row(_ row: Row, with node: Node, at place: Int) -> Row? {
      if let label = node.label, !graph.labels[place].contains(label) { return nil }
      if let known = row[node.name], known != .node(place) { return nil }
      return row.merging([node.name: .node(place)]) { $1 }
    }

    // MARK: - Expressions

    func value(of expression: Expression, _ row: Row) -> Value {
      switch expression {
      case .number(let number): .number(number)
      case .null: .null
      case .variable(let name): row[name] ?? .null
      case .property(let name, let key):
        if case .node(let place)? = row[name] {
          (key == "i" ? place : graph.k(of: place)).map { .number($0) } ?? .null
        } else {
          .null
        }
      case .sum(let left, let right):
        if case (.number(let l), .number(let r)) = (value(of: left, row), value(of: right, row)) {
          .number(l + r)
        } else {
          .null
        }
      case .comparison(let sign, let left, let right): compare(sign, value(of: left, row), value(of: right, row))
      case .isNull(let operand): .truth(value(of: operand, row) == .null)
      case .hasLabel(let name, let label):
        if case .node(let place)? = row[name] { .truth(graph.labels[place].contains(label)) } else { .null }
      case .not(let operand):
        if case .truth(let truth) = value(of: operand, row) { .truth(!truth) } else { .null }
      case .both(let left, let right): join(value(of: left, row), value(of: right, row), decided: false)
      case .either(let left, let right): join(value(of: left, row), value(of: right, row), decided: true)
      case .exists(let chain): .truth(!matches([chain], row).isEmpty)
      }
    }

    private func holds(_ condition: Expression?, _ row: Row) -> Bool {
      condition.map { value(of: $0, row) == .truth(true) } ?? true
    }

    private func join(_ left: Value, _ right: Value, decided: Bool) -> Value {
      if left == .truth(decided) || right == .truth(decided) { return .truth(decided) }
      return left == .null || right == .null ? .null : .truth(!decided)
    }

    private func compare(_ sign: String, _ left: Value, _ right: Value) -> Value {
      if left == .null || right == .null { return .null }
      switch sign {
      case "=": return .truth(left == right)
      case "<>": return .truth(left != right)
      case "<": return .truth(left.key < right.key)
      default: return .truth(left.key >= right.key)
      }
    }

    // MARK: - Projections

    func rows(of projection: Projection, _ rows: [Row]) -> [Row] {
      var result = projected(projection, rows)
      let columns = projection.items.map(\.alias)
      if projection.isDistinct {
        var seen: Set<Row> = []
        result = result.filter { seen.insert($0).inserted }
      }
      if !projection.order.isEmpty {
        result.sort { left, right in
          for (alias, isDescending) in projection.order {
            let (l, r) = (left[alias]?.key ?? (5, 0), right[alias]?.key ?? (5, 0))
            if l != r { return isDescending ? r < l : l < r }
          }
          return false
        }
      }
      result = Array(result.dropFirst(projection.skip ?? 0).prefix(projection.limit ?? .max))
      result = result.filter { holds(projection.condition, $0) }
      return result.map { row in row.filter { columns.contains($0.key) } }
    }

    private func projected(_ projection: Projection, _ rows: [Row]) -> [Row] {
      func plain(_ row: Row) -> Row {
        var result: Row = [:]
        for (item, alias) in projection.items {
          if case .plain(let expression) = item { result[alias] = value(of: expression, row) }
        }
        return result
      }
      let isGrouping = projection.items.contains { if case .aggregate = $0.item { true } else { false } }
      guard isGrouping else {
        // What came in is still in sight for conditions, unless each row is kept once.
        return rows.map { projection.isDistinct ? plain($0) : $0.merging(plain($0)) { $1 } }
      }
      var groups = Dictionary(grouping: rows, by: plain)
      let hasKeys = projection.items.contains { if case .plain = $0.item { true } else { false } }
      if !hasKeys, groups.isEmpty { groups[[:]] = [] }
      return groups.map { key, rows in
        var result = key
        for (item, alias) in projection.items {
          guard case .aggregate(let function, let isDistinct, let argument) = item else { continue }
          result[alias] = aggregate(function, isDistinct, argument, rows)
        }
        return result
      }
    }

    private func aggregate(_ function: String, _ isDistinct: Bool, _ argument: Expression?, _ rows: [Row]) -> Value {
      guard let argument else { return .number(rows.count) }
      var values = rows.map { value(of: argument, $0) }.filter { $0 != .null }
      if isDistinct { values = Array(Set(values)) }
      switch function {
      case "count": return .number(values.count)
      case "sum": return .number(values.reduce(0) { $0 + $1.key.1 })
      case "min": return values.min { $0.key < $1.key } ?? .null
      default: return values.max { $0.key < $1.key } ?? .null
      }
    }
  }
}
