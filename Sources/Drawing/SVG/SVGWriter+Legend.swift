extension SVGWriter {
  mutating func entries(_ legend: LegendLayout, at origin: Point) {
    for entry in legend.entries {
      let place = Point(origin.x + entry.origin.x, origin.y + entry.origin.y)
      sample(entry.entry, at: place)
      text("muted", entry.label, at: Point(place.x + 28, place.y + 10.5), size: 10, fill: surface.muted)
      out.raw("\n")
    }
  }

  private mutating func sample(_ entry: Scene.LegendEntry, at place: Point) {
    switch entry {
    case .kind(let tint, let icon, _): kind(tint, icon, at: place)
    case .change(let mark): change(mark, at: place)
    case .line(let line, _): sample(line, at: place, width: line == .mention ? 1 : 1.5)
    case .symmetric:
      sample(.solid, at: Point(place.x + 5, place.y), width: 1.5, length: 14)
      let y = place.y + 7
      for (base, tip) in [(place.x + 5, place.x), (place.x + 19, place.x + 24)] {
        head("muted", base: Point(base, y), before: Point(base, y), tip: Point(tip, y), 1.3, surface.muted)
      }
    case .weight:
      sample(.solid, at: Point(place.x, place.y - 2.5), width: 1.3)
      sample(.solid, at: Point(place.x, place.y + 2.5), width: 2.4)
    }
  }

  private mutating func kind(_ tint: Tint, _ icon: Icon, at place: Point) {
    let shades = palette.shades(tint)
    let isAtlas = scene.style == .atlas && !scene.theme.isMonochrome
    out.open("g")
    out.setClass(tint.rawValue)
    out.begin()
    out.open("rect")
    out.setClass(isAtlas ? "pill" : "box")
    out.set("x", place.x)
    out.set("y", place.y)
    out.set("width", "22")
    out.set("height", "14")
    out.set("rx", "4")
    out.set("fill", isAtlas ? shades.stroke : shades.fill)
    out.set("stroke", shades.stroke)
    out.set("stroke-width", "1")
    out.close()
    if scene.theme.isMonochrome {
      hatched(
        tint, Rect(x: place.x - 1, y: place.y - 2.5, width: 22, height: 19),
        width: scene.style == .atlas ? 20 : 6)
    }
    if scene.style != .atlas {
      self.icon(icon, at: Point(place.x + 6, place.y + 2), size: 10, shades)
    }
    out.end("g")
  }

  private mutating func change(_ mark: ChangeMark, at place: Point) {
    let tint = EdgePaint.tint(of: mark)
    out.open("path")
    out.setClass("line-" + tint.rawValue)
    out.set("d") { out in
      out.raw("M")
      out.point(Point(place.x, place.y + 7))
      out.raw("H")
      out.number(place.x + 24)
    }
    out.set("fill", "none")
    out.set("stroke", palette.shades(tint).stroke)
    out.set("stroke-width", "2")
    if mark == .gone { out.set("stroke-dasharray", "8 3 2 3") }
    out.close()
  }

  private mutating func sample(_ line: Scene.Line, at place: Point, width: Double, length: Double = 24) {
    let (family, color): (String, Color) =
      switch line {
      case .contested: ("line-contested", surface.contested)
      case .mention, .ended, .more: ("line-faint", surface.faint)
      case .solid, .planned: ("line-muted", surface.muted)
      }
    out.open("path")
    out.setClass(family)
    out.set("d") { out in
      out.raw("M")
      out.point(Point(place.x, place.y + 7))
      out.raw("H")
      out.number(place.x + length)
    }
    out.set("fill", "none")
    out.set("stroke", color)
    out.set("stroke-width", width)
    dashes(line)
    out.close()
  }
}
