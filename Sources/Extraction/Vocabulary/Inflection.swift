/// The regular forms of English verbs and nouns, over their bytes.
enum Inflection {
  /// A verb of a list: its base and, where they are not regular, its past and its participle.
  struct Verb {
    var base: [UInt8]
    var past: [UInt8]
    var participle: [UInt8]
    var doubles: Bool
    /// "over" of `take_over`.
    var particle: [UInt8]?

    /// Reads `base`, `base:past`, `base:past:participle`, with `+` for a doubled last letter and `_particle`.
    init(_ text: some Sequence<UInt8>) {
      var parts: [[UInt8]] = [[]]
      var particle: [UInt8]?
      var doubles = false
      for byte in text {
        switch byte {
        case UInt8(ascii: ":"): parts.append([])
        case UInt8(ascii: "+"): doubles = true
        case UInt8(ascii: "_"): particle = []
        default:
          if particle == nil { parts[parts.count - 1].append(byte) } else { particle?.append(byte) }
        }
      }
      base = parts[0]
      self.doubles = doubles
      self.particle = particle
      let regular = Inflection.joined(base, "ed", doubles: doubles)
      past = parts.count > 1 ? parts[1] : regular
      participle = parts.count > 2 ? parts[2] : past
    }

    var third: [UInt8] { Inflection.plural(base) }
    var gerund: [UInt8] { Inflection.joined(base, "ing", doubles: doubles) }
  }

  /// A noun's plural and a verb's third person: "companies", "launches", "plans".
  static func plural(_ base: [UInt8]) -> [UInt8] {
    guard let last = base.last else { return base }
    if last == UInt8(ascii: "y"), base.count > 1, !isVowel(base[base.count - 2]) {
      return base.dropLast() + Array("ies".utf8)
    }
    let isHissing =
      last == UInt8(ascii: "s") || last == UInt8(ascii: "x") || last == UInt8(ascii: "z")
      || (last == UInt8(ascii: "h") && base.count > 1
        && [UInt8(ascii: "c"), UInt8(ascii: "s")].contains(base[base.count - 2]))
      || (last == UInt8(ascii: "o") && base.count == 2)
    return base + Array((isHissing ? "es" : "s").utf8)
  }

  private static func joined(_ base: [UInt8], _ ending: String, doubles: Bool) -> [UInt8] {
    var stem = base
    let isPast = ending == "ed"
    if doubles, let last = stem.last {
      stem.append(last)
    } else if stem.last == UInt8(ascii: "e"), stem.count > 2, isPast || stem[stem.count - 2] != UInt8(ascii: "e") {
      stem.removeLast()
    } else if isPast, stem.last == UInt8(ascii: "y"), stem.count > 1, !isVowel(stem[stem.count - 2]) {
      stem.removeLast()
      stem.append(UInt8(ascii: "i"))
    }
    return stem + Array(ending.utf8)
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"): true
    default: false
    }
  }
}
