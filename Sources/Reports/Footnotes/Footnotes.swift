import Drawing
import KnowledgeGraph

/// A footnote of a report: the sentence, who wrote it, when, and where it can be read again.
struct Footnote: Hashable, Sendable {
  var number: Int
  var quote: String
  /// Whether the words are those of a source.
  var isQuoted: Bool
  /// Nil where a person asserts it and names none.
  var sourceTitle: String?
  var date: String?
  /// Already through ``LinkPolicy``.
  var link: String?
  var place: String
  /// The claims that are cited, by eight digits of their identities.
  var claims: [String]

  /// How much of a quote a footnote holds, in characters.
  static let quoteLimit = 1_000

  init(_ proof: Proof, number: Int, claims: [ClaimID]) {
    self.number = number
    let words = QuoteText.text(proof.quote)
    quote = words.count > Footnote.quoteLimit ? words.prefix(Footnote.quoteLimit) + "…" : words
    isQuoted = proof.isQuoted
    sourceTitle = proof.isPersonsOwn ? nil : proof.sourceTitle
    date = proof.sourceDate.map { DateText.text($0) }
    link = LinkPolicy.allowed(proof.link)
    place = "\(proof.note):\(proof.line)"
    // Prefixes grow with the graph; eight digits stay what they are.
    self.claims = claims.map { String($0.rawValue.prefix(8)) }
  }
}

/// Numbers the claims of a report as they are cited.
struct Footnotes<Graph: GraphReading> {
  let graph: Graph
  private(set) var ledger: FootnoteLedger
  private var cited: [Int: Claim] = [:]

  init(graph: Graph, ledger: FootnoteLedger, avoiding taken: Set<Int>) {
    self.graph = graph
    self.ledger = ledger
    self.ledger.begin(avoiding: taken)
  }

  mutating func number(of claim: Claim) -> Int {
    let number = ledger.number(of: claim)
    if cited[number] == nil { cited[number] = claim }
    return number
  }

  /// The footnotes that were cited, by number.
  func all() throws(GraphError) -> [Footnote] {
    var result: [Footnote] = []
    for entry in ledger.entries {
      guard let claim = cited[entry.number] else { continue }
      result.append(
        Footnote(try graph.proof(of: claim), number: entry.number, claims: entry.citations.map(\.claim)))
    }
    return result
  }
}
