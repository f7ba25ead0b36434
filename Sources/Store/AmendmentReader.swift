import GRDB
import KnowledgeGraph

/// Reads what people's decisions make of claims.
struct AmendmentReader {
  /// Nil where nobody decided about any claim, as in most graphs: then no claim is looked up.
  private let find: Statement?

  init(_ db: Database) throws {
    let any = try db.cachedStatement(sql: "SELECT 1 FROM amendments LIMIT 1")
    find =
      try Int.fetchOne(any) == nil
      ? nil : db.cachedStatement(sql: "SELECT \(Columns.amendment) FROM amendments WHERE claim = ?")
  }

  /// What a note gives, each claim with what was decided about it.
  func amended(_ record: NoteRecord) throws -> NoteRecord {
    guard find != nil else { return record }
    var record = record
    for index in record.claims.indices { record.claims[index] = try amended(record.claims[index]) }
    return record
  }

  /// A claim of a note with what was decided about it.
  func amended(_ claim: Claim) throws -> Claim {
    guard let find, var row = try Rows(find, [claim.id.rawValue]).next() else { return claim }
    var amended = claim
    try row.skip()
    var amendment = ClaimAmendment(
      verdict: try row.choice(ClaimAmendment.Verdict.self), predicate: try row.optionalText().map { Predicate($0) })
    let isDated = try row.flag()
    amendment.hasAmount = try row.flag()
    let qualifiers = try row.qualifiers()
    if isDated {
      amendment.dates = ClaimDates(
        at: qualifiers.at?.date, from: qualifiers.from?.date, to: qualifiers.to?.date)
    }
    amendment.amount = qualifiers.amount
    amended.amend(amendment)
    return amended
  }
}
