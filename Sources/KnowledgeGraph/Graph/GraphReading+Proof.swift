extension GraphReading {
  /// The shortest prefix of a claim's identity, of at least four digits, that no other claim of the graph begins
  /// with.
  public func shortID(of claim: ClaimID) throws(GraphError) -> String {
    let text = claim.rawValue
    var length = 4
    while length < text.utf8.count {
      let prefix = String(text.prefix(length))
      if try claims(withPrefix: prefix, limit: 2).count < 2 { return prefix }
      length += 1
    }
    return text
  }

  /// A claim with what a reader needs to check it.
  public func proof(of claim: Claim) throws(GraphError) -> Proof {
    let source = try source(claim.source)
    var link = source?.url
    var line = 1
    switch claim.evidence {
    case .passage(let id, _, let range):
      if let passage = try passage(id) {
        link = passage.links.first ?? link
        line = passage.line + Self.lineEnds(in: passage.text.utf8.prefix(max(0, range.lowerBound)))
      }
    case .field(_, _, let fieldLine): line = fieldLine
    }
    return Proof(
      claim: claim.id, shortID: try shortID(of: claim.id), quote: claim.evidence.quote,
      sourceTitle: source?.title ?? claim.note, sourceDate: source?.date, link: link, note: claim.note, line: line,
      origin: claim.origin, confidence: claim.confidence, at: claim.qualifiers.at ?? claim.qualifiers.from)
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

  /// The proofs of a relation, in the order of its claims.
  public func proofs(of relation: Relation) throws(GraphError) -> [Proof] {
    var result: [Proof] = []
    for id in relation.claims {
      if let claim = try claim(id) { result.append(try proof(of: claim)) }
    }
    return result
  }
}
