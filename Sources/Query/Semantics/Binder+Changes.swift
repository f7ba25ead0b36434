extension Binder {
  // MARK: - CREATE and MERGE

  mutating func bindCreation(_ pattern: [PatternPart], offset: Int, isMerge: Bool = false) throws(QueryError)
    -> Creation
  {
    var creation = Creation(parts: [], refusesNull: isMerge, offset: offset)
    for part in pattern { try bindCreation(part, isMerge: isMerge, into: &creation) }
    return creation
  }

  private mutating func bindCreation(_ part: PatternPart, isMerge: Bool, into creation: inout Creation)
    throws(QueryError)
  {
    guard part.selector == nil else {
      throw .syntax("UnexpectedSyntax", "a shortest path can be looked for, not made", at: part.offset)
    }
    let isAlone = part.steps.isEmpty
    var near = try bindNewNode(part.start, isAlone: isAlone, into: &creation)
    var form = PathForm(start: near, steps: [])
    for step in part.steps {
      let relationship = step.relationship
      if let name = relationship.variable, scope[name.text] != nil { throw alreadyBound(name) }
      guard relationship.length == nil else {
        throw .syntax("CreatingVarLength", "a relationship of any length cannot be made", at: relationship.offset)
      }
      guard case .name(let type) = relationship.types else {
        throw .syntax(
          "NoSingleRelationshipType", "a relationship that is made needs one type", hint: "write -[:TYPE]->",
          at: relationship.offset)
      }
      guard relationship.direction != .either || (isMerge && !relationship.hasBothHeads) || isMerge else {
        throw .syntax(
          "RequiresDirectedRelationship", "a relationship that is made needs a direction", at: relationship.offset)
      }
      let properties = try bindNewProperties(relationship.properties, isMerge: isMerge)
      let slot = relationship.variable.map { declare($0.text, .relationship).slot } ?? newSlot()
      let far = try bindNewNode(step.node, isAlone: false, into: &creation)
      let (from, to) = relationship.direction == .left ? (far, near) : (near, far)
      creation.parts.append(
        .relationship(
          Creation.NewRelationship(slot: slot, type: type, from: from, to: to, properties: properties)))
      form.steps.append((slot, far))
      near = far
    }
    if let name = part.path {
      guard scope[name.text] == nil else { throw alreadyBound(name) }
      creation.parts.append(.path(slot: declare(name.text, .path).slot, form))
    }
  }

  private mutating func bindNewNode(_ node: NodePattern, isAlone: Bool, into creation: inout Creation)
    throws(QueryError) -> Int
  {
    if let name = node.variable, let known = scope[name.text] {
      guard !isAlone, node.labels == nil, node.properties == nil else { throw alreadyBound(name) }
      guard known.type.mayBe({ $0 == .node }) else { throw typeConflict(name, known.type, "a node") }
      return known.slot
    }
    var labels: [String] = []
    if let expression = node.labels {
      guard let names = expression.conjunction else {
        throw .syntax("UnexpectedSyntax", "a node that is made takes plain labels (:A:B)", at: node.offset)
      }
      labels = names
    }
    let properties = try bindNewProperties(node.properties, isMerge: creation.refusesNull)
    let slot = node.variable.map { declare($0.text, .node).slot } ?? newSlot()
    creation.parts.append(.node(Creation.NewNode(slot: slot, labels: labels, properties: properties)))
    return slot
  }

  private mutating func bindNewProperties(_ properties: PatternProperties?, isMerge: Bool) throws(QueryError)
    -> BoundExpression?
  {
    switch properties {
    case nil: return nil
    case .map(let items): return try bindMap(items).value
    case .parameter(let name):
      guard !isMerge else {
        throw .syntax(
          "InvalidParameterUse", "MERGE cannot take its properties from a parameter",
          hint: "name them: {name: $\(name.text).name}", at: name.offset)
      }
      return .parameter(name.text)
    }
  }

  mutating func bindMerge(_ part: PatternPart, onCreate: [SetItem], onMatch: [SetItem], offset: Int)
    throws(QueryError) -> PlanStep
  {
    let before = scope
    let creation = try bindCreation([part], offset: offset, isMerge: true)
    let created = scope
    // The pattern is looked for with names of its own, which then go where the made ones would be.
    scope = before
    let match = try planPattern([part], condition: nil, isOptional: false, wantsWay: true)
    var moves: [(slot: Int, value: BoundExpression)] = []
    for name in created.names where before[name] == nil {
      guard let made = created[name], let found = scope[name] else { continue }
      moves.append((made.slot, .slot(found.slot)))
    }
    scope = created
    let steps = moves.isEmpty ? match : match + [.project(moves, names: [])]
    return .merge(match: steps, creation, onCreate: try bind(onCreate), onMatch: try bind(onMatch))
  }

  // MARK: - SET, REMOVE, DELETE

  mutating func bind(_ items: [SetItem]) throws(QueryError) -> [Assignment] {
    var result: [Assignment] = []
    for item in items {
      switch item {
      case .property(let owner, let key, let value):
        let (target, type) = try bind(owner)
        try requireEntity(type, at: owner.range.lowerBound)
        let (assigned, assignedType) = try bind(value)
        guard assignedType.isStorable else {
          throw QueryError(
            .type, "InvalidPropertyType", .compileTime, "a property cannot hold \(assignedType.text) of this sort",
            at: value.range.lowerBound)
        }
        result.append(.property(of: target, key: key, value: assigned, offset: value.range.lowerBound))
      case .replace(let name, let value):
        result.append(.replace(slot: try entity(name), try bind(value).value, offset: value.range.lowerBound))
      case .merge(let name, let value):
        result.append(.merge(slot: try entity(name), try bind(value).value, offset: value.range.lowerBound))
      case .labels(let name, let labels): result.append(.addLabels(slot: try entity(name), labels))
      }
    }
    return result
  }

  mutating func bind(_ items: [RemoveItem]) throws(QueryError) -> [Assignment] {
    var result: [Assignment] = []
    for item in items {
      switch item {
      case .property(let owner, let key):
        let (target, type) = try bind(owner)
        try requireEntity(type, at: owner.range.lowerBound)
        result.append(.property(of: target, key: key, value: .constant(.null), offset: owner.range.lowerBound))
      case .labels(let name, let labels): result.append(.removeLabels(slot: try entity(name), labels))
      }
    }
    return result
  }

  private func requireEntity(_ type: StaticType, at offset: Int) throws(QueryError) {
    guard type.mayBe({ $0 == .node || $0 == .relationship || $0 == .map }) else {
      throw wrongType("\(type.text) has no properties to change", at: offset)
    }
  }

  private func entity(_ name: Name) throws(QueryError) -> Int {
    guard let variable = scope[name.text] else { throw undefined(name.text, at: name.offset) }
    try requireEntity(variable.type, at: name.offset)
    return variable.slot
  }

  mutating func bindDeletion(_ expressions: [Expression]) throws(QueryError) -> [BoundExpression] {
    var result: [BoundExpression] = []
    for expression in expressions {
      let offset = expression.range.lowerBound
      if case .labels = expression.form {
        throw .syntax(
          "InvalidDelete", "DELETE takes a node, a relationship or a path, no label",
          hint: "REMOVE takes a label away", at: offset)
      }
      let (value, type) = try bind(expression)
      guard type.mayBe({ $0 == .node || $0 == .relationship || $0 == .path }) else {
        throw wrongType("DELETE takes a node, a relationship or a path, and this is \(type.text)", at: offset)
      }
      result.append(value)
    }
    return result
  }

  // MARK: - CALL

  mutating func bind(_ call: CallClause, isOnly: Bool, isLast: Bool, into part: inout QueryPlan.Part) throws(QueryError)
  {
    let procedures = graph.procedures
    let offset = call.procedure.offset
    guard let index = procedures.firstIndex(where: { $0.name == call.procedure.text }) else {
      let hint = nearestName(to: call.procedure.text, among: procedures.map(\.name)).map { "did you mean `\($0)`?" }
      throw QueryError(
        .procedure, "ProcedureNotFound", .compileTime, "no procedure is named `\(call.procedure.text)`", hint: hint,
        at: offset)
    }
    let procedure = procedures[index]
    let arguments = try bindArguments(of: call, procedure, isOnly: isOnly)
    if call.yieldsAll, !isOnly {
      throw .syntax("UnexpectedSyntax", "YIELD * can stand only in a CALL of its own", at: offset)
    }
    var outputs: [(column: Int, slot: Int)] = []
    if let chosen = call.outputs {
      for output in chosen {
        guard let column = procedure.outputs.firstIndex(where: { $0.name == output.field.text }) else {
          throw undefined(output.field.text, at: output.field.offset)
        }
        let name = output.alias ?? output.field
        guard scope[name.text] == nil else { throw alreadyBound(name) }
        outputs.append((column, declare(name.text, procedure.outputs[column].type.staticType).slot))
      }
    } else if isOnly {
      for (column, output) in procedure.outputs.enumerated() {
        outputs.append((column, declare(output.name, output.type.staticType).slot))
      }
    } else if !procedure.outputs.isEmpty, isLast {
      throw .syntax(
        "UndefinedVariable", "a CALL within a query names what it takes", hint: "add YIELD", at: offset)
    }
    part.steps.append(
      .call(
        ProcedureCall(
          procedure: index, name: procedure.name, arguments: arguments, outputs: outputs,
          isVoid: procedure.outputs.isEmpty, offset: offset)))
    if let condition = call.condition {
      part.steps.append(.filter(try bindCondition(condition), text: source(condition.range)))
    }
    if isOnly {
      part.columns = outputs.map { output in
        let given = call.outputs.flatMap { chosen in
          chosen.first { procedure.outputs[output.column].name == $0.field.text }
        }
        return ((given?.alias ?? given?.field)?.text ?? procedure.outputs[output.column].name, output.slot)
      }
    }
  }

  private mutating func bindArguments(of call: CallClause, _ procedure: Procedure, isOnly: Bool) throws(QueryError)
    -> [BoundExpression]
  {
    let offset = call.procedure.offset
    guard let written = call.arguments else {
      guard isOnly else {
        throw .syntax(
          "InvalidArgumentPassingMode", "a CALL within a query writes its arguments out", hint: "add ()", at: offset)
      }
      var result: [BoundExpression] = []
      for input in procedure.inputs {
        guard parameters[input.name] != nil else {
          throw QueryError(
            .parameterMissing, "MissingParameter", .compileTime, "the parameter $\(input.name) is not given",
            at: offset)
        }
        result.append(.parameter(input.name))
      }
      return result
    }
    guard written.count == procedure.inputs.count else {
      throw .syntax(
        "InvalidNumberOfArguments",
        "\(procedure.name) takes \(procedure.inputs.count) arguments, not \(written.count)", at: offset)
    }
    var result: [BoundExpression] = []
    for (argument, input) in zip(written, procedure.inputs) {
      if Binder.holdsAggregate(argument) {
        throw .syntax(
          "InvalidAggregation", "an aggregate can stand only in WITH or RETURN", at: argument.range.lowerBound)
      }
      let (value, type) = try bind(argument)
      guard input.type.admits(type) else {
        throw wrongType(
          "`\(input.name)` of \(procedure.name) is \(input.type.rawValue), and this is \(type.text)",
          at: argument.range.lowerBound)
      }
      result.append(value)
    }
    return result
  }
}

extension Procedure.FieldType {
  var staticType: StaticType {
    switch self {
    case .any: .any
    case .boolean: .boolean
    case .integer: .integer
    case .float: .float
    case .number: .number
    case .string: .string
    case .list: .list(.any)
    case .map: .map
    case .node: .node
    case .relationship: .relationship
    case .path: .path
    }
  }
}
