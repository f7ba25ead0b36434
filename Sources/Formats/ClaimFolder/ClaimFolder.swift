public import KnowledgeGraph

/// The graph as text that a repository can keep: all that notes gave, in many small files.
///
/// `claims/3f.jsonl` holds the claims whose identity begins with `3f`, sorted, one a line; `notes/3f.jsonl` the notes
/// whose path has a hash that begins so. A change of a note changes the lines that it gave and no others, wherever they
/// stand, so that two branches merge line by line.
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
  ///   - graph: What holds the claims.
  ///   - records: Calls its argument with what each note gave, in the order of their paths.
  ///   - sink: Takes a file.
  ///   - failure: Makes an error of one of the graph.
  /// - Throws: What `records` and `sink` throw, and what `failure` makes.
  /// - Complexity: O(size of the graph) in time; memory is that of all passages.
  public static func write<Failure: Error>(
    _ graph: some GraphReading, records: ((NoteRecord) -> Void) throws(Failure) -> Void,
    sink: (_ path: String, _ bytes: [UInt8]) throws(Failure) -> Void, failure: (ExportError) -> Failure
  ) throws(Failure) {
    var notes: [String: [UInt8]] = [:]
    try records { record in
      NoteLines.value(record).write(to: &notes[file(ofNote: record.path), default: []], level: nil)
      notes[file(ofNote: record.path), default: []].append(UInt8(ascii: "\n"))
    }
    for path in notes.keys.sorted() { try sink(path, notes[path] ?? []) }
    var sources: [SourceID: Source] = [:]
    for prefix in ClaimLines.prefixes {
      var bytes: [UInt8] = []
      do throws(GraphError) {
        for claim in try graph.claims(withPrefix: prefix, limit: .max) {
          if sources[claim.source] == nil { sources[claim.source] = try graph.source(claim.source) }
          var passage: Passage?
          if let id = claim.evidence.passage { passage = try graph.passage(id) }
          JSONValue(claim, passage: passage, source: sources[claim.source]).write(to: &bytes, level: nil)
          bytes.append(UInt8(ascii: "\n"))
        }
      } catch {
        throw failure(ExportError(error))
      }
      if !bytes.isEmpty { try sink("claims/\(prefix).jsonl", bytes) }
    }
  }
}
