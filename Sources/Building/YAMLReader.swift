import KnowledgeGraph
import Notes
import Yams

/// Reads a YAML document whose keys and types are known, and says of everything else where it stands and what may
/// have been meant.
struct YAMLReader {

  let path: String
  private let lines: [Substring]
  private(set) var diagnostics: [Diagnostic] = []

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The root of the document, or nil where it is empty or is no YAML.
  mutating func root(of text: String) -> Node? {
    do {
      // Which keys are numbers is known here: Yams need not guess by regular expressions, which it takes milliseconds to make.
      return try compose(yaml: text, .basic)
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        report(mark, "this is no YAML: \(problem)", hint: Self.hint(for: problem, line(mark.line)))
      case .duplicatedKeysInMapping(let duplicates, let context):
        let key = duplicates.sorted().first ?? ""
        let place = secondPlace(of: key) ?? (context.mark.line, context.mark.column)
        report(place, "the key \"\(key)\" stands twice", hint: "leave one of the two")
      default: report(nil, "this is no YAML", hint: Self.hint(for: ""))
      }
    } catch {
      report(nil, "this is no YAML", hint: Self.hint(for: ""))
    }
    return nil
  }

  /// What is likely meant where libyaml finds a problem that it words so.
  private static func hint(for problem: String, _ line: Substring = "") -> String {
    if problem.contains(" tab ") || line.drop(while: { $0 == " " }).first == "\t" {
      return "indent with spaces, not with tabs"
    }
    if problem.contains("mapping values are not allowed") {
      return "put a text with a colon in quotes, and begin each key on a line of its own"
    }
    if problem.contains("cannot start any token") { return "put the text in quotes" }
    return "look here and above for a quote or bracket that is not closed, or for wrong indentation"
  }

  /// Where a key stands for the second time, if it begins two lines of the file.
  private func secondPlace(of key: String) -> (line: Int, column: Int)? {
    let places = lines.indices.filter { lines[$0].drop(while: { $0 == " " }).hasPrefix(key + ":") }
    guard !key.isEmpty, places.count == 2, let second = places.last else { return nil }
    return (second + 1, lines[second].prefix { $0 == " " }.count + 1)
  }

  mutating func report(_ mark: Mark?, _ message: String, hint: String) {
    report((mark?.line ?? 1, mark?.column ?? 1), message, hint: hint)
  }

  private mutating func report(_ place: (line: Int, column: Int), _ message: String, hint: String) {
    let excerpt = line(place.line).filter { $0 != "\r" }
    diagnostics.append(
      Diagnostic(
        .error, path: path, line: place.line, column: place.column, message: message, hint: hint,
        excerpt: excerpt.isEmpty ? nil : String(excerpt)))
  }

  private func line(_ number: Int) -> Substring {
    lines.indices.contains(number - 1) ? lines[number - 1] : ""
  }

  /// The entries of a mapping in their order; a key that is not among `known` is an error, if `known` is not empty.
  mutating func entries(_ node: Node, of what: String, known: [String] = []) -> [(
    key: String, mark: Mark?, value: Node
  )] {
    guard case .mapping(let mapping) = node else {
      if !isEmpty(node) { report(node.mark, "\(what) needs keys with values", hint: "write key: value") }
      return []
    }
    var result: [(key: String, mark: Mark?, value: Node)] = []
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        report(key.mark, "a key of \(what) is no text", hint: "write key: value")
        continue
      }
      guard known.isEmpty || known.contains(scalar.string) else {
        report(
          scalar.mark, "\(what) has no key \"\(scalar.string)\"",
          hint: suggestion(for: scalar.string, among: known) ?? "known keys: \(known.joined(separator: ", "))")
        continue
      }
      if !isEmpty(value) { result.append((scalar.string, scalar.mark, value)) }
    }
    return result
  }

  /// One text, or nil and a diagnostic.
  mutating func text(_ node: Node, of key: String) -> String? {
    guard case .scalar(let scalar) = node else {
      report(node.mark, "\(key) is one text, not a list or a group of keys", hint: "write \(key): text")
      return nil
    }
    return scalar.string
  }

  /// A list of texts with where each stands; one text alone is a list of one.
  mutating func marked(_ node: Node, of key: String) -> [(text: String, mark: Mark?)] {
    switch node {
    case .scalar(let scalar): return [(scalar.string, scalar.mark)]
    case .sequence(let sequence):
      var result: [(text: String, mark: Mark?)] = []
      for element in sequence {
        guard case .scalar(let scalar) = element, !isEmpty(element) else {
          report(element.mark, "\(key) is a list of texts", hint: "a tag needs quotes: \"#draft\"")
          continue
        }
        result.append((scalar.string, scalar.mark))
      }
      return result
    default:
      report(node.mark, "\(key) is a list of texts", hint: "write \(key): [a, b]")
      return []
    }
  }

  mutating func flag(_ node: Node, of key: String) -> Bool? {
    guard case .scalar(let scalar) = node, ["true", "false"].contains(scalar.string) else {
      report(node.mark, "\(key) is true or false", hint: "write \(key): true")
      return nil
    }
    return scalar.string == "true"
  }

  /// A number from 0 to 1.
  mutating func share(_ node: Node, of key: String) -> Double? {
    guard case .scalar(let scalar) = node, let number = Double(scalar.string), (0...1).contains(number) else {
      report(node.mark, "\(key) is a number from 0 to 1", hint: "write \(key): 0.5")
      return nil
    }
    return number
  }

  /// "did you mean" for the likest of the names that may stand there; nil where none is like it.
  func suggestion(for name: String, among names: [String]) -> String? {
    let matcher = NameMatcher(name)
    let best = names.compactMap { candidate in
      matcher.distance(toFolded: FoldedName.fold(candidate)).map { (distance: $0, name: candidate) }
    }.min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return best.map { "did you mean \"\($0.name)\"?" }
  }

  private func isEmpty(_ node: Node) -> Bool {
    guard case .scalar(let scalar) = node, scalar.style == .any || scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }
}
