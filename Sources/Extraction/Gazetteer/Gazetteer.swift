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

  private struct Place: Sendable {
    var code: Range<Int>
    var kind: Kind
    var name: Range<Int>
    var parents: Range<Int>
  }

  /// One meaning of a name; a name's further meanings are chained by `next`, -1 at the end.
  private struct Sense: Sendable {
    var place: Int32
    var form: Form
    var next: Int32
  }

  private var bytes: [UInt8] = []
  private var places: [Place] = []
  private var placesByCode: [String: Int] = [:]
  private var senses: [Sense] = []
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
      places.append(Place(code: fields[1], kind: Kind(string(fields[2])), name: fields[3], parents: fields[4]))
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
      }
    case UInt8(ascii: "L"):
      for name in fields.dropFirst() { suffixes.insert(bytes, name, 0) }
    default: break
    }
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func entry(_ index: Int) -> Entry? {
    guard places.indices.contains(index) else { return nil }
    let place = places[index]
    return Entry(
      name: string(place.name), kind: place.kind, code: string(place.code),
      parents: string(place.parents).split(separator: " ").map(String.init))
  }

  /// The meanings of a name; where one of them is the preferred name or an alias of a place, demonyms do not count.
  private func meanings(of sense: Int32) -> (form: Form, candidates: [Entry]) {
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
