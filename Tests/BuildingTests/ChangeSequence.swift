import Foundation
import KnowledgeGraph
import Resolution
import Store
import TestSupport

/// Random changes of notes that share few names.
struct ChangeSequence {
  private var random: SplitMix64
  /// Few names do much, so that tellings of acts meet.
  private let isDense: Bool
  private(set) var store: ChangedStore

  private static let names = [
    "Contoso", "CONTOSO", "contoso", "Contoso Ltd", "Fabrikam", "Fabrikam (city)", "FABRIKAM", "Northwind", "NW",
    "Mercury", "Mercury (city)", "Norway", "Norwegian", "Café", "Cafe\u{301}", "The Ledger", "Ledger", "CO", "FK",
  ]
  private static let fewNames = ["Contoso", "Contoso", "CONTOSO", "Fabrikam", "Northwind", "NW"]
  private static let kinds: [Kind] = [.company, .company, .company, .person, .city, .country, .product, .topic]
  private static let stems = ["Contoso", "Fabrikam", "Mercury", "Daily", "Ledger", "NW", "Acme"]
  private static let folders = ["", "a/", "a/b/", "c/"]
  private static let texts = ["It is so.", "*It* is so.", "Another thing.", "Third words", "Fourth words"]

  init(seed: UInt64) throws {
    random = SplitMix64(seed: seed)
    isDense = seed % 3 == 0
    store = try ChangedStore([])
    var notes: [NoteRecord] = []
    for _ in 0..<Int.random(in: 3...9, using: &random) { notes.append(note(at: newPath())) }
    store = try ChangedStore(notes)
  }

  /// Changes a few notes; returns whether the change was worked out apart from the rest.
  mutating func step() throws -> Bool {
    var changed: [String: NoteRecord] = [:]
    var removed: Set<String> = []
    for _ in 0..<random.pick([1, 1, 1, 2, 4]) {
      let known = store.notes.keys.sorted()
      switch Int.random(in: 0..<10, using: &random) {
      case 0, 1:
        let note = self.note(at: newPath())
        changed[note.path] = note
      case 2 where !known.isEmpty: removed.insert(random.pick(known))
      case 3 where !known.isEmpty:
        // Renamed or moved: the same content under another path.
        let old = random.pick(known)
        let new = newPath()
        if let note = store.notes[old], new != old {
          removed.insert(old)
          changed[new] = moved(note, to: new)
        }
      default:
        if let path = known.randomElement(using: &random), let note = store.notes[path] { changed[path] = edited(note) }
      }
    }
    return try store.change(Array(changed.values), removed: removed)
  }

  // MARK: Notes

  private mutating func newPath() -> String {
    let stem = random.pick(Self.stems) + (Bool.random(using: &random) ? "" : " 2")
    return random.pick(Self.folders) + stem + ".md"
  }

  private mutating func name() -> String { random.pick(isDense ? Self.fewNames : Self.names) }

  private mutating func note(at path: String) -> NoteRecord {
    let shape = Int.random(in: 0..<6, using: &random)
    let title = Bool.random(using: &random) ? name() : String((path.split(separator: "/").last ?? "").dropLast(3))
    // Some sources stand in several notes.
    let id =
      shape == 0
      ? SourceID("url:https://example.com/\(Int.random(in: 0..<2, using: &random))") : SourceID("path:\(path)")
    let source = Source(
      id: id, kind: shape < 4 ? .article : .note, title: title,
      authors: (0..<Int.random(in: 0..<2, using: &random)).map { _ in
        random.pick(["Ann Lee", "Bo", "ann lee"])
      },
      url: shape == 1 ? "https://example.com/\(Int.random(in: 0..<3, using: &random))" : nil, note: path)
    let role: NoteRecord.Role =
      switch shape {
      case 4: .entity(random.pick([nil, .company, .city, .person]))
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
    case 1: note.source.authors = random.pick([["Ann Lee"], ["Bo"], []])
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
      let passage = note.passages[passages.firstIndex { $0.id == claim.evidence.passage } ?? 0]
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
    let kind = random.pick(Self.kinds)
    switch Int.random(in: 0..<(isDense ? 6 : 10), using: &random) {
    case 0: return Argument("", kind: .article, reference: .source)
    case 1, 2:
      let target = random.pick([name(), "a/" + name(), random.pick(Self.stems)])
      return Argument(target, kind: .topic, reference: .link)
    case 3:
      return Argument(
        random.pick(["a plan", "its plan", "the Deal"]), kind: kind, reference: .description,
        owner: Bool.random(using: &random) ? name() : nil)
    default: return Argument(name(), kind: kind)
    }
  }

  private mutating func add(to note: inout NoteRecord) {
    let text = random.pick(Self.texts)
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
    let acts: [KnowledgeGraph.Predicate] = [.investedIn, .investedIn, .acquired, .partnersWith, .raised, .alsoKnownAs]
    let predicate = random.pick(isDense ? acts : predicates)
    let isValue = Ontology.builtIn.predicates[predicate]?.isValue == true
    var qualifiers = Qualifiers()
    if Int.random(in: 0..<3, using: &random) == 0 || isValue {
      qualifiers.amount = Amount(
        ExactDecimal(significand: random.pick([400, 410, 430, 5]), exponent: 6),
        unit: .money(currency: "USD"), precision: Bool.random(using: &random) ? .exact : .approx)
    }
    qualifiers.at = random.pick([nil, "2024", "2024-03", "2024-05", "2023"])
      .flatMap { PartialDate(edtf: $0) }.map { StatedDate($0) }
    qualifiers.status = random.pick([nil, nil, .planned, .denied])
    qualifiers.isNegated = Int.random(in: 0..<9, using: &random) == 0
    let count = Int.random(in: 0..<4, using: &random) == 0 ? 2 : 1
    let act = Bool.random(using: &random) ? Int.random(in: 1...2, using: &random) : nil
    let (subject, object) = (argument(), argument())
    for number in 0..<count {
      let confidence = random.pick([0.9, 0.9, 0.7, 0.3])
      note.claims.append(
        claim(
          number == 0 ? subject : argument(), predicate, isValue ? nil : object, qualifiers, in: passage, confidence,
          act, note.claims.count))
    }
  }
}
