import KnowledgeGraph

/// The names that texts use, one key for the forms of each.
struct NameKeys {
  private var texts = Interner<String>()
  private var known: [CanonicalName?] = []
  private var keyOfSurface: [UInt64: Int32] = [:]

  /// The key of a surface; `surface` is its number, by which it is found again.
  mutating func key(
    of text: String, surface: Int32?, kind: Kind, kindNumber: Int32, ontology: Ontology,
    authority: (any NameAuthority)?
  ) -> Int32 {
    let memo = surface.map { NameKeys.memo($0, kindNumber) }
    if let memo, let key = keyOfSurface[memo] { return key }
    let shown = SurfaceName.display(text)
    let canonical = authority?.canonicalName(for: shown, kind: kind)
    let name = canonical?.name ?? text
    let number = number(
      of: SurfaceName.key(
        name, mayHaveLegalForm: canonical == nil && NameKeys.mayHaveLegalForm(kind, ontology: ontology)),
      shown: shown)
    if let canonical, known[Int(number)] == nil { known[Int(number)] = canonical }
    if let memo { keyOfSurface[memo] = number }
    return number
  }

  /// The number of a key; a name of which nothing is left is its own key as shown.
  mutating func number(of key: String, shown: String) -> Int32 {
    let number = texts.number(of: key.isEmpty ? shown : key)
    while known.count <= Int(number) { known.append(nil) }
    return number
  }

  func find(_ key: String) -> Int32? { texts.find(key) }
  func find(surface: Int32, kind: Int32) -> Int32? { keyOfSurface[NameKeys.memo(surface, kind)] }
  func authority(_ key: Int32) -> CanonicalName? { known[Int(key)] }
  func kind(_ key: Int32) -> Kind? { known[Int(key)]?.kind }
  func isLonger(_ left: Int32, than right: Int32) -> Bool {
    (texts[left].utf8.count, texts[left]) > (texts[right].utf8.count, texts[right])
  }

  /// The keys in capitals, each with the one key that has the same letters and is not.
  func capitals() -> [(capitals: Int32, other: Int32)] {
    let capitals = texts.values.indices.filter { SurfaceName.isAllCapitals(texts.values[$0]) }
    guard !capitals.isEmpty else { return [] }
    let wanted = Set(capitals.map { texts.values[$0].lowercased() })
    var others: [String: [Int32]] = [:]
    for (index, text) in texts.values.enumerated() where !SurfaceName.isAllCapitals(text) {
      let lower = text.lowercased()
      if lower != text, wanted.contains(lower) { others[lower, default: []].append(Int32(index)) }
    }
    var result: [(capitals: Int32, other: Int32)] = []
    for index in capitals {
      if let found = others[texts.values[index].lowercased()], found.count == 1 {
        result.append((Int32(index), found[0]))
      }
    }
    return result
  }

  static func mayHaveLegalForm(_ kind: Kind, ontology: Ontology) -> Bool {
    kind != .person && !ontology.isKind(kind, under: .place) && !ontology.isKind(kind, under: .source)
  }

  private static func memo(_ surface: Int32, _ kind: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: surface)) << 32 | UInt64(UInt32(bitPattern: kind))
  }
}

/// Tells a place from an agent of the same name: "Mercury" the city and "Mercury" the firm.
///
/// Within one source a name has one sense, the one that most of its mentions there have (Gale, Church and Yarowsky,
/// "One sense per discourse", 1992); other kinds than places and agents never divide a name.
struct Senses {
  enum Sense { case place, agent, other }

  private struct Place: Hashable {
    var key: Int32
    var source: Int32
  }

  private struct Uses {
    var asPlace = false
    var asAgent = false

    var isDivided: Bool { asPlace && asAgent }
  }

  private var balances: [Place: Int] = [:]
  /// By key; those behind the end are used as neither.
  private var uses: [Uses] = []
  private var dominants: [Int32: Sense] = [:]
  /// Whether any name is used both ways; few vaults have one, and claims are weighed for these alone.
  private(set) var isAnyDivided = false

  /// Takes note that a name is used in a sense somewhere.
  mutating func see(key: Int32, sense: Sense) {
    guard sense != .other else { return }
    while uses.count <= Int(key) { uses.append(Uses()) }
    if sense == .place { uses[Int(key)].asPlace = true } else { uses[Int(key)].asAgent = true }
    if uses[Int(key)].isDivided { isAnyDivided = true }
  }

  /// Counts a use of a name in a source, once all of its senses are seen.
  mutating func weigh(key: Int32, source: Int32, sense: Sense) {
    guard sense != .other, uses[Int(key)].isDivided else { return }
    balances[Place(key: key, source: source), default: 0] += sense == .place ? 1 : -1
  }

  mutating func decide() {
    balances = balances.filter { $0.value != 0 }
    var sums: [Int32: Int] = [:]
    for (place, balance) in balances { sums[place.key, default: 0] += balance.signum() }
    for (key, sum) in sums { dominants[key] = sum >= 0 ? .place : .agent }
  }

  func dominant(_ key: Int32) -> Sense? {
    if let sense = dominants[key] { return sense }
    guard Int(key) < uses.count, uses[Int(key)].asPlace || uses[Int(key)].asAgent else { return nil }
    return uses[Int(key)].asPlace ? .place : .agent
  }

  /// Whether a source means the sense of a name that fewer sources mean.
  func isMinor(key: Int32, source: Int32) -> Bool {
    guard let dominant = dominants[key], let balance = balances[Place(key: key, source: source)] else { return false }
    return (balance > 0) != (dominant == .place)
  }
}
