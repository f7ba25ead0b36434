extension GraphReading {
  /// 32 hexadecimal digits that are equal for equal graphs, whatever their numbers and whoever made them.
  ///
  /// It is of all that the graph holds: entities with their names, kinds, aliases and candidates, relations with every
  /// qualifier, their claims and what contests them, acts with their amounts. Passages and sources count through the
  /// claims that rest on them. `Documentation/Storage.md` says what is hashed.
  ///
  /// - Complexity: O(n log n) in entities, relations and acts.
  public func fingerprint() throws(GraphError) -> String {
    GraphFingerprint.of(entities: try entities(), relations: try relations(), acts: try acts()).text
  }
}

/// The sum of the hashes of a graph's parts: a part can be taken out and another put in without a look at the rest.
///
/// Parts stand in each other's lines by their names and claims and never by their numbers. The sum is modulo 2^256 of
/// SHA-256 digests, an incremental multiset hash (Clarke et al., "Incremental Multiset Hash Functions", 2003); it
/// finds differences and is not for secrets.
///
/// A text is written as a netstring without its comma (`5:Korea`; D. J. Bernstein, 1997), a number as `12;`, what is
/// not there as `~`, so that no two parts give one line.
package struct GraphFingerprint: Hashable, Sendable {
  /// From the least to the most significant 64 bits.
  private var sum: [UInt64] = [0, 0, 0, 0]

  /// The fingerprint of no parts.
  package init() {}

  /// One that was kept as ``digits``; nil where the text is not such.
  package init?(digits: String) {
    let bytes = Array(digits.utf8)
    guard bytes.count == 64 else { return nil }
    for (index, byte) in bytes.enumerated() {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      sum[3 - index / 16] = sum[3 - index / 16] << 4 | UInt64(digit)
    }
  }

  /// All 256 bits, as 64 hexadecimal digits.
  package var digits: String {
    let digits = Array("0123456789abcdef".utf8)
    var result: [UInt8] = []
    for word in sum.reversed() {
      for index in 0..<16 { result.append(digits[Int(word >> UInt64(60 - 4 * index) & 15)]) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// What is shown: the first half of the SHA-256 of ``digits``.
  package var text: String {
    var hash = StableHash()
    hash.update(field: digits)
    return hash.hex128()
  }

  /// The fingerprint of a graph of these parts, in any order; `names` are those of further ends of the relations.
  ///
  /// - Complexity: O(n) in their number.
  package static func of(
    entities: [Entity], relations: [Relation], acts: [Act], names: [EntityID: String] = [:]
  ) -> GraphFingerprint {
    let parts = PartNames(entities: entities, relations: relations, acts: acts, others: names)
    var result = GraphFingerprint()
    var line = PartLine()
    for entity in entities { result.add(digest: line.of(entity)) }
    for relation in relations { result.add(digest: line.of(relation, parts)) }
    for act in acts { result.add(digest: line.of(act, parts)) }
    return result
  }

  package static func += (left: inout GraphFingerprint, right: GraphFingerprint) { left.add(right.sum) }

  package static func -= (left: inout GraphFingerprint, right: GraphFingerprint) {
    // Taking out is adding the complement (two's complement of 256 bits).
    var complement = GraphFingerprint()
    complement.sum = right.sum.map { ~$0 }
    complement.add([1, 0, 0, 0])
    left.add(complement.sum)
  }

  private mutating func add(digest: [UInt8]) {
    var words: [UInt64] = [0, 0, 0, 0]
    for (index, byte) in digest.enumerated() where index < 32 {
      words[index / 8] = words[index / 8] << 8 | UInt64(byte)
    }
    add(words)
  }

  private mutating func add(_ words: [UInt64]) {
    var carry: UInt64 = 0
    for index in 0..<4 {
      let (first, isOver) = sum[index].addingReportingOverflow(words[index])
      let (second, isOverAgain) = first.addingReportingOverflow(carry)
      sum[index] = second
      carry = isOver || isOverAgain ? 1 : 0
    }
  }
}

/// How parts are named in the lines of others: an entity by its name, a relation by its ends, predicate and first claim.
private struct PartNames {
  private var entityNames: [EntityID: String]
  private var relations: [RelationID: Relation] = [:]

  init(entities: [Entity], relations: [Relation], acts: [Act], others: [EntityID: String]) {
    entityNames = others
    entityNames.reserveCapacity(others.count + entities.count)
    for entity in entities { entityNames[entity.id] = entity.name }
    for relation in relations where relation.act != nil || !relation.contestedBy.isEmpty {
      self.relations[relation.id] = relation
    }
    // An act may list a relation that does not know of it, in a graph that somebody else made.
    let missing = Set(acts.lazy.flatMap(\.relations)).union(relations.lazy.flatMap(\.contestedBy))
      .subtracting(self.relations.keys)
    for relation in relations where !missing.isEmpty && missing.contains(relation.id) {
      self.relations[relation.id] = relation
    }
  }

  func name(_ id: EntityID?) -> String? { id.map { entityNames[$0] ?? "" } }
  func relation(_ id: RelationID) -> Relation? { relations[id] }
}

/// One line at a time, as bytes.
private struct PartLine {
  private var line: [UInt8] = []

  mutating func of(_ entity: Entity) -> [UInt8] {
    begin("entity")
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
    return digest
  }

  mutating func of(_ relation: Relation, _ names: PartNames) -> [UInt8] {
    begin("relation")
    text(names.name(relation.subject))
    text(relation.predicate.rawValue)
    text(names.name(relation.object))
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
    relations(relation.contestedBy, names)
    return digest
  }

  mutating func of(_ act: Act, _ names: PartNames) -> [UInt8] {
    begin("act")
    text(act.predicate.rawValue)
    amount(act.amount)
    date(act.at)
    date(act.announced)
    text(act.status?.rawValue)
    claims(act.claims)
    number(act.sourceCount)
    relations(act.relations, names)
    return digest
  }

  private var digest: [UInt8] {
    var hash = StableHash()
    hash.update(line)
    return hash.finalize()
  }

  private mutating func begin(_ part: StaticString) {
    line.removeAll(keepingCapacity: true)
    part.withUTF8Buffer { line.append(contentsOf: $0) }
    line.append(0x0a)
  }

  private mutating func claims(_ claims: [ClaimID]) {
    number(claims.count)
    for claim in claims { text(claim.rawValue) }
  }

  /// Other relations, in the order of their names' bytes.
  private mutating func relations(_ ids: [RelationID], _ names: PartNames) {
    number(ids.count)
    guard !ids.isEmpty else { return }
    var parts = ids.map { id -> [UInt8] in
      var part = PartLine()
      if let relation = names.relation(id) {
        part.text(names.name(relation.subject))
        part.text(relation.predicate.rawValue)
        part.text(names.name(relation.object))
        part.text(relation.claims.first?.rawValue)
      }
      return part.line
    }
    parts.sort { $0.lexicographicallyPrecedes($1) }
    for part in parts { line.append(contentsOf: part) }
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
