import KnowledgeGraph

/// Finds which tellings are of one act: across passages and sources, those whose principal, predicate, amount and
/// date fit.
struct ActGrouping {
  /// One act as one passage tells it.
  private struct Telling {
    var rows: [Int32]
    var principals: Set<Int32> = []
    var objects: Set<Int32> = []
    var amount: Amount?
    var at: StatedDate?

    var parties: Set<Int32> { principals.union(objects) }
  }

  /// The tellings of one act.
  struct Group {
    var predicate: Int32
    var rows: [Int32]
    var principals: Set<Int32>
    var objects: Set<Int32>
    var amount: Amount?
    var at: StatedDate?

    var parties: Set<Int32> { principals.union(objects) }
  }

  private struct AmountKey: Hashable {
    var predicate: Int32
    var principal: Int32
    /// The power of ten of the amount, so that a principal with many acts is not searched through.
    var magnitude: Int
  }
  private struct ObjectKey: Hashable {
    var predicate: Int32
    var principal: Int32
    var object: Int32
  }
  private struct TellingKey: Hashable {
    var passage: UInt64
    var source: Int32
    var act: Int32
    var predicate: Int32
  }

  private let table: ClaimTable
  private let definitions: [PredicateDefinition?]
  private let subjects: [Int32]
  private let objects: [Int32]
  private(set) var groups: [Group] = []
  /// The group of each row, or -1.
  private(set) var groupOfRow: [Int32]
  /// Descriptions of different sources that are the object of one act.
  private(set) var sameDescriptions: [(Int32, Int32)] = []
  /// The rows of tellings with an amount.
  private(set) var rowsWithAmount: [Int32] = []
  private var byAmount: [AmountKey: [Int]] = [:]
  private var byObject: [ObjectKey: [Int]] = [:]

  /// `subjects` and `objects` are numbers of what stands on the sides of the rows, a description being one thing in
  /// its source alone; a negative object is none.
  init(table: ClaimTable, ontology: Ontology, subjects: [Int32], objects: [Int32]) {
    self.table = table
    definitions = table.predicates.values.map { ontology.predicates[$0] }
    self.subjects = subjects
    self.objects = objects
    groupOfRow = [Int32](repeating: -1, count: table.rows.count)
  }

  mutating func group() {
    var tellings = self.tellings()
    tellings.sort { left, right in
      let (l, r) = (left.amount?.openness ?? 3, right.amount?.openness ?? 3)
      if l != r { return l < r }
      let (leftDate, rightDate) = (left.at?.date.vagueness ?? 4, right.at?.date.vagueness ?? 4)
      return leftDate != rightDate ? leftDate < rightDate : left.rows[0] < right.rows[0]
    }
    for telling in tellings {
      if telling.amount != nil { rowsWithAmount += telling.rows }
      place(telling)
    }
    for (index, row) in table.rows.enumerated() where groupOfRow[index] < 0 && row.object >= 0 && isEvent(row) {
      let qualifiers = table.qualifiers[row.qualifiers]
      guard qualifiers.amount == nil, !qualifiers.isAgainst else { continue }
      var telling = Telling(rows: [Int32(index)])
      add(Int32(index), to: &telling)
      let found = fitting(telling)
      if found.count == 1 { join(telling, to: found[0]) }
    }
    for group in groups where group.amount != nil { joinDescriptions(of: group) }
  }

  /// Whether rows of the predicate may be an act: something that happens, or a value.
  private func isEvent(_ row: ClaimTable.Row) -> Bool { ActGrouping.mayBeAct(definitions[Int(row.predicate)]) }

  static func mayBeAct(_ definition: PredicateDefinition?) -> Bool {
    guard let definition else { return false }
    return !definition.isBackground && (definition.temporal == .event || definition.isValue)
  }

  private func isSymmetric(_ predicate: Int32) -> Bool { definitions[Int(predicate)]?.isSymmetric ?? false }

  private func tellings() -> [Telling] {
    var result: [Telling] = []
    var numbered: [TellingKey: [Int]] = [:]
    for (index, row) in table.rows.enumerated() where isEvent(row) {
      let qualifiers = table.qualifiers[row.qualifiers]
      guard !qualifiers.isAgainst, row.act != 0 || qualifiers.amount != nil else { continue }
      var place: Int?
      if row.act != 0 {
        // Two amounts in one passage under one number are two acts: each object has its own.
        let key = TellingKey(passage: row.passage, source: row.source, act: row.act, predicate: row.predicate)
        place = numbered[key]?.first { telling in
          guard let amount = qualifiers.amount, let other = result[telling].amount else { return true }
          return amount == other
        }
        if place == nil { numbered[key, default: []].append(result.count) }
      }
      if let place {
        result[place].rows.append(Int32(index))
        add(Int32(index), to: &result[place])
      } else {
        var telling = Telling(rows: [Int32(index)])
        add(Int32(index), to: &telling)
        result.append(telling)
      }
    }
    return result
  }

  private func add(_ row: Int32, to telling: inout Telling) {
    let qualifiers = table.qualifiers[table.rows[Int(row)].qualifiers]
    telling.principals.insert(subjects[Int(row)])
    if objects[Int(row)] >= 0 { telling.objects.insert(objects[Int(row)]) }
    telling.amount = telling.amount ?? qualifiers.amount
    if let at = qualifiers.at, at.date.vagueness < telling.at?.date.vagueness ?? 4 { telling.at = at }
  }

  private mutating func place(_ telling: Telling) {
    let predicate = table.rows[Int(telling.rows[0])].predicate
    var found = fitting(telling)
    if found.count > 1 {
      let closer = found.filter { !groups[$0].objects.isDisjoint(with: telling.objects) }
      // Where several acts fit, the telling is of one of them, but it cannot be said of which.
      guard closer.count == 1 else { return }
      found = closer
    }
    if let group = found.first {
      join(telling, to: group)
    } else if telling.amount != nil || telling.parties.count >= 3 {
      groups.append(
        Group(
          predicate: predicate, rows: [], principals: [], objects: [], amount: telling.amount, at: telling.at))
      join(telling, to: groups.count - 1)
    }
  }

  private mutating func join(_ telling: Telling, to number: Int) {
    var group = groups[number]
    let predicate = group.predicate
    let isOld = !group.rows.isEmpty
    let knownPrincipals = group.principals
    group.rows += telling.rows
    if group.amount == nil { group.amount = telling.amount }
    if var amount = group.amount {
      amount.kind = amount.kind ?? telling.amount?.kind
      amount.period = amount.period ?? telling.amount?.period
      group.amount = amount
    }
    if let at = telling.at, at.date.vagueness < group.at?.date.vagueness ?? 4 { group.at = at }
    group.principals.formUnion(telling.principals)
    group.objects.formUnion(telling.objects)
    for row in telling.rows {
      groupOfRow[Int(row)] = Int32(number)
      let (subject, object) = (subjects[Int(row)], objects[Int(row)])
      guard object >= 0 else { continue }
      for (near, far) in isSymmetric(predicate) ? [(subject, object), (object, subject)] : [(subject, object)] {
        let key = ObjectKey(predicate: predicate, principal: near, object: far)
        if byObject[key]?.last != number, byObject[key]?.contains(number) != true {
          byObject[key, default: []].append(number)
        }
      }
    }
    groups[number] = group
    guard let amount = group.amount else { return }
    let principals = isSymmetric(predicate) ? group.parties : group.principals
    for principal in principals.sorted() where !isOld || !knownPrincipals.contains(principal) {
      let key = AmountKey(predicate: predicate, principal: principal, magnitude: ActGrouping.magnitude(amount))
      if byAmount[key]?.last != number { byAmount[key, default: []].append(number) }
    }
  }

  /// The groups that a telling may belong to, by number.
  private func fitting(_ telling: Telling) -> [Int] {
    let predicate = table.rows[Int(telling.rows[0])].predicate
    var candidates: Set<Int> = []
    if let amount = telling.amount {
      let magnitude = ActGrouping.magnitude(amount)
      for principal in isSymmetric(predicate) ? telling.parties : telling.principals {
        for near in magnitude - 1...magnitude + 1 {
          let key = AmountKey(predicate: predicate, principal: principal, magnitude: near)
          candidates.formUnion(byAmount[key] ?? [])
        }
      }
    } else {
      for row in telling.rows where objects[Int(row)] >= 0 {
        let key = ObjectKey(predicate: predicate, principal: subjects[Int(row)], object: objects[Int(row)])
        candidates.formUnion(byObject[key] ?? [])
      }
    }
    return candidates.filter { number in
      let group = groups[number]
      if let amount = telling.amount, let other = group.amount, !amount.fits(other) { return false }
      if let at = telling.at, let other = group.at, !at.date.overlaps(other.date) { return false }
      guard isSymmetric(predicate) else { return true }
      // Nobody is the principal of a symmetric act: the parties are, together.
      return group.parties.isSuperset(of: telling.parties) || telling.parties.isSuperset(of: group.parties)
    }.sorted()
  }

  private static func magnitude(_ amount: Amount) -> Int {
    var rest = amount.value.significand.magnitude
    var digits = 0
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    // Exponents come from texts and may be anything.
    return digits + min(max(amount.value.exponent, -400), 400)
  }

  /// The one thing that each source describes as the object of an act is one thing.
  private mutating func joinDescriptions(of group: Group) {
    var nodes: [Int32: Set<Int32>] = [:]
    for row in group.rows {
      let claim = table.rows[Int(row)]
      guard claim.object >= 0, table.mentions[claim.object].reference == .description else { continue }
      nodes[claim.source, default: []].insert(objects[Int(row)])
    }
    guard nodes.count > 1, nodes.values.allSatisfy({ $0.count == 1 }) else { return }
    let ordered = Set(nodes.values.joined()).sorted()
    for other in ordered.dropFirst() { sameDescriptions.append((ordered[0], other)) }
  }
}
