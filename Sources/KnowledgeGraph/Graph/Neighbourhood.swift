/// What lies around an entity, by distance.
public struct Neighbourhood: Hashable, Sendable {
  /// A relation on the way to a neighbour.
  public struct Link: Hashable, Sendable {
    public var relation: Relation
    /// The dates asked for can neither be shown to hold nor not to: the relation has none, or a vaguer one.
    public var isUncertain: Bool
  }

  /// An entity that was reached.
  public struct Member: Hashable, Sendable {
    public var entity: Entity
    /// The number of relations on the shortest way, at least 1.
    public var distance: Int
    /// The relations from entities one step nearer, in the order in which these list them.
    public var links: [Link]
  }

  public var center: EntityID
  /// Sorted by distance, then by name.
  public var members: [Member]
  /// Nothing but mentions and bare links was there, so these were walked although nobody asked for them.
  public var isBackgroundOnly: Bool
}

extension GraphReading {
  /// The entities within `depth` relations of one.
  ///
  /// Background predicates (mentions, bare links) are left out unless `predicates` names them, `includingBackground`
  /// is true, or nothing else is there. A symmetric relation is walked both ways whatever the direction. With dates,
  /// a relation that does not fit is not walked; one of which it cannot be told is, and is marked.
  /// Entities of other `kinds` are walked through and not listed.
  ///
  /// - Parameters:
  ///   - center: The entity to begin at; an unknown number has no neighbours.
  ///   - depth: The greatest distance, at least 1.
  ///   - predicates: The predicates to walk, or nil for all.
  ///   - kinds: The kinds to list, with the kinds under them, or nil for all.
  ///   - direction: From subjects to objects, the other way, or both.
  ///   - asOf: Only what had begun by this date and had not ended before it.
  ///   - since: Only what highlights or notes that came into the vault on this date or later say.
  ///   - noteDates: When notes without a date came into the vault.
  ///   - includingBackground: Whether to walk background predicates too.
  /// - Returns: The members with the relations that lead to them.
  /// - Throws: What the graph throws when it cannot be read.
  /// - Complexity: O(relations of the entities within `depth`).
  public func neighbourhood(
    of center: EntityID, depth: Int = 1, predicates: Set<Predicate>? = nil, kinds: Set<Kind>? = nil,
    direction: Direction = .both, asOf: PartialDate? = nil, since: PartialDate? = nil,
    noteDates: NoteDates = NoteDates(), includingBackground: Bool = false
  ) throws(GraphError) -> Neighbourhood {
    let ontology = self.ontology
    func walk(withBackground: Bool) throws(GraphError) -> [Neighbourhood.Member] {
      var distances: [EntityID: Int] = [center: 0]
      var links: [EntityID: [Neighbourhood.Link]] = [:]
      var ring = [center]
      var members: [Neighbourhood.Member] = []
      for distance in 1...max(1, depth) {
        guard !ring.isEmpty else { break }
        var next: [EntityID] = []
        for near in ring {
          for relation in try relations(of: near, direction: .both, predicates: predicates) {
            guard let far = relation.other(than: near), far != near else { continue }
            if predicates == nil, !withBackground, ontology.isBackground(relation.predicate) { continue }
            switch direction {
            case .out where relation.subject != near && !ontology.isSymmetric(relation.predicate): continue
            case .in where relation.object != near && !ontology.isSymmetric(relation.predicate): continue
            default: break
            }
            let fits = try self.fits(relation, asOf: asOf, since: since, noteDates)
            guard fits != .no else { continue }
            if distances[far] == nil {
              distances[far] = distance
              next.append(far)
            }
            guard distances[far] == distance else { continue }
            links[far, default: []].append(.init(relation: relation, isUncertain: fits == .unknown))
          }
        }
        for id in next {
          guard let entity = try entity(id) else { continue }
          if let kinds, !kinds.contains(where: { ontology.isKind(entity.kind, under: $0) }) { continue }
          members.append(.init(entity: entity, distance: distance, links: links[id] ?? []))
        }
        ring = next.sorted()
      }
      return members.sorted { left, right in
        left.distance != right.distance
          ? left.distance < right.distance : Entity.precedesByName(left.entity, right.entity)
      }
    }
    let members = try walk(withBackground: includingBackground)
    if members.isEmpty, predicates == nil, !includingBackground {
      let background = try walk(withBackground: true)
      return Neighbourhood(center: center, members: background, isBackgroundOnly: !background.isEmpty)
    }
    return Neighbourhood(center: center, members: members, isBackgroundOnly: false)
  }
}
