/// An inline triplet, `([[A]] /[[Founder of]]/ [[B]])`: two links and the link between slashes that ties them.
struct Triplet {
  var subject: String
  var predicate: String
  var object: String
  /// Bytes of the text, with the brackets around it.
  var range: Range<Int>

  /// The next triplet of a text from `index` on, which moves behind it; nil where there is none.
  init?(_ bytes: [UInt8], from index: inout Int) {
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "(") else {
        index += 1
        continue
      }
      var position = index + 1
      if let subject = Self.link(bytes, &position), Self.slash(bytes, &position),
        let predicate = Self.link(bytes, &position), Self.slash(bytes, &position),
        let object = Self.link(bytes, &position), Self.closing(bytes, &position)
      {
        self.subject = subject
        self.predicate = predicate
        self.object = object
        range = index..<position
        index = position
        return
      }
      index += 1
    }
    return nil
  }

  private static func skipSpaces(_ bytes: [UInt8], _ position: inout Int) {
    while position < bytes.count, bytes[position] == 0x20 { position += 1 }
  }

  private static func slash(_ bytes: [UInt8], _ position: inout Int) -> Bool {
    mark(bytes, &position, UInt8(ascii: "/"))
  }
  private static func closing(_ bytes: [UInt8], _ position: inout Int) -> Bool {
    mark(bytes, &position, UInt8(ascii: ")"))
  }

  private static func mark(_ bytes: [UInt8], _ position: inout Int, _ mark: UInt8) -> Bool {
    skipSpaces(bytes, &position)
    guard position < bytes.count, bytes[position] == mark else { return false }
    position += 1
    return true
  }

  /// The target of a link that begins here, without its heading and label.
  private static func link(_ bytes: [UInt8], _ position: inout Int) -> String? {
    skipSpaces(bytes, &position)
    let open = UInt8(ascii: "[")
    let close = UInt8(ascii: "]")
    guard position + 1 < bytes.count, bytes[position] == open, bytes[position + 1] == open else { return nil }
    var end = position + 2
    while end + 1 < bytes.count, end - position < 300, bytes[end] != close, bytes[end] != open, bytes[end] != 0x0A {
      end += 1
    }
    guard end + 1 < bytes.count, bytes[end] == close, bytes[end + 1] == close else { return nil }
    let inner = bytes[position + 2..<end]
    let target = inner.prefix { $0 != UInt8(ascii: "|") && $0 != UInt8(ascii: "#") }
    let name = String(decoding: target.trimmedOfSpaces, as: UTF8.self)
    guard !name.isEmpty else { return nil }
    position = end + 2
    return name
  }
}

extension ArraySlice<UInt8> {
  /// Without the spaces at its ends.
  fileprivate var trimmedOfSpaces: ArraySlice<UInt8> {
    var slice = self
    while slice.first == 0x20 { slice = slice.dropFirst() }
    while slice.last == 0x20 { slice = slice.dropLast() }
    return slice
  }
}
