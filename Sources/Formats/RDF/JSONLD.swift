public import KnowledgeGraph

/// JSON-LD 1.1 (W3C, 2020): the triples of ``Turtle``, as JSON that needs nothing from the network.
public struct JSONLD: GraphFormat {
  public let name = "jsonld"
  public let abstract = "RDF 1.1 with claims and their sources, as JSON-LD"
  public let fileNames = ["graph.jsonld"]

  public init() {}

  public func write<Graph: GraphReading>(
    _ export: GraphExport<Graph>, to output: inout ExportOutput
  ) throws(ExportError) {
    output.put("{\n  \"@context\": ")
    JSONValue.object(IRI.Vocabulary.allCases.map { .init($0.rawValue, .string($0.iri)) })
      .write(to: &output.bytes, level: 1)
    output.put(",\n  \"@graph\": [")
    var elements = JSONElements(level: 2)
    try RDFGraph(export.content()).forEach { resource throws(ExportError) in
      elements.add(JSONLD.object(resource), to: &output)
      try output.flow()
    }
    elements.end(&output)
    output.put("\n}\n")
  }

  private static func object(_ resource: RDFResource) -> JSONValue {
    var members = [
      JSONValue.Member("@id", .string(resource.subject.text)),
      JSONValue.Member("@type", .strings(resource.types.map { name($0) })),
    ]
    for (predicate, objects) in resource.properties {
      let values = objects.map { value($0) }
      members.append(.init(name(predicate), values.count == 1 ? values[0] : .array(values)))
    }
    return .object(members)
  }

  private static func value(_ term: RDFTerm) -> JSONValue {
    switch term {
    case .iri(let iri): .record(["@id": .string(iri.text)])
    case .text(let text): .string(text)
    case .typed(let text, let type): .record(["@value": .string(text), "@type": .string(name(type))])
    }
  }

  private static func name(_ iri: IRI) -> String { iri.short ?? iri.text }
}
