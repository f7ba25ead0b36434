/// What stands between the parentheses of `[text](url "title")`.
struct LinkDestination {
  var url: Range<Int>
  /// After the closing parenthesis.
  var end: Int

  /// Why there is no destination: no place before `noneBefore` begins one either.
  struct Failure: Error {
    var noneBefore: Int
  }

  /// The longest destination that is read.
  static let limit = 2048

  /// Reads the destination whose `(` stands at `start`.
  ///
  /// A URL may have spaces only in angle brackets, and parentheses where they are balanced, to a depth of 32.
  static func read(_ bytes: [UInt8], at start: Int) -> Result<LinkDestination, Failure> {
    let stop = min(bytes.count, start + limit)
    var index = start + 1
    while index < stop, bytes[index].isWhite { index += 1 }
    let url: Range<Int>
    if index < stop, bytes[index] == Byte.less {
      let first = index + 1
      index = first
      while index < stop, bytes[index] != Byte.greater, bytes[index] != Byte.less, !bytes[index].isLineEnd {
        index += 1
      }
      guard index < stop, bytes[index] == Byte.greater else { return .failure(Failure(noneBefore: 0)) }
      url = first..<index
      index += 1
    } else {
      let first = index
      var depth = 0
      var hasClose = false
      while index < stop, bytes[index] > Byte.space {
        if bytes[index] == Byte.backslash, index + 1 < stop, bytes[index + 1].isPunctuation {
          index += 2
          continue
        }
        if bytes[index] == Byte.openParen { depth += 1 }
        if bytes[index] == Byte.closeParen {
          hasClose = true
          if depth == 0 { break }
          depth -= 1
        }
        if depth > 32 { return .failure(Failure(noneBefore: 0)) }
        index += 1
      }
      index = min(index, stop)
      url = first..<index
      // With no parenthesis closed up to the white space, no later beginning finds one either.
      if index >= stop || depth > 0 { return .failure(Failure(noneBefore: hasClose ? 0 : index)) }
    }
    while index < stop, bytes[index].isWhite { index += 1 }
    guard index < stop else { return .failure(Failure(noneBefore: 0)) }
    if bytes[index] == Byte.quote || bytes[index] == Byte.apostrophe {
      let quote = bytes[index]
      index += 1
      while index < stop, bytes[index] != quote { index += bytes[index] == Byte.backslash ? 2 : 1 }
      index += 1
      while index < stop, bytes[index].isWhite { index += 1 }
    }
    guard index < stop, bytes[index] == Byte.closeParen else { return .failure(Failure(noneBefore: 0)) }
    return .success(LinkDestination(url: url, end: index + 1))
  }
}
