internal import KnowledgeGraph
internal import Notes

/// What a note says of its source by its form: author, publisher, tags, links, aliases and typed fields.
struct StructureReader {
  let note: Note
  let ontology: Ontology
  let predicateNames: PredicateNames
  /// Of what a note says in one way, no more is read once there are more claims than this.
  let limit: Int

  /// The claims, without those told twice in one place.
  ///
  /// - Complexity: Linear in the note, however many fields, tags, aliases, links and triplets it has.
  func claims() -> [Claim] {
    var findings = Findings()
    for field in note.fields where findings.fields.count <= limit { read(field, &findings) }
    for passage in note.passages { readTriplets(passage, &findings) }
    readSource(&findings)
    if findings.fields.count + findings.triplets.count <= limit { readLinks(&findings) }
    return findings.fields + findings.triplets + findings.links
  }

  /// What has been found so far.
  private struct Findings {
    /// Claims of fields, in the order of the note, and of what the parser has read of its source.
    var fields: [Claim] = []
    var triplets: [Claim] = []
    var links: [Claim] = []
    private var told: Set<ClaimID> = []
    /// The names that fields give as authors.
    var authors: Set<String> = []
    /// Links that a field or a triplet has told of already.
    var consumed: Set<LinkKey> = []
    /// What triplets name their predicates, and the predicates: few, however many triplets a note has.
    var predicates: [String: Predicate] = [:]
    /// The links that a passage's triplets tie together.
    var tied: Set<TiedLink> = []

    /// Whether nothing like it has been told in its place.
    mutating func isNew(_ claim: Claim) -> Bool { told.insert(claim.id).inserted }

    /// Takes a claim of a field or of the source down.
    mutating func add(_ claim: Claim) { if isNew(claim) { fields.append(claim) } }
  }

  private struct LinkKey: Hashable {
    var target: String
    var line: Int
  }

  private struct TiedLink: Hashable {
    var passage: PassageID
    var target: String
  }

  /// Authors that no field has given, tags and aliases.
  private func readSource(_ findings: inout Findings) {
    if findings.authors.isEmpty {
      // The parser may know the author from elsewhere than a field.
      for author in note.source.authors {
        findings.add(
          claim(
            .authoredBy, .init(author, kind: AuthorForm.kind(of: author)), field: "author", text: author,
            line: 1, rule: "structure.author", 0.95))
      }
    }
    let tagLine = note.fields.first { $0.name == "tags" || $0.name == "tag" }?.line ?? 1
    for tag in note.source.tags where findings.fields.count <= limit {
      findings.add(
        claim(.tagged, Argument(tag, kind: .topic), field: "tags", text: tag, line: tagLine, rule: "structure.tag", 1))
    }
    let aliasLine = note.fields.first { $0.name == "aliases" || $0.name == "alias" }?.line ?? 1
    for alias in note.aliases where findings.fields.count <= limit {
      findings.add(
        claim(
          .alsoKnownAs, Argument(alias, kind: subject.kind), field: "aliases", text: alias, line: aliasLine,
          rule: "structure.alias", 1))
    }
  }

  /// One LINKS_TO claim for each link that says nothing more than itself.
  private func readLinks(_ findings: inout Findings) {
    // Fields and links are both in the order of the file; a link of no passage belongs to the field above it.
    var next = 0
    var field = 0
    for link in note.links {
      while next < note.fields.count, note.fields[next].line <= link.line {
        field = note.fields[next].line
        next += 1
      }
      if let passage = link.passage {
        guard findings.tied.contains(TiedLink(passage: passage, target: link.target)) else { continue }
      } else {
        guard findings.consumed.contains(LinkKey(target: link.target, line: field)) else { continue }
      }
      findings.consumed.insert(LinkKey(target: link.target, line: link.line))
    }
    for link in note.links where !link.target.isEmpty && !link.isEmbed && !AttachmentName.isOne(link.target) {
      guard findings.links.count <= limit else { return }
      guard findings.consumed.insert(LinkKey(target: link.target, line: link.line)).inserted else { continue }
      let target = Argument(link.target, kind: .topic, reference: .link)
      let claim = claim(
        .linksTo, target, field: "link", text: "[[\(link.target)]]", line: link.line, rule: "structure.link", 1)
      if findings.isNew(claim) { findings.links.append(claim) }
    }
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

  private func read(_ field: Field, _ findings: inout Findings) {
    for value in field.values {
      if let link = value.link { findings.consumed.insert(LinkKey(target: link, line: field.line)) }
    }
    if Self.authorFields.contains(field.name), !isEntity { return readAuthors(field, &findings) }
    for value in field.values where findings.fields.count <= limit {
      switch field.name {
      case "publisher", "site", "publication", "journal", "site name":
        guard !isEntity else { continue }
        let name = value.link ?? value.text
        let kind = AuthorForm.kind(of: name) == .person ? Kind.organization : AuthorForm.kind(of: name)
        let argument = Argument(name, kind: kind, reference: value.link == nil ? .name : .link)
        findings.add(
          claim(
            .publishedBy, argument, field: field.name, text: name, line: field.line, rule: "structure.publisher", 0.95))
      default:
        guard let link = value.link, !Self.settled.contains(field.name) else { continue }
        let predicate = predicateNames.predicate(named: field.name)
        if predicate == .authoredBy { findings.authors.insert(link) }
        let target = Argument(link, kind: kind(ofObject: predicate), reference: .link)
        findings.add(
          claim(
            predicate, target, field: field.name, text: value.text, line: field.line, rule: "structure.typed-link", 1))
      }
    }
  }

  private static let authorFields: Set<String> = ["author", "authors", "creator", "creators", "by", "author.name"]

  /// One claim for each author; "[[A B, C D]]" is a link to no note, but two names.
  private func readAuthors(_ field: Field, _ findings: inout Findings) {
    let links = Dictionary(
      field.values.compactMap { value in value.link.map { (value.text, $0) } }, uniquingKeysWith: { first, _ in first })
    for name in field.authorNames where findings.fields.count <= limit {
      // The label of a link is what the note calls the author; the link leads to who it is.
      let surface = links[name] ?? name
      guard findings.authors.insert(surface).inserted else { continue }
      let argument = Argument(
        surface, kind: AuthorForm.kind(of: name), reference: links[name] == nil ? .name : .link)
      findings.add(
        claim(.authoredBy, argument, field: field.name, text: name, line: field.line, rule: "structure.author", 0.95))
    }
  }

  private var isEntity: Bool { if case .entity = note.role { true } else { false } }

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
  private func readTriplets(_ passage: Passage, _ findings: inout Findings) {
    let bytes = Array(passage.text.utf8)
    var index = 0
    while findings.triplets.count <= limit, let triplet = Triplet(bytes, from: &index) {
      let predicate = findings.predicates[triplet.predicate] ?? predicateNames.predicate(named: triplet.predicate)
      findings.predicates[triplet.predicate] = predicate
      let definition = ontology.predicates[predicate]
      let subjectKind = definition?.domain.first.map { $0 == .agent ? Kind.organization : $0 } ?? .topic
      let range = triplet.range
      let claim = Claim(
        subject: Argument(triplet.subject, kind: subjectKind, reference: .link), predicate: predicate,
        object: Argument(triplet.object, kind: kind(ofObject: predicate), reference: .link),
        evidence: .passage(passage.id, quote: String(decoding: bytes[range], as: UTF8.self), range: range),
        source: note.source.id, note: note.path, origin: .rule("structure.triplet"), confidence: 1,
        isSymmetric: ontology.isSymmetric(predicate))
      if findings.isNew(claim) { findings.triplets.append(claim) }
      for target in [triplet.subject, triplet.predicate, triplet.object] {
        findings.tied.insert(TiedLink(passage: passage.id, target: target))
      }
    }
  }
}
