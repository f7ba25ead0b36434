public import Formats
public import KnowledgeGraph

/// The numbers of a report's footnotes, kept from run to run beside the report.
///
/// A claim keeps its number as long as it is cited; one that is told anew (by a better rule, say) with the same words
/// takes over the number; a number whose claim is gone is never given to another.
public struct FootnoteLedger: Hashable, Sendable {
  /// A number, and all that is needed to find its claim again.
  public struct Entry: Hashable, Sendable {
    public var number: Int
    public var claim: ClaimID
    public var predicate: Predicate
    public var subject: String
    public var object: String?
    public var quote: String
    public var source: SourceID
    public var note: String
    /// Whether the last run cited it.
    public var isCited: Bool
  }

  /// Sorted by number.
  public private(set) var entries: [Entry] = []
  /// What the graph was when the report was filled.
  public var fingerprint = ""
  private var places: [ClaimID: Int] = [:]
  private var next = 1

  public init() {}

  /// The entry of a number, or nil where it was never given.
  public func entry(_ number: Int) -> Entry? { entries.first { $0.number == number } }

  /// Begins a run: nothing is cited yet.
  mutating func begin(avoiding taken: Set<Int>) {
    for index in entries.indices { entries[index].isCited = false }
    self.taken = taken
  }

  private var taken: Set<Int> = []

  /// The number of a claim; `isKnown` says which claims the graph still has.
  mutating func number(of claim: Claim, isKnown: (ClaimID) -> Bool) -> Int {
    if let place = places[claim.id] {
      entries[place].isCited = true
      return entries[place].number
    }
    let anchored = entries.firstIndex { entry in
      !entry.isCited && entry.predicate == claim.predicate && entry.source == claim.source
        && entry.quote == claim.evidence.quote && entry.subject == claim.subject.surface
        && entry.object == claim.object?.surface && !isKnown(entry.claim)
    }
    if let anchored {
      places[entries[anchored].claim] = nil
      places[claim.id] = anchored
      entries[anchored] = Entry(claim, number: entries[anchored].number)
      return entries[anchored].number
    }
    while taken.contains(next) { next += 1 }
    places[claim.id] = entries.count
    entries.append(Entry(claim, number: next))
    next += 1
    return next - 1
  }

  // MARK: As a file

  /// The version of the file; it grows when a member changes its meaning.
  public static let schemaVersion = 1

  /// The ledger as JSON, one entry after the other by number.
  public var json: JSONValue {
    .record([
      "schemaVersion": .integer(FootnoteLedger.schemaVersion),
      "graph": .string(fingerprint),
      "footnotes": .array(
        entries.map { entry in
          .record([
            "number": .integer(entry.number), "claim": .string(entry.claim.rawValue),
            "predicate": .string(entry.predicate.rawValue), "subject": .string(entry.subject),
            "object": entry.object.map { .string($0) }, "quote": .string(entry.quote),
            "source": .string(entry.source.rawValue), "note": .string(entry.note), "cited": .bool(entry.isCited),
          ])
        }),
    ])
  }

  /// The ledger that a file keeps, or nil where it is none of a version that is known.
  public init?(_ json: JSONValue) {
    guard case .integer(FootnoteLedger.schemaVersion) = json["schemaVersion"], let list = json["footnotes"]?.elements
    else { return nil }
    fingerprint = json["graph"]?.string ?? ""
    for item in list {
      guard case .integer(let number) = item["number"], number > 0, let claim = item["claim"]?.string,
        let predicate = item["predicate"]?.string, let subject = item["subject"]?.string,
        let quote = item["quote"]?.string, let source = item["source"]?.string, let note = item["note"]?.string
      else { return nil }
      var isCited = true
      if case .bool(let cited) = item["cited"] { isCited = cited }
      entries.append(
        Entry(
          number: number, claim: ClaimID(rawValue: claim), predicate: Predicate(predicate), subject: subject,
          object: item["object"]?.string, quote: quote, source: SourceID(source), note: note, isCited: isCited))
    }
    entries.sort { $0.number < $1.number }
    for (index, entry) in entries.enumerated() {
      guard places.updateValue(index, forKey: entry.claim) == nil,
        index == 0 || entries[index - 1].number < entry.number
      else { return nil }
    }
    next = (entries.last?.number ?? 0) + 1
  }
}

extension FootnoteLedger.Entry {
  fileprivate init(_ claim: Claim, number: Int) {
    self.init(
      number: number, claim: claim.id, predicate: claim.predicate, subject: claim.subject.surface,
      object: claim.object?.surface, quote: claim.evidence.quote, source: claim.source, note: claim.note, isCited: true)
  }
}
