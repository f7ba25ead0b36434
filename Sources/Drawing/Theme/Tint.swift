public import KnowledgeGraph

/// The colour family of a card or an edge.
public enum Tint: String, Sendable, Hashable, CaseIterable {
  case article, person, company, organization, place, initiative, product, facility, event, topic, deal, plain

  /// The family that an icon of the ontology names; a vault's own icons are plain.
  public init(icon: String) {
    self = icon == "book" || icon == "note" ? .article : Tint(rawValue: icon) ?? .plain
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

  /// The colours of the family, on the surface of a theme.
  public func shades(isDark: Bool) -> Shades { isDark ? dark : light }

  private var light: Shades {
    switch self {
    case .article: Shades(0xF8FAFC, 0x475569, 0x0F172A)
    case .person: Shades(0xFDF2F8, 0xBE185D, 0x500724)
    case .company: Shades(0xEFF6FF, 0x1D4ED8, 0x172554)
    case .organization: Shades(0xECFEFF, 0x0E7490, 0x083344)
    case .place: Shades(0xECFDF5, 0x047857, 0x022C22)
    case .initiative: Shades(0xFFFBEB, 0xB45309, 0x451A03)
    case .product: Shades(0xF5F3FF, 0x6D28D9, 0x2E1065)
    case .facility: Shades(0xFFF7ED, 0xC2410C, 0x431407)
    case .event: Shades(0xFDF4FF, 0xA21CAF, 0x4A044E)
    case .topic: Shades(0xF7FEE7, 0x4D7C0F, 0x1A2E05)
    case .deal: Shades(0xFEF2F2, 0xB91C1C, 0x450A0A)
    case .plain: Shades(0xF8FAFC, 0x64748B, 0x0F172A)
    }
  }

  private var dark: Shades {
    switch self {
    case .article: Shades(0x1E293B, 0x94A3B8, 0xF1F5F9)
    case .person: Shades(0x3B0A24, 0xF472B6, 0xFCE7F3)
    case .company: Shades(0x0F1F47, 0x60A5FA, 0xDBEAFE)
    case .organization: Shades(0x083344, 0x22D3EE, 0xCFFAFE)
    case .place: Shades(0x04291F, 0x34D399, 0xD1FAE5)
    case .initiative: Shades(0x3A2205, 0xFBBF24, 0xFEF3C7)
    case .product: Shades(0x22134A, 0xA78BFA, 0xEDE9FE)
    case .facility: Shades(0x3B1606, 0xFB923C, 0xFFEDD5)
    case .event: Shades(0x3B0A45, 0xE879F9, 0xFAE8FF)
    case .topic: Shades(0x1A2E05, 0xA3E635, 0xECFCCB)
    case .deal: Shades(0x3D0D0D, 0xF87171, 0xFEE2E2)
    case .plain: Shades(0x1E293B, 0x94A3B8, 0xF1F5F9)
    }
  }
}

/// The colours of one family: a card's fill, its border, icon and caption, and its text.
public struct Shades: Hashable, Sendable {
  public let fill: Color
  public let stroke: Color
  public let ink: Color

  init(_ fill: UInt32, _ stroke: UInt32, _ ink: UInt32) {
    self.fill = Color(fill)
    self.stroke = Color(stroke)
    self.ink = Color(ink)
  }
}

/// The colours of a figure outside its cards.
public struct Surface: Hashable, Sendable {
  public let background: Color
  /// The heading.
  public let ink: Color
  /// The labels of edges.
  public let label: Color
  /// Dates, the question, the legend; and the lines below a card's name.
  public let muted: Color
  public let cardDetail: Color
  /// The lines of mentions.
  public let faint: Color
  /// The lines of what is contested.
  public let contested: Color

  public static let light = Surface(0xFFFFFF, 0x0F172A, 0x334155, 0x64748B, 0x475569, 0x94A3B8, 0xDC2626)
  public static let dark = Surface(0x0B1120, 0xF1F5F9, 0xE2E8F0, 0x94A3B8, 0xCBD5E1, 0x64748B, 0xF87171)

  private init(
    _ background: UInt32, _ ink: UInt32, _ label: UInt32, _ muted: UInt32, _ cardDetail: UInt32, _ faint: UInt32,
    _ contested: UInt32
  ) {
    self.background = Color(background)
    self.ink = Color(ink)
    self.label = Color(label)
    self.muted = Color(muted)
    self.cardDetail = Color(cardDetail)
    self.faint = Color(faint)
    self.contested = Color(contested)
  }
}
