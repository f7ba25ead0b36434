/// The lines of a file, which end with LF, CR LF or a lone CR.
struct Lines {
  private var starts = [0]
  /// How many lines there are; one that is empty at the end counts.
  var count: Int { starts.count }

  init(_ bytes: [UInt8]) {
    for (index, byte) in bytes.enumerated() {
      let isBeforeLineFeed = index + 1 < bytes.count && bytes[index + 1] == 0x0a
      if byte == 0x0a || byte == 0x0d && !isBeforeLineFeed { starts.append(index + 1) }
    }
  }

  /// The number of the line of a byte, from 1.
  func number(at offset: Int) -> Int { (starts.lastIndex { $0 <= offset } ?? 0) + 1 }
}
