import KnowledgeGraph

/// Reads the words of a directive.
struct DirectiveReader {
  private var directive: Directive
  private let words: [Word]
  private var next = 1

  /// The directive that words write.
  ///
  /// - Throws: ``ReportError`` with the place of the first word that is not understood.
  static func read(_ words: [Word], isInline: Bool, line: Int, column: Int) throws(ReportError) -> Directive {
    let verbs = Directive.Verb.allCases.filter { $0.isInline == isInline }.map(\.rawValue)
    guard let first = words.first else {
      throw ReportError([
        ReportFinding(
          line: line, column: column, message: isInline ? "this value asks for nothing" : "this block asks for nothing",
          hint: "it can ask for " + verbs.joined(separator: ", "))
      ])
    }
    // The other spelling of the command line.
    let written = first.text == "neighbours" ? "neighbors" : first.text
    guard let verb = Directive.Verb(rawValue: written) else {
      throw fault(
        first, "'\(first.text)' is nothing that a report can ask for",
        hint: near(first.text, verbs) ?? "it can be " + verbs.joined(separator: ", "))
    }
    guard verb.isInline == isInline else {
      throw fault(
        first, isInline ? "'\(written)' needs a block of its own" : "'\(written)' stands within a sentence",
        hint: isInline ? "write a block: ```weft, \(written) …, ```" : "write {{weft: \(written) …}}")
    }
    var reader = DirectiveReader(
      directive: Directive(verb: verb, line: first.line, column: first.column), words: words)
    try reader.readRest()
    reader.directive.words = words.map(\.text)
    return reader.directive
  }

  private init(directive: Directive, words: [Word]) {
    self.directive = directive
    self.words = words
  }

  private mutating func readRest() throws(ReportError) {
    while next < words.count {
      let word = words[next]
      next += 1
      guard !word.isQuoted, word.text.hasPrefix("--") else {
        directive.names.append(word)
        continue
      }
      try readOption(word)
    }
    let verb = directive.verb
    let count = directive.names.count
    if verb == .draw {
      if directive.isPath ? count != 2 : directive.isAll ? count > 0 : count == 0 {
        throw Self.fault(
          words[0], "a figure is drawn of names, of --path with two names, or of --all", hint: "draw Mobily --depth 2")
      }
    } else if !verb.nameCounts.contains(count) {
      let range = verb.nameCounts
      let wanted =
        range.lowerBound == range.upperBound ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
      throw Self.fault(
        directive.names.dropFirst(range.upperBound).first ?? words[0],
        "\(verb.rawValue) takes \(wanted == "0" ? "no" : wanted) name\(wanted == "1" ? "" : "s"), and \(count) are given",
        hint: count > range.upperBound ? "a name of several words stands in quotation marks" : nil)
    }
    if verb == .changes, directive.since == nil {
      throw Self.fault(words[0], "changes needs a date", hint: "changes --since 2024-03")
    }
    if verb == .table, directive.predicates.isEmpty, directive.kinds.isEmpty {
      throw Self.fault(words[0], "a table needs a predicate or a kind", hint: "table --predicate PARTNERS_WITH")
    }
    if verb == .count, directive.names.isEmpty, directive.predicates.isEmpty, directive.kinds.isEmpty {
      throw Self.fault(
        words[0], "count needs a name, a predicate or a kind", hint: "count Huawei --kind Country, count --kind Company"
      )
    }
  }

  private mutating func readOption(_ word: Word) throws(ReportError) {
    var name = String(word.text.dropFirst(2))
    var inlined: String?
    if let equals = name.firstIndex(of: "=") {
      inlined = String(name[name.index(after: equals)...])
      name = String(name[..<equals])
    }
    let known = directive.verb.options
    guard let option = Directive.Option(rawValue: name), known.contains(option) else {
      let names = known.map { "--" + $0.rawValue }.sorted()
      throw Self.fault(
        word, "\(directive.verb.rawValue) has no option --\(name)",
        hint: Self.near("--" + name, names) ?? (names.isEmpty ? nil : "it has " + names.joined(separator: ", ")))
    }
    guard !option.isFlag else {
      if option == .all { directive.isAll = true } else { directive.isPath = true }
      return
    }
    var value = Word(text: inlined ?? "", line: word.line, column: word.column, isQuoted: true)
    if inlined == nil {
      guard next < words.count, words[next].isQuoted || !words[next].text.hasPrefix("--") else {
        throw Self.fault(word, "--\(name) needs a value")
      }
      value = words[next]
      next += 1
    }
    try set(option, value)
  }

  private mutating func set(_ option: Directive.Option, _ value: Word) throws(ReportError) {
    func number(_ range: ClosedRange<Int>) throws(ReportError) -> Int {
      guard let number = Int(value.text), range.contains(number) else {
        throw Self.fault(
          value, "--\(option.rawValue) is a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
    func date() throws(ReportError) -> PartialDate {
      guard let date = PartialDate(edtf: value.text) else {
        throw Self.fault(value, "'\(value.text)' is no date", hint: "write 2024, 2024-03 or 2024-03-07")
      }
      return date
    }
    switch option {
    case .depth: directive.depth = try number(1...20)
    case .limit: directive.limit = try number(1...10_000)
    case .max: directive.maximum = try number(1...20)
    case .sources: directive.sources = try number(0...20)
    case .since: directive.since = try date()
    case .asOf: directive.asOf = try date()
    case .predicate: directive.predicates.append(value)
    case .kind: directive.kinds.append(value)
    case .caption: directive.caption = value.text
    case .title: directive.title = value.text
    case .direction:
      guard let direction = Direction(rawValue: value.text) else {
        throw Self.fault(value, "--direction is out, in or both")
      }
      directive.direction = direction
    case .theme: directive.theme = value
    case .path, .all: break
    }
  }

  static func fault(_ word: Word, _ message: String, hint: String? = nil, choices: [String] = []) -> ReportError {
    ReportError([
      ReportFinding(line: word.line, column: word.column, message: message, hint: hint, choices: choices)
    ])
  }

  /// "did you mean", or nil where nothing is near.
  static func near(_ word: String, _ known: [String]) -> String? {
    let matcher = NameMatcher(word)
    let found = known.compactMap { name in
      matcher.distance(toFolded: FoldedName.fold(name)).map { (distance: $0, name: name) }
    }
    return found.min { ($0.distance, $0.name) < ($1.distance, $1.name) }.map { "did you mean '\($0.name)'?" }
  }
}
