public import KnowledgeGraph

/// Reads back what notes gave from the text of a graph: the files of a ``ClaimFolder``, or claims alone.
public struct ClaimFolderReader: Sendable {
  /// A finding, and the file that it is about.
  public struct Finding: Hashable, Sendable {
    public var file: String
    public var finding: ImportFinding
  }

  public private(set) var findings: [Finding] = []
  private var notes: [String: NoteRecord] = [:]
  private var claims: [String: [ClaimID: ClaimLine]] = [:]

  public init() {}

  /// Takes in a file: lines of claims and lines of notes, in any order.
  ///
  /// A line that is neither is a finding. Where a merge of two branches left two lines about one note, or about one claim
  /// of a note, the first in the order of their bytes counts, whatever the order of lines and files.
  ///
  /// - Complexity: O(size of the file).
  public mutating func read(_ bytes: [UInt8], file: String) {
    var number = 0
    for line in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
      number += 1
      guard !line.allSatisfy({ $0 <= 0x20 }) else { continue }
      let json: JSONValue
      do throws(JSONError) {
        json = try JSONValue(parsing: line)
      } catch {
        report(
          file, number, column: error.offset + 1, "the line is no JSON: \(error.message)", ClaimFolderReader.hint(line))
        continue
      }
      if json["role"] != nil { takeNote(json, file, number) } else { takeClaim(line, file, number) }
    }
  }

  private static func hint(_ line: ArraySlice<UInt8>) -> String? {
    let marks = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"]
    return marks.contains { line.starts(with: $0.utf8) }
      ? "git left a mark of two versions here: keep the lines of both and take the mark out" : nil
  }

  private mutating func report(_ file: String, _ line: Int, column: Int = 1, _ message: String, _ hint: String?) {
    findings.append(
      Finding(file: file, finding: ImportFinding(.warning, line: line, column: column, message, hint: hint)))
  }

  private mutating func takeNote(_ json: JSONValue, _ file: String, _ line: Int) {
    let record: NoteRecord
    do throws(ImportFault) {
      record = try NoteLines.record(json)
    } catch {
      return report(file, line, "the line is no note: \(error.message)", nil)
    }
    guard let other = notes[record.path], other != record else {
      notes[record.path] = record
      return
    }
    report(
      file, line, "there are two versions of the note \(record.path)",
      "a build of the notes, and exporting again, leaves one")
    if NoteLines.value(record).text() < NoteLines.value(other).text() { notes[record.path] = record }
  }

  private mutating func takeClaim(_ bytes: ArraySlice<UInt8>, _ file: String, _ line: Int) {
    let read = ClaimLines.read(Array(bytes))
    for var finding in read.findings {
      finding.line = line
      findings.append(Finding(file: file, finding: finding))
    }
    for claim in read.lines {
      let note = claim.claim.note
      guard !note.isEmpty else {
        report(file, line, "the line is no claim: note is empty", nil)
        continue
      }
      guard let other = claims[note]?[claim.claim.id], other.claim != claim.claim else {
        claims[note, default: [:]][claim.claim.id] = claim
        continue
      }
      report(
        file, line, "there are two versions of the claim \(claim.claim.id)",
        "a build of the notes, and exporting again, leaves one")
      if JSONValue(claim.claim).text() < JSONValue(other.claim).text() {
        claims[note, default: [:]][claim.claim.id] = claim
      }
    }
  }

  /// Whether there are claims of notes of which there is no line.
  public var isWithoutNotes: Bool { claims.keys.contains { notes[$0] == nil } }

  /// What each note gave, in the order of their paths.
  ///
  /// Of a note without a line there is what its claims tell: its source, and of its passages the quotes.
  ///
  /// - Complexity: O(n log n) in the claims.
  public consuming func records() -> [NoteRecord] {
    var records = notes
    var room = ClaimFolderReader.room
    for (path, told) in claims.sorted(by: { $0.key < $1.key }) {
      let lines = told.values.sorted { $0.claim.id < $1.claim.id }
      guard let first = lines.first else { continue }
      if records[path] == nil {
        var record = NoteRecord(path: path, role: .source, title: first.source.title, source: first.source)
        record.passages = ClaimFolderReader.passages(of: lines, &room)
        records[path] = record
      }
      records[path]?.claims = lines.map(\.claim)
    }
    return records.values.sorted { $0.path < $1.path }
  }

  /// How many bytes of passages may be filled up with spaces: a line of a hostile file could ask for any number.
  private static let room = 64 << 20

  /// Passages that hold each quote where it stood, with spaces for what is not known; a quote that stands too far off for
  /// the room that is left gets no passage.
  private static func passages(of lines: [ClaimLine], _ room: inout Int) -> [Passage] {
    var known: [PassageID: Passage] = [:]
    var texts: [PassageID: [UInt8]] = [:]
    var order: [PassageID] = []
    for line in lines {
      guard case .passage(let id, let quote, let range) = line.claim.evidence else { continue }
      if known[id] == nil {
        order.append(id)
        known[id] = Passage(
          id: id, source: line.source.id, note: line.claim.note, text: "", offset: 0,
          line: max(1, line.passageLine ?? 1),
          links: line.links)
      }
      var text = texts[id] ?? []
      let (end, isTooFar) = range.lowerBound.addingReportingOverflow(quote.utf8.count)
      guard !isTooFar, end - text.count <= room else { continue }
      if text.count < end {
        room -= end - text.count
        text += repeatElement(0x20, count: end - text.count)
      }
      text.replaceSubrange(range.lowerBound..<end, with: quote.utf8)
      texts[id] = text
    }
    return order.compactMap { id in
      guard var passage = known[id], let text = texts[id] else { return nil }
      passage.text = String(decoding: text, as: UTF8.self)
      return passage
    }
  }
}
