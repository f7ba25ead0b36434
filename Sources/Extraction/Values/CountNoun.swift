/// What a number may count.
enum CountNoun {
  /// Plurals without "s", and collective nouns.
  private static let irregular = FoldedWordTable<Bool>(
    "people staff men women children personnel aircraft headcount folks crew cattle fish sheep teeth feet"
      .split(separator: " ").map { (String($0), true) })

  /// Words that end like a plural and are none, and nouns that measure instead of counting.
  private static let excluded = FoldedWordTable<Bool>(
    ("mins secs hrs was is has does its his this as us yes less plus times thus various previous points percentage years months weeks "
      + "days hours minutes seconds decades quarters centuries basis bps others says plans wants needs gives makes "
      + "takes sees uses gets goes comes began halves thirds ones tens hours' across always perhaps besides towards "
      + "afterwards pounds dollars euros cents")
      .split(separator: " ").map { (String($0), true) })

  /// Words that may stand between a number and the noun that it counts never include these.
  private static let stops = FoldedWordTable<Bool>(
    ("of in on at by for from to with and or but the a an as is are was were be been has have had will would can could "
      + "may might must shall should do does did not if that which who than then into over under between among per each "
      + "it they we he she its their our there here when while after before because so up down out off about")
      .split(separator: " ").map { (String($0), true) })

  static func isPlural(_ bytes: [UInt8], _ token: Token) -> Bool {
    if irregular.value(bytes, token) == true { return true }
    let range = token.range
    guard range.count > 3, Ascii.lowercased(bytes[range.upperBound - 1]) == 0x73 else { return false }
    let before = Ascii.lowercased(bytes[range.upperBound - 2])
    // "-ss", "-us", "-is": business, campus, basis.
    guard before != 0x73, before != 0x75, before != 0x69 else { return false }
    return excluded.value(bytes, token) == nil
  }

  static func isStop(_ bytes: [UInt8], _ token: Token) -> Bool {
    stops.value(bytes, token) == true || excluded.value(bytes, token) == true
  }
}
