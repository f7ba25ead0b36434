import KnowledgeGraph
import Notes
import Yams

/// Reads `weft.yaml`.
enum ConfigurationFile {
  static let name = "weft.yaml"
  private static let keys = [
    "vault", "include", "exclude", "private", "imports", "ontology", "thresholds", "theme", "cache",
  ]

  /// What the text says, and everything that is wrong with it.
  static func read(_ text: String, path: String) -> (configuration: Configuration, diagnostics: [Diagnostic]) {
    var reader = YAMLReader(path: path, text: text)
    var configuration = Configuration()
    guard let root = reader.root(of: text) else { return (configuration, reader.diagnostics) }
    for (key, mark, value) in reader.entries(root, of: name, known: keys) {
      switch key {
      case "vault": configuration.vault = reader.text(value, of: key) ?? "."
      case "include": configuration.include = parts(value, key, &reader)
      case "exclude": configuration.exclude = parts(value, key, &reader)
      case "private": configuration.privateParts = parts(value, key, &reader)
      case "imports": configuration.imports = files(value, key, &reader)
      case "ontology":
        let file = OntologyFile(value, extending: .builtIn, &reader)
        configuration.ontology = Ontology(kinds: file.kinds, predicates: file.predicates)
      case "thresholds":
        for (key, _, value) in reader.entries(value, of: key, known: ["accepted", "review"]) {
          guard let share = reader.share(value, of: key) else { continue }
          if key == "accepted" {
            configuration.thresholds.accepted = share
          } else {
            configuration.thresholds.review = share
          }
        }
        if configuration.thresholds.review > configuration.thresholds.accepted {
          reader.report(mark, "review is above accepted", hint: "what is accepted needs no review: set review lower")
        }
      case "theme":
        guard let theme = reader.text(value, of: key) else { continue }
        if ThemeFile(named: theme) != nil || GraphFolder.isThemeFile(theme) {
          configuration.theme = theme
        } else {
          reader.report(
            value.mark, "there is no theme \"\(theme)\"",
            hint: reader.suggestion(for: theme, among: ThemeFile.names)
              ?? "themes: \(ThemeFile.names.joined(separator: ", ")), or a file of the graph folder: house.yaml")
        }
      case "cache": configuration.cache = reader.text(value, of: key)
      default: break
      }
    }
    return (configuration, reader.diagnostics)
  }

  /// Patterns of paths in the vault, and tags.
  private static func parts(_ node: Node, _ key: String, _ reader: inout YAMLReader) -> [String] {
    var result: [String] = []
    for (text, mark) in reader.marked(node, of: key) {
      if text.isEmpty || text == "#" {
        reader.report(mark, "\(key) has an empty entry", hint: "name a folder of the vault, or a tag: \"#draft\"")
      } else if text.split(separator: "/").contains("..") {
        reader.report(mark, "\"\(text)\" is no folder of the vault", hint: "paths are relative to the vault")
      } else {
        result.append(text)
      }
    }
    return result
  }

  /// Files, folders and patterns in the graph folder.
  private static func files(_ node: Node, _ key: String, _ reader: inout YAMLReader) -> [String] {
    var result: [String] = []
    for (text, mark) in reader.marked(node, of: key) {
      if text.isEmpty || text.hasPrefix("#") {
        reader.report(mark, "\(key) has an entry that is no file", hint: "name files, folders or patterns: \"*.csv\"")
      } else if text.hasPrefix("/") || text.hasPrefix("~") || text.split(separator: "/").contains("..") {
        reader.report(
          mark, "\"\(text)\" is not in the graph folder",
          hint: "put the file beside \(name), or a link to it, and name it from there")
      } else {
        result.append(text)
      }
    }
    return result
  }
}
