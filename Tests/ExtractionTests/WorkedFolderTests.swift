import Extraction
import Foundation
import KnowledgeGraph
import Notes
import TestSupport
import Testing

@Suite("The worked folder")
struct WorkedFolderTests {
  private static let folder = Repository.root.appending(path: "Graphs/gulf-ai")

  /// Note, subject, predicate, object, date and status of a fact.
  private struct Row: Hashable {
    var note, subject, predicate, object, date, status: String
  }

  private func expected() throws -> Set<Row> {
    let text = try String(contentsOf: Self.folder.appending(path: "expected-claims.tsv"), encoding: .utf8)
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
    return Set(
      lines.map { line in
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        func part(_ index: Int) -> String { parts.indices.contains(index) ? parts[index] : "" }
        return Row(
          note: part(0), subject: part(1), predicate: part(2), object: part(3), date: part(4), status: part(6))
      })
  }

  private func found() throws -> Set<Row> {
    let notes = Self.folder.appending(path: "notes")
    var rows: Set<Row> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: notes.path) where path.hasSuffix(".md") {
      let bytes = Array(try Data(contentsOf: notes.appending(path: path)))
      let record = Extractor().extract(NoteParser(ontology: .builtIn).parse(path: path, bytes: bytes))
      for claim in record.claims where claim.confidence >= ConfidenceBand.acceptance {
        // What follows from the fields of a note is not in the list, but for a typed link of the ontology.
        let background: Set<KnowledgeGraph.Predicate> = [.mentions, .tagged, .authoredBy, .publishedBy, .linksTo]
        guard !background.contains(claim.predicate), claim.predicate != .alsoKnownAs,
          Ontology.builtIn.predicates[claim.predicate] != nil, claim.subject.reference != .source,
          claim.subject.kind.rawValue != "Note"
        else { continue }
        let date = claim.qualifiers.at ?? claim.qualifiers.from
        rows.insert(
          Row(
            note: path, subject: claim.subject.surface, predicate: claim.predicate.rawValue,
            object: claim.object?.surface ?? "", date: date?.date.edtf ?? "",
            status: claim.qualifiers.status?.rawValue ?? ""))
      }
    }
    return rows
  }

  @Test("Nearly all that a reader took by hand, and next to nothing else")
  func measures() throws {
    let (expected, found) = (try expected(), try found())
    let right = expected.intersection(found).count
    #expect(expected.count > 50)
    #expect(Double(right) >= 0.95 * Double(found.count), "not expected: \(found.subtracting(expected))")
    #expect(Double(right) >= 0.95 * Double(expected.count), "missed: \(expected.subtracting(found))")
  }
}
