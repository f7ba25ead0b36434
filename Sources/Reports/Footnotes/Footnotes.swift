import Drawing
import KnowledgeGraph

/// A footnote of a report: the sentence, who wrote it, when, and where it can be read again.
struct Footnote: Hashable, Sendable {
  var number: Int
  var quote: String
  var sourceTitle: String
  var date: String?
  /// Already through ``LinkPolicy``.
  var link: String?
  var place: String
  var claim: String

  /// How much of a quote a footnote holds, in characters.
  static let quoteLimit = 1_000

  init(_ proof: Proof, number: Int) {
    self.number = number
    let words = QuoteText.text(proof.quote)
    quote = words.count > Footnote.quoteLimit ? words.prefix(Footnote.quoteLimit) + "…" : words
    sourceTitle = proof.sourceTitle
    date = proof.sourceDate.map { DateText.text($0) }
    link = LinkPolicy.allowed(proof.link)
    place = "\(proof.note):\(proof.line)"
    // Prefixes grow with the graph; eight digits stay what they are.
    claim = String(proof.claim.rawValue.prefix(8))
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

  mutating func number(of claim: Claim) throws(GraphError) -> Int {
    let graph = self.graph
    var failure: GraphError?
    let number = ledger.number(of: claim) { id in
      do throws(GraphError) { return try graph.claim(id) != nil } catch {
        failure = error
        return true
      }
    }
    if let failure { throw failure }
    cited[number] = claim
    return number
  }

  /// The footnotes that were cited, by number.
  func all() throws(GraphError) -> [Footnote] {
    var result: [Footnote] = []
    for (number, claim) in cited.sorted(by: { $0.key < $1.key }) {
      result.append(Footnote(try graph.proof(of: claim), number: number))
    }
    return result
  }
}
