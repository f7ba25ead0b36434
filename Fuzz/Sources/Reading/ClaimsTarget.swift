import Formats
import Fuzzing
import KnowledgeGraph

/// Lines of claims and notes, as a folder of claims holds them: whatever is read is written, and read again, alike.
enum ClaimsTarget {
  static func test(_ bytes: [UInt8]) {
    var reader = ClaimFolderReader()
    reader.read(bytes, file: "claims/00.jsonl")
    for finding in reader.findings {
      check(finding.finding.line >= 1 && finding.finding.column >= 1, "a finding has its place: \(finding)")
      check(!finding.finding.message.isEmpty, "a finding is told: \(finding)")
    }
    let records = reader.records()
    var written: [UInt8] = []
    for record in records {
      for passage in record.passages { check(passage.note == record.path, "a passage is its note's: \(passage)") }
      for claim in record.claims { check(claim.note == record.path, "a claim is its note's: \(claim)") }
      written += NoteLines.value(record).text().utf8 + [0x0a]
      let passages = Dictionary(record.passages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for claim in record.claims {
        let passage = claim.evidence.passage.flatMap { passages[$0] }
        written += JSONValue(claim, passage: passage, source: record.source).text().utf8 + [0x0a]
      }
    }
    var again = ClaimFolderReader()
    again.read(written, file: "claims/00.jsonl")
    check(again.findings.isEmpty, "what is written is read: \(again.findings)")
    check(again.records() == records, "what is read back is what was written")
  }
}
