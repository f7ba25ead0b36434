extension GraphReading {
  /// A claim with what a reader needs to check it.
  public func proof(of claim: Claim) throws(GraphError) -> Proof {
    let passage: Passage?
    if let id = claim.evidence.passage { passage = try self.passage(id) } else { passage = nil }
    var proof = Proof(
      of: claim, shortID: try shortID(of: claim.id), passage: passage, source: try source(claim.source))
    if claim.isAsserted, let line = try line(ofAsserted: claim.id) { proof.line = line }
    return proof
  }

  /// Whether people alone say so: every claim of the relation is one that somebody asserts.
  ///
  /// - Complexity: One look-up where a source says so, which is told by the first claim more often than not.
  public func isAsserted(_ relation: Relation) throws(GraphError) -> Bool {
    for id in relation.claims {
      guard try claim(id)?.isAsserted == true else { return false }
    }
    return true
  }

  /// The proofs of a relation, in the order of its claims.
  public func proofs(of relation: Relation) throws(GraphError) -> [Proof] {
    var result: [Proof] = []
    for id in relation.claims {
      if let claim = try claim(id) { result.append(try proof(of: claim)) }
    }
    return result
  }
}

extension ClaimID {
  /// The fewest digits by which people are told of a claim.
  package static let shortestLength = 4

  /// The shortest prefix, of at least ``shortestLength`` digits, that none of the other identities begins with.
  package func prefix(tellingFrom others: [ClaimID]) -> String {
    let digits = rawValue.utf8
    let common = others.map { other in zip(digits, other.rawValue.utf8).prefix { $0 == $1 }.count }.max() ?? 0
    return String(rawValue.prefix(max(common + 1, ClaimID.shortestLength)))
  }
}

extension Proof {
  /// A claim with what a reader needs to check it, where the passage and the source are at hand.
  package init(of claim: Claim, shortID: String, passage: Passage?, source: Source?) {
    var link = source?.url
    var line = 1
    switch claim.evidence {
    case .passage(_, _, let range):
      if let passage {
        link = passage.links.first ?? link
        line = passage.line + Proof.lineEnds(in: passage.text.utf8.prefix(max(0, range.lowerBound)))
      }
    case .field(_, _, let fieldLine): line = fieldLine
    }
    self.init(
      claim: claim.id, shortID: shortID, quote: claim.evidence.quote, sourceTitle: source?.title ?? claim.note,
      sourceDate: source?.date, link: link, note: claim.note, line: line, origin: claim.origin,
      confidence: claim.confidence, at: claim.qualifiers.at ?? claim.qualifiers.from,
      isQuoted: claim.isQuoted)
  }

  /// How many lines end in a text; they end with LF, CR LF or a lone CR.
  private static func lineEnds(in text: some Sequence<UInt8>) -> Int {
    var count = 0
    var isAfterReturn = false
    for byte in text {
      if byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") && !isAfterReturn { count += 1 }
      isAfterReturn = byte == UInt8(ascii: "\r")
    }
    return count
  }
}
