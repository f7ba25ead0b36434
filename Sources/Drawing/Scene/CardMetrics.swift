/// Where text and icon stand within a card, in points from its upper left corner; the sizes of cards follow from it,
/// and the SVG is drawn by it.
enum CardMetrics {
  static let iconLeft = 12.0
  static let iconSize = 21.0
  static let textLeft = 42.0
  static let padding = 15.0
  static let captionSize = 8.0
  static let captionBaseline = 15.0
  static let nameLine = 15.5
  static let detailSize = 10.0
  static let detailBaseline = 14.5
  static let detailLine = 12.5
  static let bottom = 11.0
  static let corner = 10.0
  static let itemSize = 11.5
  static let itemBaseline = 32.0
  static let itemLine = 17.0
  static let itemIcon = 12.0
  static let itemLeft = 31.0
  static let moreSize = 10.5
  static let pillPadding = 10.0

  static let labelSize = 10.5
  static let labelLine = 12.0
  static let dateSize = 9.0
  static let dateLine = 10.5
  static let numberSize = 7.5

  /// Text is drawn with the reader's font, which may be a little wider than the tables say.
  static let margin = 1.03

  /// Where the first line of the name stands: an amount is larger than a name.
  static func nameBaseline(_ card: Scene.Card) -> Double { card.role == .act ? 31 : 29.5 }

  static func nameWeight(_ card: Scene.Card) -> TextMetrics.Weight { card.isDescribed ? .regular : .bold }

  /// The size of a card from its lines.
  static func size(of card: Scene.Card, style: FigureOptions.Style) -> Size {
    func widest(_ lines: [String], _ weight: TextMetrics.Weight, _ size: Double) -> Double {
      lines.map { TextMetrics(weight, size: size).width(of: $0) }.max() ?? 0
    }
    let name = widest(card.name, nameWeight(card), card.nameSize)
    if card.role == .more {
      let lines = Double(max(card.name.count, 1) - 1)
      return Size(
        evenly(widest(card.name, .regular, moreSize) * margin + 2 * padding), evenly(26 + lines * moreSize * 1.18))
    }
    guard style == .paper else {
      let lines = Double(max(card.name.count, 1))
      return Size(evenly(name * margin + 2 * pillPadding), evenly(lines * card.nameSize * 1.18 + 8))
    }
    let caption = widest([card.caption], .regular, captionSize) + Double(card.caption.utf8.count) * 0.3
    if card.role == .list {
      let items = widest(card.items.map { $0.text + ($0.isUncertain ? " ?" : "") }, .bold, itemSize)
      let width = max(itemLeft + items * margin, iconLeft + caption * margin) + padding
      return Size(evenly(width), itemBaseline + Double(max(card.items.count, 1) - 1) * itemLine + bottom)
    }
    let mark = card.isUncertain ? 14.0 : 0
    let details = widest(card.details, .regular, detailSize)
    let width = textLeft + max(name, details, caption + mark) * margin + padding
    var height = nameBaseline(card) + Double(max(card.name.count, 1) - 1) * nameLine + bottom
    if !card.details.isEmpty { height += detailBaseline + Double(card.details.count - 1) * detailLine - 1 }
    return Size(evenly(width), height)
  }

  /// The room of an edge's label, details and number; nil where there are none.
  static func labelSize(label: [String], details: [String], number: Int?) -> Size? {
    guard !label.isEmpty || !details.isEmpty else { return nil }
    var width = 0.0
    for (index, line) in label.enumerated() {
      let extra = index == 0 ? numberWidth(number) : 0
      width = max(width, TextMetrics(.regular, size: labelSize).width(of: line) + extra)
    }
    for line in details { width = max(width, TextMetrics(.regular, size: dateSize).width(of: line)) }
    let height = Double(label.count) * labelLine + Double(details.count) * dateLine + 2
    return Size(evenly(width * margin + 4), evenly(height))
  }

  static func numberWidth(_ number: Int?) -> Double {
    number.map { TextMetrics(.bold, size: numberSize).width(of: String($0)) + 2 } ?? 0
  }

  private static func evenly(_ value: Double) -> Double { (value / 2).rounded(.up) * 2 }
}
