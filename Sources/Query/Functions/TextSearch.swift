/// Finds bytes in bytes.
enum TextSearch {
  /// Where `needle` first stands in `text` at or after `start`, or nil.
  ///
  /// - Complexity: O(n + m) by the failure function of Knuth, Morris and Pratt (1977).
  static func firstIndex(of needle: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    guard !needle.isEmpty else { return start <= text.count ? start : nil }
    guard text.count - start >= needle.count else { return nil }
    var failure = [Int](repeating: 0, count: needle.count)
    var length = 0
    for index in 1..<max(1, needle.count) {
      while length > 0, needle[index] != needle[length] { length = failure[length - 1] }
      if needle[index] == needle[length] { length += 1 }
      failure[index] = length
    }
    length = 0
    for index in start..<text.count {
      while length > 0, text[index] != needle[length] { length = failure[length - 1] }
      if text[index] == needle[length] { length += 1 }
      if length == needle.count { return index - length + 1 }
    }
    return nil
  }

  /// The parts of a text between the places where a separator stands; single characters where it is empty.
  static func split(_ text: String, by separator: String) -> [String] {
    let needle = Array(separator.utf8)
    guard !needle.isEmpty else { return text.map { String($0) } }
    let bytes = Array(text.utf8)
    var result: [String] = []
    var start = 0
    while let place = firstIndex(of: needle, in: bytes, from: start) {
      result.append(String(decoding: bytes[start..<place], as: UTF8.self))
      start = place + needle.count
    }
    result.append(String(decoding: bytes[start...], as: UTF8.self))
    return result
  }
}
