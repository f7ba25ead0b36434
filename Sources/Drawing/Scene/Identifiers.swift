import KnowledgeGraph

/// Names for ids and classes: letters, digits and `-`, each given once.
struct Identifiers {
  private var given: Set<String> = []
  /// The number that the next name of each base tries first, so that a thousand of one name do not try a thousand.
  private var next: [String: Int] = [:]

  /// The text as a name: small ASCII letters and digits, all else a single `-`, at most 48 characters; a number where
  /// the name was given before.
  ///
  /// Of a text in another script nothing is left: it becomes `fallback` and eight digits of its hash, which stay from
  /// build to build as a number in order of appearance would not.
  mutating func unique(_ text: String, else fallback: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): bytes.append(byte)
      default: if let last = bytes.last, last != UInt8(ascii: "-") { bytes.append(UInt8(ascii: "-")) }
      }
      if bytes.count == 48 { break }
    }
    while bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
    let base = bytes.isEmpty ? Identifiers.hashed(text, fallback) : String(decoding: bytes, as: UTF8.self)
    var name = base
    var number = next[base] ?? 2
    while !given.insert(name).inserted {
      name = "\(base)-\(number)"
      number += 1
    }
    next[base] = number
    return name
  }

  private static func hashed(_ text: String, _ fallback: String) -> String {
    guard !text.isEmpty else { return fallback }
    var hash = StableHash()
    hash.update(field: text)
    return "\(fallback)-\(hash.hex128().prefix(8))"
  }

  /// The text as part of a class: letters, digits, `-` and `_` are kept, 64 at most.
  static func name(_ text: String) -> String { String(decoding: kept(text).prefix(64), as: UTF8.self) }

  /// A prefix for a figure: a letter, then letters, digits, `-` and `_`; `weft` where nothing is left.
  static func prefix(_ text: String) -> String {
    let kept = kept(text).prefix(40)
    guard let first = kept.first else { return "weft" }
    let isLetter = (first | 0x20) >= UInt8(ascii: "a") && (first | 0x20) <= UInt8(ascii: "z")
    return (isLetter ? "" : "f") + String(decoding: kept, as: UTF8.self)
  }

  private static func kept(_ text: String) -> [UInt8] {
    text.utf8.filter { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}
