internal import KnowledgeGraph

/// What the ontology allows, since people are agents, and a text yet does not mean: nobody launches, owns or acquires a
/// person, and a person has no headquarters.
enum Plausibility {
  static func holds(_ predicate: Predicate, subject: Kind, object: Kind?) -> Bool {
    switch predicate {
    case .launched, .acquired, .owns, .investedIn, .founded, .worksFor: object != .person
    case .mergedWith, .subsidiaryOf, .supplies: subject != .person && object != .person
    case .basedIn, .operatesIn, .employs, .valuedAt: subject != .person
    default: true
    }
  }
}
