extension SVGWriter {
  /// A card with its tooltip and link.
  mutating func box(_ card: Scene.Card, _ rect: Rect) {
    out.open("g")
    out.set("id", named: "n-", card.id)
    out.setClass("card", card.tint.rawValue, card.role.rawValue)
    if card.isDimmed { out.set("opacity", SVGWriter.dimmed) }
    // The keyboard reaches every card: those with a link by it.
    if medium == .screen, LinkPolicy.allowed(card.link) == nil { out.set("tabindex", "0") }
    out.begin()
    linked(to: card.link) { writer in
      writer.out.element("title", text: card.tooltip)
      writer.frame(card, rect)
      if writer.scene.style == .atlas || card.role == .more {
        writer.pill(card, rect)
      } else if card.role == .list {
        writer.items(card, rect)
      } else {
        writer.content(card, rect)
      }
    }
    out.raw("</g>\n")
  }

  /// Whether a card is filled with its colour and written on in the background's. On paper without colours it is white,
  /// with its hatching beside the name.
  private func isFilled(_ card: Scene.Card) -> Bool {
    scene.style == .atlas && card.role != .more && !scene.theme.isMonochrome
  }

  private mutating func frame(_ card: Scene.Card, _ rect: Rect) {
    let shades = palette.shades(card.tint)
    out.open("rect")
    out.setClass(isFilled(card) ? "pill" : "box")
    out.set("x", rect.x)
    out.set("y", rect.y)
    out.set("width", rect.width)
    out.set("height", rect.height)
    out.set("rx", card.role == .more ? 13 : scene.style == .atlas ? 7 : CardMetrics.corner)
    out.set("fill", isFilled(card) ? shades.stroke : shades.fill)
    out.set("stroke", shades.stroke)
    out.set("stroke-width", card.isFocus ? 2.2 : 1.2)
    if card.role == .more || card.isUncertain { out.set("stroke-dasharray", "4 3") }
    out.close()
    if scene.theme.isMonochrome, card.role != .more { hatched(card.tint, rect) }
  }

  private mutating func pill(_ card: Scene.Card, _ rect: Rect) {
    let size = card.role == .more ? CardMetrics.moreSize : card.nameSize
    let line = size * 1.18
    var y = rect.center.y - Double(card.name.count - 1) * line / 2 + size * 0.35
    for name in card.name {
      out.open("text")
      out.setClass(isFilled(card) ? "pill-name" : "name")
      out.set("x", rect.center.x)
      out.set("y", y)
      out.set("font-size", size)
      out.set("text-anchor", "middle")
      out.set("fill", isFilled(card) ? surface.background : palette.shades(card.tint).ink)
      let isBold = !card.isDescribed && card.role != .more
      if isBold { out.set("font-weight", "bold") }
      fit(name, isBold ? .bold : .regular, size: size)
      out.begin()
      out.text(name)
      out.end("text")
      y += line
    }
  }

  private mutating func items(_ card: Scene.Card, _ rect: Rect) {
    let shades = palette.shades(card.tint)
    caption(card.caption, at: Point(rect.x + CardMetrics.iconLeft, rect.y + CardMetrics.captionBaseline), shades)
    var y = rect.y + CardMetrics.itemBaseline
    for item in card.items {
      icon(card.icon, at: Point(rect.x + CardMetrics.iconLeft, y - 10), size: CardMetrics.itemIcon, shades)
      text(
        "name", item.text + (item.isUncertain ? " ?" : ""), at: Point(rect.x + CardMetrics.itemLeft, y),
        size: CardMetrics.itemSize, fill: shades.ink, isBold: true, isFitted: true)
      y += CardMetrics.itemLine
    }
  }

  private mutating func content(_ card: Scene.Card, _ rect: Rect) {
    let shades = palette.shades(card.tint)
    let iconTop = rect.center.y - CardMetrics.iconSize / 2
    icon(card.icon, at: Point(rect.x + CardMetrics.iconLeft, iconTop), size: CardMetrics.iconSize, shades)
    let x = rect.x + CardMetrics.textLeft
    caption(card.caption, at: Point(x, rect.y + CardMetrics.captionBaseline), shades)
    if card.isUncertain {
      text(
        "caption", "?", at: Point(rect.maxX - 14, rect.y + CardMetrics.captionBaseline + 1), size: 11,
        fill: shades.stroke, isBold: true)
    }
    var y = rect.y + CardMetrics.nameBaseline(card)
    for line in card.name {
      text(
        "name", line, at: Point(x, y), size: card.nameSize, fill: shades.ink, isBold: !card.isDescribed, isFitted: true)
      y += CardMetrics.nameLine
    }
    y += CardMetrics.detailBaseline - CardMetrics.nameLine
    for line in card.details {
      text(
        "detail", line, at: Point(x, y), size: CardMetrics.detailSize, fill: surface.cardDetail, isFitted: true)
      y += CardMetrics.detailLine
    }
  }

  private mutating func caption(_ line: String, at place: Point, _ shades: Shades) {
    out.open("text")
    out.setClass("caption")
    out.set("x", place.x)
    out.set("y", place.y)
    out.set("font-size", CardMetrics.captionSize)
    out.set("letter-spacing", "0.3")
    out.set("fill", shades.stroke)
    out.begin()
    out.text(line)
    out.end("text")
  }

  mutating func icon(_ icon: Icon, at place: Point, size: Double, _ shades: Shades) {
    out.open("path")
    out.setClass("icon")
    out.set("transform") { out in
      out.raw("translate(")
      out.point(place)
      out.raw(") scale(")
      // Hundredths: a tenth would be half a point on an icon.
      let hundredths = Int((size / 24 * 100).rounded())
      out.raw(hundredths < 10 ? "0.0" : "0.")
      out.raw(String(hundredths))
      out.raw(")")
    }
    out.set("d", text: icon.path)
    out.set("fill", "none")
    out.set("stroke", shades.stroke)
    out.set("stroke-width", size < 16 ? 2.1 : 1.8)
    out.set("stroke-linecap", "round")
    out.set("stroke-linejoin", "round")
    out.close()
  }
}
