import KnowledgeGraph

/// A cell of a table: its words, and the claims that say so.
struct ReportCell: Hashable, Sendable {
  var text: String
  var claims: [Claim] = []

  init(_ text: String, claims: [Claim] = []) {
    self.text = text
    self.claims = claims
  }
}

/// A table that the graph gave.
struct ReportTable: Hashable, Sendable {
  var columns: [String]
  var rows: [[ReportCell]] = []
  var caption: String?
  /// How many rows were left out by `--limit`.
  var omitted = 0

  /// Leaves out what is beyond a limit.
  mutating func limit(to count: Int?) {
    guard let count, rows.count > count else { return }
    omitted = rows.count - count
    rows.removeLast(omitted)
  }

  /// Leaves out the columns of which every cell is empty, but for the first.
  mutating func dropEmptyColumns() {
    for index in columns.indices.reversed() where index > 0 {
      if rows.allSatisfy({ $0[index].text.isEmpty && $0[index].claims.isEmpty }) {
        columns.remove(at: index)
        for row in rows.indices { rows[row].remove(at: index) }
      }
    }
  }
}
