public import KnowledgeGraph

extension GraphTable {
  /// What an imported table gives to the graph, as a note would: one claim a row and fact, whose evidence is the row.
  ///
  /// An edge is a claim of its predicate. A node is a MENTIONS of the file's, which gives it its kind, and an
  /// ALSO_KNOWN_AS for each alias. The names are those of the table; which entity they mean is for resolution.
  ///
  /// - Parameters:
  ///   - path: The path of the file as the graph shows it, with `/` between folders.
  ///   - ontology: Says which predicates there are; an edge may name one by its label, either way round.
  /// - Returns: The record, and the findings of the table with what its rows hold that is no value.
  public func record(path: String, ontology: Ontology) -> (record: NoteRecord, findings: [ImportFinding]) {
    var assembly = TableRecord(path: path, ontology: ontology, findings: findings)
    for node in nodes { assembly.add(node) }
    for edge in edges { assembly.add(edge) }
    return assembly.finished()
  }
}

private struct TableRecord {
  private let ontology: Ontology
  /// Made for the first edge: a table of nodes needs none.
  private lazy var predicates = PredicateTable(ontology)
  private var record: NoteRecord
  private var findings: [ImportFinding]
  private var kinds: [String: Kind] = [:]
  private var told: [ClaimID: Int] = [:]

  init(path: String, ontology: Ontology, findings: [ImportFinding]) {
    self.ontology = ontology
    self.findings = findings
    let title = path.split(separator: "/").last.map(String.init) ?? path
    record = NoteRecord(
      path: path, role: .source, title: title,
      source: Source(id: SourceID("path:" + path), kind: .source, title: title, note: path))
  }

  consuming func finished() -> (record: NoteRecord, findings: [ImportFinding]) {
    (record, findings.sorted { ($0.line, $0.column, $0.message) < ($1.line, $1.column, $1.message) })
  }

  mutating func add(_ node: GraphTable.Node) {
    let reader = FieldReader(node.fields, line: node.place.line)
    var kind = Kind.topic
    if let text = reader["kind"] ?? reader["type"] ?? reader["category"] {
      if let known = self.kind(named: text) {
        kind = known
      } else {
        findings.append(
          ImportFinding(
            .warning, line: node.place.line, "no kind is called \(text): read as Topic",
            hint: "a vault adds kinds under ontology: in weft.yaml"))
      }
    }
    kinds[node.name] = kind
    let source = Argument(record.title, kind: .source, reference: .source)
    add(source, .mentions, Argument(node.name, kind: kind), node.place)
    for alias in reader.list("aliases") {
      add(Argument(node.name, kind: kind), .alsoKnownAs, Argument(alias, kind: kind), node.place)
    }
  }

  mutating func add(_ edge: GraphTable.Edge) {
    var reader = FieldReader(edge.fields, line: edge.place.line)
    let named = ["predicate", "relation", "relationship", "type", "label"].lazy.compactMap { reader[$0] }.first
    let (predicate, isInverse) = named.map { predicates.predicate(named: $0) } ?? (.relatedTo, false)
    let definition = ontology.predicates[predicate]
    var (subject, object) = (edge.source, edge.target)
    if isInverse, let end = object { (subject, object) = (end, subject) }
    guard object != nil || definition?.isValue == true else {
      findings.append(ImportFinding(.warning, line: edge.place.line, "the row has no target"))
      return
    }
    var qualifiers = reader.qualifiers()
    if qualifiers.at == nil { qualifiers.at = reader.date("date", inherited: []) }
    if qualifiers.at == nil { qualifiers.at = reader.date("actAt", inherited: reader.list("actInherited"), as: "at") }
    if qualifiers.announced == nil {
      qualifiers.announced = reader.date("actAnnounced", inherited: reader.list("actInherited"), as: "announced")
    }
    if qualifiers.amount == nil { qualifiers.amount = reader.amount("act") }
    if qualifiers.status == nil { qualifiers.status = reader.status("actStatus") }
    let act = reader.integer("act").flatMap { $0 > 0 ? $0 : nil }
    let confidence = reader.confidence() ?? 1
    findings += reader.findings
    add(
      Argument(subject, kind: kinds[subject] ?? kind(of: definition?.domain)), predicate,
      object.map { Argument($0, kind: kinds[$0] ?? kind(of: definition?.range)) }, edge.place,
      field: "row", qualifiers, confidence: confidence, act: act)
  }

  private mutating func add(
    _ subject: Argument, _ predicate: Predicate, _ object: Argument?, _ place: GraphTable.Place,
    field: String = "row", _ qualifiers: Qualifiers = Qualifiers(), confidence: Double = 1, act: Int? = nil
  ) {
    func claim(_ ordinal: Int) -> Claim {
      Claim(
        subject: subject, predicate: predicate, object: object, qualifiers: qualifiers,
        evidence: .field(name: field, text: place.text, line: place.line), source: record.source.id,
        note: record.path, origin: .rule("import.table"), confidence: confidence, act: act,
        isSymmetric: ontology.isSymmetric(predicate), ordinal: ordinal)
    }
    let first = claim(0)
    let ordinal = told[first.id, default: 0]
    told[first.id] = ordinal + 1
    record.claims.append(ordinal == 0 ? first : claim(ordinal))
  }

  private func kind(named text: String) -> Kind? {
    if ontology.kinds[Kind(text)] != nil { return Kind(text) }
    let key = GraphTable.key(text)
    let found = ontology.kinds.values.filter {
      GraphTable.key($0.kind.rawValue) == key || GraphTable.key($0.label) == key || GraphTable.key($0.plural) == key
    }
    return found.map(\.kind).min()
  }

  /// The kind of an end that no row tells of: what the predicate takes.
  private func kind(of allowed: [Kind]?) -> Kind {
    switch allowed?.first {
    case .some(.agent): .organization
    case .some(.place): .region
    case let kind?: kind
    case nil: .topic
    }
  }
}
