import TestSupport

extension ObviousQuery {
  /// A random query whose answer does not hang on the order in which rows are found.
  init(using random: inout SplitMix64) {
    let count = random.pick([1, 1, 1, 2])
    let width = Int.random(in: 1...3, using: &random)
    isUnionAll = random.pick([true, false])
    parts = []
    for _ in 0..<count {
      var writer = Writer(random: random)
      parts.append(writer.part(width))
      random = writer.random
    }
  }

  /// Writes clauses and knows what is in sight.
  private struct Writer {
    var random: SplitMix64
    var nodes: [String] = []
    var values: [String] = []
    var count = 0

    mutating func chance(_ one: Int, in all: Int) -> Bool { Int.random(in: 0..<all, using: &random) < one }

    mutating func fresh() -> String {
      count += 1
      return "x\(count)"
    }

    mutating func part(_ width: Int) -> Part {
      var clauses: [Clause] = [match(isOptional: false)]
      for _ in 0..<random.pick([0, 0, 1, 1, 2]) {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: clauses.append(unwind())
        case 1, 2: clauses.append(.with(projection(nil)))
        case 3: clauses.append(match(isOptional: true))
        default: clauses.append(match(isOptional: false))
        }
      }
      return Part(clauses: clauses, result: projection(width))
    }

    mutating func unwind() -> Clause {
      let name = fresh()
      let numbers = (0..<Int.random(in: 0...3, using: &random)).map { _ in random.pick([0, 1, 2, nil]) }
      values.append(name)
      return .unwind(numbers, name)
    }

    // MARK: - Patterns

    mutating func match(isOptional: Bool) -> Clause {
      let chains = (0..<random.pick([1, 1, 2])).map { _ in chain(most: 2, isNamed: true) }
      return .match(chains, chance(1, in: 2) ? condition(2) : nil, isOptional: isOptional)
    }

    mutating func node() -> Node {
      let name = random.pick(["a", "b", "c", "d"])
      if !nodes.contains(name) { nodes.append(name) }
      return Node(name: name, label: random.pick([nil, nil, nil, "A", "B"]))
    }

    mutating func chain(most: Int, isNamed: Bool) -> Chain {
      var chain = Chain(start: node(), steps: [])
      for _ in 0..<Int.random(in: 0...most, using: &random) {
        let length: ClosedRange<Int>? = random.pick([nil, nil, nil, nil, 0...1, 1...2, 2...2])
        var name: String?
        if length == nil, isNamed, chance(1, in: 4) {
          name = fresh()
          values.append(name ?? "")
        }
        chain.steps.append(
          Step(
            direction: random.pick([-1, 0, 1]), name: name, type: random.pick([nil, "R", "R", "S"]),
            weight: random.pick([nil, nil, nil, nil, 0, 1]), length: length, node: node()))
      }
      return chain
    }

    // MARK: - Expressions

    mutating func number() -> Expression {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: return .number(Int.random(in: 0...3, using: &random))
      case 1: return .sum(number(), number())
      default: return nodes.isEmpty ? .null : .property(random.pick(nodes), random.pick(["i", "k"]))
      }
    }

    mutating func condition(_ depth: Int) -> Expression {
      switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &random) {
      case 0: return .isNull(number())
      case 1 where !nodes.isEmpty: return .hasLabel(random.pick(nodes), random.pick(["A", "B"]))
      case 2 where nodes.count > 1:
        return .comparison(random.pick(["=", "<>"]), .variable(random.pick(nodes)), .variable(random.pick(nodes)))
      case 5: return .not(condition(depth - 1))
      case 6: return .both(condition(depth - 1), condition(depth - 1))
      case 7: return .either(condition(depth - 1), condition(depth - 1))
      case 8:
        // What it names is not seen outside.
        let (nodes, values) = (nodes, values)
        defer { (self.nodes, self.values) = (nodes, values) }
        return .exists(chain(most: 1, isNamed: false))
      default: return .comparison(random.pick(["=", "<>", "<", ">="]), number(), number())
      }
    }

    // MARK: - Projections

    /// A projection for WITH, or for RETURN of some columns.
    mutating func projection(_ width: Int?) -> Projection {
      var result = Projection(isDistinct: chance(1, in: 4), items: [])
      let isGrouping = chance(1, in: 2)
      for place in 0..<(width ?? Int.random(in: 1...3, using: &random)) {
        let alias = width == nil ? fresh() : "c\(place)"
        if isGrouping, place == 0 || chance(1, in: 2) {
          result.items.append((aggregate(), alias))
        } else if width == nil, let node = nodes.isEmpty ? nil : random.pick(nodes),
          !result.items.contains(where: { $0.alias == node }), chance(2, in: 3)
        {
          result.items.append((.plain(.variable(node)), node))
        } else if let value = values.isEmpty ? nil : random.pick(values), chance(1, in: 3) {
          result.items.append((.plain(.variable(value)), alias))
        } else {
          result.items.append((.plain(number()), alias))
        }
      }
      let aliases = result.items.map(\.alias)
      nodes = nodes.filter { aliases.contains($0) }
      values = aliases.filter { !nodes.contains($0) }
      if chance(1, in: 2) {
        result.order = aliases.shuffled(using: &random).map { ($0, chance(1, in: 2)) }
        if chance(1, in: 3) { result.skip = Int.random(in: 0...2, using: &random) }
        if chance(1, in: 2) { result.limit = Int.random(in: 0...4, using: &random) }
      }
      if width == nil, chance(1, in: 3) { result.condition = condition(1) }
      return result
    }

    mutating func aggregate() -> Item {
      switch Int.random(in: 0..<6, using: &random) {
      case 0, 1: .aggregate("count", isDistinct: false, nil)
      case 2 where !nodes.isEmpty: .aggregate("count", isDistinct: chance(1, in: 2), .variable(random.pick(nodes)))
      case 3: .aggregate(random.pick(["min", "max"]), isDistinct: false, number())
      case 4: .aggregate("sum", isDistinct: chance(1, in: 3), number())
      default: .aggregate("count", isDistinct: chance(1, in: 2), number())
      }
    }
  }
}
