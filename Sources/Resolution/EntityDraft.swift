import KnowledgeGraph

/// Entities sorted by name.
struct ResolvedEntities {
  var entities: [Entity]
  var bases: [ResolvedNames.Base]
  /// The entity of each draft or node; -1 for none.
  var numbers: [Int32]
}

/// What is known of an entity before it has its name.
struct EntityDraft {
  struct Description {
    var text: String
    var owner: String?
    var ownerDraft: Int?
    var sourceTitle: String?
  }
  struct NameUse {
    /// Most names have one source, for which a set would be much.
    private var source: Int32 = -1
    private var otherSources: Set<Int32> = []
    private(set) var claims = 0
    private(set) var isShort = true

    var sourceCount: Int { otherSources.count + 1 }

    mutating func add(claims: Int, source: Int32, isShort: Bool) {
      if self.source < 0 { self.source = source } else if source != self.source { otherSources.insert(source) }
      self.claims += claims
      if !isShort { self.isShort = false }
    }
  }
  private struct Vote {
    var kind: Kind
    var weight: Int
  }

  /// The position of the note about it; -1 for none.
  private var heading: Int32 = -1
  var otherNames: Set<String> = []
  var names: [String: NameUse] = [:]
  /// What its mentions take it for: a handful of kinds.
  private var votes: [Vote] = []
  var canonicalName: String?
  var candidates: Set<String> = []
  var description: Description?
  var isAuthor = false
  var sourceCount = 0
  var claimCount = 0
  /// What people say of it.
  private var decided = DecidedEntity()

  mutating func decide(_ decided: DecidedEntity) {
    self.decided = decided
    otherNames.formUnion(decided.aliases)
    if decided.isSettled { candidates = [] }
  }

  /// Takes in what the note at a position says of it.
  mutating func add(_ heading: Heading, at position: Int) {
    otherNames.formUnion(heading.aliases.filter { !$0.isEmpty })
    if self.heading < 0 { self.heading = Int32(position) } else { otherNames.insert(heading.title) }
  }

  private func heading(_ headings: [Heading]) -> Heading? { heading < 0 ? nil : headings[Int(heading)] }

  mutating func vote(_ kind: Kind, weight: Int) {
    if let place = votes.firstIndex(where: { $0.kind == kind }) {
      votes[place].weight += weight
    } else {
      votes.append(Vote(kind: kind, weight: weight))
    }
  }

  mutating func addName(_ name: String, claims: Int, source: Int32, isShort: Bool) {
    guard !name.isEmpty else { return }
    names[name, default: NameUse()].add(claims: claims, source: source, isShort: isShort)
  }

  /// The name that a note, an authority or most sources give; nil for what is only described.
  private func properName(_ headings: [Heading]) -> String? {
    decided.name ?? ownName(headings)
  }

  private func ownName(_ headings: [Heading]) -> String? {
    if let heading = heading(headings) {
      let stem = LinkTargets.name(of: heading.path)
      return heading.title.isEmpty ? stem : heading.title
    }
    if let canonicalName { return canonicalName }
    if names.count == 1 { return names.first?.key }
    let uses = names.sorted { left, right in
      let (l, r) = (left.value, right.value)
      if l.sourceCount != r.sourceCount { return l.sourceCount > r.sourceCount }
      if l.claims != r.claims { return l.claims > r.claims }
      let (leftCapitals, rightCapitals) = (SurfaceName.isAllCapitals(left.key), SurfaceName.isAllCapitals(right.key))
      if leftCapitals != rightCapitals { return rightCapitals }
      let (leftLength, rightLength) = (left.key.utf8.count, right.key.utf8.count)
      return leftLength != rightLength ? leftLength < rightLength : left.key < right.key
    }
    guard let most = uses.first else { return nil }
    guard most.value.isShort, let long = uses.first(where: { !$0.value.isShort }) else { return most.key }
    // A short form is the name only where it is much the better known one.
    let (short, other) = (most.value.sourceCount, long.value.sourceCount)
    return short >= other + 3 && short > 3 * other ? most.key : long.key
  }

  private func kind(_ headings: [Heading], _ ontology: Ontology) -> Kind {
    if let kind = decided.kind { return kind }
    if let heading = heading(headings) {
      switch heading.role {
      case .source, .plain: return heading.source.kind
      case .entity(.some(let kind)): return kind
      case .entity(nil): break
      }
    }
    func root(_ kind: Kind) -> Kind {
      for ancestor in [Kind.agent, .place, .source] where ontology.isKind(kind, under: ancestor) { return ancestor }
      return kind
    }
    // A tag or the target of a link is a topic for want of better: any text that says more is believed.
    let informed = votes.filter { $0.kind != .topic && $0.weight > 0 }
    let votes = informed.isEmpty ? votes : informed
    if votes.count == 1, let only = votes.first?.kind, root(only) != only || ![.agent, .place, .source].contains(only) {
      return only
    }
    func most(_ votes: [Vote]) -> Kind? {
      votes.max { ($0.weight, $1.kind) < ($1.weight, $0.kind) }?.kind
    }
    var groups: [Kind: Int] = [:]
    for vote in votes { groups[root(vote.kind), default: 0] += vote.weight }
    guard let group = most(groups.map { Vote(kind: $0.key, weight: $0.value) }) else { return .topic }
    if let kind = most(votes.filter { root($0.kind) == group && $0.kind != group }) { return kind }
    switch group {
    case .agent: return .organization
    case .place: return .region
    default: return group
    }
  }

  /// Entities with names of their own, sorted by name, with the names that they had before they were told apart, and
  /// for each draft the number of its entity.
  static func entities(of drafts: [EntityDraft], headings: [Heading], ontology: Ontology) -> ResolvedEntities {
    let proper = drafts.map { $0.properName(headings) }
    let kinds = drafts.map { $0.kind(headings, ontology) }
    var names: [String] = []
    names.reserveCapacity(drafts.count)
    for (index, draft) in drafts.enumerated() {
      if let name = proper[index] {
        names.append(name)
      } else if let description = draft.description, !description.text.isEmpty {
        let owner = description.ownerDraft.flatMap { proper[$0] } ?? description.owner
        names.append(owner.map { "\($0)\($0.hasSuffix("s") ? "'" : "'s") \(description.text)" } ?? description.text)
      } else {
        names.append("?")
      }
    }
    let bases = names
    var order = EntityDraft.order(of: names)
    let shared = EntityDraft.shared(names, order)
    if !shared.isEmpty {
      var taken = Set(names)
      for places in shared {
        let ranked = places.sorted { left, right in
          let (l, r) = (drafts[left], drafts[right])
          if l.sourceCount != r.sourceCount { return l.sourceCount > r.sourceCount }
          if l.claimCount != r.claimCount { return l.claimCount > r.claimCount }
          if kinds[left] != kinds[right] { return kinds[left] < kinds[right] }
          return left < right
        }
        let name = bases[places[0]]
        // The next number for each mark: those before it are taken, and stay so.
        var numbers: [String: Int] = [:]
        for place in ranked.dropFirst() {
          let mark = drafts[place].discriminator(headings, kind: kinds[place], ontology: ontology)
          var candidate = "\(name) (\(mark))"
          var number = numbers[mark] ?? 1
          if number > 1 { candidate = "\(name) (\(mark) \(number))" }
          while !taken.insert(candidate).inserted {
            number += 1
            candidate = "\(name) (\(mark) \(number))"
          }
          numbers[mark] = number + 1
          names[place] = candidate
        }
      }
      order = EntityDraft.order(of: names)
    }
    var positions = [Int32](repeating: -1, count: drafts.count)
    var entities: [Entity] = []
    entities.reserveCapacity(drafts.count)
    for index in order {
      positions[index] = Int32(entities.count)
      let draft = drafts[index]
      let heading = draft.heading(headings)
      var entity = Entity(
        id: EntityID(rawValue: Int32(entities.count)), name: names[index], kind: kinds[index],
        aliases: draft.aliases(of: names[index], proper: proper[index], headings), isDescribed: proper[index] == nil,
        isAuthor: draft.isAuthor, candidates: draft.candidates.sorted(), note: heading?.path,
        sourceCount: draft.sourceCount)
      if let heading {
        switch heading.role {
        case .source, .plain:
          entity.source = heading.source.id
          entity.date = heading.source.date
          entity.url = heading.source.url
        case .entity: break
        }
      }
      entities.append(entity)
    }
    return ResolvedEntities(
      entities: entities, bases: order.map { .init(name: bases[$0], isProper: proper[$0] != nil) }, numbers: positions)
  }

  /// Positions in the order of their names; those of one name stay in their order.
  private static func order(of names: [String]) -> [Int] { names.indices.sorted { names[$0] < names[$1] } }

  /// The positions of each name that several have.
  private static func shared(_ names: [String], _ order: [Int]) -> [[Int]] {
    var result: [[Int]] = []
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, names[order[end]] == names[order[start]] { end += 1 }
      if end > start + 1 { result.append(Array(order[start..<end])) }
      start = end
    }
    return result
  }

  private func aliases(of name: String, proper: String?, _ headings: [Heading]) -> [String] {
    // Most have one name, for which no sets are made.
    let isOnly = otherNames.isEmpty && (names.isEmpty || names.count == 1 && names.keys.contains(name))
    if isOnly, decided.name == nil, proper == nil || proper == name { return [] }
    var aliases = otherNames.union(names.keys)
    if decided.name != nil, let own = ownName(headings) { aliases.insert(own) }
    aliases.subtract(decided.otherNames)
    aliases.remove(name)
    // Found by the name that it shares, too.
    if let proper, proper != name { aliases.insert(proper) }
    return aliases.sorted()
  }

  /// What tells it from another of its name. It has no parentheses, so that a name in the end has those of one only.
  private func discriminator(_ headings: [Heading], kind: Kind, ontology: Ontology) -> String {
    distinction(headings, kind: kind, ontology: ontology).filter { $0 != "(" && $0 != ")" }
  }

  private func distinction(_ headings: [Heading], kind: Kind, ontology: Ontology) -> String {
    if let heading = heading(headings) {
      switch heading.role {
      case .source:
        if let author = heading.source.authors.first, !author.isEmpty { return author }
        if let date = heading.source.date { return date.edtf }
      case .plain:
        let folders = heading.path.split(separator: "/").dropLast()
        if let folder = folders.last { return String(folder) }
      case .entity: break
      }
    }
    if let title = description?.sourceTitle, !title.isEmpty { return title }
    return (ontology.kinds[kind]?.label ?? kind.rawValue).lowercased()
  }
}
