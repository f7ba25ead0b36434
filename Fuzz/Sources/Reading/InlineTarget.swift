import Fuzzing
import Notes

/// Inline Markdown: plain text that is UTF-8, marks within it, and a way back that never leaves the Markdown.
enum InlineTarget {
  static func test(_ bytes: [UInt8]) {
    let markdown = String(decoding: bytes, as: UTF8.self)
    let source = Array(markdown.utf8)
    let inline = InlineText(markdown)
    let plain = inline.plain
    check(validText(plain) != nil, "plain text is UTF-8")
    var last: InlineText.Mark?
    for mark in inline.marks {
      check(mark.range.lowerBound >= 0 && mark.range.upperBound <= plain.count, "a mark is within the text: \(mark)")
      check(mark.source.lowerBound >= 0 && mark.source.upperBound <= source.count, "… and the Markdown: \(mark)")
      check(validText(Array(plain[mark.range])) != nil, "a mark cuts no character of the text: \(mark)")
      check(validText(Array(source[mark.source])) != nil, "a mark cuts no character of the Markdown: \(mark)")
      if let last {
        let isOrdered =
          last.range.lowerBound < mark.range.lowerBound
          || last.range.lowerBound == mark.range.lowerBound && last.range.upperBound >= mark.range.upperBound
        check(isOrdered, "marks are in order, the longer first: \(last), \(mark)")
      }
      last = mark
    }
    checkWayBack(inline, source)
  }

  /// Every byte and every whole start of the text leads to where it is from.
  private static func checkWayBack(_ inline: InlineText, _ source: [UInt8]) {
    let plain = inline.plain
    let whole = inline.range(inMarkdown: 0..<plain.count)
    check(whole.lowerBound >= 0 && whole.upperBound <= source.count, "the whole text is from the Markdown: \(whole)")
    var before = 0
    for index in plain.indices.prefix(512) {
      let place = inline.range(inMarkdown: index..<index + 1)
      check(place.lowerBound >= 0 && place.upperBound <= source.count, "a byte is from the Markdown: \(place)")
      check(!place.isEmpty, "a byte of the text is from some byte of the Markdown: \(index)")
      check(whole.lowerBound <= place.lowerBound && place.upperBound <= whole.upperBound, "a part is in the whole")
      let isLetter = plain[index] | 0x20 >= 0x61 && plain[index] | 0x20 <= 0x7a
      if place.count == 1, isLetter { check(source[place.lowerBound] == plain[index], "letters stay: \(index)") }
      let start = inline.range(inMarkdown: 0..<index + 1)
      check(start.upperBound >= before, "the way back keeps the order: \(index)")
      before = start.upperBound
    }
    let beyond = inline.range(inMarkdown: plain.count..<plain.count + 7)
    check(beyond.lowerBound >= 0 && beyond.upperBound <= source.count, "what is beyond the text is clamped: \(beyond)")
  }
}
