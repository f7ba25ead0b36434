public import KnowledgeGraph

/// The graph as text that a repository can keep: all that notes gave, in many small files.
///
/// `claims/3f.jsonl` holds the claims whose identity begins with `3f`, sorted, one a line; `notes/3f.jsonl` the notes
/// whose path has a hash that begins so. A change of a note changes the lines that it gave and no others, wherever they
/// stand, so that two branches merge line by line. What people decided is no part of the lines: it is text already, and a
/// copy of it lies beside them.
public enum ClaimFolder {
  /// The paths of all files that the folder may have.
  public static let files: [String] = ["claims", "notes"].flatMap { part in
    ClaimLines.prefixes.map { "\(part)/\($0).jsonl" }
  }

  /// The file of a note.
  static func file(ofNote path: String) -> String {
    var hash = StableHash()
    hash.update(field: path)
    return "notes/\(hash.hex128().prefix(2)).jsonl"
  }

  /// Writes the folder; `sink` gets the path of each file that has lines, and its bytes, once.
  ///
  /// - Parameters:
  ///   - graph: What holds the passages and sources.
  ///   - records: Calls its argument with what each note gave, in the order of their paths.
  ///   - claims: Gives the claims whose identity begins with two digits, as their notes tell them, sorted.
  ///   - sink: Takes a file.
  /// - Throws: ``GraphError``, and what `records`, `claims` and `sink` throw.
  /// - Complexity: O(size of the graph) in time; memory is that of all passages.
  public static func write(
    _ graph: some GraphReading, records: ((NoteRecord) -> Void) throws -> Void,
    claims: (_ prefix: String) throws -> [Claim], sink: (_ path: String, _ bytes: [UInt8]) throws -> Void
  ) throws {
    var notes: [String: [UInt8]] = [:]
    try records { record in
      let file = file(ofNote: record.path)
      NoteLines.value(record).write(to: &notes[file, default: []], level: nil)
      notes[file, default: []].append(UInt8(ascii: "\n"))
    }
    for path in notes.keys.sorted() { try sink(path, notes[path] ?? []) }
    var sources: [SourceID: Source] = [:]
    for prefix in ClaimLines.prefixes {
      var bytes: [UInt8] = []
      for claim in try claims(prefix) {
        if sources[claim.source] == nil { sources[claim.source] = try graph.source(claim.source) }
        var passage: Passage?
        if let id = claim.evidence.passage { passage = try graph.passage(id) }
        JSONValue(claim, passage: passage, source: sources[claim.source]).write(to: &bytes, level: nil)
        bytes.append(UInt8(ascii: "\n"))
      }
      if !bytes.isEmpty { try sink("claims/\(prefix).jsonl", bytes) }
    }
  }
}
