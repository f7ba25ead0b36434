import ArgumentParser
import Formats
import KnowledgeGraph
import Store

/// `weft assert`: a claim of one's own.
struct Assert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assert",
    abstract: "Make a claim of your own, shown as yours.",
    discussion: """
      EXAMPLES:
        weft assert Mobily partners-with "Tencent Cloud" --at 2024-03-07 --reason "I was there"
        weft assert "Nadia Roe" works-for Mobily --at 2019/.. --source https://example.org/people --quote "Nadia Roe joined Mobily in 2019."
        weft assert Alibaba raised --amount "25 billion USD" --at 2014-09

      A name that is not in the graph is new; --kind and --object-kind say what it is. One that is nearly a name of the
      graph is taken for a slip, but with --new.
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

  @Flag(
    name: .customLong("new"), help: "Names and a source that the graph has not are meant so, however near others are.")
  var isNew = false

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: DecidingAnswer

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
    guard !definition.isValue || amount != nil else {
      throw Failure(
        "\(lookup.name(of: predicate)) tells an amount", status: .usage, hint: "give it with --amount")
    }
    guard quote == nil || source != nil else {
      throw Failure("a quote is of a source", status: .usage, hint: "say of which with --source")
    }
    let near = try lookup.anchor(subject, kind, among: definition.domain, isNew: isNew)
    let far = try object.map { try lookup.anchor($0, objectKind, among: definition.range, isNew: isNew) }
    guard near != far else { throw Failure("both names mean \(TerminalText.safe(near.name))", status: .usage) }
    try lookup.check(
      predicate, TiedName(name: near.name, kind: near.kind), far.map { TiedName(name: $0.name, kind: $0.kind) })
    var qualifiers = Qualifiers(role: role)
    if let at {
      let dates = try ClaimDates.read(at, isEvent: definition.temporal == .event)
      qualifiers.at = dates.at.map { StatedDate($0) }
      qualifiers.from = dates.from.map { StatedDate($0) }
      qualifiers.to = dates.to.map { StatedDate($0) }
    }
    if let amount {
      qualifiers.amount = try Amount.read(amount)
      try qualifiers.amount?.check(for: predicate)
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
    let source = try source.map { try lookup.sourceID($0, isNew: isNew) }
    if let quote, let source { try lookup.check(quote, isIn: source) }
    let assertion = Assertion(
      subject: near, predicate: predicate, object: far, qualifiers: qualifiers, source: source, quote: quote)
    let words = [near.name, opened.store.ontology.label(predicate), far?.name].compactMap { $0 }
    try decision.decide(.assert(assertion), "asserted: " + words.joined(separator: " "), in: opened, answer)
  }
}
