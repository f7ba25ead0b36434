import KnowledgeGraph
import Notes
import Store

/// The claims that people assert, as records of the files of decisions that they stand in.
///
/// Their lines are kept beside them (``GraphStore/setDecisions(_:claims:entities:lines:stamp:)``), since the order of lines
/// makes no difference to what holds.
enum AssertedClaims {
  /// What the files of decisions give to the graph: a record for each source in each file, and one for each file of
  /// which there is something to tell.
  static func entries(
    _ contents: DecisionFolder.Contents, active: Set<DecisionID>, _ store: GraphStore
  ) throws -> [NoteEntry] {
    var claims: [String: [SourceID: [(claim: Claim, passage: Passage?)]]] = [:]
    var people: [SourceID: String] = [:]
    for entry in contents.entries where active.contains(entry.decision.id) {
      guard case .assert(let assertion) = entry.decision.content else { continue }
      let source = assertion.source ?? SourceID("person:" + entry.decision.actor)
      if assertion.source == nil { people[source] = entry.decision.actor }
      claims[entry.file, default: [:]][source, default: []].append(claim(assertion, entry.decision, source))
    }
    var findings: [String: [NoteDiagnostic]] = [:]
    for finding in contents.diagnostics { findings[finding.path, default: []].append(NoteDiagnostic(finding)) }
    var entries: [NoteEntry] = []
    for file in Set(claims.keys).union(findings.keys).sorted() {
      let bySource = claims[file] ?? [:]
      var records: [NoteRecord] = []
      for (position, id) in bySource.keys.sorted().enumerated() {
        let place = position == 0 ? file : "\(file)#\(position + 1)"
        records.append(record(bySource[id] ?? [], try source(id, people[id], place, store), place))
      }
      if records.isEmpty {
        let source = Source(id: SourceID("path:" + file), kind: .source, title: file, note: file)
        records.append(NoteRecord(path: file, role: .plain, title: file, source: source))
      }
      for (position, record) in records.enumerated() {
        entries.append(
          NoteEntry(
            record: record, stamp: FileStamp(size: 0, modified: 0, hash: ""),
            diagnostics: position == 0 ? findings[file] ?? [] : []))
      }
    }
    return entries
  }

  private static func record(
    _ told: [(claim: Claim, passage: Passage?)], _ source: Source, _ place: String
  ) -> NoteRecord {
    var record = NoteRecord(path: place, role: .plain, title: source.title, source: source)
    for (claim, passage) in told {
      var claim = claim
      claim.note = place
      record.claims.append(claim)
      guard var passage, !record.passages.contains(where: { $0.id == passage.id }) else { continue }
      passage.note = place
      record.passages.append(passage)
    }
    return record
  }

  /// The source of asserted claims: one that notes tell of, or the person.
  private static func source(
    _ id: SourceID, _ person: String?, _ place: String, _ store: GraphStore
  ) throws -> Source {
    if let person {
      return Source(id: id, kind: .source, title: person, authors: [person], note: place)
    }
    if let known = try store.source(id) { return known }
    let title = id.rawValue.split(separator: ":", maxSplits: 1).last.map(String.init) ?? id.rawValue
    return Source(id: id, kind: .source, title: title, note: place)
  }

  private static func claim(
    _ assertion: Assertion, _ decision: Decision, _ source: SourceID
  ) -> (claim: Claim, passage: Passage?) {
    var passage: Passage?
    let evidence: Evidence
    if let quote = assertion.quote, assertion.source != nil {
      // Of this line, and not the passage of the note that it is taken from, which stands elsewhere.
      let id = PassageID(source: source, normalizedText: decision.id.rawValue + " " + quote)
      passage = Passage(id: id, source: source, note: "", text: quote, offset: 0, line: 1)
      evidence = .passage(id, quote: quote, range: 0..<quote.utf8.count)
    } else {
      // No source has these words, and they are shown without marks of quotation.
      let reasons = [decision.reason, assertion.quote].compactMap { $0 }
      let words = (["asserted by \(decision.actor)"] + reasons).joined(separator: ": ")
      evidence = .field(name: "assert", text: words, line: 1)
    }
    let claim = Claim(
      id: ClaimID(rawValue: decision.id.rawValue), subject: argument(assertion.subject),
      predicate: assertion.predicate, object: assertion.object.map { argument($0) }, qualifiers: assertion.qualifiers,
      evidence: evidence, source: source, note: "", origin: .person(decision.actor), confidence: 1, act: nil)
    return (claim, passage)
  }

  private static func argument(_ name: NameAnchor) -> Argument { Argument(name.name, kind: name.kind ?? .topic) }
}
