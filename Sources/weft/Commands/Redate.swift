import ArgumentParser
import KnowledgeGraph
import Store

/// `weft redate`: a claim has another date.
struct Redate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redate",
    abstract: "Give a claim another date.",
    discussion: """
      EXAMPLES:
        weft redate c7f3 2024-03-07
        weft redate 306e 2019/2023          from 2019 to 2023
        weft redate 306e 2019/..            since 2019
        weft redate c7f3 none               no date
        weft redate Mobily "Tencent Cloud" 2024-03-07

      The date of an event is when it happened; the date of a state is since when it holds.
      """)

  @OptionGroup var targets: PutTargets
  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: DecidingAnswer

  func run() throws {
    let opened = try decision.graph.open()
    let lookup = Lookup(graph: opened.store)
    let claims = try lookup.claims(targets.words, predicates: targets.predicate)
    let sorts = Set(claims.map { opened.store.ontology.predicates[$0.predicate]?.temporal == .event })
    guard let isEvent = sorts.first, sorts.count == 1 else {
      throw Failure(
        "some of these claims tell of events, and some of states", status: .usage, hint: "say which with --predicate")
    }
    let dates = try ClaimDates.read(targets.value, isEvent: isEvent)
    try decision.decide(
      .redate(claims.map { ClaimAnchor($0) }, dates), "\(lookup.summary(claims)): \(dates.text)", in: opened, answer)
  }
}

extension ClaimDates {
  /// The dates of a word of a command line.
  static func read(_ text: String, isEvent: Bool) throws(Failure) -> ClaimDates {
    if text == "none" { return ClaimDates() }
    func date(_ part: some StringProtocol) throws(Failure) -> PartialDate? {
      if part == ".." || part.isEmpty { return nil }
      guard let date = PartialDate(edtf: part) else {
        throw Failure(
          "'\(TerminalText.safe(String(part)))' is no date", status: .usage,
          hint: "a date is 2024, 2024-03 or 2024-03-07; 2024/2025 has a beginning and an end")
      }
      return date
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 1 else {
      let only = try date(text)
      return isEvent ? ClaimDates(at: only) : ClaimDates(from: only)
    }
    guard parts.count == 2 else {
      throw Failure("a date has at most one /", status: .usage)
    }
    guard !isEvent else {
      throw Failure(
        "an event has one date, and '\(TerminalText.safe(text))' has two", status: .usage,
        hint: "give the year or month in which it happened")
    }
    let dates = ClaimDates(from: try date(parts[0]), to: try date(parts[1]))
    guard dates != ClaimDates() else { throw Failure("no date is given", status: .usage, hint: "say none for none") }
    if let from = dates.from, let to = dates.to, to.bounds.last < from.bounds.first {
      throw Failure("\(to.edtf) is before \(from.edtf)", status: .usage)
    }
    return dates
  }
}
