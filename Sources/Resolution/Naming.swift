import KnowledgeGraph

/// Finds out which names, links and descriptions are one entity.
///
/// Every distinct name, heading and description is a node; rules join nodes; what is joined is one entity. Nodes are
/// numbered in the order of headings by path and claims by identity, so that the order of adding plays no part.
struct Naming {
  enum Origin {
    case name(key: Int32)
    case heading(Int)
    case description(source: Int32, owner: Int32, text: Int32)
  }

  private(set) var table: ClaimTable
  let headings: [Heading]
  let ontology: Ontology
  let independence: Independence
  /// Names that people say are not one entity's.
  private var apart: Set<KeyPair> = []
  /// The titles of the sources of descriptions.
  let titles: [Int32: String]
  /// The node of each mention.
  private(set) var nodeOfMention: [Int32]
  /// The mentions in the order of the claims in which they first stand.
  private let order: [Int32]
  private var origins: [Origin] = []
  private var sets = DisjointSets()
  private var headingNodes: [Int32] = []
  private var keys = NameKeys()
  private var nameNodes: [NameNode: Int32] = [:]
  private var senses = Senses()
  /// In a source, the name that another name there is short for.
  private var localNames: [SourceName: Int32] = [:]
  /// Names that are short for others everywhere.
  private var shortNames: Set<Int32> = []

  private struct NameNode: Hashable {
    var key: Int32
    var isMinor: Bool
  }
  /// Two keys, the lesser first.
  private struct KeyPair: Hashable {
    var low: Int32
    var high: Int32

    init(_ left: Int32, _ right: Int32) { (low, high) = (min(left, right), max(left, right)) }
  }
  private struct NumberPair: Hashable {
    var first: Int32
    var second: Int32

    init(_ first: Int32, _ second: Int32) { (self.first, self.second) = (first, second) }
  }
  private struct SourceName: Hashable {
    var source: Int32
    var key: Int32
  }

  init(
    table: ClaimTable, headings: [Heading], ontology: Ontology, authority: (any NameAuthority)?,
    independence: Independence, titles: [Int32: String], apart: [(String, String)] = []
  ) {
    self.titles = titles
    self.table = table
    self.headings = headings
    self.ontology = ontology
    self.independence = independence
    nodeOfMention = [Int32](repeating: -1, count: table.mentions.count)
    order = Naming.mentionsInOrder(table)
    addHeadings()
    var keyOfMention = [Int32](repeating: -1, count: table.mentions.count)
    var targets = LinkTargets(headings: headings)
    // Many sources have the same link, and many notes of a folder.
    var headingOfLink: [NumberPair: Int] = [:]
    var keyOfLink: [NumberPair: Int32] = [:]
    for number in order {
      let mention = table.mentions[number]
      switch mention.reference {
      case .name:
        keyOfMention[Int(number)] = keys.key(
          of: table.words[mention.surface], surface: mention.surface, kind: table.kinds[mention.kind],
          kindNumber: mention.kind, ontology: ontology, authority: authority)
      case .link:
        let link = NumberPair(mention.surface, mention.folder)
        let heading: Int
        if let known = headingOfLink[link] {
          heading = known
        } else {
          let folder = table.words[mention.folder]
          heading = targets.find(table.words[mention.surface], from: folder.isEmpty ? "_" : folder + "/_") ?? -1
          headingOfLink[link] = heading
        }
        if heading >= 0 {
          nodeOfMention[Int(number)] = headingNodes[heading]
          continue
        }
        let name = NumberPair(mention.surface, mention.kind)
        if let known = keyOfLink[name] {
          keyOfMention[Int(number)] = known
        } else {
          let key = keys.key(
            of: LinkTargets.name(of: table.words[mention.surface]), surface: nil, kind: table.kinds[mention.kind],
            kindNumber: mention.kind, ontology: ontology, authority: authority)
          keyOfLink[name] = key
          keyOfMention[Int(number)] = key
        }
      case .description, .source: break
      }
    }
    let senseOfKind = table.kinds.values.map { Naming.sense(of: $0, ontology) }
    func see(_ number: Int32, _ body: (_ key: Int32, _ source: Int32, _ sense: Senses.Sense) -> Void) {
      guard number >= 0, keyOfMention[Int(number)] >= 0 else { return }
      let mention = table.mentions[number]
      guard mention.reference == .name else { return }
      let key = keyOfMention[Int(number)]
      body(key, mention.source, keys.kind(key).map { Naming.sense(of: $0, ontology) } ?? senseOfKind[Int(mention.kind)])
    }
    for number in order { see(number) { key, _, sense in senses.see(key: key, sense: sense) } }
    if senses.isAnyDivided {
      // One mention stands in many claims, and each of them says what it means.
      for row in table.rows {
        see(row.subject) { senses.weigh(key: $0, source: $1, sense: $2) }
        see(row.object) { senses.weigh(key: $0, source: $1, sense: $2) }
      }
      senses.decide()
    }
    for (left, right) in apart { self.apart.insert(KeyPair(key(named: left), key(named: right))) }
    let declared = declarations(keyOfMention)
    for declaration in declared { declareLocally(declaration) }
    for name in Array(localNames.keys) { _ = shortenedName(name.key, in: name.source) }
    var described: [DescriptionKey: Int32] = [:]
    for number in order where nodeOfMention[Int(number)] < 0 {
      let mention = table.mentions[number]
      switch mention.reference {
      case .name, .link:
        let key = keyOfMention[Int(number)]
        nodeOfMention[Int(number)] =
          mention.reference == .link ? node(key, isMinor: false) : nameNode(key, in: mention.source)
      case .source: nodeOfMention[Int(number)] = sourceNode(mention.source)
      case .description:
        let description = DescriptionKey(mention, table)
        if let known = described[description] {
          nodeOfMention[Int(number)] = known
        } else {
          let node = add(.description(source: mention.source, owner: mention.owner, text: mention.surface))
          described[description] = node
          nodeOfMention[Int(number)] = node
        }
      }
    }
    for pair in self.apart.sorted(by: { ($0.low, $0.high) < ($1.low, $1.high) }) {
      sets.keepApart(node(pair.low, isMinor: false), node(pair.high, isMinor: false))
    }
    joinCapitals()
    joinNotes()
    joinConfirmed(declared)
  }

  /// The key of a name that a person uses.
  private mutating func key(named name: String) -> Int32 {
    keys.find(SurfaceName.key(name, mayHaveLegalForm: false))
      ?? keys.number(of: SurfaceName.key(name, mayHaveLegalForm: true), shown: name)
  }

  mutating func root(_ node: Int32) -> Int32 { sets.root(node) }
  /// The node of a heading: of its source, or of the note itself where that is about an entity.
  func node(ofHeading heading: Int) -> Int32 { headingNodes[heading] }
  @discardableResult
  mutating func join(_ left: Int32, _ right: Int32) -> Bool { sets.join(left, right) }
  mutating func keepApart(_ left: Int32, _ right: Int32) { sets.keepApart(left, right) }

  /// Leaves out all claims that tell of some entities, by their roots.
  ///
  /// - Returns: The claims that are left, and the mentions in those that are not: these had a say in what names mean.
  mutating func hide(_ hidden: Set<Int32>) -> (table: ClaimTable, mentions: Set<Int32>) {
    let isHidden = nodeOfMention.map { $0 >= 0 && hidden.contains(sets.root($0)) }
    var mentions: Set<Int32> = []
    table.rows.removeAll { row in
      guard isHidden[Int(row.subject)] || row.object >= 0 && isHidden[Int(row.object)] else { return false }
      mentions.formUnion([row.subject, row.object].filter { $0 >= 0 })
      return true
    }
    return (table, mentions)
  }

  /// Lets go of what only making the entities needs, which is much beside the graph that is made of them.
  mutating func forgetNames() {
    (keys, nameNodes, senses, localNames, origins, nodeOfSource) = (NameKeys(), [:], Senses(), [:], [], [:])
  }

  // MARK: Nodes

  private mutating func add(_ origin: Origin) -> Int32 {
    origins.append(origin)
    return sets.add()
  }

  private mutating func node(_ key: Int32, isMinor: Bool) -> Int32 {
    let name = NameNode(key: key, isMinor: isMinor)
    if let node = nameNodes[name] { return node }
    let node = add(.name(key: key))
    nameNodes[name] = node
    return node
  }

  private mutating func nameNode(_ key: Int32, in source: Int32) -> Int32 {
    let meant = localName(key, in: source)
    return node(meant, isMinor: senses.isMinor(key: meant, source: source))
  }

  /// Follows "is short for" within a source; declarations that would make a circle are not taken, so this ends.
  private func localName(_ key: Int32, in source: Int32) -> Int32 {
    var key = key
    while let longer = localNames[SourceName(source: source, key: key)] { key = longer }
    return key
  }

  private var nodeOfSource: [Int32: Int32] = [:]

  private func sourceNode(_ source: Int32) -> Int32 { nodeOfSource[source] ?? -1 }

  /// One node for each source, and one for each note about an entity.
  private mutating func addHeadings() {
    for heading in headings {
      guard let source = table.sources.find(heading.source.id) else { continue }
      if case .entity = heading.role {
        headingNodes.append(add(.heading(headingNodes.count)))
      } else if let node = nodeOfSource[source] {
        headingNodes.append(node)
      } else {
        let node = add(.heading(headingNodes.count))
        nodeOfSource[source] = node
        headingNodes.append(node)
      }
    }
    for (index, heading) in headings.enumerated() {
      guard let source = table.sources.find(heading.source.id), nodeOfSource[source] == nil else { continue }
      nodeOfSource[source] = headingNodes[index]
    }
  }

  private static func mentionsInOrder(_ table: ClaimTable) -> [Int32] {
    var seen = [Bool](repeating: false, count: table.mentions.count)
    var order: [Int32] = []
    func see(_ mention: Int32) {
      guard mention >= 0, !seen[Int(mention)] else { return }
      seen[Int(mention)] = true
      order.append(mention)
    }
    for row in table.rows {
      see(row.subject)
      see(row.object)
    }
    return order
  }

  private static func sense(of kind: Kind, _ ontology: Ontology) -> Senses.Sense {
    if ontology.isKind(kind, under: .place) { return .place }
    return ontology.isKind(kind, under: .agent) ? .agent : .other
  }

  // MARK: Aliases

  /// "Long (Short)" in a source.
  private struct Declaration {
    var long: Int32
    var short: Int32
    var row: ClaimTable.Row
  }

  private func declarations(_ keyOfMention: [Int32]) -> [Declaration] {
    guard let predicate = table.predicates.find(.alsoKnownAs) else { return [] }
    var result: [Declaration] = []
    for row in table.rows where row.predicate == predicate && row.subject >= 0 && row.object >= 0 {
      guard !table.qualifiers[row.qualifiers].isNegated else { continue }
      let (long, short) = (keyOfMention[Int(row.subject)], keyOfMention[Int(row.object)])
      if long >= 0, short >= 0, long != short { result.append(Declaration(long: long, short: short, row: row)) }
    }
    return result
  }

  private mutating func declareLocally(_ declaration: Declaration) {
    let source = declaration.row.source
    let name = SourceName(source: source, key: declaration.short)
    guard localNames[name] == nil else { return }
    let long = shortenedName(declaration.long, in: source)
    if !apart.isEmpty {
      guard !apart.contains(KeyPair(long, declaration.short)) else { return }
      guard !apart.contains(KeyPair(declaration.long, declaration.short)) else { return }
    }
    if long != declaration.short { localNames[name] = long }
  }

  /// What ``localName(_:in:)`` finds, with the ways to it shortened, so that a chain of a thousand names is not walked
  /// a thousand times (path compression; Tarjan 1975).
  private mutating func shortenedName(_ key: Int32, in source: Int32) -> Int32 {
    let meant = localName(key, in: source)
    var key = key
    while key != meant, let longer = localNames.updateValue(meant, forKey: SourceName(source: source, key: key)) {
      key = longer
    }
    return meant
  }

  /// "HUAWEI" is "Huawei" where there is one such name.
  private mutating func joinCapitals() {
    for (capitals, other) in keys.capitals() {
      let pair = [capitals, other].compactMap { nameNodes[NameNode(key: $0, isMinor: false)] }
      if pair.count == 2 { sets.join(pair[0], pair[1]) }
    }
  }

  /// A note about an entity is that entity for every text that uses its title, or an alias that no other note has.
  private mutating func joinNotes() {
    var titles: [Int32: [Int]] = [:]
    var aliases: [Int32: [Int]] = [:]
    var order: [Int32] = []
    for (index, heading) in headings.enumerated() {
      guard case .entity(let kind) = heading.role else { continue }
      let mayHaveLegalForm = kind.map { NameKeys.mayHaveLegalForm($0, ontology: ontology) } ?? true
      func key(_ name: String) -> Int32 {
        keys.number(of: SurfaceName.key(name, mayHaveLegalForm: mayHaveLegalForm), shown: name)
      }
      let title = key(heading.title)
      if titles[title] == nil { order.append(title) }
      titles[title, default: []].append(index)
      for alias in heading.aliases {
        let alias = key(alias)
        guard alias != title else { continue }
        if aliases[alias] == nil { order.append(alias) }
        if aliases[alias]?.contains(index) != true { aliases[alias, default: []].append(index) }
      }
    }
    for key in order {
      if let owners = titles[key] {
        joinTitle(key, owners)
      } else if let owners = aliases[key], owners.count == 1, let owner = owners.first {
        sets.join(node(key, isMinor: false), headingNodes[owner])
        shortNames.insert(key)
      }
    }
  }

  /// Notes with one title are one entity unless one is a place and the other an agent; then each takes the texts
  /// that mean its sense.
  private mutating func joinTitle(_ key: Int32, _ owners: [Int]) {
    func sense(_ index: Int) -> Senses.Sense {
      guard case .entity(.some(let kind)) = headings[index].role else { return .other }
      return Naming.sense(of: kind, ontology)
    }
    let first = owners.first { sense($0) != .other }.map(sense) ?? .other
    let dominant = senses.dominant(key) ?? first
    for owner in owners {
      let mine = sense(owner)
      let isMinor = dominant != .other && mine != .other && mine != dominant
      sets.join(node(key, isMinor: isMinor), headingNodes[owner])
    }
  }

  /// An alias that two independent sources give holds everywhere, unless it is given to two names.
  private mutating func joinConfirmed(_ declared: [Declaration]) {
    struct Pair: Hashable {
      var low: Int32
      var high: Int32
    }
    var rows: [Pair: [Declaration]] = [:]
    var order: [Pair] = []
    for declaration in declared {
      let pair = Pair(
        low: min(declaration.long, declaration.short), high: max(declaration.long, declaration.short))
      if rows[pair] == nil { order.append(pair) }
      rows[pair, default: []].append(declaration)
    }
    var longNames: [Int32: [Int32]] = [:]
    var shorts: [Int32] = []
    for pair in order {
      guard let found = rows[pair], independence.count(found.lazy.map(\.row)) >= 2 else { continue }
      let lowIsShort = found.count { $0.short == pair.low }
      let isLow =
        lowIsShort * 2 != found.count ? lowIsShort * 2 > found.count : keys.isLonger(pair.high, than: pair.low)
      let (long, short) = isLow ? (pair.high, pair.low) : (pair.low, pair.high)
      if longNames[short] == nil { shorts.append(short) }
      longNames[short, default: []].append(long)
    }
    for short in shorts where !shortNames.contains(short) {
      let longs = longNames[short] ?? []
      var roots: Set<Int32> = []
      for long in longs { roots.insert(sets.root(node(long, isMinor: false))) }
      guard roots.count == 1, let long = longs.first else { continue }
      sets.join(node(short, isMinor: false), node(long, isMinor: false))
      shortNames.insert(short)
    }
  }

  // MARK: Entities

  /// The entities, and for each node the number of its entity, or -1 where no claim tells of it.
  ///
  /// `decided` is what people say of entities, by the roots of their nodes.
  mutating func entities(_ decided: [Int32: DecidedEntity] = [:]) -> ResolvedEntities {
    var drafts: [EntityDraft] = []
    var placeOfRoot = [Int32](repeating: -1, count: sets.count)
    func draft(_ root: Int32) -> Int {
      let known = placeOfRoot[Int(root)]
      if known >= 0 { return Int(known) }
      placeOfRoot[Int(root)] = Int32(drafts.count)
      drafts.append(EntityDraft())
      return drafts.count - 1
    }
    func knownDraft(_ root: Int32) -> Int? {
      let known = placeOfRoot[Int(root)]
      return known >= 0 ? Int(known) : nil
    }
    for (index, heading) in headings.enumerated() {
      let place = sets.root(headingNodes[index])
      guard decided[place]?.isHidden != true else { continue }
      switch heading.role {
      case .source, .entity: drafts[draft(place)].add(heading, at: index)
      case .plain: continue
      }
    }
    let structure = Set(
      [Predicate.authoredBy, .publishedBy, .tagged, .mentions, .linksTo, .alsoKnownAs].compactMap {
        table.predicates.find($0)
      })
    let authoredBy = table.predicates.find(.authoredBy)
    var weights = [Int](repeating: 0, count: table.mentions.count)
    var counts = weights
    let claims = table.rows
    let draftsOfRow = claims.map { row -> (Int32, object: Int32) in
      let weight = structure.contains(row.predicate) ? 1 : 3
      func place(_ mention: Int32) -> Int32 {
        guard mention >= 0 else { return -1 }
        weights[Int(mention)] += weight
        counts[Int(mention)] += 1
        return Int32(draft(sets.root(nodeOfMention[Int(mention)])))
      }
      let (subject, object) = (place(row.subject), place(row.object))
      if row.predicate == authoredBy, object >= 0 { drafts[Int(object)].isAuthor = true }
      return (subject, object: object == subject ? -1 : object)
    }
    let rowsOfDraft = RowLists(draftsOfRow, count: drafts.count)
    var shownNames = [String?](repeating: nil, count: table.words.count)
    var shownTargets = shownNames
    for number in order {
      let mention = table.mentions[number]
      let node = nodeOfMention[Int(number)]
      if !decided.isEmpty {
        // What is told of only beside what is hidden is told of no more.
        guard counts[Int(number)] > 0, decided[sets.root(node)]?.isHidden != true else { continue }
      }
      let place = draft(sets.root(node))
      var kind = table.kinds[mention.kind]
      switch mention.reference {
      case .name, .link:
        guard case .name(let key) = origins[Int(node)] else { break }
        let surface = table.words[mention.surface]
        let shown: String
        if mention.reference == .link, let known = shownTargets[Int(mention.surface)] {
          shown = known
        } else if mention.reference == .link {
          shown = LinkTargets.name(of: surface)
          shownTargets[Int(mention.surface)] = shown
        } else if let known = shownNames[Int(mention.surface)] {
          shown = known
        } else {
          shown = SurfaceName.display(surface)
          shownNames[Int(mention.surface)] = shown
        }
        if let known = keys.authority(key) {
          kind = known.kind
          drafts[place].canonicalName = known.name
          drafts[place].candidates.formUnion(known.candidates)
        }
        let own = keys.find(surface: mention.surface, kind: mention.kind) ?? key
        drafts[place].addName(
          shown, claims: counts[Int(number)], source: mention.source,
          isShort: own != key || shortNames.contains(own))
      case .description, .source: break
      }
      drafts[place].vote(kind, weight: weights[Int(number)])
    }
    for (index, origin) in origins.enumerated() {
      let root = sets.root(Int32(index))
      switch origin {
      case .heading(let heading):
        guard let place = knownDraft(root), case .plain = headings[heading].role else { continue }
        drafts[place].add(headings[heading], at: heading)
      case .description(let source, let owner, let text):
        guard let place = knownDraft(root), drafts[place].description == nil else { continue }
        var ownerRoot: Int32?
        if owner >= 0 {
          let surface = table.words[owner]
          for mayHaveLegalForm in [true, false] where ownerRoot == nil {
            if let key = keys.find(SurfaceName.key(surface, mayHaveLegalForm: mayHaveLegalForm)) {
              let meant = localName(key, in: source)
              let isMinor = senses.isMinor(key: meant, source: source)
              ownerRoot = nameNodes[NameNode(key: meant, isMinor: isMinor)].map { sets.root($0) }
            }
          }
        }
        drafts[place].description = .init(
          text: SurfaceName.description(surface: table.words[text]),
          owner: owner >= 0 ? SurfaceName.display(table.words[owner]) : nil,
          ownerDraft: ownerRoot.flatMap { knownDraft($0) },
          sourceTitle: titles[source])
      case .name: continue
      }
    }
    for place in drafts.indices {
      let rows = rowsOfDraft[place]
      drafts[place].claimCount = rows.count
      drafts[place].sourceCount = independence.count(rows.lazy.map { claims[Int($0)] })
    }
    for (root, entity) in decided {
      if let place = knownDraft(root) { drafts[place].decide(entity) }
    }
    var result = EntityDraft.entities(of: drafts, headings: headings, ontology: ontology)
    var numbers = [Int32](repeating: -1, count: sets.count)
    for node in numbers.indices {
      if let place = knownDraft(sets.root(Int32(node))) { numbers[node] = result.numbers[place] }
    }
    result.numbers = numbers
    return result
  }
}

/// The claims that tell of each entity, in one flat array.
private struct RowLists {
  private var starts: [Int]
  private var rows: [Int32]

  /// Of each row, the entities on its two sides; negative for none.
  init(_ sides: [(Int32, object: Int32)], count: Int) {
    starts = [Int](repeating: 0, count: count + 1)
    for (subject, object) in sides {
      if subject >= 0 { starts[Int(subject) + 1] += 1 }
      if object >= 0 { starts[Int(object) + 1] += 1 }
    }
    for index in 0..<count { starts[index + 1] += starts[index] }
    rows = [Int32](repeating: 0, count: starts[count])
    var next = starts
    func place(_ row: Int, at entity: Int32) {
      guard entity >= 0 else { return }
      rows[next[Int(entity)]] = Int32(row)
      next[Int(entity)] += 1
    }
    for (row, (subject, object)) in sides.enumerated() {
      place(row, at: subject)
      place(row, at: object)
    }
  }

  subscript(entity: Int) -> ArraySlice<Int32> {
    entity + 1 < starts.count ? rows[starts[entity]..<starts[entity + 1]] : []
  }
}

/// What makes two descriptions one thing, before any act does. It holds in every table.
struct DescriptionKey: Hashable {
  private var source: SourceID
  private var owner: String?
  private var text: String

  init(_ mention: ClaimTable.Mention, _ table: ClaimTable) {
    source = table.sources[mention.source]
    owner = mention.owner < 0 ? nil : SurfaceName.display(table.words[mention.owner])
    text = SurfaceName.description(surface: table.words[mention.surface]).lowercased()
  }
}
