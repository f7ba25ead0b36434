import GRDB
public import KnowledgeGraph
import Synchronization

extension GraphStore {
  /// The built-in ontology with what the vault adds to it.
  public var ontology: Ontology { Ontology.builtIn.extended(with: additions.withLock { $0 }) }

  static func readOntology(_ db: Database) throws -> Ontology {
    func names(_ text: String) -> [Kind] { text.split(separator: "\n").map { Kind(String($0)) } }
    var kinds: [KindDefinition] = []
    var predicates: [PredicateDefinition] = []
    let kindRows = try Rows(db, sql: "SELECT \(Columns.kind) FROM kinds ORDER BY name")
    while let row = try kindRows.next() {
      var reader = row
      kinds.append(
        KindDefinition(
          Kind(try reader.text()), parent: try reader.optionalText().map { Kind($0) }, label: try reader.text(),
          plural: try reader.text(), icon: try reader.text(), schemaOrg: try reader.optionalText(),
          followTheMoney: try reader.optionalText(), wikidata: try reader.optionalText()))
    }
    let predicateRows = try Rows(db, sql: "SELECT \(Columns.predicate) FROM predicates ORDER BY name")
    while let row = try predicateRows.next() {
      var reader = row
      predicates.append(
        PredicateDefinition(
          Predicate(try reader.text()), domain: names(try reader.text()), range: names(try reader.text()),
          isSymmetric: try reader.flag(), isValue: try reader.flag(), isFunctional: try reader.flag(),
          isBackground: try reader.flag(), temporal: try reader.choice(PredicateDefinition.Temporal.self) ?? .state,
          label: try reader.text(), inverseLabel: try reader.text(), schemaOrg: try reader.optionalText(),
          followTheMoney: try reader.optionalText(), wikidata: try reader.optionalText()))
    }
    return Ontology(kinds: kinds, predicates: predicates)
  }

  static func writeOntology(_ ontology: Ontology, _ db: Database) throws {
    func lines(_ kinds: [Kind]) -> String { kinds.map(\.rawValue).joined(separator: "\n") }
    try db.execute(sql: "DELETE FROM kinds; DELETE FROM predicates")
    let kinds = try db.makeStatement(sql: Columns.insert(into: "kinds", Columns.kind))
    for definition in ontology.kinds.values.sorted(by: { $0.kind < $1.kind }) {
      var row = RowWriter(kinds)
      row.text(definition.kind.rawValue)
      row.text(definition.parent?.rawValue)
      row.text(definition.label)
      row.text(definition.plural)
      row.text(definition.icon)
      row.text(definition.schemaOrg)
      row.text(definition.followTheMoney)
      row.text(definition.wikidata)
      try row.insert()
    }
    let predicates = try db.makeStatement(sql: Columns.insert(into: "predicates", Columns.predicate))
    for definition in ontology.predicates.values.sorted(by: { $0.predicate < $1.predicate }) {
      var row = RowWriter(predicates)
      row.text(definition.predicate.rawValue)
      row.text(lines(definition.domain))
      row.text(lines(definition.range))
      row.flag(definition.isSymmetric)
      row.flag(definition.isValue)
      row.flag(definition.isFunctional)
      row.flag(definition.isBackground)
      row.text(definition.temporal.rawValue)
      row.text(definition.label)
      row.text(definition.inverseLabel)
      row.text(definition.schemaOrg)
      row.text(definition.followTheMoney)
      row.text(definition.wikidata)
      try row.insert()
    }
  }
}
