public import Formats
public import KnowledgeGraph

/// The numbers of a report's footnotes, kept from run to run beside the report.
///
/// A number belongs to a sentence of a source, whatever claims are made of it: a better rule, or a report that cites
/// another fact of the sentence, changes no number. A sentence that is cited no more keeps its number for the day when
/// it is cited again; the number is given to no other.
public struct FootnoteLedger: Hashable, Sendable {
  /// A claim that a report cites, with what finds it again should its identity change.
  public struct Citation: Hashable, Sendable {
    public var claim: ClaimID
    public var predicate: Predicate
    public var subject: String
    public var object: String?
  }

  /// A sentence with its number.
  public struct Entry: Hashable, Sendable {
    public var number: Int
    /// Equal for the same words of the same source: 32 hexadecimal digits.
    public var sentence: String
    /// What the last run cited of it, in the order of citing; none where it was not cited.
    public var citations: [Citation] = []
    /// Empty where the last run did not cite it, so that nothing of what was taken out of a report stays behind.
    public var quote = ""
    public var source = SourceID("")
    public var note = ""
  }

  /// Sorted by number.
  public private(set) var entries: [Entry] = []
  /// What the graph was when the report was filled.
  public var fingerprint = ""
  private var places: [String: Int] = [:]
  private var next = 1
  private var taken: Set<Int> = []

  public init() {}

  /// The entry of a number, or nil where it was never given.
  public func entry(_ number: Int) -> Entry? { entries.first { $0.number == number } }

  /// Begins a run: nothing is cited yet, and `taken` numbers are the author's.
  mutating func begin(avoiding taken: Set<Int>) {
    entries = entries.map { Entry(number: $0.number, sentence: $0.sentence) }
    self.taken = taken
  }

  /// The number of the sentence that a claim rests on.
  mutating func number(of claim: Claim) -> Int {
    let sentence = FootnoteLedger.sentence(of: claim)
    let place: Int
    if let known = places[sentence] {
      place = known
    } else {
      while taken.contains(next) { next += 1 }
      place = entries.count
      places[sentence] = place
      entries.append(Entry(number: next, sentence: sentence))
      next += 1
    }
    if !entries[place].citations.contains(where: { $0.claim == claim.id }) {
      entries[place].citations.append(
        Citation(
          claim: claim.id, predicate: claim.predicate, subject: claim.subject.surface, object: claim.object?.surface))
    }
    entries[place].quote = claim.evidence.quote
    entries[place].source = claim.source
    entries[place].note = claim.note
    return entries[place].number
  }

  private static func sentence(of claim: Claim) -> String {
    var hash = StableHash()
    hash.update(field: "sentence")
    hash.update(field: claim.source.rawValue)
    hash.update(field: claim.evidence.quote)
    return hash.hex128()
  }
}

extension FootnoteLedger {
  /// The version of the file; it grows when a member changes its meaning.
  public static let schemaVersion = 1

  /// The ledger as JSON, one entry after the other by number.
  public var json: JSONValue {
    .record([
      "schemaVersion": .integer(FootnoteLedger.schemaVersion),
      "graph": .string(fingerprint),
      "footnotes": .array(entries.map(FootnoteLedger.json)),
    ])
  }

  private static func json(_ entry: Entry) -> JSONValue {
    guard !entry.citations.isEmpty else {
      return .record(["number": .integer(entry.number), "sentence": .string(entry.sentence)])
    }
    let citations: [JSONValue] = entry.citations.map { citation in
      .record([
        "claim": .string(citation.claim.rawValue), "predicate": .string(citation.predicate.rawValue),
        "subject": .string(citation.subject), "object": citation.object.map { .string($0) },
      ])
    }
    return .record([
      "number": .integer(entry.number), "sentence": .string(entry.sentence), "quote": .string(entry.quote),
      "source": .string(entry.source.rawValue), "note": .string(entry.note), "claims": .array(citations),
    ])
  }

  /// The ledger that a file keeps, or nil where it is none of a version that is known.
  public init?(_ json: JSONValue) {
    guard case .integer(FootnoteLedger.schemaVersion) = json["schemaVersion"], let list = json["footnotes"]?.elements
    else { return nil }
    fingerprint = json["graph"]?.string ?? ""
    for item in list {
      guard case .integer(let number) = item["number"], number > (entries.last?.number ?? 0),
        let sentence = item["sentence"]?.string, places[sentence] == nil
      else { return nil }
      var entry = Entry(number: number, sentence: sentence)
      entry.quote = item["quote"]?.string ?? ""
      entry.source = SourceID(item["source"]?.string ?? "")
      entry.note = item["note"]?.string ?? ""
      for citation in item["claims"]?.elements ?? [] {
        guard let claim = citation["claim"]?.string, let predicate = citation["predicate"]?.string,
          let subject = citation["subject"]?.string
        else { return nil }
        entry.citations.append(
          Citation(
            claim: ClaimID(rawValue: claim), predicate: Predicate(predicate), subject: subject,
            object: citation["object"]?.string))
      }
      places[sentence] = entries.count
      entries.append(entry)
    }
    next = (entries.last?.number ?? 0) + 1
  }
}
