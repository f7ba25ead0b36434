import Building
import Drawing
import Formats
import KnowledgeGraph
import Notes
import Reports
import Store

/// Finds what of a filled report the graph and the notes no longer bear out.
struct ReportCheck {
  struct Finding: Hashable {
    var line: Int
    var column = 1
    var message: String
    var hint: String
  }

  let opened: OpenGraph
  private let vault: Vault

  init(_ opened: OpenGraph) {
    self.opened = opened
    vault = Vault(root: opened.folder.vaultPath)
  }

  /// The findings about a filled report, Markdown or HTML, with its footnotes, by line.
  func findings(in text: String, _ ledger: FootnoteLedger) throws(Failure) -> [Finding] {
    var findings: [Finding] = []
    let places = Self.places(in: text)
    let again = "fill the report anew with 'weft report'"
    let hasFigures = text.contains("-figures/") || text.contains("<figure>")
    let fingerprint = try reading { () throws(GraphError) in try opened.store.fingerprint() }
    if hasFigures, ledger.fingerprint != fingerprint {
      findings.append(Finding(line: 1, message: "the figures are older than the graph", hint: again))
    }
    for entry in ledger.entries where !entry.citations.isEmpty {
      let line = places[entry.number] ?? 1
      func find(_ message: String, _ hint: String) {
        findings.append(Finding(line: line, message: "footnote \(entry.number): \(message)", hint: hint))
      }
      let stands = stands(entry)
      for citation in entry.citations {
        let short = citation.claim.rawValue.prefix(8)
        let claim = try reading { () throws(GraphError) in try opened.store.claim(citation.claim) }
        if let claim, let decided = try decided(claim) {
          find("claim \(short) was \(decided.message)", decided.hint)
        } else if claim != nil {
          let relation = try reading { () throws(GraphError) in try opened.store.relation(of: citation.claim) }
          if let relation, !relation.contestedBy.isEmpty {
            find("claim \(short) is contested", "'weft why \(short)' shows who says otherwise")
          }
        } else if try isToldAnew(entry, citation) {
          find("claim \(short) has drifted: its sentence is read in another way now", again)
        } else if stands {
          find("claim \(short) is gone, though its sentence still stands in \(entry.note)", again)
        } else {
          find("claim \(short) is gone, and so is its sentence", "the note \(entry.note) was edited or removed")
        }
        if claim != nil, !stands {
          find("the quote no longer stands in \(entry.note)", "build the graph, then \(again)")
        }
      }
    }
    return findings.sorted { ($0.line, $0.message) < ($1.line, $1.message) }
  }

  /// The findings about a figure that knows what it shows.
  func findings(in record: FigureRecord) throws(Failure) -> [Finding] {
    var findings: [Finding] = []
    let again =
      record.arguments.first == "report"
      ? "fill its report anew with 'weft report'" : "draw it anew with 'weft refresh'"
    let fingerprint = try reading { () throws(GraphError) in try opened.store.fingerprint() }
    if record.fingerprint != fingerprint {
      findings.append(Finding(line: 1, message: "the figure is older than the graph", hint: again))
    }
    for id in record.claims {
      let short = id.rawValue.prefix(8)
      let claim = try reading { () throws(GraphError) in try opened.store.claim(id) }
      guard let claim else {
        findings.append(Finding(line: 1, message: "claim \(short) is gone", hint: again))
        continue
      }
      if let decided = try decided(claim) {
        findings.append(Finding(line: 1, message: "claim \(short) was \(decided.message)", hint: decided.hint))
        continue
      }
      let relation = try reading { () throws(GraphError) in try opened.store.relation(of: id) }
      if let relation, !relation.contestedBy.isEmpty {
        findings.append(
          Finding(line: 1, message: "claim \(short) is contested", hint: "'weft why \(short)' shows who says otherwise")
        )
      }
    }
    return findings
  }

  /// Who took a claim out of the graph, and why; nil where nobody did.
  private func decided(_ claim: Claim) throws(Failure) -> (message: String, hint: String)? {
    guard claim.verdict == .rejected || claim.verdict == .hidden else { return nil }
    let traces = try reading { () throws(GraphError) in try opened.store.decisions(on: claim.id) }
    let action: Decision.Action = claim.verdict == .rejected ? .reject : .hide
    let text = traces.last { $0.action == action && $0.standing == .applied }?.text ?? claim.verdict?.rawValue ?? ""
    return (text, "take it out of the report, or 'weft undo' the decision")
  }

  /// Whether every line of the quote is in its note, as the file is now.
  private func stands(_ entry: FootnoteLedger.Entry) -> Bool {
    guard let note = content(of: entry.note) else { return false }
    return entry.quote.split(whereSeparator: \.isNewline).allSatisfy { line in
      let words = line.trimmingPrefix { $0.isWhitespace }
      return words.isEmpty || note.contains(words)
    }
  }

  /// What stands in a note; of an imported file what was read last, since its rows are no lines.
  private func content(of path: String) -> String? {
    if NotePath.isNote(path) {
      return (try? vault.read(path)).flatMap { $0 }.map { String(decoding: $0, as: UTF8.self) }
    }
    return (try? opened.store.record(at: path))?.claims.map(\.evidence.quote).joined(separator: "\n")
  }

  /// Whether the note still has a claim with the same words, under another identity.
  private func isToldAnew(
    _ entry: FootnoteLedger.Entry, _ citation: FootnoteLedger.Citation
  ) throws(Failure) -> Bool {
    let record: NoteRecord?
    do throws(StoreError) { record = try opened.store.record(at: entry.note) } catch { throw Failure(error) }
    return record?.claims.contains { claim in
      claim.predicate == citation.predicate && claim.evidence.quote == entry.quote
    } ?? false
  }

  /// The lines on which the footnotes stand.
  private static func places(in text: String) -> [Int: Int] {
    var places: [Int: Int] = [:]
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      for (opening, closing) in [("[^", "]:"), ("<li id=\"note-", "\"")] where line.hasPrefix(opening) {
        let rest = line.dropFirst(opening.count)
        if let end = rest.firstRange(of: closing), let note = Int(rest[..<end.lowerBound]) {
          places[note] = places[note] ?? number
        }
      }
    }
    return places
  }
}
