import GRDB

extension GraphStore {
  /// The files that were read and gave nothing, by path: left out by a tag, or made by Weft.
  public func leftOut() throws(StoreError) -> [String: FileStamp] {
    try access { db in
      var result: [String: FileStamp] = [:]
      // The sign after the slash in ASCII is "0".
      let rows = try Rows(db, sql: "SELECT name, value FROM meta WHERE name >= 'left-out/' AND name < 'left-out0'")
      while var row = try rows.next() {
        let name = try row.text()
        let parts = try row.text().split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, let size = Int64(parts[0]), let modified = Int64(parts[1]) else {
          throw DecodingFailure(message: "\(name) is no stamp")
        }
        result[String(name.dropFirst(9))] = FileStamp(size: size, modified: modified, hash: String(parts[2]))
      }
      return result
    }
  }

  /// Keeps the files that gave nothing; `before` are those that are kept.
  public func setLeftOut(_ stamps: [String: FileStamp], before: [String: FileStamp]) throws(StoreError) {
    guard stamps != before else { return }
    try transaction { db in
      for path in before.keys.sorted() where stamps[path] == nil {
        try db.execute(sql: "DELETE FROM meta WHERE name = ?", arguments: ["left-out/" + path])
      }
      for (path, stamp) in stamps.sorted(by: { $0.key < $1.key }) where before[path] != stamp {
        try Self.setMeta("left-out/" + path, "\(stamp.size) \(stamp.modified) \(stamp.hash)", db)
      }
    }
  }

  /// Keeps how many findings a build told: those that are kept with no note, as about a file that cannot be read, are
  /// among them.
  public func setDiagnosticCount(_ count: Int) throws(StoreError) {
    try transaction { db in try Self.setMeta("count/diagnostics", String(count), db) }
  }
}
