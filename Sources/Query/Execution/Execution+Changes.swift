extension Execution {
  func create(_ creation: Creation) throws(QueryError) {
    for part in creation.parts {
      switch part {
      case .node(let node):
        let properties = try self.properties(node.properties, creation.offset)
        slots[node.slot] = .node(try graph.createNode(labels: node.labels, properties: properties))
      case .relationship(let relationship):
        guard case .node(let from) = slots[relationship.from], case .node(let to) = slots[relationship.to],
          graph.contains(from), graph.contains(to)
        else {
          throw QueryError(
            .semantic, "InvalidArgumentValue", .runtime, "a relationship needs a node at both ends; one is null",
            at: creation.offset)
        }
        let properties = try self.properties(relationship.properties, creation.offset)
        slots[relationship.slot] = .relationship(
          try graph.createRelationship(type: relationship.type, from: from, to: to, properties: properties))
      case .path(let slot, let form): slots[slot] = try path(form)
      }
    }
  }

  /// MERGE can neither find nor make a property that is null.
  func refuseNulls(in creation: Creation) throws(QueryError) {
    for part in creation.parts {
      let properties: BoundExpression? =
        switch part {
        case .node(let node): node.properties
        case .relationship(let relationship): relationship.properties
        case .path: nil
        }
      guard let properties, case .map(let map) = try evaluate(properties) else { continue }
      for entry in map.entries where entry.value.isNull {
        throw QueryError(
          .semantic, "MergeReadOwnWrites", .runtime, "MERGE cannot use null for `\(entry.key)`", at: creation.offset)
      }
    }
  }

  private func properties(_ expression: BoundExpression?, _ offset: Int) throws(QueryError) -> MapValue {
    guard let expression else { return MapValue() }
    switch try evaluate(expression) {
    case .map(let map): return try storable(map, offset)
    case .null: return MapValue()
    case let other:
      throw QueryError.type("InvalidArgumentType", "properties are a map, not \(other.typeText)").located(offset)
    }
  }

  /// The map without nulls; what cannot be kept in a property is an error.
  private func storable(_ map: MapValue, _ offset: Int) throws(QueryError) -> MapValue {
    for entry in map.entries { try requireStorable(entry.value, offset) }
    return MapValue(map.entries.lazy.filter { !$0.value.isNull }.map { ($0.key, $0.value) })
  }

  private func requireStorable(_ value: Value, _ offset: Int, isElement: Bool = false) throws(QueryError) {
    switch value {
    case .list(let values) where !isElement:
      for element in values { try requireStorable(element, offset, isElement: true) }
    case .map, .node, .relationship, .path, .list:
      throw QueryError.type("InvalidPropertyType", "a property cannot hold \(value.typeText)").located(offset)
    case .null where isElement:
      throw QueryError.type("InvalidPropertyType", "a list in a property cannot hold null").located(offset)
    default: break
    }
  }

  // MARK: - SET and REMOVE

  func assign(_ assignments: [Assignment]) throws(QueryError) {
    for assignment in assignments {
      switch assignment {
      case .property(let owner, let key, let value, let offset):
        let target = try evaluate(owner)
        let value = try evaluate(value)
        try requireStorable(value, offset)
        try set(key, of: target, to: value, offset)
      case .replace(let slot, let value, let offset):
        guard let map = try propertyMap(value, offset) else { continue }
        let old = try currentProperties(of: slots[slot])
        for entry in old.entries where map[entry.key] == nil { try set(entry.key, of: slots[slot], to: .null, offset) }
        for entry in map.entries { try set(entry.key, of: slots[slot], to: entry.value, offset) }
      case .merge(let slot, let value, let offset):
        guard let map = try propertyMap(value, offset) else { continue }
        for entry in map.entries { try set(entry.key, of: slots[slot], to: entry.value, offset) }
      case .addLabels(let slot, let labels):
        guard case .node(let node) = slots[slot] else { continue }
        for label in labels { try graph.add(label: label, to: node) }
      case .removeLabels(let slot, let labels):
        guard case .node(let node) = slots[slot] else { continue }
        for label in labels { try graph.remove(label: label, from: node) }
      }
    }
  }

  private func propertyMap(_ expression: BoundExpression, _ offset: Int) throws(QueryError) -> MapValue? {
    let map: MapValue
    switch try evaluate(expression) {
    case .map(let value): map = value
    case .node(let node): map = try graph.properties(of: node)
    case .relationship(let relationship): map = try graph.properties(of: relationship)
    case .null: return nil
    case let other:
      throw QueryError.type("InvalidArgumentType", "properties are a map, not \(other.typeText)").located(offset)
    }
    for entry in map.entries { try requireStorable(entry.value, offset) }
    return map
  }

  private func currentProperties(of value: Value) throws(QueryError) -> MapValue {
    switch value {
    case .node(let node): try graph.properties(of: node)
    case .relationship(let relationship): try graph.properties(of: relationship)
    default: MapValue()
    }
  }

  private func set(_ key: String, of target: Value, to value: Value, _ offset: Int) throws(QueryError) {
    switch target {
    case .node(let node): try graph.set(key, of: node, to: value)
    case .relationship(let relationship): try graph.set(key, of: relationship, to: value)
    case .null: break
    default:
      throw QueryError.type("InvalidArgumentType", "\(target.typeText) has no properties to change").located(offset)
    }
  }

  // MARK: - DELETE

  func delete(_ value: Value, isDetach: Bool) throws(QueryError) {
    switch value {
    case .null: break
    case .node(let node): try delete(node, isDetach: isDetach)
    case .relationship(let relationship):
      if graph.contains(relationship) { try graph.delete(relationship) }
    case .path(let path):
      for relationship in path.relationships where graph.contains(relationship) { try graph.delete(relationship) }
      for node in path.nodes { try delete(node, isDetach: isDetach) }
    default:
      throw QueryError.type(
        "InvalidArgumentType", "DELETE takes a node, a relationship or a path, not \(value.typeText)")
    }
  }

  private func delete(_ node: NodeID, isDetach: Bool) throws(QueryError) {
    guard graph.contains(node) else { return }
    if isDetach {
      for step in try graph.steps(from: node, direction: .both, types: nil) where graph.contains(step.relationship) {
        try graph.delete(step.relationship)
      }
    }
    try graph.delete(node)
    deletedNodes.append(node)
  }

  /// Refuses to leave relationships without a node at an end.
  func checkDeletions() throws(QueryError) {
    for node in deletedNodes {
      guard try graph.steps(from: node, direction: .both, types: nil).isEmpty else {
        throw QueryError(
          .constraint, "DeleteConnectedNode", .runtime, "a node that still has relationships cannot be deleted",
          hint: "DETACH DELETE deletes its relationships too")
      }
    }
  }
}
