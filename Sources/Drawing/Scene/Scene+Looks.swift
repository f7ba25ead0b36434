extension Scene {
  /// What the picture of a scene shows beside its words and its DOT, but for the theme.
  package var looks: [String] {
    var result = [mode.rawValue]
    for card in cards { result += [card.link ?? "", card.icon.path, card.tint.rawValue] }
    for edge in edges { result += [String(edge.width)] + edge.dashes.map { String($0) } }
    return result
  }
}

extension Theme {
  /// The colours of both grounds, in an order of their own.
  package var looks: [String] {
    var result = [isMonochrome ? "monochrome" : "colour"]
    for palette in [light, dark] {
      result.append("\(palette.surface)")
      for tint in palette.tints.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
        result.append("\(tint.rawValue) \(palette.shades(tint))")
      }
    }
    return result
  }
}
