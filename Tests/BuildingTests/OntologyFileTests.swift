import Building
import Foundation
import KnowledgeGraph
import TestSupport
import Testing

/// The built-in ontology is what `ontology.yaml` says. `WEFT_UPDATE=1 swift test --filter OntologyFile` makes
/// `Ontology+BuiltIn.swift` from it.
@Suite struct OntologyFileTests {
  private static let folder = Repository.root.appending(path: "Sources/KnowledgeGraph/Ontology")
  private let source = folder.appending(path: "Ontology+BuiltIn.swift")

  private func file() throws -> OntologyFile {
    let text = try String(contentsOf: Self.folder.appending(path: "ontology.yaml"), encoding: .utf8)
    return try OntologyFile(text: text, path: "ontology.yaml")
  }

  @Test func theSourceIsMadeFromTheFile() throws {
    let generated = swift(try file())
    if Repository.isUpdating { try Data(generated.utf8).write(to: source) }
    #expect(try String(contentsOf: source, encoding: .utf8) == generated)
  }

  @Test(.disabled(if: Repository.isUpdating, "the new source is not compiled in yet"))
  func theBuiltInOntologyIsTheFile() throws {
    let file = try file()
    #expect(Ontology(kinds: file.kinds, predicates: file.predicates) == .builtIn)
    #expect(file.kinds.count == Ontology.builtIn.kinds.count)
    #expect(file.predicates.count == Ontology.builtIn.predicates.count)
  }

  private func swift(_ file: OntologyFile) -> String {
    func list(_ kinds: [Kind]) -> String { "[" + kinds.map { "Kind(\"\($0)\")" }.joined(separator: ", ") + "]" }
    func entry(_ head: String, _ fields: [(name: String, value: String?)]) -> String {
      let given = fields.compactMap { field in field.value.map { "        \(field.name): \($0)" } }
      return "      \(head),\n" + given.joined(separator: ",\n") + "),\n"
    }
    func quoted(_ text: String?) -> String? { text.map { "\"\($0)\"" } }
    func flag(_ value: Bool) -> String? { value ? "true" : nil }
    var text = """
      // Made from ontology.yaml: WEFT_UPDATE=1 swift test --filter OntologyFile

      extension Ontology {
        /// The ontology that ships with Weft, from `ontology.yaml`.
        public static let builtIn = Ontology(
          kinds: [

      """
    for kind in file.kinds {
      text += entry(
        "KindDefinition(\n        Kind(\"\(kind.kind)\")",
        [
          ("parent", kind.parent.map { "Kind(\"\($0)\")" }), ("label", quoted(kind.label)),
          ("plural", quoted(kind.plural)), ("icon", quoted(kind.icon)), ("schemaOrg", quoted(kind.schemaOrg)),
          ("followTheMoney", quoted(kind.followTheMoney)), ("wikidata", quoted(kind.wikidata)),
        ])
    }
    text += "    ],\n    predicates: [\n"
    for predicate in file.predicates {
      text += entry(
        "PredicateDefinition(\n        Predicate(\"\(predicate.predicate)\")",
        [
          ("domain", predicate.domain.isEmpty ? nil : list(predicate.domain)),
          ("range", predicate.range.isEmpty ? nil : list(predicate.range)),
          ("isSymmetric", flag(predicate.isSymmetric)), ("isValue", flag(predicate.isValue)),
          ("isFunctional", flag(predicate.isFunctional)), ("isBackground", flag(predicate.isBackground)),
          ("temporal", ".\(predicate.temporal.rawValue)"), ("label", quoted(predicate.label)),
          ("inverseLabel", quoted(predicate.inverseLabel)), ("schemaOrg", quoted(predicate.schemaOrg)),
          ("followTheMoney", quoted(predicate.followTheMoney)), ("wikidata", quoted(predicate.wikidata)),
        ])
    }
    return text + "    ])\n}\n"
  }
}
