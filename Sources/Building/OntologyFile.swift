package import KnowledgeGraph
import Notes
import Yams

/// Kinds and predicates as `ontology.yaml` and the `ontology:` of `weft.yaml` write them, in the order of the file.
package struct OntologyFile {
  package private(set) var kinds: [KindDefinition] = []
  package private(set) var predicates: [PredicateDefinition] = []

  private static let kindKeys = ["super", "label", "plural", "icon", "schema", "ftm", "wikidata"]
  private static let predicateKeys = [
    "domain", "range", "symmetric", "value", "functional", "background", "temporal", "label", "inverse", "schema",
    "ftm", "wikidata",
  ]

  /// Reads a whole file that extends nothing.
  ///
  /// - Parameters:
  ///   - text: The YAML.
  ///   - path: How diagnostics call the file.
  /// - Throws: ``BuildError`` with all that is wrong.
  package init(text: String, path: String) throws(BuildError) {
    var reader = YAMLReader(path: path, text: text)
    if let root = reader.root(of: text) {
      self.init(root, extending: Ontology(kinds: [], predicates: []), &reader)
    } else {
      self.init()
    }
    guard reader.diagnostics.isEmpty else {
      throw BuildError(.configuration, "the ontology has errors", path: path, diagnostics: reader.diagnostics)
    }
  }

  private init() {}

  init(_ node: Node, extending base: Ontology, _ reader: inout YAMLReader) {
    var names = Set(base.kinds.keys.map(\.rawValue))
    let groups = reader.entries(node, of: "ontology", known: ["kinds", "predicates"])
    for (key, _, value) in groups where key == "kinds" {
      let entries = reader.entries(value, of: key)
      names.formUnion(entries.map(\.key))
      for (name, mark, value) in entries {
        guard Self.isName(name) else {
          reader.report(mark, "\"\(name)\" is no name of a kind", hint: "use letters, digits and _: DataCenter")
          continue
        }
        kinds.append(Self.kind(name, value, base, names, &reader))
      }
      reportCycles(entries.map { ($0.key, $0.mark) }, base, &reader)
    }
    for (key, _, value) in groups where key == "predicates" {
      for (name, mark, value) in reader.entries(value, of: key) {
        guard Self.isName(name) else {
          reader.report(mark, "\"\(name)\" is no name of a predicate", hint: "use letters, digits and _: MINES")
          continue
        }
        if let predicate = Self.predicate(name, mark, value, names, &reader) { predicates.append(predicate) }
      }
    }
  }

  private static func kind(
    _ name: String, _ node: Node, _ base: Ontology, _ names: Set<String>, _ reader: inout YAMLReader
  ) -> KindDefinition {
    var definition = KindDefinition(Kind(name), label: words(of: name), plural: "", icon: "")
    for (key, _, value) in reader.entries(node, of: name, known: kindKeys) {
      if key == "super" {
        definition.parent = kinds(value, key, names, &reader).first
        continue
      }
      guard let text = reader.text(value, of: key) else { continue }
      switch key {
      case "label": definition.label = text
      case "plural": definition.plural = text
      case "icon": definition.icon = text
      case "schema": definition.schemaOrg = text
      case "ftm": definition.followTheMoney = text
      default: definition.wikidata = text
      }
    }
    if definition.plural.isEmpty { definition.plural = definition.label + "s" }
    if definition.icon.isEmpty { definition.icon = definition.parent.flatMap { base.kinds[$0]?.icon } ?? "topic" }
    return definition
  }

  private static func predicate(
    _ name: String, _ mark: Mark?, _ node: Node, _ names: Set<String>,
    _ reader: inout YAMLReader
  ) -> PredicateDefinition? {
    var definition = PredicateDefinition(Predicate(name), temporal: .state, label: "", inverseLabel: "")
    for (key, _, value) in reader.entries(node, of: name, known: predicateKeys) {
      switch key {
      case "domain": definition.domain = kinds(value, key, names, &reader)
      case "range": definition.range = kinds(value, key, names, &reader)
      case "symmetric": definition.isSymmetric = reader.flag(value, of: key) ?? false
      case "value": definition.isValue = reader.flag(value, of: key) ?? false
      case "functional": definition.isFunctional = reader.flag(value, of: key) ?? false
      case "background": definition.isBackground = reader.flag(value, of: key) ?? false
      case "temporal":
        guard let text = reader.text(value, of: key) else { continue }
        if let temporal = PredicateDefinition.Temporal(rawValue: text) {
          definition.temporal = temporal
        } else {
          reader.report(
            value.mark, "temporal is event or state, not \"\(text)\"",
            hint: "an event happens at a time, a state lasts for one: write temporal: state")
        }
      default:
        guard let text = reader.text(value, of: key) else { continue }
        switch key {
        case "label": definition.label = text
        case "inverse": definition.inverseLabel = text
        case "schema": definition.schemaOrg = text
        case "ftm": definition.followTheMoney = text
        default: definition.wikidata = text
        }
      }
    }
    guard !definition.label.isEmpty, !definition.inverseLabel.isEmpty else {
      reader.report(
        mark, "\(name) needs a label and an inverse",
        hint: "how it reads from subject to object, and back: {label: mines, inverse: mined by}")
      return nil
    }
    return definition
  }

  private static func kinds(
    _ node: Node, _ key: String, _ names: Set<String>, _ reader: inout YAMLReader
  ) -> [Kind] {
    var result: [Kind] = []
    for (text, mark) in reader.marked(node, of: key) {
      if names.contains(text) {
        result.append(Kind(text))
      } else {
        reader.report(
          mark, "there is no kind \"\(text)\"",
          hint: reader.suggestion(for: text, among: names.sorted()) ?? "add it under kinds:")
      }
    }
    return result
  }

  private func reportCycles(
    _ entries: [(name: String, mark: Mark?)], _ base: Ontology, _ reader: inout YAMLReader
  ) {
    let added = Dictionary(kinds.map { ($0.kind, $0.parent) }, uniquingKeysWith: { first, _ in first })
    for (name, mark) in entries {
      var seen: Set<Kind> = []
      var current: Kind? = Kind(name)
      while let kind = current, seen.insert(kind).inserted {
        current = added[kind] ?? base.kinds[kind]?.parent
      }
      if current == Kind(name) {
        reader.report(mark, "the kind \(name) is above itself", hint: "give one of these kinds another super:")
      }
    }
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return name.unicodeScalars.allSatisfy {
      $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
  }

  /// "DataCenter" as people write it: "Data center".
  private static func words(of name: String) -> String {
    var result = ""
    for character in name {
      if character.isUppercase, !result.isEmpty {
        result += " " + character.lowercased()
      } else {
        result.append(character == "_" ? " " : character)
      }
    }
    return result
  }
}
