public import KnowledgeGraph

/// A file of another program as what it gives to the graph.
public struct ImportedFile: Hashable, Sendable {
  /// One record, or for claims one for each of their sources, in order.
  public var records: [NoteRecord]
  /// What could not be read, by line.
  public var findings: [ImportFinding]

  /// The endings of the files that are read, in small letters.
  public static let endings = ["csv", "graphml", "jsonl", "tsv"]

  /// Reads a file by the ending of its path; nil where it has none of ``endings``.
  ///
  /// - Parameters:
  ///   - bytes: What the file holds.
  ///   - path: The path of the file as the graph shows it, with `/` between folders.
  ///   - ontology: The kinds and predicates that there are.
  /// - Complexity: O(size of the file).
  public init?(_ bytes: [UInt8], path: String, ontology: Ontology) {
    let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last
    let table: GraphTable
    switch ending?.lowercased() {
    case "csv", "tsv": table = CSVTables.read(bytes)
    case "graphml": table = GraphML.read(bytes)
    case "jsonl":
      let read = ClaimLines.read(bytes)
      records = ClaimLines.records(read.lines, path: path)
      findings = read.findings
      return
    default: return nil
    }
    let read = table.record(path: path, ontology: ontology)
    records = [read.record]
    findings = read.findings
  }
}
