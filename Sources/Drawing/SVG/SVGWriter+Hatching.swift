extension SVGWriter {
  /// The tiles of the families that occur.
  mutating func hatchings() {
    let used = Set(scene.cards.map(\.tint))
    let tints = used.filter { Hatching.strokes($0) != nil }.sorted { $0.rawValue < $1.rawValue }
    guard !tints.isEmpty else { return }
    out.raw("<defs>\n")
    for tint in tints {
      guard let strokes = Hatching.strokes(tint) else { continue }
      out.open("pattern")
      out.set("id", named: "hatch-", tint.rawValue)
      out.set("width", "6")
      out.set("height", "6")
      out.set("patternUnits", "userSpaceOnUse")
      out.begin()
      out.open("path")
      out.set("d", strokes)
      out.set("fill", "none")
      out.set("stroke", palette.shades(tint).stroke)
      out.set("stroke-width", Hatching.width(tint))
      out.close()
      out.end("pattern")
      out.raw("\n")
    }
    out.raw("</defs>\n")
  }

  /// A strip along the left side of a box, hatched as its family is.
  mutating func hatched(_ tint: Tint, _ rect: Rect, width: Double = 7) {
    guard Hatching.strokes(tint) != nil else { return }
    out.open("path")
    out.setClass("hatch")
    out.set("d") { out in
      // Within the rounded corners of the border.
      let (left, inset) = (rect.x + 1.6, 4.0)
      out.raw("M")
      out.point(Point(left, rect.y + inset))
      out.raw("h")
      out.number(width)
      out.raw("V")
      out.number(rect.maxY - inset)
      out.raw("h-")
      out.number(width)
      out.raw("Z")
    }
    out.set("fill") { out in
      out.raw("url(#")
      out.raw(out.prefix)
      out.raw("-hatch-")
      out.raw(tint.rawValue)
      out.raw(")")
    }
    out.close()
  }
}
