/// The bytes of a note with its lines, and the way from a byte to its line and column.
package struct NoteText: Sendable {
  let path: String
  let bytes: [UInt8]
  /// Each line without its end; lines end with LF, CR LF or a lone CR.
  package let lines: [Range<Int>]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    var lines: [Range<Int>] = []
    lines.reserveCapacity(bytes.count / 64 + 8)
    var start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var index = start
    let count = bytes.count
    while index < count {
      let byte = bytes[index]
      guard byte == Byte.lineFeed || byte == Byte.carriageReturn else {
        index += 1
        continue
      }
      lines.append(start..<index)
      index += byte == Byte.carriageReturn && index + 1 < count && bytes[index + 1] == Byte.lineFeed ? 2 : 1
      start = index
    }
    if start < count { lines.append(start..<count) }
    self.lines = lines
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The index of the line that holds the byte at `offset`.
  ///
  /// - Complexity: O(log(lines)).
  func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].lowerBound <= offset { low = middle } else { high = middle }
    }
    return low
  }

  func isBlank(_ line: Int) -> Bool {
    for index in lines[line] where !bytes[index].isSpaceOrTab { return false }
    return true
  }

  /// A diagnostic about the byte at `offset`.
  func diagnostic(_ severity: Diagnostic.Severity, at offset: Int, _ message: String, hint: String?) -> Diagnostic {
    guard !lines.isEmpty else { return Diagnostic(severity, path: path, message: message, hint: hint) }
    let index = lineIndex(of: offset)
    let line = lines[index]
    var column = 1
    for place in line.lowerBound..<max(line.lowerBound, min(offset, line.upperBound))
    where bytes[place] & 0xc0 != 0x80 {
      column += 1
    }
    let excerpt = Diagnostic.visible(
      string(line.prefix(960)).unicodeScalars.prefix(240).reduce(into: "") {
        $0.unicodeScalars.append($1)
      })
    return Diagnostic(
      severity, path: path, line: index + 1, column: column, message: message, hint: hint, excerpt: excerpt)
  }
}
