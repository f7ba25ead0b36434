internal import CExtractionData
package import KnowledgeGraph

/// The places that everybody knows: countries with their official, short and foreign names and demonyms, regions of the
/// world with their everyday names, first-level parts of large countries, and the large cities of business.
///
/// Names from Unicode CLDR and from Weft's own lists, compiled in; `Scripts/make-gazetteer.py` makes them. Names are
/// compared with their letter case, so that "turkey" and "china" are no countries.
///
/// - Complexity: The table is built once, on first use, linear in its 10,000 names.
package struct Gazetteer: Sendable {
  /// A place.
  package struct Entry: Hashable, Sendable {
    /// The everyday English name: "South Korea".
    package var name: String
    /// `Country`, `Region` or `City`.
    package var kind: Kind
    /// ISO 3166-1 for a country ("KR"), UN M49 or a name of Weft's own for a region ("015", "x-gulf"), a name of
    /// Weft's own for a city.
    package var code: String
    /// The codes of the regions and countries directly around it.
    package var parents: [String]
  }

  /// How a text names a place.
  package enum Form: Hashable, Sendable {
    /// Its preferred name.
    case name
    /// Another name, official, short or foreign.
    case alias
    /// The word for what comes from it: "Emirati".
    case demonym
  }

  package struct Match: Hashable, Sendable {
    /// Bytes of the text, from the start of a token; may end at a hyphen inside one ("US-based").
    package var range: Range<Int>
    /// The tokens that the range covers or touches.
    package var tokens: Range<Int>
    package var form: Form
    /// The place, or every place that the words may mean ("Korea", "Georgia"), in the order of their codes; never empty.
    package var candidates: [Entry]

    /// The place, where the words can mean only one.
    package var entry: Entry? { candidates.count == 1 ? candidates.first : nil }
  }

  /// The places that come with Weft.
  package static let shared = Gazetteer()

  /// One meaning of a name; a name's further meanings are chained by `next`, -1 at the end.
  private struct Sense: Sendable {
    var place: Int32
    var form: Form
    var next: Int32
  }

  private var bytes: [UInt8] = []
  private var places: [Entry] = []
  private var placesByCode: [String: Int] = [:]
  private var senses: [Sense] = []
  /// The first characters of names from U+3000 on.
  private var starts: Set<UInt32> = []
  private var names = NameTable(capacity: 12_000)
  private var suffixes = NameTable(capacity: 400)

  private init() {
    if let start = weft_gazetteer_bytes() {
      bytes = Array(UnsafeBufferPointer(start: start, count: weft_gazetteer_count()))
    }
    var line = 0
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
      read(line..<end)
      line = end + 1
    }
  }

  // MARK: Reading

  private mutating func read(_ line: Range<Int>) {
    var fields: [Range<Int>] = []
    var start = line.lowerBound
    for index in line where bytes[index] == 0x09 {
      fields.append(start..<index)
      start = index + 1
    }
    fields.append(start..<line.upperBound)
    guard let tag = fields.first, tag.count == 1 else { return }
    switch bytes[tag.lowerBound] {
    case UInt8(ascii: "P") where fields.count == 5:
      placesByCode[string(fields[1])] = places.count
      places.append(
        Entry(
          name: string(fields[3]), kind: Kind(string(fields[2])), code: string(fields[1]),
          parents: string(fields[4]).split(separator: " ").map(String.init)))
    case UInt8(ascii: "N") where fields.count > 3 && fields[2].count == 1:
      // The names of a place follow it.
      let form: Form
      switch bytes[fields[2].lowerBound] {
      case UInt8(ascii: "n"): form = .name
      case UInt8(ascii: "d"): form = .demonym
      default: form = .alias
      }
      for name in fields[3...] {
        let sense = Int32(senses.count)
        let next = names.insert(bytes, name, sense) ?? -1
        senses.append(Sense(place: Int32(places.count - 1), form: form, next: next))
        if bytes[name.lowerBound] >= 0xe3, let first = DecodedScalar(bytes, at: name.lowerBound) {
          starts.insert(first.value)
        }
      }
    case UInt8(ascii: "L"):
      for name in fields.dropFirst() { suffixes.insert(bytes, name, 0) }
    default: break
    }
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func entry(_ index: Int) -> Entry? { places.indices.contains(index) ? places[index] : nil }

  /// The meanings of a name; where one of them is the preferred name or an alias of a place, demonyms do not count.
  private func meanings(of sense: Int32) -> (form: Form, candidates: [Entry]) {
    // Most names mean one place.
    if senses.indices.contains(Int(sense)), senses[Int(sense)].next < 0 {
      let only = senses[Int(sense)]
      return (only.form, entry(Int(only.place)).map { [$0] } ?? [])
    }
    var found: [Sense] = []
    var next = sense
    while next >= 0, senses.indices.contains(Int(next)) {
      found.append(senses[Int(next)])
      next = senses[Int(next)].next
    }
    if found.contains(where: { $0.form != .demonym }) { found.removeAll { $0.form == .demonym } }
    let form: Form = found.contains { $0.form == .name } ? .name : found.first?.form ?? .alias
    return (form, found.compactMap { entry(Int($0.place)) }.sorted { $0.code < $1.code })
  }

  // MARK: Looking up

  /// The longest name of a place that begins at a token of a text.
  package func longestMatch(in text: TokenizedText, at token: Int) -> Match? {
    guard let found = names.longestMatch(text, at: token) else { return nil }
    let (form, candidates) = meanings(of: found.value)
    guard !candidates.isEmpty else { return nil }
    return Match(range: found.range, tokens: found.tokens, form: form, candidates: candidates)
  }

  /// The characters with which names begin in the scripts that put no space between words.
  private static func mayBegin(_ scalar: UInt32) -> Bool { ScriptForm.isHan(scalar) || ScriptForm.isKatakana(scalar) }

  /// The places named within a token of Chinese or Japanese, which write words without spaces, in their order.
  ///
  /// A name in katakana stands between other characters. One in Han characters stands where a word may begin and end: it
  /// has three characters or more or ends in 国 or 國, or what is around it is no Han character or one of the common
  /// words that stand beside names; else the parts of two words would be places ("上海地铁" has no Haiti).
  ///
  /// - Complexity: O(bytes of the token × bytes of the longest name) where each character may begin a name.
  package func placesWithin(_ text: TokenizedText, token: Int) -> [Match] {
    guard text.tokens.indices.contains(token), text.tokens[token].kind == .word else { return [] }
    let range = text.tokens[token].range
    let bytes = text.bytes
    var matches: [Match] = []
    var position = range.lowerBound
    var previous: UInt32?
    while position < range.upperBound, let scalar = DecodedScalar(bytes, at: position) {
      if starts.contains(scalar.value), Self.mayBegin(scalar.value),
        let found = names.longestName(
          bytes, from: position, to: range.upperBound,
          accepts: { name in
            let next = name.upperBound < range.upperBound ? DecodedScalar(bytes, at: name.upperBound)?.value : nil
            return Self.isWord(bytes[name], before: previous, after: next)
          })
      {
        let (form, candidates) = meanings(of: found.value)
        if form != .demonym, !candidates.isEmpty {
          matches.append(
            Match(range: position..<found.end, tokens: token..<token + 1, form: form, candidates: candidates))
          previous = nil
          position = found.end
          continue
        }
      }
      previous = scalar.value
      position += scalar.length
    }
    return matches
  }

  private static func isWord(_ name: ArraySlice<UInt8>, before: UInt32?, after: UInt32?) -> Bool {
    let name = String(decoding: name, as: UTF8.self).unicodeScalars
    guard let first = name.first?.value, let last = name.last?.value, name.count > 1 else { return false }
    if ScriptForm.isKatakana(first) {
      return !(before.map { ScriptForm.isKatakana($0) } ?? false) && !(after.map { ScriptForm.isKatakana($0) } ?? false)
    }
    // 国, 國: "发展中国家" are developing countries, not China's.
    if last == 0x56fd || last == 0x570b { return after != 0x5bb6 }
    if name.count > 2 { return true }
    func isEdge(_ scalar: UInt32?, _ beside: Set<UInt32>) -> Bool {
      guard let scalar, ScriptForm.isHan(scalar) else { return true }
      return beside.contains(scalar)
    }
    return isEdge(before, besideNames) && isEdge(after, besideNames.union(behindNames))
  }

  /// Words of one character that stand beside names: and, of, in, from, to, with, is, also.
  private static let besideNames = Set("和与及跟或在于从自到往向对由的是将已也等为被把比给以至後后前與從對為將".unicodeScalars.map(\.value))
  /// The beginnings of words that often follow a country's name: government, prime minister, company, market, army.
  private static let behindNames = Set("政首总總外央企公市人经經军軍股当當官国國女男队隊籍裔语語".unicodeScalars.map(\.value))

  /// The places that a whole name, in its letter case, may mean.
  package func places(named name: String) -> [Entry] {
    guard let sense = names.value(Array(name.utf8)) else { return [] }
    return meanings(of: sense).candidates
  }

  /// The place with a code: "SA", "015", "x-gulf".
  package func place(code: String) -> Entry? { placesByCode[code].flatMap { entry($0) } }

  /// Whether a place lies in a region or country, directly or through what is between: "SA" in "142".
  package func isPlace(_ code: String, in region: String) -> Bool {
    var open = [code]
    var seen: Set<String> = [code]
    while let current = open.popLast() {
      for parent in place(code: current)?.parents ?? [] where seen.insert(parent).inserted {
        if parent == region { return true }
        open.append(parent)
      }
    }
    return false
  }

  /// The tokens of the longest legal suffix of a company's name that begins at a token: "Co., Ltd.", "GmbH".
  ///
  /// The comma that may stand before it ("Acme, Inc.") is not part of it.
  package func legalSuffix(in text: TokenizedText, at token: Int) -> Range<Int>? {
    guard let found = suffixes.longestMatch(text, at: token), let last = found.tokens.last,
      found.range.upperBound == text.tokens[last].range.upperBound
    else { return nil }
    return found.tokens
  }
}
