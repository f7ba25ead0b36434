public import KnowledgeGraph

/// Turtle (W3C, RDF 1.1 Turtle, 2014).
public struct Turtle: GraphFormat {
  public let name = "turtle"
  public let abstract = "RDF 1.1 with claims and their sources, as Turtle"
  public let fileNames = ["graph.ttl"]

  public init() {}

  public func write<Graph: GraphReading>(
    _ export: GraphExport<Graph>, to output: inout ExportOutput
  ) throws(ExportError) {
    for vocabulary in IRI.Vocabulary.allCases {
      output.put("@prefix \(vocabulary.rawValue): <\(vocabulary.iri)> .\n")
    }
    try RDFGraph(export.content()).forEach { resource throws(ExportError) in
      output.put("\n")
      Turtle.append(resource.subject, to: &output)
      output.put(" a ")
      for (position, type) in resource.types.enumerated() {
        if position > 0 { output.put(", ") }
        Turtle.append(type, to: &output)
      }
      for (predicate, objects) in resource.properties {
        output.put(" ;\n  ")
        Turtle.append(predicate, to: &output)
        for (position, object) in objects.enumerated() {
          output.put(position == 0 ? " " : ", ")
          Turtle.append(object, to: &output)
        }
      }
      output.put(" .\n")
      try output.flow()
    }
  }

  private static func append(_ iri: IRI, to output: inout ExportOutput) {
    if let short = iri.short {
      output.put(short)
    } else {
      output.put("<")
      output.put(iri.text)
      output.put(">")
    }
  }

  private static func append(_ term: RDFTerm, to output: inout ExportOutput) {
    switch term {
    case .iri(let iri): append(iri, to: &output)
    case .text(let text): append(text, to: &output.bytes)
    case .typed(let text, let type):
      append(text, to: &output.bytes)
      output.put("^^")
      append(type, to: &output)
    }
  }

  /// A literal in quotes (production 22), with the escapes of production 26, and controls by their numbers.
  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += #"\""#.utf8
      case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
      case 0x0a: bytes += #"\n"#.utf8
      case 0x0d: bytes += #"\r"#.utf8
      case 0x09: bytes += #"\t"#.utf8
      case 0..<0x20, 0x7f:
        bytes += (byte < 0x10 ? #"\u000"# : #"\u00"#).utf8
        bytes += String(byte, radix: 16, uppercase: true).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
