/// Chooses among the statements of a part of a graph, where there are more than can be shown: an act counts as one,
/// whatever number of relations it has, and so does a relation that is part of none.
struct StatementChoice {
  /// What speaks for a statement.
  private struct Statement {
    var relations: [Relation]
    var ends: Set<EntityID> = []
    var facts = 0
    var sources = 0
    var claims = 0

    init(_ relations: [Relation]) {
      self.relations = relations
      for relation in relations {
        ends.insert(relation.subject)
        if let object = relation.object { ends.insert(object) }
        facts = max(facts, relation.qualifiers.isFactual ? 1 : 0)
        sources = max(sources, relation.sourceCount)
        claims += relation.claims.count
      }
    }

    static func comesFirst(_ left: Statement, _ right: Statement) -> Bool {
      if left.facts != right.facts { return left.facts > right.facts }
      if left.sources != right.sources { return left.sources > right.sources }
      if left.claims != right.claims { return left.claims > right.claims }
      guard let first = left.relations.first, let second = right.relations.first else { return false }
      return first.id < second.id
    }
  }

  /// What two statements share that say the same of the same.
  private struct Likeness: Hashable {
    var ends: Set<EntityID>
    var predicate: Predicate?
  }

  /// How many of the statements that say the same of the same are shown, where a choice has to be made.
  private static let repetitions = 4

  /// The relations that stay, and how many statements of each entity do not, counted at the subject.
  ///
  /// First comes what ties an entity that nothing else ties yet, then what is the first of its kind between its
  /// parties, then up to three more of each kind; within these, what most speaks for.
  ///
  /// - Complexity: O(relations), beside sorting them.
  static func chosen(
    _ relations: [RelationID: Relation], limit: Int
  ) -> (kept: [RelationID: Relation], omitted: [EntityID: [Predicate: Int]]) {
    // Acts are told apart from relations by their sign: numbers of both begin at 0.
    var members: [Int64: [Relation]] = [:]
    for relation in relations.values.sorted(by: { $0.id < $1.id }) {
      members[relation.act.map { -1 - $0.rawValue } ?? relation.id.rawValue, default: []].append(relation)
    }
    guard members.count > limit else { return (relations, [:]) }
    let ranked = members.values.map(Statement.init).sorted(by: Statement.comesFirst)
    var isKept = [Bool](repeating: false, count: ranked.count)
    var left = max(0, limit)
    var tied: Set<EntityID> = []
    var shown: [Likeness: Int] = [:]
    for repetition in -1..<repetitions {
      for (index, statement) in ranked.enumerated() where left > 0 && !isKept[index] {
        let likeness = Likeness(ends: statement.ends, predicate: statement.relations.first?.predicate)
        let isWanted =
          repetition < 0 ? !statement.ends.isSubset(of: tied) : shown[likeness, default: 0] <= repetition
        guard isWanted else { continue }
        isKept[index] = true
        left -= 1
        tied.formUnion(statement.ends)
        shown[likeness, default: 0] += 1
      }
    }
    var kept: [RelationID: Relation] = [:]
    var omitted: [EntityID: [Predicate: Int]] = [:]
    for (index, statement) in ranked.enumerated() {
      if isKept[index] {
        for relation in statement.relations { kept[relation.id] = relation }
      } else if let first = statement.relations.first {
        omitted[first.subject, default: [:]][first.predicate, default: 0] += 1
      }
    }
    return (kept, omitted)
  }
}
