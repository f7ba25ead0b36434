import ArgumentParser
import Formats
import KnowledgeGraph
import Store

/// `weft assert`: a claim of one's own.
struct Assert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a claim of your own, shown as yours.",
    discussion: """
      EXAMPLES:
        weft assert Mobily partners-with "Tencent Cloud" --at 2024-03-07 --reason "I was there"
        weft assert "Nadia Roe" works-for Mobily --at 2019/.. --source https://example.org/people --quote "Nadia Roe joined Mobily in 2019."
        weft assert Alibaba raised --amount "25 billion USD" --at 2014-09

      A name that is not in the graph is new; --kind and --object-kind say what it is.
      """)

  @ArgumentParser.Argument(help: "Who or what does.", completion: NameCompletion.kind)
  var subject: String

  @ArgumentParser.Argument(help: "The predicate, in any case: partners-with.")
  var predicate: String

  @ArgumentParser.Argument(help: "With whom or what; left out for a value.", completion: NameCompletion.kind)
  var object: String?

  @Option(help: ArgumentHelp("When: 2024, 2024-03-07; for a state 2019/2023, 2019/..", valueName: "date"))
  var at: String?

  @Option(help: ArgumentHelp("How much, as a text would write it: \"430 million USD\".", valueName: "amount"))
  var amount: String?

  @Option(help: "What the money is: committed, paid, raised, valuation, budget or stake.")
  var amountKind: String?

  @Option(help: "How far it has come: announced, planned, signed, active, completed, cancelled, denied or former.")
  var status: String?

  @Option(help: ArgumentHelp("In what role.", valueName: "text"))
  var role: String?

  @Option(help: ArgumentHelp("The source: a title in the graph, or a URL.", valueName: "title-or-url"))
  var source: String?

  @Option(help: ArgumentHelp("The words of the source that say so.", valueName: "text"))
  var quote: String?

  @Option(help: "The kind of a subject that is not in the graph.")
  var kind: String?

  @Option(help: "The kind of an object that is not in the graph.")
  var objectKind: String?

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let opened = try decision.graph.open()
    let lookup = Lookup(graph: opened.store)
    let predicate = try lookup.predicate(predicate)
    guard let definition = opened.store.ontology.predicates[predicate] else { return }
    guard (object == nil) == definition.isValue else {
      throw Failure(
        definition.isValue ? "\(predicate) has a value and no object" : "\(predicate) needs an object", status: .usage,
        hint: definition.isValue ? "give it with --amount" : nil)
    }
    let near = try lookup.anchor(subject, kind, among: definition.domain)
    let far = try object.map { try lookup.anchor($0, objectKind, among: definition.range) }
    guard near != far else { throw Failure("both names mean \(TerminalText.safe(near.name))", status: .usage) }
    var qualifiers = Qualifiers(role: role)
    if let at {
      let dates = try ClaimDates.read(at, isEvent: definition.temporal == .event)
      qualifiers.at = dates.at.map { StatedDate($0) }
      qualifiers.from = dates.from.map { StatedDate($0) }
      qualifiers.to = dates.to.map { StatedDate($0) }
    }
    if let amount {
      qualifiers.amount = try Amount.read(amount)
      if let amountKind { qualifiers.amount?.kind = try Amount.kind(amountKind) }
    }
    if let status {
      guard let known = Qualifiers.Status(rawValue: status.lowercased()) else {
        let all = Qualifiers.Status.allCases.map(\.rawValue)
        throw Failure(
          "'\(TerminalText.safe(status))' is no status", status: .usage,
          hint: Suggestion.hint(Suggestion.near(status, in: all)) ?? "they are " + all.joined(separator: ", "))
      }
      qualifiers.status = known
    }
    let assertion = Assertion(
      subject: near, predicate: predicate, object: far, qualifiers: qualifiers,
      source: try source.map { try lookup.sourceID($0) }, quote: quote)
    let words = [near.name, opened.store.ontology.label(predicate), far?.name].compactMap { $0 }
    try decision.decide(.assert(assertion), "asserted: " + words.joined(separator: " "), in: opened, answer)
  }
}

extension Lookup {
  /// The entity with a name, or a new one.
  fileprivate func anchor(_ name: String, _ kind: String?, among kinds: [Kind]) throws(Failure) -> NameAnchor {
    let given = try kind.map { kind throws(Failure) in try self.kind(kind) }
    let found = try reading { () throws(GraphError) in try graph.entities(named: name) }
    if found.isEmpty || given != nil && found.allSatisfy({ $0.kind != given }) {
      let words = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard !words.isEmpty else { throw Failure("a name has at least one letter", status: .usage) }
      return NameAnchor(words, kind: given ?? Lookup.usual(kinds))
    }
    if let given, let entity = found.first(where: { $0.kind == given }) { return NameAnchor(entity) }
    return NameAnchor(try entity(name))
  }

  /// What a name most likely is that may be of some kinds.
  private static func usual(_ kinds: [Kind]) -> Kind {
    guard let first = kinds.first else { return .topic }
    switch first {
    case .agent: return .company
    case .place: return .region
    default: return first
    }
  }

  /// The source that a title or URL means.
  fileprivate func sourceID(_ text: String) throws(Failure) -> SourceID {
    let found = try reading { () throws(GraphError) in
      try graph.entities(named: text).compactMap(\.source)
    }
    if found.count == 1 { return found[0] }
    if text.hasPrefix("https://") || text.hasPrefix("http://") { return SourceID("url:" + text) }
    guard found.isEmpty else {
      throw Failure("several sources are called '\(TerminalText.safe(text))'", status: .usage, hint: "give the URL")
    }
    return SourceID("title:" + text)
  }
}
