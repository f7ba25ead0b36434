extension Binder {
  mutating func bind(_ match: MatchClause) throws(QueryError) -> [PlanStep] {
    try planPattern(match.pattern, condition: match.condition, isOptional: match.isOptional, wantsWay: true)
  }

  /// The steps that find a pattern of which a condition holds; its names are seen afterwards.
  ///
  /// An optional pattern lets a row go on with nulls where nothing is found. `wantsWay` says whether it matters in how
  /// many ways the pattern is found.
  mutating func planPattern(_ parts: [PatternPart], condition: Expression?, isOptional: Bool, wantsWay: Bool)
    throws(QueryError) -> [PlanStep]
  {
    let boundBefore = Set(scope.variables.values.map(\.slot))
    var pattern = QueryPattern()
    var isDeclared: Set<String> = []
    for part in parts { try declare(part, in: &pattern, declared: &isDeclared) }
    for (index, node) in pattern.nodes.enumerated() {
      guard let properties = node.syntax.flatMap(\.properties) else { continue }
      try addPropertyConditions(properties, slot: pattern.nodes[index].slot, to: &pattern)
    }
    for index in pattern.relationships.indices {
      guard let properties = pattern.relationships[index].syntax.properties else { continue }
      if pattern.relationships[index].isWalk || pattern.relationships[index].selector != nil {
        pattern.relationships[index].properties = try bindProperties(properties)
      } else {
        try addPropertyConditions(properties, slot: pattern.relationships[index].slot, to: &pattern)
      }
    }
    if let condition { try addConditions(of: condition, to: &pattern) }
    let newSlots = scope.variables.values.map(\.slot).filter { !boundBefore.contains($0) }.sorted()
    var planner = PatternPlanner(pattern: pattern, graph: graph, bound: boundBefore)
    let steps = planner.plan()
    return isOptional ? [.optional(steps, slots: newSlots)] : steps
  }

  // MARK: - Names

  private mutating func declare(_ part: PatternPart, in pattern: inout QueryPattern, declared: inout Set<String>)
    throws(QueryError)
  {
    var before = try declareNode(part.start, in: &pattern)
    var form = PathForm(start: pattern.nodes[before].slot, steps: [])
    var search: Int?
    for step in part.steps {
      let after: Int
      // The relationship's name comes first in the text, so a clash of the two is the node's.
      let relationship = try declareRelationship(step.relationship, selector: part.selector, declared: &declared)
      after = try declareNode(step.node, in: &pattern)
      var bound = relationship
      bound.from = before
      bound.to = after
      pattern.relationships.append(bound)
      search = pattern.relationships.count - 1
      form.steps.append((bound.slot, pattern.nodes[after].slot))
      before = after
    }
    if part.selector != nil {
      guard part.steps.count == 1, let search else {
        throw .syntax(
          "InvalidRelationshipPattern", "a shortest path is looked for along one relationship, as in (a)-[*]-(b)",
          at: part.offset)
      }
      pattern.relationships[search].selector = part.selector
    }
    if let name = part.path {
      guard scope[name.text] == nil else { throw alreadyBound(name) }
      let path = declare(name.text, .path)
      if let search, part.selector != nil {
        pattern.relationships[search].pathSlot = path.slot
      } else {
        pattern.paths.append((path.slot, form))
      }
    }
  }

  private mutating func declareNode(_ node: NodePattern, in pattern: inout QueryPattern) throws(QueryError) -> Int {
    note(node.labels, isType: false)
    if let name = node.variable, let known = scope[name.text] {
      guard known.type.mayBe({ $0 == .node }) else {
        throw typeConflict(name, known.type, "a node")
      }
      if let index = pattern.nodes.firstIndex(where: { $0.slot == known.slot }) {
        let repeated = QueryPattern.Node(slot: known.slot, labels: node.labels, name: name.text, syntax: node)
        // The same node again: what is asked of it here is asked of it there.
        pattern.nodes[index].add(repeated.labels)
        if node.properties != nil { pattern.nodes.append(repeated) }
        return index
      }
      pattern.nodes.append(QueryPattern.Node(slot: known.slot, labels: node.labels, name: name.text, syntax: node))
      return pattern.nodes.count - 1
    }
    let slot = node.variable.map { declare($0.text, .node).slot } ?? newSlot()
    let name = node.variable?.text ?? ""
    pattern.nodes.append(QueryPattern.Node(slot: slot, labels: node.labels, name: name, syntax: node))
    return pattern.nodes.count - 1
  }

  private mutating func declareRelationship(
    _ relationship: RelationshipPattern, selector: PatternPart.Selector?, declared: inout Set<String>
  ) throws(QueryError) -> QueryPattern.Relationship {
    note(relationship.types, isType: true)
    let isWalk = relationship.length != nil
    var isGiven = false
    let slot: Int
    if let name = relationship.variable {
      if let known = scope[name.text] {
        if declared.contains(name.text) {
          throw .syntax(
            "RelationshipUniquenessViolation", "`\(name.text)` cannot stand twice in one pattern", at: name.offset)
        }
        let fits = isWalk ? known.type.mayBe(\.isList) : known.type.mayBe { $0 == .relationship }
        guard fits else { throw typeConflict(name, known.type, isWalk ? "a list of relationships" : "a relationship") }
        if isWalk, case .list(let element) = known.type, !element.mayBe({ $0 == .relationship }) {
          throw typeConflict(name, known.type, "a list of relationships")
        }
        isGiven = true
        slot = known.slot
      } else {
        slot = declare(name.text, isWalk ? .list(.relationship) : .relationship).slot
        declared.insert(name.text)
      }
    } else {
      slot = newSlot()
    }
    return QueryPattern.Relationship(
      slot: slot, from: 0, to: 0, isWalk: isWalk, isGiven: isGiven, name: relationship.variable?.text ?? "",
      syntax: relationship)
  }

  // MARK: - Conditions

  private mutating func bindProperties(_ properties: PatternProperties) throws(QueryError)
    -> [(key: String, value: BoundExpression)]
  {
    switch properties {
    case .map(let items):
      var result: [(key: String, value: BoundExpression)] = []
      for item in items { result.append((item.key, try bind(item.value).value)) }
      return result
    case .parameter(let name):
      throw .syntax(
        "InvalidParameterUse", "a pattern that is looked for cannot take its properties from a parameter",
        hint: "name them: {name: $\(name.text).name}", at: name.offset)
    }
  }

  private mutating func addPropertyConditions(
    _ properties: PatternProperties, slot: Int, to pattern: inout QueryPattern
  ) throws(QueryError) {
    for (key, value) in try bindProperties(properties) {
      let left = BoundExpression.property(.slot(slot), key, offset: 0)
      pattern.conditions.append(
        QueryPattern.Condition(value: .comparison(left, [(.equal, value)]), text: "\(key) = …"))
    }
  }

  private mutating func addConditions(of expression: Expression, to pattern: inout QueryPattern) throws(QueryError) {
    if case .logical(.and, let operands) = expression.form {
      for operand in operands { try addConditions(of: operand, to: &pattern) }
      return
    }
    pattern.conditions.append(
      QueryPattern.Condition(value: try bindCondition(expression), text: source(expression.range)))
  }
}
