internal import KnowledgeGraph
internal import Notes

/// What a note says of its source by its form: author, publisher, tags, links, aliases and typed fields.
struct StructureReader {
  let note: Note
  let ontology: Ontology

  func claims() -> [Claim] {
    var claims: [Claim] = []
    var consumed: Set<LinkKey> = []
    for field in note.fields { read(field, &claims, &consumed) }
    if !claims.contains(where: { $0.predicate == .authoredBy }) {
      // The parser may know the author from elsewhere than a field.
      for author in note.source.authors {
        claims.append(
          claim(
            .authoredBy, .init(author, kind: AuthorForm.kind(of: author)), field: "author", text: author,
            line: 1, rule: "structure.author", 0.95))
      }
    }
    for tag in note.source.tags {
      let line = note.fields.first { $0.name == "tags" || $0.name == "tag" }?.line ?? 1
      claims.append(
        claim(.tagged, Argument(tag, kind: .topic), field: "tags", text: tag, line: line, rule: "structure.tag", 1))
    }
    for alias in note.aliases {
      let line = note.fields.first { $0.name == "aliases" || $0.name == "alias" }?.line ?? 1
      claims.append(
        claim(
          .alsoKnownAs, Argument(alias, kind: subject.kind), field: "aliases", text: alias, line: line,
          rule: "structure.alias", 1))
    }
    for passage in note.passages { readTriplets(passage, &claims, &consumed) }
    for link in note.links where !link.target.isEmpty && !link.isEmbed {
      guard consumed.insert(LinkKey(target: link.target, line: link.line)).inserted else { continue }
      let target = Argument(link.target, kind: .topic, reference: .link)
      claims.append(
        claim(.linksTo, target, field: "link", text: "[[\(link.target)]]", line: link.line, rule: "structure.link", 1))
    }
    return numbered(claims)
  }

  private struct LinkKey: Hashable {
    var target: String
    var line: Int
  }

  /// What the claims of a note's form are about: its source; for a note about an entity, that entity.
  private var subject: Argument {
    if case .entity(let kind) = note.role { return Argument(note.title, kind: kind ?? .topic) }
    return Argument(note.source.title, kind: note.source.kind, reference: .source)
  }

  /// Fields that say how a note is kept, or that the parser has read into the source.
  private static let settled: Set<String> = [
    "title", "full title", "full-title", "url", "source url", "source", "date", "published", "created", "updated",
    "modified", "added", "tags", "tag", "aliases", "alias", "type", "kind", "category", "cssclass", "cssclasses",
    "id", "uid", "readwise_id", "cover", "image", "permalink", "document tags", "highlights", "publish",
    "document note",
    "summary", "description",
  ]

  private func read(_ field: Field, _ claims: inout [Claim], _ consumed: inout Set<LinkKey>) {
    for value in field.values {
      if let link = value.link { consumed.insert(LinkKey(target: link, line: field.line)) }
      switch field.name {
      case "author", "authors", "creator", "by":
        guard !isEntity else { continue }
        let name = value.link ?? value.text
        guard !claims.contains(where: { $0.predicate == .authoredBy && $0.object?.surface == name }) else { continue }
        let argument = Argument(
          name, kind: AuthorForm.kind(of: name), reference: value.link == nil ? .name : .link)
        claims.append(
          claim(.authoredBy, argument, field: field.name, text: name, line: field.line, rule: "structure.author", 0.95))
      case "publisher", "site", "publication", "journal", "site name":
        guard !isEntity else { continue }
        let name = value.link ?? value.text
        let kind = AuthorForm.kind(of: name) == .person ? Kind.organization : AuthorForm.kind(of: name)
        let argument = Argument(name, kind: kind, reference: value.link == nil ? .name : .link)
        claims.append(
          claim(
            .publishedBy, argument, field: field.name, text: name, line: field.line, rule: "structure.publisher", 0.95))
      default:
        guard let link = value.link, !Self.settled.contains(field.name) else { continue }
        let predicate = predicate(named: field.name)
        let target = Argument(link, kind: kind(ofObject: predicate), reference: .link)
        claims.append(
          claim(
            predicate, target, field: field.name, text: value.text, line: field.line, rule: "structure.typed-link", 1))
      }
    }
  }

  private var isEntity: Bool { if case .entity = note.role { true } else { false } }

  /// The predicate that a key names: the ontology's where its name or label is the key, else one of the vault's own.
  func predicate(named key: String) -> Predicate {
    var name = ""
    for scalar in key.uppercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        name.unicodeScalars.append(scalar)
      } else if !name.isEmpty, name.last != "_" {
        name.append("_")
      }
    }
    while name.last == "_" { name.removeLast() }
    if name.isEmpty { return .relatedTo }
    if ontology.predicates[Predicate(name)] != nil { return Predicate(name) }
    let words = name.lowercased().split(separator: "_").joined(separator: " ")
    for predicate in ontology.predicates.keys.sorted() where ontology.predicates[predicate]?.label == words {
      return predicate
    }
    if let spelled = Self.spellings[words], ontology.predicates[spelled] != nil { return spelled }
    return Predicate(name)
  }

  private static let spellings: [String: Predicate] = [
    "founder of": .founded, "founder": Predicate("FOUNDER"), "employer": .worksFor, "works at": .worksFor,
    "ceo of": .worksFor, "headquarters": .basedIn, "headquartered in": .basedIn, "located": .locatedIn,
    "partner": .partnersWith, "partners": .partnersWith, "partner of": .partnersWith, "competitor": .competesWith,
    "competitors": .competesWith, "parent": .subsidiaryOf, "parent company": .subsidiaryOf, "owner of": .owns,
    "product": .develops, "products": .develops, "makes": .develops, "country": .basedIn,
  ]

  /// The kind that a link's target has where nothing else says: that of the predicate's range where it has one.
  private func kind(ofObject predicate: Predicate) -> Kind {
    guard let definition = ontology.predicates[predicate], let first = definition.range.first else { return .topic }
    switch first {
    case .agent: return .organization
    case .place: return .region
    default: return first
    }
  }

  private func claim(
    _ predicate: Predicate, _ object: Argument, field: String, text: String, line: Int, rule: String,
    _ confidence: Double
  ) -> Claim {
    Claim(
      subject: subject, predicate: predicate, object: object, evidence: .field(name: field, text: text, line: line),
      source: note.source.id, note: note.path, origin: .rule(rule), confidence: confidence,
      isSymmetric: ontology.isSymmetric(predicate))
  }

  /// `([[A]] /[[Founder of]]/ [[B]])` within a passage.
  private func readTriplets(_ passage: Passage, _ claims: inout [Claim], _ consumed: inout Set<LinkKey>) {
    let bytes = Array(passage.text.utf8)
    var index = 0
    while let triplet = Triplet(bytes, from: &index) {
      let predicate = predicate(named: triplet.predicate)
      let definition = ontology.predicates[predicate]
      let subjectKind = definition?.domain.first.map { $0 == .agent ? Kind.organization : $0 } ?? .topic
      let range = triplet.range
      claims.append(
        Claim(
          subject: Argument(triplet.subject, kind: subjectKind, reference: .link), predicate: predicate,
          object: Argument(triplet.object, kind: kind(ofObject: predicate), reference: .link),
          evidence: .passage(passage.id, quote: String(decoding: bytes[range], as: UTF8.self), range: range),
          source: note.source.id, note: note.path, origin: .rule("structure.triplet"), confidence: 1,
          isSymmetric: ontology.isSymmetric(predicate)))
      for link in note.links where link.passage == passage.id {
        guard [triplet.subject, triplet.predicate, triplet.object].contains(link.target) else { continue }
        consumed.insert(LinkKey(target: link.target, line: link.line))
      }
    }
  }

  /// Claims without those told twice in one place.
  private func numbered(_ claims: [Claim]) -> [Claim] {
    var seen: Set<ClaimID> = []
    return claims.filter { seen.insert($0.id).inserted }
  }
}
