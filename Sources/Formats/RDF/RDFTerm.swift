import KnowledgeGraph

/// A name or a text of RDF 1.1.
enum RDFTerm: Hashable, Sendable {
  case iri(IRI)
  case text(String)
  case typed(String, IRI)

  static func integer(_ number: Int) -> RDFTerm { .typed(String(number), .xsd("integer")) }
  static func number(_ number: Double) -> RDFTerm { .typed(number.description, .xsd("double")) }
  static func decimal(_ number: ExactDecimal) -> RDFTerm { .typed(number.description, .xsd("decimal")) }
  static let yes = RDFTerm.typed("true", .xsd("boolean"))

  /// A date with the precision that it has; seasons and quarters, which XML Schema has no type for, as EDTF.
  static func date(_ date: PartialDate) -> RDFTerm {
    let type: IRI =
      switch (date.month, date.day) {
      case (nil, _): .xsd("gYear")
      case (.some(1...12), nil): .xsd("gYearMonth")
      case (.some(1...12), _): .xsd("date")
      default: IRI(.edtf, "")
      }
    return .typed(date.edtf, type)
  }
}

/// An IRI of a vocabulary with the rest after it, or a whole one.
struct IRI: Hashable, Sendable {
  /// The vocabularies, with the short names that they get in a text.
  enum Vocabulary: String, CaseIterable, Sendable {
    /// Weft's own words, and the kinds and predicates of the ontology, which a vault adds to.
    case weft, kind, predicate
    case rdf, rdfs, xsd, prov, dcterms, skos, schema
    /// The Library of Congress' name for the datatype of EDTF dates.
    case edtf

    var iri: String {
      switch self {
      case .weft: "urn:weft:vocabulary:"
      case .kind: "urn:weft:kind:"
      case .predicate: "urn:weft:predicate:"
      case .rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      case .rdfs: "http://www.w3.org/2000/01/rdf-schema#"
      case .xsd: "http://www.w3.org/2001/XMLSchema#"
      case .prov: "http://www.w3.org/ns/prov#"
      case .dcterms: "http://purl.org/dc/terms/"
      case .skos: "http://www.w3.org/2004/02/skos/core#"
      case .schema: "https://schema.org/"
      case .edtf: "http://id.loc.gov/datatypes/edtf"
      }
    }
  }

  let vocabulary: Vocabulary?
  /// What stands after the IRI of the vocabulary, percent-encoded; the whole IRI where there is none.
  let rest: String

  init(_ vocabulary: Vocabulary, _ name: String) {
    self.vocabulary = vocabulary
    rest = PercentEncoding.text(name)
  }

  private init(whole: String) {
    vocabulary = nil
    rest = whole
  }

  static func weft(_ name: String) -> IRI { IRI(.weft, name) }
  static func kind(_ kind: Kind) -> IRI { IRI(.kind, kind.rawValue) }
  static func predicate(_ predicate: Predicate) -> IRI { IRI(.predicate, predicate.rawValue) }
  static func xsd(_ name: String) -> IRI { IRI(.xsd, name) }
  static func schema(_ name: String) -> IRI { IRI(.schema, name) }

  /// Something of a graph, by what names it: `urn:weft:entity:Tencent%20Cloud`.
  static func part(_ family: StaticString, _ name: String) -> IRI {
    IRI(whole: "urn:weft:\(family):" + PercentEncoding.text(name))
  }

  /// An address of the web, or nil where the text is none.
  static func web(_ text: String) -> IRI? { WebAddress.escaped(text).map { IRI(whole: $0) } }

  /// The whole IRI: ASCII, without white space, quotes, angle brackets or braces.
  var text: String { (vocabulary?.iri ?? "") + rest }

  /// `schema:author`, where the rest is of letters, digits and `_`; nil otherwise.
  var short: String? {
    guard let vocabulary, let first = rest.utf8.first, first | 0x20 >= UInt8(ascii: "a"),
      first | 0x20 <= UInt8(ascii: "z")
    else { return nil }
    let isPlain = rest.utf8.allSatisfy { PercentEncoding.isUnreserved($0) && !"-.~".utf8.contains($0) }
    return isPlain ? vocabulary.rawValue + ":" + rest : nil
  }
}

/// One subject with all that is said of it, in order.
struct RDFResource: Sendable {
  let subject: IRI
  private(set) var types: [IRI]
  private(set) var properties: [(predicate: IRI, objects: [RDFTerm])] = []

  init(_ subject: IRI, types: [IRI]) {
    self.subject = subject
    self.types = types
  }

  mutating func add(_ predicate: IRI, _ objects: [RDFTerm]) {
    if !objects.isEmpty { properties.append((predicate, objects)) }
  }

  mutating func add(_ predicate: IRI, _ object: RDFTerm?) {
    if let object { add(predicate, [object]) }
  }

  mutating func add(_ predicate: IRI, text: String?) { add(predicate, text.map { .text($0) }) }
}
