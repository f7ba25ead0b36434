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
    let shades = tint.shades(isDark: isDark)
    let surface = isDark ? Surface.dark : Surface.light
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
}
