import KnowledgeGraph

/// A graph as RDF 1.1: entities, relations and acts, with the claims and sources that they rest on (PROV-O).
///
/// A relation that is so, or was, is a triple of its own (`entity predicate entity`); one that is planned, denied or
/// negated is told of only as a statement (`rdf:Statement`) with its qualifiers, so that no reader takes it for a fact.
struct RDFGraph {
  private let content: ExportContent
  private let iris: [EntityID: IRI]

  init(_ content: ExportContent) {
    self.content = content
    iris = Dictionary(
      content.entities.map { entity in
        (entity.id, entity.source.map { .part("source", $0.rawValue) } ?? .part("entity", entity.name))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Every resource, in order: vocabulary, entities, relations, acts, claims, sources.
  func forEach(_ body: (RDFResource) throws(ExportError) -> Void) throws(ExportError) {
    try vocabulary(body)
    var facts: [EntityID: [Relation]] = [:]
    for relation in content.relations where relation.qualifiers.isFactual && relation.object != nil {
      facts[relation.subject, default: []].append(relation)
    }
    for entity in content.entities { try body(resource(entity, facts: facts[entity.id] ?? [])) }
    for relation in content.relations {
      try body(resource(relation))
      if let amount = relation.qualifiers.amount { try body(resource(amount, of: content.edge(relation.id))) }
    }
    var actIDs = StableNames(prefix: "a")
    for act in content.acts {
      let id = actIDs.name(of: [act.predicate.rawValue] + act.claims.map(\.rawValue).sorted())
      try body(resource(act, id))
      if let amount = act.amount { try body(resource(amount, of: id)) }
    }
    try claims(body)
    let described = Set(content.entities.lazy.compactMap(\.source))
    for source in content.sources.values.sorted(by: { $0.id < $1.id }) {
      try body(resource(source, isDescribed: described.contains(source.id)))
    }
  }

  private func iri(_ id: EntityID?) -> RDFTerm? { id.flatMap { iris[$0] }.map { .iri($0) } }
  private func iri(_ id: RelationID) -> RDFTerm? { content.edgeIDs[id].map { .iri(.part("relation", $0)) } }
  private func iris(_ claims: [ClaimID]) -> [RDFTerm] { claims.map { .iri(.part("claim", $0.rawValue)) } }

  private func vocabulary(_ body: (RDFResource) throws(ExportError) -> Void) throws(ExportError) {
    for kind in Set(content.entities.lazy.map(\.kind)).sorted() {
      let definition = content.ontology.kinds[kind]
      var resource = RDFResource(.kind(kind), types: [IRI(.rdfs, "Class")])
      resource.add(IRI(.rdfs, "label"), text: definition?.label ?? kind.rawValue)
      resource.add(IRI(.rdfs, "subClassOf"), definition?.schemaOrg.map { .iri(.schema($0)) })
      resource.add(IRI(.rdfs, "seeAlso"), RDFGraph.wikidata(definition?.wikidata))
      try body(resource)
    }
    for predicate in Set(content.relations.lazy.map(\.predicate)).sorted() {
      let definition = content.ontology.predicates[predicate]
      var resource = RDFResource(.predicate(predicate), types: [IRI(.rdf, "Property")])
      resource.add(IRI(.rdfs, "label"), text: content.ontology.label(predicate))
      resource.add(IRI(.rdfs, "subPropertyOf"), definition?.schemaOrg.map { .iri(.schema($0)) })
      resource.add(IRI(.rdfs, "seeAlso"), RDFGraph.wikidata(definition?.wikidata))
      try body(resource)
    }
  }

  private static func wikidata(_ item: String?) -> RDFTerm? {
    item.flatMap { .web("http://www.wikidata.org/entity/" + $0) }.map { .iri($0) }
  }

  private func resource(_ entity: Entity, facts: [Relation]) -> RDFResource {
    let schema = content.ontology.kinds[entity.kind]?.schemaOrg
    var resource = RDFResource(
      iris[entity.id] ?? .part("entity", entity.name),
      types: [.kind(entity.kind)] + (schema.map { [.schema($0)] } ?? []))
    resource.add(IRI(.rdfs, "label"), text: entity.name)
    resource.add(IRI(.skos, "altLabel"), entity.aliases.map { .text($0) })
    resource.add(.weft("described"), entity.isDescribed ? .yes : nil)
    resource.add(.weft("author"), entity.isAuthor ? .yes : nil)
    resource.add(.weft("candidate"), entity.candidates.map { .text($0) })
    resource.add(.weft("sourceCount"), .integer(entity.sourceCount))
    resource.add(IRI(.dcterms, "identifier"), text: entity.source?.rawValue)
    resource.add(IRI(.dcterms, "date"), entity.date.map { .date($0) })
    resource.add(.schema("url"), RDFGraph.address(entity.url))
    resource.add(.weft("note"), text: entity.note)
    var said: [Predicate: [RDFTerm]] = [:]
    for fact in facts {
      guard let object = iri(fact.object), !(said[fact.predicate]?.contains(object) ?? false) else { continue }
      said[fact.predicate, default: []].append(object)
    }
    for predicate in said.keys.sorted() { resource.add(.predicate(predicate), said[predicate] ?? []) }
    return resource
  }

  /// A link as a name where it is an address of the web, else as the text that it is.
  private static func address(_ text: String?) -> RDFTerm? {
    text.map { text in IRI.web(text).map { .iri($0) } ?? .text(text) }
  }

  private func resource(_ relation: Relation) -> RDFResource {
    let id = content.edge(relation.id)
    let qualifiers = relation.qualifiers
    var resource = RDFResource(.part("relation", id), types: [.weft("Relation"), IRI(.rdf, "Statement")])
    resource.add(IRI(.rdf, "subject"), iri(relation.subject))
    resource.add(IRI(.rdf, "predicate"), .iri(.predicate(relation.predicate)))
    let amount = qualifiers.amount == nil ? nil : RDFTerm.iri(.part("amount", id))
    resource.add(IRI(.rdf, "object"), relation.object == nil ? amount : iri(relation.object))
    resource.add(.weft("status"), text: qualifiers.status?.rawValue)
    resource.add(.weft("negated"), qualifiers.isNegated ? .yes : nil)
    resource.add(.weft("at"), qualifiers.at.map { .date($0.date) })
    resource.add(.weft("from"), qualifiers.from.map { .date($0.date) })
    resource.add(.weft("to"), qualifiers.to.map { .date($0.date) })
    resource.add(.weft("announced"), qualifiers.announced.map { .date($0.date) })
    resource.add(
      .weft("inherited"),
      FlatColumn<Relation>.inherited([
        "at": qualifiers.at, "from": qualifiers.from, "to": qualifiers.to, "announced": qualifiers.announced,
      ]).map { .text($0) })
    if relation.object != nil { resource.add(.weft("amount"), amount) }
    resource.add(.weft("role"), text: qualifiers.role)
    resource.add(.weft("place"), text: qualifiers.place)
    resource.add(.weft("accordingTo"), text: qualifiers.accordingTo)
    resource.add(.weft("sourceCount"), .integer(relation.sourceCount))
    resource.add(.weft("confidence"), .number(relation.confidence))
    resource.add(.weft("contestedBy"), relation.contestedBy.compactMap { iri($0) })
    resource.add(IRI(.prov, "wasDerivedFrom"), iris(relation.claims))
    return resource
  }

  private func resource(_ act: Act, _ id: String) -> RDFResource {
    var resource = RDFResource(.part("act", id), types: [.weft("Act")])
    resource.add(.weft("predicate"), .iri(.predicate(act.predicate)))
    resource.add(.weft("part"), act.relations.compactMap { iri($0) })
    resource.add(.weft("amount"), act.amount == nil ? nil : .iri(.part("amount", id)))
    resource.add(.weft("at"), act.at.map { .date($0.date) })
    resource.add(.weft("announced"), act.announced.map { .date($0.date) })
    resource.add(
      .weft("inherited"),
      FlatColumn<Act>.inherited(["at": act.at, "announced": act.announced]).map { .text($0) })
    resource.add(.weft("status"), text: act.status?.rawValue)
    resource.add(.weft("sourceCount"), .integer(act.sourceCount))
    resource.add(IRI(.prov, "wasDerivedFrom"), iris(act.claims))
    return resource
  }

  private func resource(_ amount: Amount, of id: String) -> RDFResource {
    var resource = RDFResource(.part("amount", id), types: [.weft("Amount")])
    resource.add(.weft("value"), .decimal(amount.value))
    resource.add(.weft("upper"), amount.upper.map { .decimal($0) })
    switch amount.unit {
    case .money(let currency):
      resource.add(.weft("unit"), text: "money")
      resource.add(.weft("currency"), text: currency)
    case .count(let noun):
      resource.add(.weft("unit"), text: "count")
      resource.add(.weft("counted"), text: noun)
    case .percent: resource.add(.weft("unit"), text: "percent")
    }
    resource.add(.weft("amountKind"), text: amount.kind?.rawValue)
    resource.add(.weft("precision"), text: amount.precision.rawValue)
    resource.add(.weft("period"), amount.period.map { .typed($0.description, .xsd("duration")) })
    return resource
  }

  private func claims(_ body: (RDFResource) throws(ExportError) -> Void) throws(ExportError) {
    var told: Set<ClaimID> = []
    for relation in content.relations {
      for proof in content.proofs[relation.id] ?? [] where told.insert(proof.claim).inserted {
        var resource = RDFResource(
          .part("claim", proof.claim.rawValue), types: [.weft("Claim"), IRI(.prov, "Entity")])
        resource.add(.weft("quote"), text: proof.quote)
        resource.add(
          IRI(.prov, "hadPrimarySource"),
          content.sourceOfClaim[proof.claim].map { .iri(.part("source", $0.rawValue)) })
        resource.add(.schema("url"), RDFGraph.address(proof.link))
        resource.add(.weft("note"), text: proof.note)
        resource.add(.weft("line"), .integer(proof.line))
        resource.add(.weft("rule"), text: proof.origin.text)
        resource.add(.weft("confidence"), .number(proof.confidence))
        resource.add(.weft("at"), proof.at.map { .date($0.date) })
        try body(resource)
      }
    }
  }

  /// A source; what the entity that it is has said already is not said again.
  private func resource(_ source: Source, isDescribed: Bool) -> RDFResource {
    var resource = RDFResource(
      .part("source", source.id.rawValue),
      types: isDescribed ? [IRI(.prov, "Entity")] : [.kind(source.kind), IRI(.prov, "Entity")])
    resource.add(IRI(.dcterms, "title"), text: source.title)
    resource.add(IRI(.dcterms, "creator"), source.authors.map { .text($0) })
    resource.add(IRI(.dcterms, "subject"), source.tags.map { .text($0) })
    if !isDescribed {
      resource.add(IRI(.dcterms, "identifier"), text: source.id.rawValue)
      resource.add(IRI(.dcterms, "date"), source.date.map { .date($0) })
      resource.add(.schema("url"), RDFGraph.address(source.url))
      resource.add(.weft("note"), text: source.note)
    }
    return resource
  }
}
