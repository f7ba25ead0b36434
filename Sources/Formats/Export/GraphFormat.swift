public import KnowledgeGraph

/// A form in which a graph, or a part of it, leaves for other programs.
///
/// What is written is the same for the same graph: sorted, without a clock, a locale or an absolute path. What each form
/// holds, and what it cannot hold, is said in `Documentation/FileFormats.md`.
public protocol GraphFormat: Sendable {
  /// The word after `--as`: `graphml`.
  var name: String { get }
  /// What it is and who reads it, on one line.
  var abstract: String { get }
  /// The names that its files usually have: one, where the form is one text.
  var fileNames: [String] { get }

  /// Writes a graph.
  ///
  /// - Complexity: Linear in what is written, besides sorting; memory is that of the part, not that of the text.
  func write<Graph: GraphReading>(_ export: GraphExport<Graph>, to output: inout ExportOutput) throws(ExportError)
}

extension GraphFormat {
  /// The whole text of a form that is one text.
  public func text(of export: GraphExport<some GraphReading>) throws(ExportError) -> String {
    try texts(of: export).map(\.text).joined()
  }

  /// The texts of a form by the names of their files, in order; the name is empty where the form is one text.
  public func texts(of export: GraphExport<some GraphReading>) throws(ExportError) -> [(file: String, text: String)] {
    var parts: [(file: String, bytes: [UInt8])] = []
    try withoutActuallyEscaping(
      { (file: String?, bytes: [UInt8]) in
        if parts.isEmpty || parts[parts.count - 1].file != file ?? "" { parts.append((file ?? "", [])) }
        parts[parts.count - 1].bytes += bytes
      },
      do: { (sink) throws(ExportError) in
        var output = ExportOutput { file, bytes throws(ExportError) in sink(file, bytes) }
        try write(export, to: &output)
        try output.finish()
      })
    return parts.map { ($0.file, String(decoding: $0.bytes, as: UTF8.self)) }
  }
}

/// The forms that a graph can be exported in.
public enum GraphFormats {
  /// Every form, in the order in which help lists them.
  public static let all: [any GraphFormat] = [
    NodeLink(), GraphML(), GEXF(), CSVTables(), DOT(), Mermaid(), JSONCanvas(), Turtle(), JSONLD(), CypherScript(),
    FollowTheMoney(), ClaimLines(),
  ]

  /// The form with a name, or nil where there is none.
  public static func named(_ name: String) -> (any GraphFormat)? { all.first { $0.name == name } }
}

/// An export could not be written: the message says why, the hint what to do.
public struct ExportError: Error, Hashable, Sendable {
  public var message: String
  public var hint: String?

  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  init(_ error: GraphError) { self.init(error.message, hint: error.hint) }
}
