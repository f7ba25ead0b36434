extension GraphReading {
  /// The part of the graph around entities.
  ///
  /// Where ``Selection/limit`` does not hold all, nearer entities go before farther ones, and among equally near
  /// ones those that more speaks for: facts before plans, then independent sources, claims and relations within the
  /// part, then the name. What was cut is counted in ``Subgraph/omitted``. All relations between the chosen entities
  /// are taken, also those on no shortest way, and the values of the chosen entities.
  ///
  /// - Parameters:
  ///   - focus: The entities asked for; unknown numbers are passed over.
  ///   - selection: How far and how much.
  /// - Returns: The part, with the acts that its relations belong to.
  /// - Throws: What the graph throws when it cannot be read.
  /// - Complexity: O(relations of the entities within the depth).
  public func subgraph(
    around focus: [EntityID], _ selection: Selection = Selection()
  ) throws(GraphError) -> Subgraph {
    var part = try rankedPart(around: focus, selection)
    return try part.subgraph(limit: selection.limit, statements: selection.statementLimit, of: self)
  }

  /// The entities around others in the order in which ``subgraph(around:_:)`` takes them, to take several parts that
  /// differ only in their limit; ``Selection/limit`` plays no part.
  public func rankedPart(
    around focus: [EntityID], _ selection: Selection = Selection()
  ) throws(GraphError) -> RankedPart {
    let ontology = self.ontology
    var assembly = Assembly(selection: selection)
    var weights: [EntityID: Weight] = [:]
    var ties: [(from: EntityID, to: EntityID)] = []
    for center in focus {
      guard let entity = try entity(center) else { continue }
      assembly.insert(entity)
      assembly.focus.append(center)
      let around = try neighbourhood(
        of: center, depth: selection.depth, predicates: selection.predicates, asOf: selection.asOf,
        since: selection.since, noteDates: selection.noteDates,
        includingBackground: selection.includesBackground)
      assembly.takesBackground = assembly.takesBackground || around.isBackgroundOnly
      var members = around.members
      if ontology.isKind(entity.kind, under: .source), selection.predicates == nil, !around.isBackgroundOnly {
        // The facts of a source lie at what it mentions.
        assembly.mentioning.append(center)
        let mentioned = try neighbourhood(of: center, predicates: [.mentions], direction: .out)
        members += mentioned.members
        for member in mentioned.members where selection.depth > 1 {
          let beyond = try neighbourhood(
            of: member.entity.id, depth: selection.depth - 1, asOf: selection.asOf, since: selection.since,
            noteDates: selection.noteDates)
          for var far in beyond.members where far.entity.id != center {
            far.distance += 1
            members.append(far)
          }
        }
      }
      for member in members {
        var weight = weights[member.entity.id] ?? Weight(entity: member.entity, distance: member.distance)
        weight.distance = min(weight.distance, member.distance)
        for link in member.links {
          weight.add(link.relation)
          if let near = link.relation.other(than: member.entity.id) {
            ties.append((near, member.entity.id))
          }
        }
        weights[member.entity.id] = weight
      }
    }
    let ranked = weights.values.filter { !assembly.contains($0.entity.id) }.sorted(by: Weight.comesFirst)
    return RankedPart(assembly: assembly, ranked: ranked.map(\.entity), ties: ties)
  }

  /// The whole graph, or where ``Selection/limit`` does not hold all, the entities that most speaks for.
  ///
  /// ``Selection/depth`` plays no part. Where ``Selection/sourceLimit`` is not 0, sources come by it and what only
  /// sources are tied to (authors, topics) with them; a graph without facts is given with its mentions and links.
  /// An entity without any of the relations taken is left out.
  public func subgraph(_ selection: Selection = Selection()) throws(GraphError) -> Subgraph {
    var part = try rankedPart(selection)
    return try part.subgraph(limit: selection.limit, statements: selection.statementLimit, of: self)
  }

  /// The entities of the whole graph in the order in which ``subgraph(_:)`` takes them, to take several parts that
  /// differ only in their limit; ``Selection/limit`` plays no part.
  ///
  /// - Complexity: O(entities + relations), beside sorting the entities.
  public func rankedPart(_ selection: Selection = Selection()) throws(GraphError) -> RankedPart {
    let ontology = self.ontology
    var assembly = Assembly(selection: selection)
    var all: [EntityID: Entity] = [:]
    for entity in try entities() { all[entity.id] = entity }

    func ends(
      _ relations: [Relation], withSources: Bool
    ) throws(GraphError) -> [(relation: Relation, object: EntityID?)] {
      var result: [(relation: Relation, object: EntityID?)] = []
      for relation in relations where try assembly.takes(relation, of: self) {
        guard let subject = all[relation.subject] else { continue }
        if !withSources, ontology.isKind(subject.kind, under: .source) { continue }
        result.append((relation, relation.object == relation.subject ? nil : relation.object))
      }
      return result
    }
    // Most relations of a large graph are mentions: they are read only where they are taken.
    let takesAll = selection.predicates != nil || selection.includesBackground
    let background = Set(ontology.predicates.keys.filter { ontology.isBackground($0) })
    var taken = try ends(relations(excluding: takesAll ? [] : background), withSources: selection.sourceLimit == 0)
    if taken.isEmpty, selection.predicates == nil {
      assembly.takesBackground = true
      taken = try ends(relations(), withSources: true)
    }
    var weights: [EntityID: Weight] = [:]
    var ties: [(from: EntityID, to: EntityID)] = []
    for (relation, object) in taken {
      for end in [relation.subject, object] {
        guard let end, let entity = all[end] else { continue }
        weights[end, default: Weight(entity: entity, distance: 0)].add(relation)
      }
      if let object { ties += [(relation.subject, object), (object, relation.subject)] }
    }
    return RankedPart(assembly: assembly, ranked: Weight.joined(weights, ties), ties: ties)
  }

  /// What some sources say: the entities they name with the relations that rest on their claims, to take several parts
  /// of them that differ only in their limit.
  ///
  /// A source is tied to where its facts begin, and with who wrote it. ``Selection/depth``, ``Selection/limit`` and
  /// ``Selection/sourceLimit`` play no part.
  ///
  /// - Parameters:
  ///   - sources: The entities that stand for the sources; others are passed over.
  ///   - selection: Which predicates and dates.
  /// - Returns: The entities in their order.
  /// - Throws: What the graph throws when it cannot be read.
  /// - Complexity: O(relations of what the sources name, and their claims).
  public func rankedPart(
    toldBy sources: [EntityID], _ selection: Selection = Selection()
  ) throws(GraphError) -> RankedPart {
    var assembly = Assembly(selection: selection)
    var identities: Set<SourceID> = []
    for id in sources {
      guard let entity = try entity(id), let identity = entity.source, !assembly.contains(id) else { continue }
      identities.insert(identity)
      assembly.insert(entity)
      assembly.focus.append(id)
      assembly.mentioning.append(id)
    }
    var named = Set(assembly.focus)
    for id in assembly.focus {
      for mention in try relations(of: id, direction: .out, predicates: [.mentions]) {
        if let object = mention.object { named.insert(object) }
      }
    }
    var told: [RelationID: Relation] = [:]
    func take(_ relation: Relation) throws(GraphError) {
      guard told[relation.id] == nil, relation.predicate != .mentions, try assembly.takes(relation, of: self)
      else { return }
      for id in relation.claims {
        guard let claim = try claim(id), identities.contains(claim.source) else { continue }
        told[relation.id] = relation
        return
      }
    }
    for id in named.sorted() {
      for relation in try relations(of: id, direction: .out, predicates: selection.predicates) { try take(relation) }
    }
    if selection.includesBackground || told.isEmpty {
      for id in assembly.focus {
        for mention in try relations(of: id, direction: .out, predicates: [.mentions]) { told[mention.id] = mention }
      }
    }
    return try rankedPart(of: Array(told.values), in: assembly)
  }

  /// The entities of some relations, and others, in the order of what speaks for them within these: to take several
  /// parts that hold no other relations and differ only in their limit.
  ///
  /// - Parameters:
  ///   - relations: The only relations to take.
  ///   - entities: Entities to take besides the ends of these, whether a relation ties them or not.
  ///   - focus: The entities asked for, which are taken whatever the limit.
  ///   - selection: Whether proofs are read; ``Selection/sourceLimit`` adds sources.
  /// - Returns: The entities in their order.
  /// - Throws: What the graph throws when it cannot be read.
  public func rankedPart(
    of relations: [Relation], entities: [EntityID] = [], focus: [EntityID] = [], _ selection: Selection = Selection()
  ) throws(GraphError) -> RankedPart {
    var assembly = Assembly(selection: selection)
    for id in focus {
      guard let entity = try entity(id), !assembly.contains(id) else { continue }
      assembly.insert(entity)
      assembly.focus.append(id)
    }
    return try rankedPart(of: relations, entities: entities, in: assembly)
  }

  private func rankedPart(
    of relations: [Relation], entities: [EntityID] = [], in given: Assembly
  ) throws(GraphError) -> RankedPart {
    var assembly = given
    assembly.fixed = Dictionary(relations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var weights: [EntityID: Weight] = [:]
    func see(_ id: EntityID) throws(GraphError) -> Bool {
      if weights[id] != nil { return true }
      guard let entity = try entity(id) else { return false }
      weights[id] = Weight(entity: entity, distance: 0)
      return true
    }
    var ties: [(from: EntityID, to: EntityID)] = []
    for relation in relations.sorted(by: { $0.id < $1.id }) {
      for end in [relation.subject, relation.object == relation.subject ? nil : relation.object] {
        if let end, try see(end) { weights[end]?.add(relation) }
      }
      if let object = relation.object { ties += [(relation.subject, object), (object, relation.subject)] }
    }
    for id in entities { _ = try see(id) }
    for id in assembly.entityIDs { weights[id] = nil }
    return RankedPart(assembly: assembly, ranked: Weight.joined(weights, ties), ties: ties)
  }

  /// The part of the graph that paths go over: their entities and the relations of their steps, and no others.
  public func subgraph(
    along paths: [Path], _ selection: Selection = Selection()
  ) throws(GraphError) -> Subgraph {
    var assembly = Assembly(selection: selection)
    var steps: [RelationID: Relation] = [:]
    for path in paths {
      for id in path.entities {
        if let entity = try entity(id) { assembly.insert(entity) }
      }
      for relation in path.steps.joined() { steps[relation.id] = relation }
      for end in [path.entities.first, path.entities.last] {
        if let end, !assembly.focus.contains(end) { assembly.focus.append(end) }
      }
    }
    assembly.fixed = steps
    var memory = ReadMemory()
    return try assembly.subgraph(of: self, statements: nil, memory: &memory)
  }
}

/// The entities of a part of a graph, those that most speaks for first: what ``GraphReading/rankedPart(_:)`` gives.
///
/// A figure tries how many entities it can hold, and the graph need not be walked anew for each number.
public struct RankedPart: Sendable {
  /// Holds the entities that were asked for.
  fileprivate var assembly: Assembly
  fileprivate let ranked: [Entity]
  /// Which entities are neighbours of which.
  fileprivate let ties: [(from: EntityID, to: EntityID)]
  /// The places of ``ranked``.
  private let places: [EntityID: Int]
  private var memory = ReadMemory()

  fileprivate init(assembly: Assembly, ranked: [Entity], ties: [(from: EntityID, to: EntityID)]) {
    self.assembly = assembly
    self.ranked = ranked
    self.ties = ties
    places = Dictionary(uniqueKeysWithValues: ranked.enumerated().map { ($0.element.id, $0.offset) })
  }

  /// The part with no more than `limit` entities beside those asked for, or with all where that is nil.
  ///
  /// - Complexity: O(ties + relations of the entities taken).
  /// - Parameters:
  ///   - limit: The greatest number of entities, as ``Selection/limit``.
  ///   - statements: The greatest number of statements between them, as ``Selection/statementLimit``.
  ///   - graph: What the order was made of.
  /// - Returns: The part, as the graph gives it when asked for it with this limit.
  /// - Throws: What the graph throws when it cannot be read.
  public mutating func subgraph(
    limit: Int?, statements: Int? = nil, of graph: some GraphReading
  ) throws(GraphError) -> Subgraph {
    var assembly = assembly
    for entity in ranked.prefix(max(0, limit ?? .max)) { assembly.insert(entity) }
    var cut: [EntityID: Set<EntityID>] = [:]
    for (near, far) in ties where assembly.contains(near) && !assembly.contains(far) {
      cut[near, default: []].insert(far)
    }
    assembly.omitted = cut.mapValues(omission)
    return try assembly.subgraph(of: graph, statements: statements, memory: &memory)
  }

  /// How many entities there are to take, with those that were asked for.
  public var entityCount: Int { assembly.entities.count + ranked.count { !assembly.contains($0.id) } }

  /// Takes entities whatever the limit, as those that were asked for.
  public mutating func require(_ entities: [Entity]) {
    for entity in entities where !assembly.focus.contains(entity.id) {
      assembly.insert(entity)
      assembly.focus.append(entity.id)
    }
  }

  private func omission(of entities: Set<EntityID>) -> Omission {
    let left = entities.compactMap { places[$0] }.sorted().map { ranked[$0] }
    return Omission(
      neighbours: entities.count, kinds: left.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 },
      names: left.prefix(Omission.nameLimit).map(\.name))
  }
}

/// What was read of a graph: parts of one order share most of their relations.
private struct ReadMemory: Sendable {
  var proofs: [RelationID: [Proof]] = [:]
  var outward: [EntityID: [Relation]] = [:]
}

/// What speaks for an entity within a part of a graph.
private struct Weight {
  var entity: Entity
  var distance: Int
  var facts = 0
  var sources = 0
  var claims = 0
  var relations = 0

  init(entity: Entity, distance: Int) {
    self.entity = entity
    self.distance = distance
  }

  mutating func add(_ relation: Relation) {
    facts += relation.qualifiers.isFactual ? 1 : 0
    sources += relation.sourceCount
    claims += relation.claims.count
    relations += 1
  }

  /// How many entities are chosen by what ties them to each other: more than any picture holds.
  private static let joinedLimit = 64

  /// The entities in the order in which they are taken: first the one that most speaks for, then always one that is tied
  /// to those before, to two of them rather than to one, and among equals the one that most speaks for. Without ties the
  /// heaviest names of a large graph are often strangers to each other, and a picture of them shows nothing.
  ///
  /// - Complexity: O(n log n + ties), beside a fixed number of steps that each look at the neighbours of what was taken.
  static func joined(_ weights: [EntityID: Weight], _ ties: [(from: EntityID, to: EntityID)]) -> [Entity] {
    let sorted = weights.values.sorted(by: comesFirst).map(\.entity)
    guard sorted.count > 1 else { return sorted }
    var rank: [EntityID: Int] = [:]
    for (index, entity) in sorted.enumerated() { rank[entity.id] = index }
    var neighbours: [Int: Set<Int>] = [:]
    for (from, to) in ties {
      guard let one = rank[from], let other = rank[to], one != other else { continue }
      neighbours[one, default: []].insert(other)
    }
    var isTaken = [Bool](repeating: false, count: sorted.count)
    var order: [Int] = []
    var reached: [Int: Int] = [:]
    var next = 0
    while order.count < min(joinedLimit, sorted.count) {
      while next < sorted.count, isTaken[next] { next += 1 }
      let best = reached.min { left, right in
        let (mine, theirs) = (min(left.value, 2), min(right.value, 2))
        return mine != theirs ? mine > theirs : left.key < right.key
      }
      let index = best?.key ?? next
      reached[index] = nil
      isTaken[index] = true
      order.append(index)
      for neighbour in neighbours[index] ?? [] where !isTaken[neighbour] { reached[neighbour, default: 0] += 1 }
    }
    return order.map { sorted[$0] } + sorted.indices.filter { !isTaken[$0] }.map { sorted[$0] }
  }

  static func comesFirst(_ left: Weight, _ right: Weight) -> Bool {
    if left.distance != right.distance { return left.distance < right.distance }
    if left.facts != right.facts { return left.facts > right.facts }
    if left.sources != right.sources { return left.sources > right.sources }
    if left.claims != right.claims { return left.claims > right.claims }
    if left.relations != right.relations { return left.relations > right.relations }
    return Entity.precedesByName(left.entity, right.entity)
  }
}

/// Puts a part together from the entities chosen for it.
private struct Assembly: Sendable {
  let selection: Selection
  var entities: [EntityID: Entity] = [:]
  var focus: [EntityID] = []
  var omitted: [EntityID: Omission] = [:]
  /// The sources asked for: tied to where the facts among what they mention begin.
  var mentioning: [EntityID] = []
  /// The only relations to take, where not all between the entities.
  var fixed: [RelationID: Relation]?
  var takesBackground: Bool

  init(selection: Selection) {
    self.selection = selection
    takesBackground = selection.includesBackground
  }

  mutating func insert(_ entity: Entity) { entities[entity.id] = entity }
  func contains(_ id: EntityID) -> Bool { entities[id] != nil }
  var entityIDs: [EntityID] { entities.keys.sorted() }

  func takes(_ relation: Relation, of graph: some GraphReading) throws(GraphError) -> Bool {
    if let predicates = selection.predicates {
      guard predicates.contains(relation.predicate) else { return false }
    } else if !takesBackground, graph.ontology.isBackground(relation.predicate) {
      return false
    }
    return try graph.fits(relation, asOf: selection.asOf, since: selection.since, selection.noteDates) != .no
  }

  /// The part, with what `memory` holds, to which is added what was not in it.
  consuming func subgraph(
    of graph: some GraphReading, statements: Int?, memory: inout ReadMemory
  ) throws(GraphError) -> Subgraph {
    var relations: [RelationID: Relation] = [:]
    if let fixed {
      relations = fixed.filter { contains($0.value.subject) && $0.value.object.map(contains) ?? true }
    } else {
      for entity in entityIDs {
        let outward: [Relation]
        if let read = memory.outward[entity] {
          outward = read
        } else {
          var taken: [Relation] = []
          for relation in try graph.relations(of: entity, direction: .out, predicates: selection.predicates)
          where try takes(relation, of: graph) {
            taken.append(relation)
          }
          outward = taken
          memory.outward[entity] = outward
        }
        for relation in outward where relation.object.map(contains) ?? true { relations[relation.id] = relation }
      }
    }
    if let statements {
      let choice = StatementChoice.chosen(relations, limit: statements)
      relations = choice.kept
      for (entity, counts) in choice.omitted { omitted[entity, default: Omission()].statements = counts }
      // What nothing ties any more would stand about alone.
      let tied = Set(relations.values.flatMap { [$0.subject, $0.object].compactMap(\.self) })
      if !choice.omitted.isEmpty { entities = entities.filter { tied.contains($0.key) || focus.contains($0.key) } }
    }
    let beginnings = beginnings(of: relations)
    for source in mentioning {
      for mention in try graph.relations(of: source, direction: .out, predicates: [.mentions]) {
        if let object = mention.object, beginnings.contains(object) { relations[mention.id] = mention }
      }
    }
    if selection.sourceLimit > 0, !takesBackground || selection.includesBackground {
      try addSources(to: &relations, beginnings: beginnings, from: graph)
    }

    var acts: [ActID: Act] = [:]
    for relation in relations.values {
      guard let id = relation.act, acts[id] == nil, var act = try graph.act(id) else { continue }
      act.relations = act.relations.filter { relations[$0] != nil }
      acts[id] = act
    }
    var proofs: [RelationID: [Proof]] = [:]
    if selection.includesProofs {
      for relation in relations.values {
        let found: [Proof]
        if let read = memory.proofs[relation.id] { found = read } else { found = try graph.proofs(of: relation) }
        memory.proofs[relation.id] = found
        proofs[relation.id] = found
      }
    }
    return Subgraph(
      entities: entities.values.sorted(by: Entity.precedesByName), relations: relations.values.sorted { $0.id < $1.id },
      acts: acts.values.sorted { $0.id < $1.id }, proofs: proofs, focus: focus, omitted: omitted)
  }

  /// Adds the sources that mention most of the chosen entities, with who wrote and published them.
  ///
  /// A source is tied to what was asked for, and where nothing was, to the entities at which the facts begin: those
  /// that are the object of none. Arrows to all that it mentions would only repeat the facts.
  private mutating func addSources(
    to relations: inout [RelationID: Relation], beginnings: Set<EntityID>, from graph: some GraphReading
  ) throws(GraphError) {
    let ontology = graph.ontology
    func isSource(_ id: EntityID) -> Bool {
      entities[id].map { ontology.isKind($0.kind, under: .source) } ?? false
    }
    var told: [EntityID: Int] = [:]
    var mentions: [EntityID: [(source: EntityID, relation: RelationID)]] = [:]
    for id in entityIDs where !isSource(id) {
      let found = try graph.mentions(of: id)
      for mention in found { told[mention.source, default: 0] += 1 }
      mentions[id] = found
    }
    let chosen = try Assembly.mostTelling(told, limit: selection.sourceLimit, of: graph)
    let asked = focus.filter { !isSource($0) }
    let tied = asked.isEmpty ? beginnings.sorted() : asked
    for source in chosen { insert(source) }
    let chosenIDs = Set(chosen.map(\.id))
    for id in tied {
      for mention in mentions[id] ?? [] where chosenIDs.contains(mention.source) {
        relations[mention.relation] = try graph.relation(mention.relation)
      }
    }
    for source in chosen {
      for relation in try graph.relations(
        of: source.id, direction: .out, predicates: [.authoredBy, .publishedBy])
      {
        guard let maker = relation.object, let entity = try graph.entity(maker) else { continue }
        insert(entity)
        relations[relation.id] = relation
      }
    }
  }

  /// The sources that tell of most entities, by their names where they tell of equally many.
  ///
  /// Most sources tell of one: they are read only where those that tell of more are not enough.
  private static func mostTelling(
    _ told: [EntityID: Int], limit: Int, of graph: some GraphReading
  ) throws(GraphError) -> [Entity] {
    let sources = Dictionary(grouping: told.keys) { told[$0] ?? 0 }
    var chosen: [Entity] = []
    for (_, alike) in sources.sorted(by: { $0.key > $1.key }) where chosen.count < limit {
      var entities: [Entity] = []
      for id in alike {
        if let entity = try graph.entity(id) { entities.append(entity) }
      }
      chosen += entities.sorted(by: Entity.precedesByName).prefix(limit - chosen.count)
    }
    return chosen
  }

  /// In each connected piece the entities that are the object of no relation, or where all are, the one with the
  /// most relations. Relations of sources (authors, topics) play no part.
  private func beginnings(of relations: [RelationID: Relation]) -> Set<EntityID> {
    let structure: Set<Predicate> = [.authoredBy, .publishedBy, .tagged, .mentions, .linksTo]
    var neighbours: [EntityID: [EntityID]] = [:]
    var objects: Set<EntityID> = []
    for relation in relations.values {
      guard let object = relation.object, object != relation.subject, !structure.contains(relation.predicate) else {
        continue
      }
      neighbours[relation.subject, default: []].append(object)
      neighbours[object, default: []].append(relation.subject)
      objects.insert(object)
    }
    var result: Set<EntityID> = []
    var seen: Set<EntityID> = []
    for start in entityIDs where seen.insert(start).inserted {
      var piece = [start]
      var pending = [start]
      while let entity = pending.popLast() {
        for other in neighbours[entity] ?? [] where seen.insert(other).inserted {
          piece.append(other)
          pending.append(other)
        }
      }
      let free = piece.filter { !objects.contains($0) }
      if free.isEmpty {
        func degree(_ id: EntityID) -> Int { neighbours[id]?.count ?? 0 }
        let greatest = piece.map(degree).max() ?? 0
        if let busiest = piece.filter({ degree($0) == greatest }).min() { result.insert(busiest) }
      } else {
        result.formUnion(free)
      }
    }
    return result
  }
}

extension GraphReading {
  /// The mentions of an entity: by the kept shape of the graph, which does not read what they rest on, else by themselves.
  fileprivate func mentions(of entity: EntityID) throws(GraphError) -> [(source: EntityID, relation: RelationID)] {
    guard let shape = adjacency, let position = shape.position(of: entity) else {
      return try relations(of: entity, direction: .in, predicates: [.mentions]).map { ($0.subject, $0.id) }
    }
    guard let predicate = shape.predicates.firstIndex(of: .mentions) else { return [] }
    var found: [(source: EntityID, relation: RelationID)] = []
    try shape.forEachStep(from: position, direction: .in, predicates: [predicate]) { step in
      found.append((shape.entity(at: step.other), shape.relation(at: step.relation)))
      return true
    }
    return found
  }
}
