@testable import Building
import Fuzzing
import KnowledgeGraph
import Notes

/// `weft.yaml` and an ontology of one's own: what is wrong has its place, what is right keeps its bounds.
enum SettingsTarget {
  static func test(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let (configuration, diagnostics) = ConfigurationFile.read(text, path: "weft.yaml")
    let lines = bytes.count { $0 == 0x0a || $0 == 0x0d } + text.unicodeScalars.count { $0.value > 0x7f }
    for diagnostic in diagnostics {
      check(diagnostic.line >= 1 && diagnostic.column >= 1, "a diagnostic has its place: \(diagnostic)")
      check(diagnostic.line <= lines + 2, "a diagnostic stands in the file: \(diagnostic)")
      check(!diagnostic.message.isEmpty && diagnostic.path == "weft.yaml", "a diagnostic says what: \(diagnostic)")
    }
    let thresholds = configuration.thresholds
    for share in [thresholds.accepted, thresholds.review] {
      check((0...1).contains(share), "a threshold is a share: \(thresholds)")
    }
    if diagnostics.isEmpty {
      check(thresholds.review <= thresholds.accepted, "what is accepted needs no review: \(thresholds)")
      checkOntology(Ontology.builtIn.extended(with: configuration.ontology))
    }
    for part in configuration.include + configuration.exclude + configuration.privateParts {
      check(!part.isEmpty && !part.split(separator: "/").contains(".."), "a part is within the vault: \(part)")
    }
    let again = ConfigurationFile.read(text, path: "weft.yaml")
    check(again.configuration == configuration && again.diagnostics == diagnostics, "settings are read alike")
    readOntology(text)
    readTheme(text)
    readView(text)
  }

  private static func readTheme(_ text: String) {
    do throws(BuildError) {
      let file = try ThemeFile(text: text, path: "theme.yaml", ontology: .builtIn)
      check(file.theme.contrastFaults().isEmpty, "a theme that is taken can be read")
      for style in file.theme.predicates.values {
        check((0.5...3).contains(style.width), "a width keeps its bounds: \(style)")
        check(style.dashes.allSatisfy { (0.5...40).contains($0) }, "dashes keep their bounds: \(style)")
      }
    } catch {
      check(!error.diagnostics.isEmpty, "what is wrong is told: \(error)")
    }
  }

  private static func readView(_ text: String) {
    do throws(BuildError) {
      let view = try ViewFile(text: text, path: "view.yaml")
      let again = try ViewFile(text: view.text, path: "view.yaml")
      check(again.cards == view.cards, "places are read back")
      check(view.cards.values.allSatisfy { abs($0.x) <= 20_000 && abs($0.y) <= 20_000 }, "places keep their bounds")
    } catch {
      check(!error.diagnostics.isEmpty, "what is wrong is told: \(error)")
    }
  }

  private static func readOntology(_ text: String) {
    do throws(BuildError) {
      let file = try OntologyFile(text: text, path: "ontology.yaml")
      checkOntology(Ontology(kinds: file.kinds, predicates: file.predicates))
    } catch {
      check(!error.diagnostics.isEmpty, "what is wrong is told: \(error)")
    }
  }

  private static func checkOntology(_ ontology: Ontology) {
    for (kind, definition) in ontology.kinds {
      check(kind == definition.kind && !definition.label.isEmpty, "a kind has its label: \(definition)")
      if let parent = definition.parent { check(ontology.kinds[parent] != nil, "a kind's super is one: \(definition)") }
      var seen: Set<Kind> = []
      var current: Kind? = kind
      while let next = current {
        check(seen.insert(next).inserted, "no kind is above itself: \(kind)")
        current = ontology.kinds[next]?.parent
      }
    }
    for (predicate, definition) in ontology.predicates {
      check(predicate == definition.predicate && !definition.label.isEmpty, "a predicate has its label: \(definition)")
      for kind in definition.domain + definition.range {
        check(ontology.kinds[kind] != nil, "a predicate joins kinds: \(definition)")
      }
    }
  }
}
