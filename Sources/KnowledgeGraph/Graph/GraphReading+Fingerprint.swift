extension GraphReading {
  /// 32 hexadecimal digits that are equal for equal graphs, whatever their numbers and whoever made them.
  ///
  /// It is of all that the graph holds: entities with their names, kinds, aliases and candidates, relations with every
  /// qualifier, their claims and what contests them, acts with their amounts. Passages and sources count through the
  /// claims that rest on them. `Documentation/Storage.md` says what is hashed, in which order.
  ///
  /// - Complexity: O(n log n) in entities, relations and acts.
  public func fingerprint() throws(GraphError) -> String {
    GraphFingerprint.of(entities: try entities(), relations: try relations(), acts: try acts())
  }
}

/// Hashes the parts of a graph, one line after the other, in an order that their numbers have no part in.
///
/// A text is written as a netstring without its comma (`5:Korea`; D. J. Bernstein, 1997), a number as `12;`, what is
/// not there as `~`, so that no two graphs give one text. An entity or relation stands in another's line as its
/// position in the order of lines.
package struct GraphFingerprint {
  private var line: [UInt8] = []

  /// The fingerprint of a graph of these parts, in any order.
  ///
  /// - Complexity: O(n log n) in their number; O(1) where they come sorted.
  package static func of(entities: [Entity], relations: [Relation], acts: [Act]) -> String {
    var hash = StableHash()
    var writer = GraphFingerprint()
    let entities = isSorted(entities) ? entities : entities.sorted(by: Entity.precedesByName)
    var entityPositions = Positions(entities.lazy.map(\.id.rawValue))
    for (position, entity) in entities.enumerated() {
      entityPositions.set(entity.id.rawValue, position)
      writer.begin("entity")
      writer.entity(entity)
      hash.update(writer.line)
    }
    let order = self.order(of: relations, entityPositions)
    var relationPositions = Positions(relations.lazy.map(\.id.rawValue))
    for (position, index) in order.enumerated() { relationPositions.set(relations[index].id.rawValue, position) }
    for index in order {
      writer.begin("relation")
      writer.relation(relations[index], entityPositions)
      writer.positions(relations[index].contestedBy.map(\.rawValue), relationPositions)
      hash.update(writer.line)
    }
    var lines: [(first: Int, bytes: [UInt8])] = []
    for act in acts {
      writer.begin("act")
      writer.act(act)
      writer.positions(act.relations.map(\.rawValue), relationPositions)
      lines.append((act.relations.map { relationPositions[$0.rawValue] }.min() ?? -1, writer.line))
    }
    lines.sort { $0.first != $1.first ? $0.first < $1.first : $0.bytes.lexicographicallyPrecedes($1.bytes) }
    for line in lines { hash.update(line.bytes) }
    return hash.hex128()
  }

  private static func isSorted(_ entities: [Entity]) -> Bool {
    !zip(entities, entities.dropFirst()).contains { !Entity.precedesByName($0, $1) }
  }

  /// The relations by subject, predicate, object and claims.
  private static func order(of relations: [Relation], _ entities: Positions) -> [Int] {
    struct Key {
      var subject: Int
      var predicate: Int
      var object: Int
      var index: Int
    }
    let predicates = Set(relations.lazy.map(\.predicate)).sorted()
    let rank = Dictionary(uniqueKeysWithValues: predicates.enumerated().map { ($1, $0) })
    var keys = relations.indices.map { index in
      let relation = relations[index]
      return Key(
        subject: entities[relation.subject.rawValue], predicate: rank[relation.predicate] ?? 0,
        object: relation.object.map { entities[$0.rawValue] } ?? -1, index: index)
    }
    keys.sort { left, right in
      if left.subject != right.subject { return left.subject < right.subject }
      if left.predicate != right.predicate { return left.predicate < right.predicate }
      if left.object != right.object { return left.object < right.object }
      let (one, other) = (relations[left.index], relations[right.index])
      if let first = one.claims.first, let second = other.claims.first, first != second { return first < second }
      var (mine, theirs) = (GraphFingerprint(), GraphFingerprint())
      mine.relation(one, entities)
      theirs.relation(other, entities)
      return mine.line.lexicographicallyPrecedes(theirs.line)
    }
    return keys.map(\.index)
  }

  // MARK: Lines

  private mutating func begin(_ part: StaticString) {
    line.removeAll(keepingCapacity: true)
    part.withUTF8Buffer { line.append(contentsOf: $0) }
    line.append(0x0a)
  }

  private mutating func entity(_ entity: Entity) {
    text(entity.name)
    text(entity.kind.rawValue)
    texts(entity.aliases)
    texts(entity.candidates)
    number(entity.isDescribed ? 1 : 0)
    number(entity.isAuthor ? 1 : 0)
    text(entity.source?.rawValue)
    date(entity.date)
    text(entity.url)
    text(entity.note)
    number(entity.sourceCount)
  }

  private mutating func relation(_ relation: Relation, _ entities: Positions) {
    number(entities[relation.subject.rawValue])
    text(relation.predicate.rawValue)
    number(relation.object.map { entities[$0.rawValue] })
    let qualifiers = relation.qualifiers
    date(qualifiers.at)
    date(qualifiers.from)
    date(qualifiers.to)
    date(qualifiers.announced)
    amount(qualifiers.amount)
    text(qualifiers.role)
    text(qualifiers.place)
    text(qualifiers.status?.rawValue)
    number(qualifiers.isNegated ? 1 : 0)
    text(qualifiers.accordingTo)
    claims(relation.claims)
    number(relation.sourceCount)
    number(Int(bitPattern: UInt(truncatingIfNeeded: relation.confidence.bitPattern)))
  }

  private mutating func act(_ act: Act) {
    text(act.predicate.rawValue)
    amount(act.amount)
    date(act.at)
    date(act.announced)
    text(act.status?.rawValue)
    claims(act.claims)
    number(act.sourceCount)
  }

  private mutating func claims(_ claims: [ClaimID]) {
    number(claims.count)
    for claim in claims { text(claim.rawValue) }
  }

  private mutating func positions(_ numbers: [Int32], _ positions: Positions) {
    number(numbers.count)
    for position in numbers.map({ positions[$0] }).sorted() { number(position) }
  }

  private mutating func amount(_ amount: Amount?) {
    guard let amount else { return nothing() }
    decimal(amount.value)
    if let upper = amount.upper { decimal(upper) } else { nothing() }
    switch amount.unit {
    case .money(let currency):
      text("money")
      text(currency)
    case .count(let noun):
      text("count")
      text(noun)
    case .percent: text("percent")
    }
    text(amount.kind?.rawValue)
    text(amount.precision.rawValue)
    text(amount.period?.description)
  }

  private mutating func decimal(_ value: ExactDecimal) {
    number(Int(value.significand))
    number(value.exponent)
  }

  private mutating func date(_ value: StatedDate?) {
    date(value?.date)
    if let value { number(Int(value.inherited.rawValue)) }
  }

  private mutating func date(_ value: PartialDate?) {
    guard let value else { return nothing() }
    number(value.year)
    number(value.month)
    number(value.day)
  }

  private mutating func texts(_ texts: [String]) {
    number(texts.count)
    for text in texts { self.text(text) }
  }

  private mutating func text(_ value: String?) {
    guard let value else { return nothing() }
    digits(value.utf8.count)
    line.append(UInt8(ascii: ":"))
    line.append(contentsOf: value.utf8)
  }

  private mutating func number(_ value: Int?) {
    guard let value else { return nothing() }
    if value < 0 { line.append(UInt8(ascii: "-")) }
    digits(Int(clamping: value.magnitude))
    line.append(UInt8(ascii: ";"))
  }

  private mutating func digits(_ value: Int) {
    let start = line.count
    var rest = value
    repeat {
      line.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    if line.count - start > 1 { line[start...].reverse() }
  }

  private mutating func nothing() { line.append(UInt8(ascii: "~")) }
}

/// Where the parts of a graph stand in an order, by their numbers.
private struct Positions {
  /// By number, where these are few more than the parts; else every number has its entry in `others`.
  private var positions: [Int32]
  private var others: [Int32: Int32] = [:]

  init(_ numbers: some Collection<Int32>) {
    let highest = Int(numbers.max() ?? -1)
    positions = [Int32](repeating: -1, count: highest < 2 * numbers.count + 64 ? highest + 1 : 0)
  }

  mutating func set(_ number: Int32, _ position: Int) {
    if positions.indices.contains(Int(number)) {
      positions[Int(number)] = Int32(position)
    } else {
      others[number] = Int32(position)
    }
  }

  /// -1 where there is no part of this number.
  subscript(number: Int32) -> Int {
    if positions.indices.contains(Int(number)) { return Int(positions[Int(number)]) }
    return Int(others[number] ?? -1)
  }
}
