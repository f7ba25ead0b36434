/// URLs of sources: found in a field's text, and made equal where they differ in nothing that chooses the page.
package enum SourceURL {
  /// The URL in the text of a field, where it is one: bare, `<url>`, `[text](url)`.
  static func find(in text: String) -> String? {
    let bytes = Array(text.utf8)
    var range = trimmed(bytes, bytes.indices)
    if let first = range.first, bytes[first] == Byte.less, bytes[range.upperBound - 1] == Byte.greater {
      range = first + 1..<max(first + 1, range.upperBound - 1)
    } else if let first = range.first, bytes[first] == Byte.openBracket {
      let marks = InlineText(bytes: Array(bytes[range])).marks
      for mark in marks { if case .link(let url) = mark.kind { return find(in: url) } }
      return nil
    }
    guard !range.isEmpty, !bytes[range].contains(where: { $0 <= Byte.space }) else { return nil }
    guard let colon = scheme(bytes, range), colon + 2 < range.upperBound, bytes[colon + 1] == Byte.slash,
      bytes[colon + 2] == Byte.slash
    else { return nil }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  private static func scheme(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    guard let first = range.first, bytes[first].isLetter else { return nil }
    var index = first
    while index < range.upperBound, bytes[index].isLetterOrDigit || "+-.".utf8.contains(bytes[index]) { index += 1 }
    return index < range.upperBound && bytes[index] == Byte.colon ? index : nil
  }

  /// The URL that stands for all that lead to the same page.
  ///
  /// Scheme and host in lower case; the default port, ``TrackingParameters`` and the fragment removed; an empty path as
  /// `/`. A fragment that begins with `!` or `/` stays, since it chooses the page of a site that works that way. All
  /// else stays as written: order and case of the other parameters, a slash at the end, percent encoding. A text that
  /// is no URL comes back as it is.
  ///
  /// - Complexity: O(bytes).
  package static func canonical(_ url: String) -> String {
    let bytes = Array(url.utf8)
    guard let colon = scheme(bytes, bytes.indices), colon + 2 < bytes.count, bytes[colon + 1] == Byte.slash,
      bytes[colon + 2] == Byte.slash
    else { return url }
    let scheme = bytes[..<colon].map(\.lowercased)
    var hostEnd = colon + 3
    while hostEnd < bytes.count, bytes[hostEnd] != Byte.slash, bytes[hostEnd] != 0x3f, bytes[hostEnd] != Byte.hash {
      hostEnd += 1
    }
    var host = Array(bytes[(colon + 3)..<hostEnd])
    // The user's name and password keep their case.
    let hostStart = (host.lastIndex(of: 0x40) ?? -1) + 1
    for index in hostStart..<host.count { host[index] = host[index].lowercased }
    let port = scheme == Array("https".utf8) ? ":443" : scheme == Array("http".utf8) ? ":80" : nil
    if let port, host.suffix(port.utf8.count).elementsEqual(port.utf8) { host.removeLast(port.utf8.count) }
    let hash = bytes[hostEnd...].firstIndex(of: Byte.hash) ?? bytes.count
    let question = bytes[hostEnd..<hash].firstIndex(of: 0x3f) ?? hash
    var result = scheme + Array("://".utf8) + host
    result += hostEnd < question ? Array(bytes[hostEnd..<question]) : [Byte.slash]
    if question < hash {
      var kept: [ArraySlice<UInt8>] = []
      for part in bytes[(question + 1)..<hash].split(separator: Byte.ampersand, omittingEmptySubsequences: true) {
        let name = part.prefix { $0 != Byte.equals }
        if !TrackingParameters.contains(String(decoding: name, as: UTF8.self)) { kept.append(part) }
      }
      if !kept.isEmpty { result += [0x3f] + Array(kept.joined(separator: [Byte.ampersand])) }
    }
    if hash + 1 < bytes.count, bytes[hash + 1] == Byte.exclamation || bytes[hash + 1] == Byte.slash {
      result += bytes[hash...]
    }
    return String(decoding: result, as: UTF8.self)
  }
}
