public import KnowledgeGraph

/// How a figure looks: the colours of its families on light and on dark ground, and what kinds and predicates take of
/// them.
public struct Theme: Hashable, Sendable {
  /// How the cards of a kind look.
  public struct KindStyle: Hashable, Sendable {
    /// The colour family; that of the ontology's icon where nil.
    public var tint: Tint?
    /// The icon; that of the ontology where nil.
    public var icon: Icon?

    public init(tint: Tint? = nil, icon: Icon? = nil) {
      self.tint = tint
      self.icon = icon
    }
  }

  /// How the edges of a predicate look.
  public struct EdgeStyle: Hashable, Sendable {
    public var tint: Tint?
    /// Times the width that the number of sources gives, 0.5 to 3.
    public var width: Double
    /// The lengths of dashes and gaps in points, for edges that are said as facts: dashes of Weft's own say how sure the
    /// others are.
    public var dashes: [Double]

    public init(tint: Tint? = nil, width: Double = 1, dashes: [Double] = []) {
      self.tint = tint
      self.width = width
      self.dashes = dashes
    }
  }

  public var light: Palette
  /// The same as ``light`` where a theme is for paper only.
  public var dark: Palette
  public var kinds: [Kind: KindStyle]
  public var predicates: [Predicate: EdgeStyle]
  /// Families are told apart by hatching instead of colour, and the ground is always light.
  public var isMonochrome: Bool

  public init(
    light: Palette = .light, dark: Palette = .dark, kinds: [Kind: KindStyle] = [:],
    predicates: [Predicate: EdgeStyle] = [:], isMonochrome: Bool = false
  ) {
    self.light = light
    self.dark = dark
    self.kinds = kinds
    self.predicates = predicates
    self.isMonochrome = isMonochrome
  }

  /// Weft's own colours.
  public static let standard = Theme()

  /// Black on white, with a hatching for each family: for printers and photocopies.
  public static let print = Theme(light: .print, dark: .print, isMonochrome: true)

  func palette(isDark: Bool) -> Palette { isDark ? dark : light }

  /// What the theme says of a kind, else of the nearest kind above it.
  func style(of kind: Kind, in ontology: Ontology) -> KindStyle? {
    guard !kinds.isEmpty else { return nil }
    var current: Kind? = kind
    // An ontology has no kind above itself; the count is for one that was made by hand.
    for _ in 0..<64 {
      guard let next = current else { return nil }
      if let style = kinds[next] { return style }
      current = ontology.kinds[next]?.parent
    }
    return nil
  }

  /// A pair of colours that a reader would have to strain for.
  public struct ContrastFault: Hashable, Sendable {
    public var tint: Tint?
    public var isDark: Bool
    /// "names", "captions": what is written in the one on the other.
    public var text: String
    public var ratio: Double
  }

  /// The contrast that text needs, by the Web Content Accessibility Guidelines 2.2 (level AA).
  public static let leastContrast = 4.5

  /// Every text of a figure whose contrast is below ``leastContrast``.
  public func contrastFaults() -> [ContrastFault] {
    var faults: [ContrastFault] = []
    for (palette, isDark) in [(light, false), (dark, true)] {
      let surface = palette.surface
      func check(_ tint: Tint?, _ text: String, _ ink: Color, on ground: Color) {
        let ratio = ink.contrast(to: ground)
        guard ratio < Theme.leastContrast else { return }
        faults.append(ContrastFault(tint: tint, isDark: isDark, text: text, ratio: ratio))
      }
      check(nil, "headings", surface.ink, on: surface.background)
      check(nil, "labels of edges", surface.label, on: surface.background)
      check(nil, "dates and legend", surface.muted, on: surface.background)
      for tint in palette.tints.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
        let shades = palette.shades(tint)
        check(tint, "names", shades.ink, on: shades.fill)
        check(tint, "captions", shades.stroke, on: shades.fill)
        check(tint, "lines below the name", surface.cardDetail, on: shades.fill)
        // A pill is filled with the stroke's colour and written on in the background's.
        if !isMonochrome { check(tint, "pills", surface.background, on: shades.stroke) }
      }
      if light == dark { break }
    }
    return faults
  }
}
