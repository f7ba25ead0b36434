internal import KnowledgeGraph

/// A claim that a rule did not make, kept only where somebody asks for it.
struct Decline: Sendable {
  var sentence: Int
  /// Nil where nothing was looked for in the whole sentence.
  var rule: String?
  var subject: Int?
  var predicate: Predicate?
  var object: Int?
  var reason: DeclineReason
}

extension PassageReader {
  mutating func decline(
    _ reason: DeclineReason, _ rule: String?, _ predicate: Predicate? = nil, subject: Int? = nil, object: Int? = nil
  ) {
    guard isTracing else { return }
    declines.append(
      Decline(
        sentence: sentence, rule: rule, subject: subject, predicate: predicate, object: object, reason: reason))
  }
}
