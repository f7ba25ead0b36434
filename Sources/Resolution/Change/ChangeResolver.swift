package import KnowledgeGraph

/// Works out what a change of few notes makes of a kept graph, from what the change can reach.
///
/// The names that the notes had and have are closed over everything that could decide differently because of them;
/// the same code as for a whole vault then names what is closed and groups and agrees on the claims that are touched.
/// What lies beyond is pinned to what is kept. `Documentation/Resolution.md` says what is closed over.
package struct ChangeResolver {
  let ontology: Ontology
  let authority: (any NameAuthority)?
  let threshold: Double
  /// How many sides of claims may be looked at.
  let limit: Int
  let decisions: KeptDecisions?

  /// `decisions` is what people decided about names; nil where nobody did. What they decided about claims, the kept graph
  /// and the notes tell.
  package init(
    ontology: Ontology, authority: (any NameAuthority)?, threshold: Double, limit: Int, decisions: KeptDecisions? = nil
  ) {
    self.ontology = ontology
    self.authority = authority
    self.threshold = threshold
    self.limit = limit
    self.decisions = decisions
  }

  /// The change of the graph.
  ///
  /// - Parameters:
  ///   - kept: The graph before the change, with the notes after it.
  ///   - old: What the changed notes gave before, and every other note of a source that one of them had or has.
  ///   - new: What the same notes give now.
  /// - Returns: The change; nil where so much is reached that all is better resolved anew.
  /// - Throws: What `kept` throws.
  package func change(of kept: some ResolvedReading, from old: [NoteRecord], to new: [NoteRecord]) throws
    -> GraphChange?
  {
    var run = ChangeRun(self, kept, from: old, to: new)
    do { return try run.change() } catch is TooMuch { return nil }
  }
}

/// More is reached than is worth working out apart.
struct TooMuch: Error {}
