import KnowledgeGraph

/// Finds which tellings are of one act: across passages and sources, those whose principal, predicate, amount and
/// date fit.
struct ActGrouping {
  /// One act as one passage tells it.
  private struct Telling {
    var rows: [Int32]
    var principals: Set<Int32> = []
    var objects: Set<Int32> = []
    /// The sorts of the objects that are named.
    var sorts: Set<Int> = []
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
    /// The sorts of the objects that are named.
    var sorts: Set<Int> = []
    var amount: Amount?
    var at: StatedDate?

    var parties: Set<Int32> { principals.union(objects) }
  }

  private struct AmountKey: Hashable {
    var predicate: Int32
    var principal: Int32
    /// The power of ten of the amount, so that a principal with many acts is not searched through.
    var magnitude: Int
    var era: Int
    var slot: Slot
  }
  /// By what of its objects an act is found: what is done to one thing is looked for among acts of that thing, and among
  /// those of things that may stand for it.
  private enum Slot: Hashable {
    case object(Int32)
    /// Acts of named objects of which one cannot stand for another.
    case sort(Int)

    /// Acts of which no object is named.
    static let unnamed = Slot.sort(-1)
  }
  private struct ObjectKey: Hashable {
    var predicate: Int32
    var principal: Int32
    var object: Int32
    var era: Int
  }
  /// Acts of one principal with amounts of one magnitude.
  private struct Shelf {
    /// Those with an exact amount, sorted by it.
    var exact: [(value: Double, group: Int)] = []
    var open: [Int] = []

    /// Where the amounts begin that are not below `value`.
    func start(_ value: Double) -> Int {
      var (low, high) = (0, exact.count)
      while low < high {
        let middle = low + (high - low) / 2
        if exact[middle].value < value { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
  private struct TellingKey: Hashable {
    var passage: UInt64
    var source: Int32
    var act: Int32
    var predicate: Int32
  }

  private let table: ClaimTable
  private let definitions: [PredicateDefinition?]
  /// Of each kind of objects, those with which it shares a number are rivals: two different ones are not what one act is
  /// done to. A country and a region are none, since one may lie in the other.
  private let sortOfKind: [Int]
  private var sorts: Set<Int> = [-1]
  private let subjects: [Int32]
  private let objects: [Int32]
  private(set) var groups: [Group] = []
  /// The group of each row, or -1.
  private(set) var groupOfRow: [Int32]
  /// Descriptions of different sources that are the object of one act.
  private(set) var sameDescriptions: [(Int32, Int32)] = []
  /// The rows of tellings with an amount.
  private(set) var rowsWithAmount: [Int32] = []
  private var byAmount: [AmountKey: Shelf] = [:]
  private var byObject: [ObjectKey: [Int]] = [:]

  /// `subjects` and `objects` are numbers of what stands on the sides of the rows, a description being one thing in
  /// its source alone; a negative object is none.
  init(table: ClaimTable, ontology: Ontology, subjects: [Int32], objects: [Int32]) {
    self.table = table
    sortOfKind = table.kinds.values.enumerated().map { ontology.isKind($1, under: .place) ? $0 + 1 : 0 }
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
    for (index, row) in table.rows.enumerated() where groupOfRow[index] < 0 && row.object >= 0 && isTold(index) {
      let qualifiers = table.qualifiers[row.qualifiers]
      guard qualifiers.amount == nil, !qualifiers.isAgainst else { continue }
      var telling = Telling(rows: [Int32(index)])
      add(Int32(index), to: &telling)
      let found = fitting(telling)
      if found.count == 1 { join(telling, to: found[0]) }
    }
    for group in groups where group.amount != nil { joinDescriptions(of: group) }
  }

  /// Whether a row may be of an act: something that happens, or a value. What somebody did to themselves is no relation
  /// and no telling.
  private func isTold(_ index: Int) -> Bool {
    subjects[index] != objects[index] && ActGrouping.mayBeAct(definitions[Int(table.rows[index].predicate)])
  }

  static func mayBeAct(_ definition: PredicateDefinition?) -> Bool {
    guard let definition else { return false }
    return !definition.isBackground && (definition.temporal == .event || definition.isValue)
  }

  private func isSymmetric(_ predicate: Int32) -> Bool { definitions[Int(predicate)]?.isSymmetric ?? false }

  private func tellings() -> [Telling] {
    var result: [Telling] = []
    var numbered: [TellingKey: [Int]] = [:]
    for (index, row) in table.rows.enumerated() where isTold(index) {
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
    if objects[Int(row)] >= 0 {
      telling.objects.insert(objects[Int(row)])
      let mention = table.mentions[table.rows[Int(row)].object]
      if mention.reference != .description { telling.sorts.insert(sortOfKind[Int(mention.kind)]) }
    }
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
    // In place: a copy of a group for each of its tellings would cost the square of their number.
    let predicate = groups[number].predicate
    let isSymmetric = isSymmetric(predicate)
    let era = ActGrouping.era(groups[number].at)
    let isNew = groups[number].rows.isEmpty
    let slots = slots(of: groups[number])
    var added = isSymmetric ? telling.parties : telling.principals
    if !isNew {
      added = added.filter { !groups[number].principals.contains($0) }
      if isSymmetric { added = added.filter { !groups[number].objects.contains($0) } }
    }
    groups[number].rows += telling.rows
    if groups[number].amount == nil { groups[number].amount = telling.amount }
    if var amount = groups[number].amount {
      amount.kind = amount.kind ?? telling.amount?.kind
      amount.period = amount.period ?? telling.amount?.period
      groups[number].amount = amount
    }
    if let at = telling.at, at.date.vagueness < groups[number].at?.date.vagueness ?? 4 { groups[number].at = at }
    groups[number].principals.formUnion(telling.principals)
    groups[number].objects.formUnion(telling.objects)
    groups[number].sorts.formUnion(telling.sorts)
    for row in telling.rows { groupOfRow[Int(row)] = Int32(number) }
    let newEra = ActGrouping.era(groups[number].at)
    let eras = [newEra, ActGrouping.anyEra]
    fileObjects(telling.rows, of: number, eras, isNew: isNew)
    let newSlots = self.slots(of: groups[number])
    fileAmount(added, of: number, eras, newSlots)
    guard !isNew else { return }
    let group = groups[number]
    let known = (isSymmetric ? group.parties : group.principals).subtracting(added)
    if newSlots.count > slots.count { fileAmount(known, of: number, eras, newSlots.subtracting(slots)) }
    if newEra != era {
      // A date only ever becomes more precise, so this comes to pass once at most.
      fileObjects(groups[number].rows, of: number, [newEra], isNew: false)
      fileAmount(known, of: number, [newEra], slots)
    }
  }

  /// The slots in which a group is found.
  private func slots(of group: Group) -> Set<Slot> {
    guard !group.sorts.isEmpty, !isSymmetric(group.predicate) else { return [.unnamed] }
    return Set(group.objects.map { .object($0) }).union(group.sorts.map { .sort($0) })
  }

  /// The slots of the groups that a telling may belong to.
  private func slots(for telling: Telling) -> Set<Slot> {
    if isSymmetric(table.rows[Int(telling.rows[0])].predicate) { return [.unnamed] }
    return Set(telling.objects.map { .object($0) }).union(sorts.subtracting(telling.sorts).map { .sort($0) })
  }

  /// Makes a group be found by the principals and objects of rows; a new one can only stand last.
  private mutating func fileObjects(_ rows: [Int32], of number: Int, _ eras: [Int], isNew: Bool) {
    let predicate = groups[number].predicate
    for row in rows {
      let (subject, object) = (subjects[Int(row)], objects[Int(row)])
      guard object >= 0 else { continue }
      for (near, far) in isSymmetric(predicate) ? [(subject, object), (object, subject)] : [(subject, object)] {
        for era in eras {
          let key = ObjectKey(predicate: predicate, principal: near, object: far, era: era)
          if byObject[key]?.last != number, isNew || byObject[key]?.contains(number) != true {
            byObject[key, default: []].append(number)
          }
        }
      }
    }
  }

  /// Makes a group be found by principals and its amount.
  private mutating func fileAmount(_ principals: Set<Int32>, of number: Int, _ eras: [Int], _ slots: Set<Slot>) {
    let group = groups[number]
    guard let amount = group.amount else { return }
    let magnitude = ActGrouping.magnitude(amount)
    let value = amount.value.approximate
    sorts.formUnion(group.sorts)
    for principal in principals {
      for era in eras {
        for slot in slots {
          let key = AmountKey(
            predicate: group.predicate, principal: principal, magnitude: magnitude, era: era, slot: slot)
          if amount.openness == 0, value.isFinite {
            let place = byAmount[key, default: Shelf()].start(value.nextUp)
            byAmount[key, default: Shelf()].exact.insert((value, number), at: place)
          } else {
            byAmount[key, default: Shelf()].open.append(number)
          }
        }
      }
    }
  }

  /// The groups that a telling may belong to, by number; where several share an object with it, or where it has no
  /// object and fits several, only so many as show that.
  private func fitting(_ telling: Telling) -> [Int] {
    let predicate = table.rows[Int(telling.rows[0])].predicate
    // What has a date meets what happened in its year or has none; what has none meets all.
    let eras =
      telling.at == nil ? [ActGrouping.anyEra] : [ActGrouping.era(telling.at), ActGrouping.era(nil)]
    var seen: Set<Int> = []
    var found: [Int] = []
    var closer = 0
    /// Whether enough is known.
    func meets(_ number: Int) -> Bool {
      guard seen.insert(number).inserted, fits(telling, number) else { return false }
      found.append(number)
      if telling.objects.isEmpty || !groups[number].objects.isDisjoint(with: telling.objects) { closer += 1 }
      return closer > 1
    }
    if let amount = telling.amount {
      let magnitude = ActGrouping.magnitude(amount)
      let range = amount.searchRange
      let slots = slots(for: telling)
      for principal in isSymmetric(predicate) ? telling.parties : telling.principals {
        for near in magnitude - 1...magnitude + 1 {
          for era in eras {
            for slot in slots {
              let key = AmountKey(predicate: predicate, principal: principal, magnitude: near, era: era, slot: slot)
              guard let shelf = byAmount[key] else { continue }
              for entry in shelf.exact[shelf.start(range.lowerBound)...] {
                if entry.value > range.upperBound { break }
                if meets(entry.group) { return found.sorted() }
              }
              for number in shelf.open where meets(number) { return found.sorted() }
            }
          }
        }
      }
    } else {
      for row in telling.rows where objects[Int(row)] >= 0 {
        for era in eras {
          let key = ObjectKey(
            predicate: predicate, principal: subjects[Int(row)], object: objects[Int(row)], era: era)
          for number in byObject[key] ?? [] where meets(number) { return found.sorted() }
        }
      }
    }
    return found.sorted()
  }

  /// Whether a telling that shares a principal and the predicate with a group may be of its act.
  private func fits(_ telling: Telling, _ number: Int) -> Bool {
    if let amount = telling.amount, let other = groups[number].amount, !amount.fits(other) { return false }
    if let at = telling.at, let other = groups[number].at, !at.date.overlaps(other.date) { return false }
    guard isSymmetric(groups[number].predicate) else {
      return !groups[number].objects.isDisjoint(with: telling.objects)
        || groups[number].sorts.isDisjoint(with: telling.sorts)
    }
    // Nobody is the principal of a symmetric act: the parties are, together.
    let parties = groups[number].parties
    return parties.isSuperset(of: telling.parties) || telling.parties.isSuperset(of: parties)
  }

  /// Stands for all years, and for acts without one.
  private static let anyEra = Int.max

  /// The year of a date, which no date leaves; acts of other years are not searched through.
  private static func era(_ date: StatedDate?) -> Int { date?.date.year ?? Int.min }

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
