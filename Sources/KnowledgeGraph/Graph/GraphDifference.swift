/// What is different between two graphs, as statements.
public struct GraphDifference: Hashable, Sendable {
  /// What of a statement is other than it was.
  public enum Part: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Who it is about, or the predicate.
    case parties
    case date
    case amount
    /// Status, role, place, or that it is not so.
    case status
    /// How many independent sources say so.
    case sources
    /// Which claims say so.
    case claims

    public static func < (left: Part, right: Part) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// A relation that both graphs have in some form.
  public struct Change: Hashable, Sendable {
    public var before: Relation
    public var after: Relation
    public var parts: [Part]
  }

  /// Relations of the later graph that nothing in the earlier one says.
  public var added: [Relation] = []
  /// Relations of the earlier graph that nothing in the later one says.
  public var gone: [Relation] = []
  public var changed: [Change] = []
  /// Relations of the later graph that something contradicts, and of the earlier that nothing did.
  public var newlyContested: [Relation] = []
  /// Relations of the later graph that nothing contradicts any more.
  public var settled: [Relation] = []

  public init() {}

  public var isEmpty: Bool { self == GraphDifference() }
}

extension GraphReading {
  /// What is different in this graph from an earlier one.
  ///
  /// Relations are the same where they share a claim: those that share most claims are paired first. Of the others, those
  /// are that say the same word for word, parties, dates, amount and standing: their claims were read from other words.
  /// Numbers play no part, so graphs of two builds can be compared.
  ///
  /// - Parameters:
  ///   - earlier: The graph that this one came after.
  ///   - includingBackground: Whether mentions and bare links are compared too.
  /// - Returns: The relations in the order of their graphs.
  /// - Throws: What either graph throws when it cannot be read.
  /// - Complexity: O(n log n) in the relations and claims of both.
  public func difference(
    from earlier: some GraphReading, includingBackground: Bool = false
  ) throws(GraphError) -> GraphDifference {
    func compared(_ graph: some GraphReading) throws(GraphError) -> [Relation] {
      let left = Set(graph.ontology.predicates.keys.filter { !includingBackground && graph.ontology.isBackground($0) })
      return try graph.relations(excluding: left)
    }
    let (old, new) = (try compared(earlier), try compared(self))
    var oldOfClaim: [ClaimID: [Int]] = [:]
    for (index, relation) in old.enumerated() {
      for claim in relation.claims { oldOfClaim[claim, default: []].append(index) }
    }
    var pairs: [(shared: Int, old: Int, new: Int)] = []
    for (index, relation) in new.enumerated() {
      var shared: [Int: Int] = [:]
      for claim in relation.claims { for other in oldOfClaim[claim] ?? [] { shared[other, default: 0] += 1 } }
      for (other, count) in shared { pairs.append((count, other, index)) }
    }
    pairs.sort { ($1.shared, $0.new, $0.old) < ($0.shared, $1.new, $1.old) }
    var oldOfNew: [Int: Int] = [:]
    var taken: Set<Int> = []
    for pair in pairs where oldOfNew[pair.new] == nil && !taken.contains(pair.old) {
      oldOfNew[pair.new] = pair.old
      taken.insert(pair.old)
    }
    // An edited sentence gives other claims of what it says as before.
    var oldOfStatement: [Statement: [Int]] = [:]
    for index in old.indices.reversed() where !taken.contains(index) {
      oldOfStatement[try earlier.statement(old[index]), default: []].append(index)
    }
    for index in new.indices where oldOfNew[index] == nil && !oldOfStatement.isEmpty {
      guard let other = try oldOfStatement[statement(new[index])]?.popLast() else { continue }
      oldOfNew[index] = other
      taken.insert(other)
    }
    var difference = GraphDifference()
    difference.gone = old.indices.filter { !taken.contains($0) }.map { old[$0] }
    for (index, after) in new.enumerated() {
      let before = oldOfNew[index].map { old[$0] }
      let wasContested = before.map { !$0.contestedBy.isEmpty } ?? false
      if !after.contestedBy.isEmpty, !wasContested { difference.newlyContested.append(after) }
      if after.contestedBy.isEmpty, wasContested { difference.settled.append(after) }
      guard let before else {
        difference.added.append(after)
        continue
      }
      let parts = try parts(after, before, of: earlier)
      if !parts.isEmpty { difference.changed.append(.init(before: before, after: after, parts: parts)) }
    }
    return difference
  }

  private func statement(_ relation: Relation) throws(GraphError) -> Statement {
    var object: String?
    if let id = relation.object { object = try entity(id)?.name }
    let qualifiers = relation.qualifiers
    var amount = qualifiers.amount
    if amount == nil, let id = relation.act { amount = try act(id)?.amount }
    return Statement(
      parties: [try entity(relation.subject)?.name, relation.predicate.rawValue, object],
      dates: [qualifiers.at, qualifiers.from, qualifiers.to, qualifiers.announced], amount: amount,
      standing: [
        qualifiers.status?.rawValue, qualifiers.role, qualifiers.place, qualifiers.accordingTo,
        qualifiers.isNegated ? "not" : nil,
      ])
  }

  private func parts(
    _ after: Relation, _ before: Relation, of earlier: some GraphReading
  ) throws(GraphError) -> [GraphDifference.Part] {
    let (now, then) = (try statement(after), try earlier.statement(before))
    var parts: [GraphDifference.Part] = []
    if now.parties != then.parties { parts.append(.parties) }
    if now.dates != then.dates { parts.append(.date) }
    if now.amount != then.amount { parts.append(.amount) }
    if now.standing != then.standing { parts.append(.status) }
    if after.sourceCount != before.sourceCount { parts.append(.sources) }
    if Set(after.claims) != Set(before.claims) { parts.append(.claims) }
    return parts
  }
}

/// What a relation says, whoever says it.
private struct Statement: Hashable {
  var parties: [String?]
  var dates: [StatedDate?]
  var amount: Amount?
  var standing: [String?]
}
