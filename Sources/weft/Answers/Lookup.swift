import KnowledgeGraph

/// Finding what the words of a command line mean in a graph.
struct Lookup<Graph: GraphReading> {
  let graph: Graph

  /// The one entity with a name; refused where there is none or where several have it. Among several, the one whose
  /// full name stands there letter for letter is meant.
  func entity(_ name: String) throws(Failure) -> Entity {
    let found: [Entity]
    let near: [String]
    do throws(GraphError) {
      found = try graph.entities(named: name)
      near = found.isEmpty ? try graph.names(like: name, limit: 3) : []
    } catch {
      throw Failure(error)
    }
    guard let first = found.first else {
      throw Failure(
        "nothing in the graph is called '\(TerminalText.safe(name))'", status: .nothingFound,
        hint: Suggestion.hint(near.map { TerminalText.safe($0) }) ?? "'weft search' looks in the notes' text too")
    }
    if let exact = found.first(where: { $0.name == name }) { return exact }
    guard found.count == 1 else {
      let width = found.map { TerminalText.width($0.name) }.max() ?? 0
      throw Failure(
        "'\(TerminalText.safe(name))' may mean \(found.count) entities", status: .usage,
        choices: found.map { entity in
          TerminalText.padded(TerminalText.safe(entity.name), to: width) + "  \(entity.kind), "
            + Wording.count(entity.sourceCount, "source")
        }, hint: "give one of these names in full")
    }
    return first
  }

  /// The claim that a prefix of its identity means.
  func claim(_ word: String) throws(Failure) -> Claim {
    let prefix = word.lowercased()
    guard prefix.utf8.count >= 4, prefix.allSatisfy({ $0.isHexDigit }) else {
      throw Failure(
        "'\(TerminalText.safe(word))' is no claim: its id has four or more of the digits 0-9 and a-f", status: .usage,
        hint: "for what ties two entities, give both names")
    }
    let found = try reading { () throws(GraphError) in try graph.claims(withPrefix: prefix, limit: 10) }
    guard let claim = found.first else {
      throw Failure("no claim has the id \(prefix)", status: .nothingFound)
    }
    guard found.count == 1 else {
      let choices = try reading { () throws(GraphError) in
        var choices: [String] = []
        for claim in found {
          let words = [claim.subject.surface, graph.ontology.label(claim.predicate), claim.object?.surface ?? ""]
          choices.append(try graph.shortID(of: claim.id) + "  " + TerminalText.safe(words.joined(separator: " ")))
        }
        return choices
      }
      throw Failure("several claims begin with \(prefix)", status: .usage, choices: choices)
    }
    return claim
  }

  /// The predicates with the given names, in any case and with `-` or a space for `_`; nil where none is given.
  func predicates(_ names: [String]) throws(Failure) -> Set<Predicate>? {
    guard !names.isEmpty else { return nil }
    let known = graph.ontology.predicates.keys.map(\.rawValue)
    var result: Set<Predicate> = []
    for name in names {
      let written = String(name.uppercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
      if !known.contains(written), let hint = Suggestion.hint(Suggestion.near(written, in: known)) {
        throw Failure("'\(TerminalText.safe(name))' is not a predicate", status: .usage, hint: hint)
      }
      // A name that is near none of the known ones is taken to be a typed link of the vault's own.
      result.insert(Predicate(written))
    }
    return result
  }

  /// The kinds with the given names, singular or plural, in any case; nil where none is given.
  func kinds(_ names: [String]) throws(Failure) -> Set<Kind>? {
    guard !names.isEmpty else { return nil }
    var known: [String: Kind] = [:]
    for definition in graph.ontology.kinds.values.sorted(by: { $0.kind < $1.kind }) {
      for name in [definition.kind.rawValue, definition.label, definition.plural] {
        known[name.lowercased()] = definition.kind
      }
    }
    var result: Set<Kind> = []
    for name in names {
      guard let kind = known[name.lowercased()] else {
        let kinds = Set(known.values).map(\.rawValue).sorted()
        throw Failure(
          "'\(TerminalText.safe(name))' is not a kind", status: .usage,
          hint: Suggestion.hint(Suggestion.near(name, in: kinds)) ?? "the kinds are " + kinds.joined(separator: ", "))
      }
      result.insert(kind)
    }
    return result
  }
}

extension Failure {
  /// Two names that should differ mean the same.
  static func sameEntity(_ entity: Entity) -> Failure {
    Failure("both names mean \(TerminalText.safe(entity.name))", status: .usage)
  }

  init(_ error: GraphError) {
    self.init(error.message, hint: error.hint)
  }
}

/// Runs `body` and tells a failure of the graph as the failure of the command.
func reading<Value>(_ body: () throws(GraphError) -> Value) throws(Failure) -> Value {
  do throws(GraphError) { return try body() } catch { throw Failure(error) }
}
