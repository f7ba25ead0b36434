import KnowledgeGraph

/// Claims in the form in which a million of them are held: numbers in place of words.
struct ClaimTable: Sendable {
  /// A claim's identity as two numbers: its 32 digits.
  struct ID: Hashable, Comparable, Sendable {
    var high: UInt64
    var low: UInt64

    static func < (left: ID, right: ID) -> Bool { (left.high, left.low) < (right.high, right.low) }
  }

  struct Row: Sendable {
    var id: ID
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
    /// The source; for a link the note it stands in.
    var scope: Int32
  }

  var rows: [Row] = []
  var words = Interner<String>()
  var kinds = Interner<Kind>()
  var predicates = Interner<Predicate>()
  var qualifiers = Interner<Qualifiers>()
  var sources = Interner<SourceID>()
  var mentions = Interner<Mention>()
  private var none: Int32?
  private static let noQualifiers = Qualifiers()
  /// Identities that are not 32 hexadecimal digits.
  private var unusual: [ID: ClaimID] = [:]

  /// Takes a claim in; `text` is the fingerprint of its passage's words.
  mutating func append(_ claim: Claim, text: UInt64) {
    let source = sources.number(of: claim.source)
    let note = words.number(of: claim.note)
    let subject = mention(claim.subject, source: source, note: note)
    let object = claim.object.map { mention($0, source: source, note: note) } ?? -1
    let passage = claim.evidence.passage.map {
      (ClaimTable.hexadecimal($0.rawValue) ?? ClaimTable.digest($0.rawValue)).high
    }
    rows.append(
      Row(
        id: packed(claim.id), subject: subject, object: object, predicate: predicates.number(of: claim.predicate),
        qualifiers: number(of: claim.qualifiers), source: source, note: note,
        act: Int32(clamping: claim.act ?? 0), passage: passage ?? 0, text: text, confidence: claim.confidence))
  }

  /// The rows sorted by identity, one of each: of a claim that stands in several notes, that of the first note.
  mutating func sortAndUnify() {
    let words = words.values
    rows.sort { left, right in
      left.id != right.id ? left.id < right.id : words[Int(left.note)] < words[Int(right.note)]
    }
    var kept = 0
    for index in rows.indices where kept == 0 || rows[index].id != rows[kept - 1].id {
      rows[kept] = rows[index]
      kept += 1
    }
    rows.removeLast(rows.count - kept)
  }

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

  func claimID(_ id: ID) -> ClaimID {
    if let claim = unusual[id] { return claim }
    let digits = Array("0123456789abcdef".utf8)
    let text = String(unsafeUninitializedCapacity: 32) { buffer in
      for index in 0..<16 {
        buffer[index] = digits[Int(id.high >> UInt64(60 - 4 * index) & 15)]
        buffer[16 + index] = digits[Int(id.low >> UInt64(60 - 4 * index) & 15)]
      }
      return 32
    }
    return ClaimID(rawValue: text)
  }

  /// The number of a claim's qualifiers; most have none, which is known without hashing.
  private mutating func number(of value: Qualifiers) -> Int32 {
    guard value == ClaimTable.noQualifiers else { return qualifiers.number(of: value) }
    if let none { return none }
    let number = qualifiers.number(of: value)
    none = number
    return number
  }

  private mutating func mention(_ argument: Argument, source: Int32, note: Int32) -> Int32 {
    mentions.number(
      of: Mention(
        reference: argument.reference,
        surface: argument.reference == .source ? -1 : words.number(of: argument.surface),
        kind: kinds.number(of: argument.kind), owner: argument.owner.map { words.number(of: $0) } ?? -1,
        scope: argument.reference == .link ? note : source))
  }

  private mutating func packed(_ id: ClaimID) -> ID {
    if let packed = ClaimTable.hexadecimal(id.rawValue) { return packed }
    let packed = ClaimTable.digest(id.rawValue)
    unusual[packed] = id
    return packed
  }

  private static func hexadecimal(_ text: String) -> ID? {
    var (high, low) = (UInt64(0), UInt64(0))
    var count = 0
    for byte in text.utf8 {
      let digit: UInt64
      switch byte {
      case 0x30...0x39: digit = UInt64(byte - 0x30)
      case 0x61...0x66: digit = UInt64(byte - 0x61 + 10)
      default: return nil
      }
      if count < 16 { high = high << 4 | digit } else { low = low << 4 | digit }
      count += 1
    }
    return count == 32 ? ID(high: high, low: low) : nil
  }

  private static func digest(_ text: String) -> ID {
    var hash = StableHash()
    hash.update(field: text)
    return hexadecimal(hash.hex128()) ?? ID(high: 0, low: 0)
  }
}
