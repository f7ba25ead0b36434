internal import KnowledgeGraph

/// What the sentences so far have talked about: what "they", "the company" and "the region" mean.
struct Discourse: Sendable {
  /// The agents that the last sentence with an agent for its subject was about.
  var focus: [Int] = []
  /// The parties of the last act that ties two, with the sentence that told it.
  var pair: [Int] = []
  var pairSentence = -10
  /// Who raised money last: whom a later "round led by" means.
  var raiser: Int?
  /// The one firm or body that the last sentence with any has named.
  var company: Int?
  var person: Int?
  var place: Int?
  var initiative: Int?
  var product: Int?
  /// The place of "Danish tech giants" at the end of a sentence, for "The likes of …" that begins the next.
  var group: Int?
  /// The date of the last sentence that had one, for a sentence that goes on with "Together, they".
  var date: StatedDate?
  var dateSentence = -10
}
