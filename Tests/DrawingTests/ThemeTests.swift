import Testing

@testable import Drawing

@Suite("Themes")
struct ThemeTests {
  @Test("Contrast is that of WCAG: 21 for black on white, 4.48 for #777777 on white")
  func contrastFormula() {
    #expect(abs(Color(0x000000).contrast(to: Color(0xffffff)) - 21) < 0.01)
    #expect(abs(Color(0x777777).contrast(to: Color(0xffffff)) - 4.48) < 0.01)
    #expect(abs(Color(0x1D4ED8).contrast(to: Color(0x1D4ED8)) - 1) < 0.001)
  }

  @Test("All text of cards and pills can be read, light and dark", arguments: Tint.allCases, [false, true])
  func cardText(tint: Tint, isDark: Bool) {
    let palette = isDark ? Palette.dark : Palette.light
    let shades = palette.shades(tint)
    let surface = palette.surface
    #expect(shades.ink.contrast(to: shades.fill) >= 4.5)
    #expect(shades.stroke.contrast(to: shades.fill) >= 4.5)
    #expect(surface.cardDetail.contrast(to: shades.fill) >= 4.5)
    // A pill is filled with the stroke's colour and written on in the background's.
    #expect(surface.background.contrast(to: shades.stroke) >= 4.5)
  }

  @Test("All text outside cards can be read, and lines can be seen", arguments: [Surface.light, Surface.dark])
  func surfaceText(surface: Surface) {
    for text in [surface.ink, surface.label, surface.muted] { #expect(text.contrast(to: surface.background) >= 4.5) }
    #expect(surface.contested.contrast(to: surface.background) >= 3)
    #expect(surface.faint.contrast(to: surface.background) >= 2.3)
  }

  @Test("Icons are strokes within their square", arguments: Icon.allCases)
  func icons(icon: Icon) {
    #expect(icon.path.hasPrefix("M"))
    let allowed = Set("MmLlHhVvCcSsAaZz0123456789.- ")
    #expect(icon.path.allSatisfy(allowed.contains))
  }

  @Test("Weft's own themes have no text that strains", arguments: [Theme.standard, Theme.print])
  func ownThemes(theme: Theme) { #expect(theme.contrastFaults().isEmpty) }

  @Test("A theme whose text strains says which, where and how much")
  func contrastFaults() {
    var theme = Theme.standard
    theme.light.tints[.person]?.ink = Color(0xFDF2F8)
    theme.dark.surface.muted = Color(0x0B1120)
    #expect(
      theme.contrastFaults().map { "\($0.tint?.rawValue ?? "-") \($0.isDark) \($0.text) \(Int($0.ratio * 10))" } == [
        "person false names 10", "- true dates and legend 10",
      ])
  }

  @Test(
    "Colours are read as SVG writes them, and nothing else is",
    arguments: [("#1D4ED8", "#1D4ED8"), ("#1d4ed8", "#1D4ED8"), ("#14E", "#1144EE")])
  func hexColors(text: String, expected: String) { #expect(Color(hex: text)?.hex == expected) }

  @Test(arguments: ["", "#", "1D4ED8", "#1D4ED", "#1D4ED8FF", "#GGGGGG", "red", "#12345\u{e9}"])
  func noColors(text: String) { #expect(Color(hex: text) == nil) }

  @Test(arguments: ["", "Bank", "1st", "a b", "a\"", "é", String(repeating: "a", count: 33)])
  func noFamilies(text: String) { #expect(Tint(rawValue: text) == nil) }

  @Test("An icon of a theme is path data and nothing else")
  func themeIcons() {
    #expect(Icon(name: "x", path: "m3 3h18,4-1.5Z") != nil)
    for path in ["", "L3 3", "M3 3\"/>", "M3 3&#10;", "M3 3e5", "url(#a)", "M" + String(repeating: "1", count: 2_000)] {
      #expect(Icon(name: "x", path: path) == nil)
    }
  }

  @Test("In print no two families that occur together are hatched alike")
  func hatchings() {
    let strokes = Tint.allCases.compactMap { tint in
      Hatching.strokes(tint).map { "\($0) \(Hatching.width(tint))" }
    }
    #expect(strokes.count == 10 && Set(strokes).count == strokes.count)
  }
}
