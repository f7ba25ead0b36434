/// What a claim says of its subject: `PARTNERS_WITH`, `LAUNCHED`, …
///
/// A predicate is a name that the ``Ontology`` describes. Typed links of a vault add their own.
public struct Predicate: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
  public var rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ rawValue: String) { self.rawValue = rawValue }

  public var description: String { rawValue }
  public static func < (left: Predicate, right: Predicate) -> Bool { left.rawValue < right.rawValue }
}

extension Predicate {
  // Structure: what a note says of its source.
  public static let authoredBy = Predicate("AUTHORED_BY")
  public static let publishedBy = Predicate("PUBLISHED_BY")
  public static let mentions = Predicate("MENTIONS")
  public static let tagged = Predicate("TAGGED")
  public static let linksTo = Predicate("LINKS_TO")
  /// The two names stand for one entity: "Etihad Etisalat (Mobily)", or an alias in an entity note.
  public static let alsoKnownAs = Predicate("ALSO_KNOWN_AS")

  // Facts.
  public static let partnersWith = Predicate("PARTNERS_WITH")
  public static let acquired = Predicate("ACQUIRED")
  public static let mergedWith = Predicate("MERGED_WITH")
  public static let investedIn = Predicate("INVESTED_IN")
  public static let owns = Predicate("OWNS")
  public static let subsidiaryOf = Predicate("SUBSIDIARY_OF")
  public static let founded = Predicate("FOUNDED")
  public static let worksFor = Predicate("WORKS_FOR")
  public static let launched = Predicate("LAUNCHED")
  public static let develops = Predicate("DEVELOPS")
  public static let partOf = Predicate("PART_OF")
  public static let targets = Predicate("TARGETS")
  public static let operatesIn = Predicate("OPERATES_IN")
  public static let basedIn = Predicate("BASED_IN")
  public static let locatedIn = Predicate("LOCATED_IN")
  public static let builds = Predicate("BUILDS")
  public static let supplies = Predicate("SUPPLIES")
  public static let uses = Predicate("USES")
  public static let competesWith = Predicate("COMPETES_WITH")
  public static let accused = Predicate("ACCUSED")

  // Value claims: they have no object.
  public static let raised = Predicate("RAISED")
  public static let valuedAt = Predicate("VALUED_AT")
  public static let employs = Predicate("EMPLOYS")

  /// The fallback between two entities; never from a rule alone.
  public static let relatedTo = Predicate("RELATED_TO")
}
