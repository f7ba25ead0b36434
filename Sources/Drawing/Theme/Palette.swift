/// The colours of a figure on one ground.
public struct Palette: Hashable, Sendable {
  public var surface: Surface
  /// Of each family; one that is not here looks plain.
  public var tints: [Tint: Shades]

  public init(surface: Surface, tints: [Tint: Shades]) {
    self.surface = surface
    self.tints = tints
  }

  public func shades(_ tint: Tint) -> Shades { tints[tint] ?? tints[.plain] ?? Palette.fallback }

  private static let fallback = Shades(0xF8FAFC, 0x64748B, 0x0F172A)

  public static let light = Palette(
    surface: .light,
    tints: [
      .article: Shades(0xF8FAFC, 0x475569, 0x0F172A), .person: Shades(0xFDF2F8, 0xBE185D, 0x500724),
      .company: Shades(0xEFF6FF, 0x1D4ED8, 0x172554),
      .organization: Shades(0xECFEFF, 0x0E7490, 0x083344),
      .place: Shades(0xECFDF5, 0x047857, 0x022C22),
      .initiative: Shades(0xFFFBEB, 0xB45309, 0x451A03),
      .product: Shades(0xF5F3FF, 0x6D28D9, 0x2E1065),
      .facility: Shades(0xFFF7ED, 0xC2410C, 0x431407),
      .event: Shades(0xFDF4FF, 0xA21CAF, 0x4A044E), .topic: Shades(0xF7FEE7, 0x4D7C0F, 0x1A2E05),
      .deal: Shades(0xFEF2F2, 0xB91C1C, 0x450A0A), .plain: Shades(0xF8FAFC, 0x64748B, 0x0F172A),
    ])

  public static let dark = Palette(
    surface: .dark,
    tints: [
      .article: Shades(0x1E293B, 0x94A3B8, 0xF1F5F9), .person: Shades(0x3B0A24, 0xF472B6, 0xFCE7F3),
      .company: Shades(0x0F1F47, 0x60A5FA, 0xDBEAFE),
      .organization: Shades(0x083344, 0x22D3EE, 0xCFFAFE),
      .place: Shades(0x04291F, 0x34D399, 0xD1FAE5),
      .initiative: Shades(0x3A2205, 0xFBBF24, 0xFEF3C7),
      .product: Shades(0x22134A, 0xA78BFA, 0xEDE9FE),
      .facility: Shades(0x3B1606, 0xFB923C, 0xFFEDD5),
      .event: Shades(0x3B0A45, 0xE879F9, 0xFAE8FF), .topic: Shades(0x1A2E05, 0xA3E635, 0xECFCCB),
      .deal: Shades(0x3D0D0D, 0xF87171, 0xFEE2E2), .plain: Shades(0x1E293B, 0x94A3B8, 0xF1F5F9),
    ])

  /// Black on white, and one grey for what is faint.
  public static let print = Palette(
    surface: .print,
    tints: Dictionary(
      uniqueKeysWithValues: Tint.allCases.map { ($0, Shades(0xFFFFFF, 0x000000, 0x000000)) }))
}

/// The colours of one family: a card's fill, its border, icon and caption, and its text.
public struct Shades: Hashable, Sendable {
  public var fill: Color
  public var stroke: Color
  public var ink: Color

  public init(fill: Color, stroke: Color, ink: Color) {
    self.fill = fill
    self.stroke = stroke
    self.ink = ink
  }

  init(_ fill: UInt32, _ stroke: UInt32, _ ink: UInt32) {
    self.init(fill: Color(fill), stroke: Color(stroke), ink: Color(ink))
  }
}

/// The colours of a figure outside its cards.
public struct Surface: Hashable, Sendable {
  public var background: Color
  /// The heading.
  public var ink: Color
  /// The labels of edges.
  public var label: Color
  /// Dates, the question, the legend; and the lines below a card's name.
  public var muted: Color
  public var cardDetail: Color
  /// The lines of mentions.
  public var faint: Color
  /// The lines of what is contested.
  public var contested: Color

  public static let light = Surface(
    0xFFFFFF, 0x0F172A, 0x334155, 0x64748B, 0x475569, 0x94A3B8, 0xDC2626)
  public static let dark = Surface(
    0x0B1120, 0xF1F5F9, 0xE2E8F0, 0x94A3B8, 0xCBD5E1, 0x64748B, 0xF87171)
  public static let print = Surface(
    0xFFFFFF, 0x000000, 0x000000, 0x333333, 0x333333, 0x777777, 0x000000)

  private init(
    _ background: UInt32, _ ink: UInt32, _ label: UInt32, _ muted: UInt32, _ cardDetail: UInt32,
    _ faint: UInt32,
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
