/// What an entity is: `Company`, `Person`, `Country`, …
///
/// A kind is a name that the ``Ontology`` describes. A vault may add kinds, so this is not an enumeration.
public struct Kind: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
  public var rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ rawValue: String) { self.rawValue = rawValue }

  public var description: String { rawValue }
  public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
}

extension Kind {
  // Super-kinds: they group kinds and are never the kind of an entity, but for a source of an unknown sort.
  public static let agent = Kind("Agent")
  public static let place = Kind("Place")
  public static let source = Kind("Source")

  public static let article = Kind("Article")
  public static let post = Kind("Post")
  public static let book = Kind("Book")
  public static let paper = Kind("Paper")
  public static let episode = Kind("Episode")
  /// A note of the reader's own: a source that speaks for itself.
  public static let note = Kind("Note")

  public static let person = Kind("Person")
  public static let company = Kind("Company")
  public static let organization = Kind("Organization")
  public static let publicBody = Kind("PublicBody")
  public static let country = Kind("Country")
  public static let region = Kind("Region")
  public static let city = Kind("City")
  public static let initiative = Kind("Initiative")
  public static let product = Kind("Product")
  public static let facility = Kind("Facility")
  public static let event = Kind("Event")
  public static let topic = Kind("Topic")
}
