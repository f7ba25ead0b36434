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
    var sources: Set<Int32> = []
    var claims = 0
    var isShort = true

    mutating func add(claims: Int, source: Int32, isShort: Bool) {
      sources.insert(source)
      self.claims += claims
      if !isShort { self.isShort = false }
    }
  }

  var heading: Heading?
  var otherNames: Set<String> = []
  var names: [String: NameUse] = [:]
  var votes: [Kind: Int] = [:]
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

  mutating func add(_ heading: Heading) {
    otherNames.formUnion(heading.aliases.filter { !$0.isEmpty })
    if self.heading == nil { self.heading = heading } else { otherNames.insert(heading.title) }
  }

  mutating func addName(_ name: String, claims: Int, source: Int32, isShort: Bool) {
    guard !name.isEmpty else { return }
    names[name, default: NameUse()].add(claims: claims, source: source, isShort: isShort)
  }

  /// The name that a note, an authority or most sources give; nil for what is only described.
  private var properName: String? {
    decided.name ?? ownName
  }

  private var ownName: String? {
    if let heading {
      let stem = LinkTargets.name(of: heading.path)
      return heading.title.isEmpty ? stem : heading.title
    }
    if let canonicalName { return canonicalName }
    if names.count == 1 { return names.first?.key }
    let uses = names.sorted { left, right in
      let (l, r) = (left.value, right.value)
      if l.sources.count != r.sources.count { return l.sources.count > r.sources.count }
      if l.claims != r.claims { return l.claims > r.claims }
      let (leftCapitals, rightCapitals) = (SurfaceName.isAllCapitals(left.key), SurfaceName.isAllCapitals(right.key))
      if leftCapitals != rightCapitals { return rightCapitals }
      let (leftLength, rightLength) = (left.key.utf8.count, right.key.utf8.count)
      return leftLength != rightLength ? leftLength < rightLength : left.key < right.key
    }
    guard let most = uses.first else { return nil }
    guard most.value.isShort, let long = uses.first(where: { !$0.value.isShort }) else { return most.key }
    // A short form is the name only where it is much the better known one.
    let (short, other) = (most.value.sources.count, long.value.sources.count)
    return short >= other + 3 && short > 3 * other ? most.key : long.key
  }

  private func kind(_ ontology: Ontology) -> Kind {
    if let kind = decided.kind { return kind }
    if let heading {
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
    let informed = votes.filter { $0.key != .topic && $0.value > 0 }
    let votes = informed.isEmpty ? votes : informed
    if votes.count == 1, let only = votes.first?.key, root(only) != only || ![.agent, .place, .source].contains(only) {
      return only
    }
    var groups: [Kind: Int] = [:]
    for (kind, weight) in votes { groups[root(kind), default: 0] += weight }
    guard let group = groups.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { return .topic }
    let specific = votes.filter { root($0.key) == group && $0.key != group }
    if let kind = specific.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key { return kind }
    switch group {
    case .agent: return .organization
    case .place: return .region
    default: return group
    }
  }

  /// Entities with names of their own, sorted by name, with the names that they had before they were told apart, and
  /// for each draft the number of its entity.
  static func entities(of drafts: [EntityDraft], ontology: Ontology) -> ResolvedEntities {
    let proper = drafts.map(\.properName)
    let kinds = drafts.map { $0.kind(ontology) }
    var names: [String] = []
    for (index, draft) in drafts.enumerated() {
      if let name = proper[index] {
        names.append(name)
      } else if let description = draft.description {
        let owner = description.ownerDraft.flatMap { proper[$0] } ?? description.owner
        names.append(owner.map { "\($0)\($0.hasSuffix("s") ? "'" : "'s") \(description.text)" } ?? description.text)
      } else {
        names.append("?")
      }
    }
    let bases = names
    var sharing: [String: [Int]] = [:]
    for (index, name) in names.enumerated() { sharing[name, default: []].append(index) }
    var taken = Set(sharing.keys)
    for name in sharing.keys.sorted() {
      guard let places = sharing[name], places.count > 1 else { continue }
      let ranked = places.sorted { left, right in
        let (l, r) = (drafts[left], drafts[right])
        if l.sourceCount != r.sourceCount { return l.sourceCount > r.sourceCount }
        if l.claimCount != r.claimCount { return l.claimCount > r.claimCount }
        if kinds[left] != kinds[right] { return kinds[left] < kinds[right] }
        return left < right
      }
      // The next number for each mark: those before it are taken, and stay so.
      var numbers: [String: Int] = [:]
      for place in ranked.dropFirst() {
        let mark = drafts[place].discriminator(kind: kinds[place], ontology: ontology)
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
    let order = names.indices.sorted { names[$0] < names[$1] }
    var positions = [Int32](repeating: -1, count: drafts.count)
    var entities: [Entity] = []
    entities.reserveCapacity(drafts.count)
    for index in order {
      positions[index] = Int32(entities.count)
      let draft = drafts[index]
      var aliases = draft.otherNames.union(draft.names.keys)
      if draft.decided.name != nil, let own = draft.ownName { aliases.insert(own) }
      aliases.subtract(draft.decided.otherNames)
      aliases.remove(names[index])
      // Found by the name that it shares, too.
      if let own = proper[index], own != names[index] { aliases.insert(own) }
      var entity = Entity(
        id: EntityID(rawValue: Int32(entities.count)), name: names[index], kind: kinds[index],
        aliases: aliases.sorted(), isDescribed: proper[index] == nil, isAuthor: draft.isAuthor,
        candidates: draft.candidates.sorted(), note: draft.heading?.path, sourceCount: draft.sourceCount)
      if let heading = draft.heading {
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

  /// What tells it from another of its name. It has no parentheses, so that a name in the end has those of one only.
  private func discriminator(kind: Kind, ontology: Ontology) -> String {
    distinction(kind: kind, ontology: ontology).filter { $0 != "(" && $0 != ")" }
  }

  private func distinction(kind: Kind, ontology: Ontology) -> String {
    if let heading {
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
