/// A small picture of what a card is: strokes in a square of 24 units, drawn for Weft or given by a theme.
public struct Icon: Hashable, Sendable, CaseIterable {
  public let name: String
  /// SVG path data of strokes 1.8 units wide with round ends, in 24 × 24 units.
  public let path: String

  private init(_ name: String, _ path: String) {
    self.name = name
    self.path = path
  }

  /// An icon of a theme; nil where the path is longer than 2,000 characters or has anything but the commands and numbers
  /// of path data.
  public init?(name: String, path: String) {
    let isPath = path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"),
        UInt8(ascii: "+"), UInt8(ascii: " "):
        true
      default: "MmLlHhVvCcSsQqTtAaZz".utf8.contains(byte)
      }
    }
    guard isPath, path.utf8.count <= 2_000, path.first == "M" || path.first == "m" else {
      return nil
    }
    self.init(name, path)
  }

  /// The icon that the ontology names, else a plain one.
  public init(named name: String) { self = Icon.allCases.first { $0.name == name } ?? .plain }

  /// Weft's own.
  public static let allCases: [Icon] = [
    .article, .book, .note, .person, .company, .organization, .place, .initiative, .product, .facility, .event, .topic,
    .deal, .plain,
  ]

  public static let article = Icon(
    "article", "M6 2.5h8.5L19 7v14.5H6zM14.5 2.5V7H19M9 11.5h7M9 14.5h7M9 17.5h4.5")
  public static let book = Icon(
    "book", "M4.5 19V5A2.5 2.5 0 0 1 7 2.5h12.5v19H7A2.5 2.5 0 0 1 7 16.5h12.5M9 7h6.5")
  public static let note = Icon(
    "note", "M4 3.5h16v11.5L14.5 20.500H4zM20 15h-5.500v5.500M8 8h8M8 12h5")
  public static let person = Icon(
    "person",
    "M12 11.500a4 4 0 1 0 0-8a4 4 0 0 0 0 8M4.5 20.500c0-4 3.2-6.5 7.5-6.500s7.5 2.5 7.5 6.5")
  public static let company = Icon(
    "company",
    "M2 21h20M4 21V6l9-3.500V21M13 9h7v12M7 8.500h.5M9.8 8.500h.5M7 12h.5M9.8 12h.5M7 15.500h.5M9.8 15.500h.5"
      + "M16.3 12.500h.6M16.3 16h.6")
  public static let organization = Icon(
    "organization",
    "M3 21h18M12 3L3.5 8.500h17zM6 11.500v6.500M10 11.500v6.500M14 11.500v6.500M18 11.500v6.5")
  public static let place = Icon(
    "place",
    "M12 21.500a9.5 9.5 0 1 0 0-19a9.5 9.5 0 0 0 0 19M2.5 12h19M12 2.500c5.3 5.5 5.3 13.5 0 19"
      + "c-5.3-5.5-5.3-13.5 0-19")
  public static let initiative = Icon("initiative", "M5 21.500V3M5 4h13.500l-3 4.500l3 4.500H5")
  public static let product = Icon(
    "product",
    "M12 2.500l8.5 4.700v9.600L12 21.500l-8.5-4.700V7.200zM3.5 7.200L12 12l8.5-4.800M12 12v9.5")
  public static let facility = Icon(
    "facility", "M2.5 21V10.500l6 3.500v-3.500l6 3.500V4h5v17zM7 17.500h2M12 17.500h2")
  public static let event = Icon(
    "event", "M4 5h16v16H4zM4 9.500h16M8.5 2.500V6.500M15.5 2.500V6.500M11.5 14.500h1")
  public static let topic = Icon("topic", "M3 3h9l9.5 9.500l-8.5 8.500L3 11.500zM7.5 7.500h.2")
  public static let deal = Icon(
    "deal",
    "M12 21.500a9.5 9.5 0 1 0 0-19a9.5 9.5 0 0 0 0 19M15.2 8.700c-.6-1.1-1.8-1.6-3.2-1.6"
      + "c-1.9 0-3.2.9-3.2 2.400c0 3.5 6.5 1.5 6.5 5c0 1.5-1.4 2.4-3.3 2.400c-1.5 0-2.8-.6-3.4-1.7"
      + "M12 5.300v13.4")
  public static let plain = Icon("plain", "M12 20a8 8 0 1 0 0-16a8 8 0 0 0 0 16")
}
