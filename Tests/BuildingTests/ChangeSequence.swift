import Foundation
import KnowledgeGraph
import Resolution
import Store
import TestSupport

/// A store that is changed note by note, beside the notes themselves.
struct ChangeSequence {
  private var random: SplitMix64
  private let path: String
  private let folder: TemporaryDirectory
  private var store: GraphStore
  private var notes: [String: NoteRecord] = [:]
  private let keys = MentionKeys(ontology: .builtIn, authority: Authority())

  private static let names = [
    "Contoso", "CONTOSO", "contoso", "Contoso Ltd", "Fabrikam", "Fabrikam (city)", "FABRIKAM", "Northwind", "NW",
    "Mercury", "Mercury (city)", "Norway", "Norwegian", "Café", "Cafe\u{301}", "The Ledger", "Ledger", "CO", "FK",
  ]
  private static let kinds: [Kind] = [.company, .company, .company, .person, .city, .country, .product, .topic]
  private static let stems = ["Contoso", "Fabrikam", "Mercury", "Daily", "Ledger", "NW", "Acme"]
  private static let folders = ["", "a/", "a/b/", "c/"]
  private static let texts = ["It is so.", "*It* is so.", "Another thing.", "Third words", "Fourth words"]

  init(seed: UInt64) throws {
    random = SplitMix64(seed: seed)
    folder = try TemporaryDirectory()
    path = folder.url.appending(path: "graph.sqlite").path
    store = try GraphStore.create(at: path)
    for _ in 0..<Int.random(in: 3...9, using: &random) {
      let note = self.note(at: newPath())
      notes[note.path] = note
    }
    try store.apply(changed: notes.values.map(entry))
    try makeAnew(store, Array(notes.values))
  }

  /// Changes a few notes; returns whether the change was worked out apart from the rest.
  mutating func step() throws -> Bool {
    var changed: [String: NoteRecord] = [:]
    var removed: Set<String> = []
    for _ in 0..<[1, 1, 1, 2, 4].randomElement(using: &random)! {
      let known = notes.keys.sorted()
      switch Int.random(in: 0..<10, using: &random) {
      case 0, 1:
        let note = self.note(at: newPath())
        changed[note.path] = note
      case 2 where !known.isEmpty: removed.insert(known.randomElement(using: &random)!)
      case 3 where !known.isEmpty:
        // Renamed or moved: the same content under another path.
        let old = known.randomElement(using: &random)!
        let new = newPath()
        if let note = notes[old], new != old {
          removed.insert(old)
          changed[new] = moved(note, to: new)
        }
      default:
        if let path = known.randomElement(using: &random), let note = notes[path] { changed[path] = edited(note) }
      }
    }
    for path in changed.keys { removed.remove(path) }
    for path in removed { notes[path] = nil }
    for (path, note) in changed { notes[path] = note }
    let resolver = ChangeResolver(ontology: .builtIn, authority: Authority(), threshold: 0.5, limit: 100_000)
    let isApart = try store.update(
      changed: changed.keys.sorted().compactMap { changed[$0] }.map(entry), removed: removed.sorted(),
      keys: { keys.keys(of: $0) },
      resolve: { try resolver.change(of: $0, from: $1, to: $2) })
    if !isApart { try makeAnew(store, Array(notes.values)) }
    return isApart
  }

  private func resolver(_ notes: [NoteRecord]) -> Resolver {
    var resolver = Resolver(ontology: .builtIn, authority: Authority(), threshold: 0.5)
    for note in notes { resolver.add(note) }
    return resolver
  }

  private func makeAnew(_ store: GraphStore, _ notes: [NoteRecord]) throws {
    let (graph, names) = resolver(notes).resolveForKeeping()
    try store.replaceGraph(
      entities: graph.entities, relations: graph.relations, acts: graph.acts,
      additions: Ontology(kinds: [], predicates: []),
      claims: graph.claims, names: names)
  }

  /// What is different from the graph that all notes give at once; nil where nothing is.
  func difference() throws -> String? {
    let (graph, _) = resolver(notes.values.sorted { $0.path < $1.path }).resolveForKeeping()
    let mine = try lines(store.entities(), store.relations(), store.acts()) + [try store.fingerprint()]
    let theirs =
      lines(graph.entities, graph.relations, graph.acts)
      + [GraphFingerprint.of(entities: graph.entities, relations: graph.relations, acts: graph.acts).text]
    guard mine != theirs else { return nil }
    let wrong = mine.filter { !theirs.contains($0) }
    let missing = theirs.filter { !mine.contains($0) }
    let order = wrong.isEmpty && missing.isEmpty ? "another order" : ""
    return "\(order)\nwrong: \(wrong.joined(separator: "\n  "))\nmissing: \(missing.joined(separator: "\n  "))"
  }

  /// What is different from a store in which the same notes were put at once, apart from the graph.
  func differenceOfStores() throws -> String? {
    let other = try TemporaryDirectory()
    let fresh = try GraphStore.create(at: other.url.appending(path: "graph.sqlite").path)
    try fresh.apply(changed: notes.values.sorted { $0.path < $1.path }.map(entry))
    try makeAnew(fresh, Array(notes.values))
    let (mine, theirs): (GraphStatistics, GraphStatistics) = (try store.statistics(), try fresh.statistics())
    guard mine == theirs else { return "\(sorted(mine))\n\(sorted(theirs))" }
    let (claims, others) = (
      try store.claims(withPrefix: "", limit: .max), try fresh.claims(withPrefix: "", limit: .max)
    )
    guard claims == others else { return "the claims differ" }
    let findings = try store.integrityCheck()
    return findings.isEmpty ? nil : findings.joined(separator: "; ")
  }

  /// All that a graph holds, by names.
  private func lines(_ entities: [Entity], _ relations: [Relation], _ acts: [Act]) -> [String] {
    var lines: [String] = []
    var names: [EntityID: String] = [:]
    for var entity in entities {
      names[entity.id] = entity.name
      entity.id = EntityID(rawValue: 0)
      lines.append("\(entity)")
    }
    func text(_ id: RelationID) -> String {
      guard let relation = relations.first(where: { $0.id == id }) else { return "?" }
      return "\(names[relation.subject] ?? "?") \(relation.predicate) \(relation.claims.first?.rawValue ?? "")"
    }
    for relation in relations {
      lines.append(
        "\(names[relation.subject] ?? "?") \(relation.predicate) \(relation.object.map { names[$0] ?? "?" } ?? "-") "
          + "\(relation.qualifiers) \(relation.claims) \(relation.sourceCount) \(relation.confidence) "
          + "\(relation.contestedBy.map(text)) \(relation.act != nil)")
    }
    for act in acts {
      var copy = act
      copy.id = ActID(rawValue: 0)
      copy.relations = []
      lines.append("\(copy) \(act.relations.map(text))")
    }
    return lines
  }

  private func sorted(_ statistics: GraphStatistics) -> String {
    "\(statistics.notes) \(statistics.sources) \(statistics.passages) \(statistics.claims) "
      + "\(statistics.claimsWithoutDate) \(statistics.claimsNotFactual) \(statistics.entities) "
      + "\(statistics.relations) \(statistics.acts) \(statistics.contested) \(statistics.corroborated) "
      + "\(statistics.entitiesByKind.map { "\($0.key) \($0.value)" }.sorted()) "
      + "\(statistics.relationsByPredicate.map { "\($0.key) \($0.value)" }.sorted()) "
      + "\(statistics.claimsByPredicate.map { "\($0.key) \($0.value)" }.sorted()) "
      + "\(statistics.claimsByConfidence.map { "\($0.key) \($0.value)" }.sorted())"
  }

  // MARK: Notes

  private func entry(_ note: NoteRecord) -> NoteEntry {
    NoteEntry(record: note, stamp: FileStamp(size: 0, modified: 0, hash: ""))
  }

  private mutating func newPath() -> String {
    let stem = Self.stems.randomElement(using: &random)! + (Bool.random(using: &random) ? "" : " 2")
    return Self.folders.randomElement(using: &random)! + stem + ".md"
  }

  private mutating func name() -> String { Self.names.randomElement(using: &random)! }

  private mutating func note(at path: String) -> NoteRecord {
    let shape = Int.random(in: 0..<6, using: &random)
    let title = Bool.random(using: &random) ? name() : String(path.split(separator: "/").last!.dropLast(3))
    // Some sources stand in several notes.
    let id =
      shape == 0
      ? SourceID("url:https://example.com/\(Int.random(in: 0..<2, using: &random))") : SourceID("path:\(path)")
    let source = Source(
      id: id, kind: shape < 4 ? .article : .note, title: title,
      authors: (0..<Int.random(in: 0..<2, using: &random)).map { _ in
        ["Ann Lee", "Bo", "ann lee"].randomElement(using: &random)!
      },
      url: shape == 1 ? "https://example.com/\(Int.random(in: 0..<3, using: &random))" : nil, note: path)
    let role: NoteRecord.Role =
      switch shape {
      case 4: .entity([nil, .company, .city, .person].randomElement(using: &random)!)
      case 5: .plain
      default: .source
      }
    var record = NoteRecord(path: path, role: role, title: title, source: source)
    if shape == 4 { record.aliases = (0..<Int.random(in: 0..<3, using: &random)).map { _ in name() } }
    for _ in 0..<Int.random(in: 0..<4, using: &random) { add(to: &record) }
    return record
  }

  private mutating func edited(_ note: NoteRecord) -> NoteRecord {
    var note = note
    switch Int.random(in: 0..<8, using: &random) {
    case 0: note.title = name()
    case 1: note.source.authors = [["Ann Lee"], ["Bo"], []].randomElement(using: &random)!
    case 2, 3: if !note.claims.isEmpty { note.claims.remove(at: Int.random(in: note.claims.indices, using: &random)) }
    case 4:
      if case .entity = note.role { note.aliases = [name()] }
      add(to: &note)
    default: add(to: &note)
    }
    return note
  }

  private func moved(_ note: NoteRecord, to path: String) -> NoteRecord {
    var note = note
    note.path = path
    note.source.note = path
    if note.source.id.rawValue.hasPrefix("path:") {
      note.source.id = SourceID("path:\(path)")
    }
    let (passages, claims) = (note.passages, note.claims)
    note.passages = passages.map { passage in
      var passage = passage
      passage.id = PassageID(source: note.source.id, normalizedText: passage.text)
      passage.source = note.source.id
      passage.note = path
      return passage
    }
    note.claims = claims.enumerated().map { index, claim in
      let passage = note.passages[passages.firstIndex { $0.id == claim.evidence.passage }!]
      return self.claim(
        claim.subject, claim.predicate, claim.object, claim.qualifiers, in: passage, claim.confidence, claim.act, index)
    }
    return note
  }

  private func claim(
    _ subject: Argument, _ predicate: KnowledgeGraph.Predicate, _ object: Argument?, _ qualifiers: Qualifiers,
    in passage: Passage,
    _ confidence: Double, _ act: Int?, _ ordinal: Int
  ) -> Claim {
    Claim(
      subject: subject, predicate: predicate, object: object, qualifiers: qualifiers,
      evidence: .passage(passage.id, quote: passage.text, range: 0..<passage.text.utf8.count), source: passage.source,
      note: passage.note, origin: .rule("test"), confidence: confidence, act: act,
      isSymmetric: Ontology.builtIn.isSymmetric(predicate), ordinal: ordinal)
  }

  private mutating func argument() -> Argument {
    let kind = Self.kinds.randomElement(using: &random)!
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return Argument("", kind: .article, reference: .source)
    case 1, 2:
      let target = [name(), "a/" + name(), Self.stems.randomElement(using: &random)!].randomElement(using: &random)!
      return Argument(target, kind: .topic, reference: .link)
    case 3:
      return Argument(
        ["a plan", "its plan", "the Deal"].randomElement(using: &random)!, kind: kind, reference: .description,
        owner: Bool.random(using: &random) ? name() : nil)
    default: return Argument(name(), kind: kind)
    }
  }

  private mutating func add(to note: inout NoteRecord) {
    let text = Self.texts.randomElement(using: &random)!
    let id = PassageID(source: note.source.id, normalizedText: text)
    let passage: Passage
    if let known = note.passages.first(where: { $0.id == id }) {
      passage = known
    } else {
      passage = Passage(id: id, source: note.source.id, note: note.path, text: text, offset: 0, line: 1)
      note.passages.append(passage)
    }
    let predicates: [KnowledgeGraph.Predicate] = [
      .alsoKnownAs, .alsoKnownAs, .investedIn, .investedIn, .acquired, .partnersWith, .basedIn, .basedIn, .raised,
      .valuedAt, .launched, .tagged, .authoredBy, .owns,
    ]
    let predicate = predicates.randomElement(using: &random)!
    let isValue = Ontology.builtIn.predicates[predicate]?.isValue == true
    var qualifiers = Qualifiers()
    if Int.random(in: 0..<3, using: &random) == 0 || isValue {
      qualifiers.amount = Amount(
        ExactDecimal(significand: [400, 410, 430, 5].randomElement(using: &random)!, exponent: 6),
        unit: .money(currency: "USD"), precision: Bool.random(using: &random) ? .exact : .approx)
    }
    qualifiers.at = [nil, "2024", "2024-03", "2024-05", "2023"].randomElement(using: &random)!
      .flatMap { PartialDate(edtf: $0) }.map { StatedDate($0) }
    qualifiers.status = [nil, nil, .planned, .denied].randomElement(using: &random)!
    qualifiers.isNegated = Int.random(in: 0..<9, using: &random) == 0
    let count = Int.random(in: 0..<4, using: &random) == 0 ? 2 : 1
    let act = Bool.random(using: &random) ? Int.random(in: 1...2, using: &random) : nil
    let (subject, object) = (argument(), argument())
    for number in 0..<count {
      let confidence = [0.9, 0.9, 0.7, 0.3].randomElement(using: &random)!
      note.claims.append(
        claim(
          number == 0 ? subject : argument(), predicate, isValue ? nil : object, qualifiers, in: passage, confidence,
          act, note.claims.count))
    }
  }
}

/// Norway and its people.
private struct Authority: NameAuthority {
  func canonicalName(for surface: String, kind: Kind) -> CanonicalName? {
    switch (surface, kind) {
    case ("Norway", .country), ("Norwegian", .country): CanonicalName("Norway", kind: .country)
    case ("Mercury", .city): CanonicalName("Mercury", kind: .city, candidates: ["Mercury, Nevada"])
    default: nil
    }
  }
}

/// A folder that is gone when its value is.
private final class TemporaryDirectory {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "weft-change-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
