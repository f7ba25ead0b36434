import KnowledgeGraph

/// A name with its kind, as a decision is about to tie it.
struct TiedName {
  var name: String
  var kind: Kind?
}

extension Lookup {
  /// Refuses to say of two names what the ontology does not let their kinds say; what is of no known kind may be any.
  func check(_ predicate: Predicate, _ subject: TiedName, _ object: TiedName?) throws(Failure) {
    guard let definition = graph.ontology.predicates[predicate], !fits(predicate, subject, object) else { return }
    func kinds(_ list: [Kind]) -> String {
      list.isEmpty ? "anything" : list.map { Wording.article(label($0)) }.joined(separator: " or ")
    }
    let said =
      definition.isValue
      ? "is said of \(kinds(definition.domain))"
      : "ties \(kinds(definition.domain)) to \(kinds(definition.range))"
    let given = [subject, object].compactMap { $0 }.map { tied in
      "\(TerminalText.safe(tied.name)) is \(tied.kind.map { Wording.article(label($0)) } ?? "of no kind")"
    }
    throw Failure(
      "\(name(of: predicate)) \(said): \(given.joined(separator: " and "))", status: .usage,
      hint: hint(predicate, subject, object))
  }

  private func hint(_ predicate: Predicate, _ subject: TiedName, _ object: TiedName?) -> String {
    if let object, !graph.ontology.isSymmetric(predicate), fits(predicate, object, subject) {
      return "the other way round it fits: \(TerminalText.safe(object.name)) \(name(of: predicate)) "
        + TerminalText.safe(subject.name)
    }
    let others = graph.ontology.predicates.values.filter { other in
      !other.isBackground && other.isValue == (object == nil) && !(other.domain.isEmpty && other.range.isEmpty)
        && other.predicate != .alsoKnownAs && fits(other.predicate, subject, object)
    }
    let names = others.map { name(of: $0.predicate) }.sorted()
    return (names.isEmpty ? "nothing fits these kinds" : "what fits: " + names.joined(separator: ", "))
      + "; weft retype NAME KIND changes a kind"
  }

  private func fits(_ predicate: Predicate, _ subject: TiedName, _ object: TiedName?) -> Bool {
    guard let definition = graph.ontology.predicates[predicate] else { return true }
    func fits(_ kind: Kind?, _ allowed: [Kind]) -> Bool {
      // A topic is what nobody knows more of.
      guard let kind, kind != .topic, kind != .agent, kind != .place, graph.ontology.kinds[kind] != nil else {
        return true
      }
      return allowed.isEmpty || allowed.contains { graph.ontology.isKind(kind, under: $0) }
    }
    return fits(subject.kind, definition.domain) && (object.map { fits($0.kind, definition.range) } ?? true)
  }

  /// A predicate as it is typed: `works-for`.
  func name(of predicate: Predicate) -> String { predicate.rawValue.lowercased().replacing("_", with: "-") }

  private func label(_ kind: Kind) -> String { graph.ontology.kinds[kind]?.label ?? kind.rawValue }
}

extension Amount {
  /// Refuses an amount that a predicate cannot have: of money without its currency, of people in dollars.
  func check(for predicate: Predicate) throws(Failure) {
    switch unit {
    case .money where predicate == .employs:
      throw Failure("employs counts people, and this is money", status: .usage, hint: "write it as \"1,500 employees\"")
    case .count(let noun) where noun == nil && predicate != .employs:
      throw Failure(
        "\(Wording.amount(self)) of what?", status: .usage, hint: "say the currency: \"\(Wording.amount(self)) USD\"")
    case .count where [.raised, .valuedAt, .investedIn].contains(predicate),
      .percent where [.raised, .valuedAt].contains(predicate):
      throw Failure(
        "\(Wording.amount(self)) is no money", status: .usage, hint: "say how much in a currency: \"5 million USD\"")
    default: break
    }
  }
}
