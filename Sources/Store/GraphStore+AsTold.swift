import GRDB
public import KnowledgeGraph

extension GraphStore {
  /// The claims whose identity begins with `prefix`, as their notes tell them, whatever people decided about them; each
  /// once, sorted by identity.
  public func claimsAsTold(withPrefix prefix: String) throws(GraphError) -> [Claim] {
    try read { db in
      // The last code point sorts after every text that has the prefix: the index is walked over just these.
      let statement = try db.cachedStatement(sql: Self.claims(where: "claims.id >= ? AND claims.id < ?"))
      let rows = try Rows(statement, [prefix, prefix + "\u{10FFFF}"])
      var result: [Claim] = []
      while let row = try rows.next() {
        let claim = try Self.claim(row)
        if claim.id != result.last?.id { result.append(claim) }
      }
      return result
    }
  }
}
