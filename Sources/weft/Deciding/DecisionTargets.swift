import KnowledgeGraph

extension Lookup {
  /// The claims of words of a command line: ids, or the two names whose relation is meant.
  ///
  /// Two words are names where one of them is no id; else both are ids.
  func claims(_ words: [String], predicates: [String] = []) throws(Failure) -> [Claim] {
    guard words.count == 2, !words.allSatisfy(\.isClaimID) else { return try claims(ids: words) }
    let (from, to) = (try entity(words[0]), try entity(words[1]))
    let wanted = try self.predicates(predicates)
    let claims = try reading { () throws(GraphError) in
      let relations = try graph.relations(of: from.id, direction: .both, predicates: wanted)
        .filter { $0.other(than: from.id) == to.id }
      let facts = relations.filter { !graph.ontology.isBackground($0.predicate) }
      var claims: [Claim] = []
      for relation in facts.isEmpty ? relations : facts {
        for id in relation.claims {
          if let claim = try graph.claim(id) { claims.append(claim) }
        }
      }
      return claims
    }
    guard !claims.isEmpty else {
      throw Failure(
        "nothing ties \(TerminalText.safe(from.name)) and \(TerminalText.safe(to.name)) directly",
        status: .nothingFound, hint: "'weft why' with one name and another shows what does")
    }
    return claims
  }

  /// The claims with ids, each once.
  func claims(ids words: [String]) throws(Failure) -> [Claim] {
    var claims: [Claim] = []
    for word in words {
      let claim = try claim(word)
      if !claims.contains(where: { $0.id == claim.id }) { claims.append(claim) }
    }
    return claims
  }

  /// A claim as one line.
  func line(_ claim: Claim) throws(Failure) -> String {
    let id = try reading { () throws(GraphError) in try graph.shortID(of: claim.id) }
    return "\(id)  \(sentence(claim))"
  }

  func sentence(_ claim: Claim) -> String {
    [claim.subject.surface, graph.ontology.label(claim.predicate), claim.object?.surface]
      .compactMap { $0 }.joined(separator: " ")
  }

  /// "claim 4d78 Go Saudi …" or "3 claims".
  func summary(_ claims: [Claim]) throws(Failure) -> String {
    guard claims.count == 1, let only = claims.first else { return Wording.count(claims.count, "claim") }
    return "claim " + (try line(only))
  }

  /// The kind with a name; a usage error where there is none.
  func kind(_ name: String) throws(Failure) -> Kind {
    guard let kind = try kinds([name])?.first else { throw Failure("no kind is given", status: .usage) }
    return kind
  }

  /// The predicate with a name, of the ontology.
  func predicate(_ name: String) throws(Failure) -> Predicate {
    guard let predicate = try predicates([name])?.first else { throw Failure("no predicate is given", status: .usage) }
    guard graph.ontology.predicates[predicate] != nil else {
      throw Failure(
        "'\(TerminalText.safe(name))' is not a predicate", status: .usage,
        hint: "the predicates are those of the ontology: weft stats lists those in use")
    }
    return predicate
  }
}

extension String {
  /// Whether a word can be the id of a claim, or the beginning of one.
  var isClaimID: Bool { (4...32).contains(utf8.count) && allSatisfy(\.isHexDigit) }
}
