import KnowledgeGraph
import Resolution

func resolve(
  _ notes: [NoteRecord], authority: (any NameAuthority)? = nil, threshold: Double = 0
) -> ResolvedGraph {
  var resolver = Resolver(ontology: .builtIn, authority: authority, threshold: threshold)
  for note in notes { resolver.add(note) }
  return resolver.resolve()
}

extension ResolvedGraph {
  /// Names of the entities that are no source.
  var names: [String] { entities.filter { $0.source == nil }.map(\.name) }

  func entity(_ name: String) -> Entity? { entities.first { $0.name == name } }

  /// Relations as text: `Huawei LAUNCHED Galaxy AI 2024-05 x2`, the number of sources where it is not 1.
  var facts: [String] {
    relations.map { relation in
      var text = "\(entities[Int(relation.subject.rawValue)].name) \(relation.predicate)"
      if let object = relation.object { text += " \(entities[Int(object.rawValue)].name)" }
      if let at = relation.qualifiers.at { text += " \(at.date)" }
      if relation.qualifiers.isNegated { text += " not" }
      if let status = relation.qualifiers.status { text += " \(status)" }
      if let amount = relation.qualifiers.amount { text += " \(amount.value)" }
      if relation.sourceCount != 1 { text += " x\(relation.sourceCount)" }
      if !relation.contestedBy.isEmpty { text += " contested" }
      return text
    }
  }

  /// Acts as text: `INVESTED_IN 430000000 2024-05 x2 (2)`, with the number of relations.
  var deals: [String] {
    acts.map { act in
      var text = act.predicate.rawValue
      if let amount = act.amount { text += " \(amount.value)" }
      if let at = act.at { text += " \(at.date)" }
      if let status = act.status { text += " \(status)" }
      return text + " x\(act.sourceCount) (\(act.relations.count))"
    }
  }
}
