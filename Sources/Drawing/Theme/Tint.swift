public import KnowledgeGraph

/// The colour family of a card or an edge: one of Weft's own, or one that a theme adds.
public struct Tint: RawRepresentable, Hashable, Sendable, CaseIterable {
  /// Small letters, digits and `-`, as names of classes and custom properties have them.
  public let rawValue: String

  private init(known: String) { rawValue = known }

  /// A family by its name; nil where it is no name: a small letter, then small letters, digits and `-`, 32 at most.
  public init?(rawValue: String) {
    let isName = rawValue.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard isName, rawValue.utf8.count <= 32, let first = rawValue.utf8.first,
      first >= UInt8(ascii: "a")
    else {
      return nil
    }
    self.rawValue = rawValue
  }

  public static let article = Tint(known: "article")
  public static let person = Tint(known: "person")
  public static let company = Tint(known: "company")
  public static let organization = Tint(known: "organization")
  public static let place = Tint(known: "place")
  public static let initiative = Tint(known: "initiative")
  public static let product = Tint(known: "product")
  public static let facility = Tint(known: "facility")
  public static let event = Tint(known: "event")
  public static let topic = Tint(known: "topic")
  public static let deal = Tint(known: "deal")
  public static let plain = Tint(known: "plain")

  /// Weft's own.
  public static let allCases: [Tint] = [
    .article, .person, .company, .organization, .place, .initiative, .product, .facility, .event,
    .topic, .deal, .plain,
  ]

  /// The family that an icon of the ontology names; a vault's own icons are plain.
  public init(icon: String) {
    self =
      icon == "book" || icon == "note"
      ? .article : Tint.allCases.first { $0.rawValue == icon } ?? .plain
  }

  /// The family of an edge: what the predicate is about, so that one look tells money from launches from places.
  public init(_ predicate: Predicate) {
    switch predicate {
    case .partnersWith, .mergedWith, .acquired, .owns, .subsidiaryOf, .competesWith, .worksFor, .supplies, .employs:
      self = .company
    case .investedIn, .raised, .valuedAt, .accused: self = .deal
    case .founded, .launched, .develops, .uses: self = .product
    case .partOf: self = .initiative
    case .targets, .operatesIn, .basedIn, .locatedIn, .builds: self = .place
    case .authoredBy, .publishedBy: self = .article
    case .tagged: self = .topic
    default: self = .plain
    }
  }
}
