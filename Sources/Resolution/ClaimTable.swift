import KnowledgeGraph

/// Claims in the form in which a million of them are held: numbers in place of words.
struct ClaimTable: Sendable {
  struct Row: Sendable {
    var id: Hash128
    /// Negative where only the object is looked at.
    var subject: Int32
    /// Negative for a value claim.
    var object: Int32
    var predicate: Int32
    var qualifiers: Int32
    var source: Int32
    var note: Int32
    /// 0 where the claim is no part of an act.
    var act: Int32
    /// Tells passages apart; 0 for a field.
    var passage: UInt64
    /// Equal for passages with the same words; 0 for a field.
    var text: UInt64
    var confidence: Double
  }

  /// What stands on one side of claims of one source.
  struct Mention: Hashable, Sendable {
    var reference: Argument.Reference
    var surface: Int32
    var kind: Int32
    /// Negative for none.
    var owner: Int32
    var source: Int32
    /// For a link, the folder of the note it stands in; negative for all else.
    var folder: Int32
  }

  var rows: [Row] = []
  var words = Words()
  var kinds = Interner<Kind>()
  var predicates = Interner<Predicate>()
  private var exactQualifiers = Interner<ExactQualifiers>()
  var sources = Interner<SourceID>()
  var mentions = Interner<Mention>()
  /// The qualifiers of each number.
  var qualifiers: QualifierList { QualifierList(values: exactQualifiers) }
  private var none: Int32?
  /// Identities that are not 32 hexadecimal digits.
  private var unusual: [Hash128: ClaimID] = [:]

  /// Takes a claim in; `text` is the fingerprint of its passage's words.
  ///
  /// What people rejected or hid is left out; what they accepted is as sure as can be.
  mutating func append(_ claim: Claim, text: UInt64) {
    guard claim.verdict != .rejected, claim.verdict != .hidden else { return }
    let source = sources.number(of: claim.source)
    let note = words.number(of: claim.note)
    let subject = mention(claim.subject, source: source, note: claim.note)
    let object = claim.object.map { mention($0, source: source, note: claim.note) } ?? -1
    let passage = claim.evidence.passage.map {
      $0.identity.hash.high
    }
    rows.append(
      Row(
        id: packed(claim.id), subject: subject, object: object, predicate: predicates.number(of: claim.predicate),
        qualifiers: number(of: claim.qualifiers), source: source, note: note,
        act: Int32(clamping: claim.act ?? 0), passage: passage ?? 0, text: text,
        confidence: claim.verdict == .accepted ? 1 : claim.confidence))
  }

  /// Takes in the claims of a note.
  mutating func append(_ record: NoteRecord) {
    _ = sources.number(of: record.source.id)
    var texts: [PassageID: UInt64] = [:]
    for passage in record.passages { texts[passage.id] = TextFingerprint.of(passage.text) }
    for claim in record.claims { append(claim, text: claim.evidence.passage.flatMap { texts[$0] } ?? 0) }
  }

  /// Sorts rows by identity and makes one of two that know one side of a claim each.
  mutating func joinSides() {
    rows.sort { $0.id < $1.id }
    var kept = 0
    for row in rows {
      if kept > 0, rows[kept - 1].id == row.id {
        if rows[kept - 1].subject < 0 { rows[kept - 1].subject = row.subject }
        if rows[kept - 1].object < 0 { rows[kept - 1].object = row.object }
      } else {
        rows[kept] = row
        kept += 1
      }
    }
    rows.removeLast(rows.count - kept)
  }

  /// The rows sorted by identity, one of each: of a claim that stands in several notes, that of the first note.
  mutating func sortAndUnify() {
    let words = words
    rows.sort { left, right in left.id != right.id ? left.id < right.id : words[left.note] < words[right.note] }
    var kept = 0
    for index in rows.indices where kept == 0 || rows[index].id != rows[kept - 1].id {
      rows[kept] = rows[index]
      kept += 1
    }
    rows.removeLast(rows.count - kept)
    // Nothing is added any more: a copy has no room to grow.
    rows = rows.map { $0 }
  }

  /// Where a claim stands among rows that are sorted by identity.
  func position(of claim: Hash128) -> Int? {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = low + (high - low) / 2
      if rows[middle].id < claim { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].id == claim ? low : nil
  }

  /// Takes in what is known of claims for the sake of names alone; the rows are to be sorted by identity.
  mutating func append(_ row: Row) { rows.append(row) }

  /// Leaves out the claims that are less sure than `threshold`.
  mutating func drop(below threshold: Double) { rows.removeAll { $0.confidence < threshold } }

  /// How many rows there are of which sorts.
  func census(_ ontology: Ontology) -> ClaimCensus {
    struct Sort: Hashable {
      var predicate: Int32
      var qualifiers: Int32
      var confidence: Double
    }
    var counts: [Sort: Int] = [:]
    for row in rows {
      counts[Sort(predicate: row.predicate, qualifiers: row.qualifiers, confidence: row.confidence), default: 0] += 1
    }
    var census = ClaimCensus()
    for (sort, number) in counts {
      let (predicate, qualifiers) = (predicates[sort.predicate], self.qualifiers[sort.qualifiers])
      let isDated =
        qualifiers.at != nil || qualifiers.from != nil || qualifiers.to != nil || qualifiers.announced != nil
      census.add(
        predicate, isUndatedEvent: !isDated && ontology.predicates[predicate]?.temporal == .event,
        isFactual: qualifiers.isFactual, confidence: sort.confidence, number: number)
    }
    return census
  }

  func claimID(_ id: Hash128) -> ClaimID {
    if let claim = unusual[id] { return claim }
    return ClaimID(id)
  }

  /// The number of a claim's qualifiers; most have none, which is known without hashing.
  mutating func number(of value: Qualifiers) -> Int32 {
    guard value.isEmpty else { return exactQualifiers.number(of: ExactQualifiers(value: value)) }
    if let none { return none }
    let number = exactQualifiers.number(of: ExactQualifiers(value: value))
    none = number
    return number
  }

  private mutating func mention(_ argument: Argument, source: Int32, note: String) -> Int32 {
    var mention = shape(of: MentionForm(argument, note: note))
    mention.source = source
    return mentions.number(of: mention)
  }

  /// A mention of no source yet.
  mutating func shape(of form: MentionForm) -> Mention {
    Mention(
      reference: form.reference, surface: form.reference == .source ? -1 : words.number(of: form.surface),
      kind: kinds.number(of: form.kind), owner: form.owner.map { words.number(of: $0) } ?? -1, source: -1,
      folder: form.folder.map { words.number(of: $0) } ?? -1)
  }

  /// The words of a mention.
  func form(_ mention: Mention) -> MentionForm {
    MentionForm(
      reference: mention.reference, surface: mention.surface < 0 ? "" : words[mention.surface],
      kind: kinds[mention.kind], owner: mention.owner < 0 ? nil : words[mention.owner],
      folder: mention.folder < 0 ? nil : words[mention.folder])
  }

  private mutating func packed(_ id: ClaimID) -> Hash128 {
    let hash = id.identity.hash
    if case .text = id.identity { unusual[hash] = id }
    return hash
  }
}

struct QualifierList {
  fileprivate let values: Interner<ExactQualifiers>

  subscript(number: Int32) -> Qualifiers { values[number].value }
}

extension MentionForm {
  init(_ argument: Argument, note: String) {
    self.init(
      reference: argument.reference, surface: argument.reference == .source ? "" : argument.surface,
      kind: argument.kind, owner: argument.owner,
      folder: argument.reference == .link ? String(note[..<(note.lastIndex(of: "/") ?? note.startIndex)]) : nil)
  }
}
