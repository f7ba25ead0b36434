import ArgumentParser
import Extraction
import KnowledgeGraph

/// `weft reamount`: a claim has another amount.
struct Reamount: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reamount",
    abstract: "Give a claim another amount.",
    discussion: """
      EXAMPLES:
        weft reamount c7f3 "430 million USD"
        weft reamount c7f3 "about €2.5bn" --kind paid
        weft reamount c7f3 none
      """)

  @OptionGroup var targets: PutTargets

  @Option(help: "What the money is: committed, paid, raised, valuation, budget or stake; without it, as before.")
  var kind: String?

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: DecidingAnswer

  func run() throws {
    let opened = try decision.graph.open()
    let lookup = Lookup(graph: opened.store)
    let claims = try lookup.claims(targets.words, predicates: targets.predicate)
    var stated = try Amount.read(targets.value)
    for claim in claims { try stated?.check(for: claim.predicate) }
    let kinds = Set(claims.map(\.qualifiers.amount?.kind))
    if stated?.kind == nil, kinds.count == 1, let known = kinds.first { stated?.kind = known }
    if let kind { stated?.kind = try Amount.kind(kind) }
    let text = stated.map { Wording.amountAndKind($0) } ?? "no amount"
    try decision.decide(
      .reamount(claims.map { ClaimAnchor($0) }, stated), "\(lookup.summary(claims)): \(text)", in: opened, answer)
  }
}

extension Amount {
  /// The one amount that a text states; nil for "none".
  static func read(_ text: String) throws(Failure) -> Amount? {
    if text == "none" { return nil }
    let found = ValueScanner().scan(TokenizedText(text))
    guard found.count == 1, case .amount(let amount) = found[0].value,
      found[0].range.count == text.utf8.count
    else {
      throw Failure(
        "'\(TerminalText.safe(text))' is no amount", status: .usage,
        hint: "write it as a text would: \"430 million USD\", \"1,500 employees\", \"12.5%\"; or none")
    }
    return amount
  }

  static func kind(_ name: String) throws(Failure) -> Amount.Kind {
    guard let kind = Amount.Kind(rawValue: name.lowercased()) else {
      let kinds = Amount.Kind.allCases.map(\.rawValue)
      throw Failure(
        "'\(TerminalText.safe(name))' is no kind of money", status: .usage,
        hint: Suggestion.hint(Suggestion.near(name, in: kinds)) ?? "the kinds are " + kinds.joined(separator: ", "))
    }
    return kind
  }
}
