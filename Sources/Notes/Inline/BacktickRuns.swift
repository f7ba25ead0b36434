/// Finds the run of backticks that closes a code span, in time linear in the text however many there are.
struct BacktickRuns {
  /// For each length of a run where the last one begins; known once a search has reached the end of the text.
  private var last: [Int] = []
  private static let longest = 79
  private var hasReachedEnd = false

  /// Where the next run of exactly `length` backticks begins, at `start` or later and before `end`, which is the same
  /// in every call.
  ///
  /// Runs of eighty and more close nothing.
  mutating func closing(_ length: Int, after start: Int, in bytes: [UInt8], end: Int) -> Int? {
    guard length <= BacktickRuns.longest else { return nil }
    if last.isEmpty { last = [Int](repeating: -1, count: BacktickRuns.longest + 1) }
    if hasReachedEnd, last[length] < start { return nil }
    var index = start
    while index < end {
      guard bytes[index] == Byte.backtick else {
        index += 1
        continue
      }
      let run = index
      while index < end, bytes[index] == Byte.backtick { index += 1 }
      let count = index - run
      if count < last.count { last[count] = max(last[count], run) }
      if count == length { return run }
    }
    hasReachedEnd = true
    return nil
  }
}
