public import KnowledgeGraph

/// How much of a part of a graph a figure is tried with.
public struct FigureExtent: Hashable, Sendable {
  /// The greatest number of entities beside those asked for.
  public var entities: Int
  /// The greatest number of statements between them.
  public var statements: Int

  public init(entities: Int, statements: Int) {
    self.entities = entities
    self.statements = statements
  }

  /// What is tried, most first.
  ///
  /// Lists fold many leaves into one card, and acts become cards of their own, so how much fits is known only when the
  /// cards are. With three statements to two entities a picture can still be followed; where more are told, those that
  /// most speaks for are chosen.
  static func tries(_ style: FigureOptions.Style) -> [FigureExtent] {
    let entities = style == .atlas ? [60, 52, 44, 36, 28, 20, 12, 4] : [48, 40, 32, 26, 21, 17, 13, 10, 7, 4]
    return entities.map { FigureExtent(entities: $0, statements: $0 + $0 / 2) }
  }
}

extension Scene {
  /// The scene of as much of a part as a readable figure holds.
  ///
  /// Without a style it is drawn as paper: pills say less, and what does not fit can be asked for by name.
  ///
  /// - Parameters:
  ///   - ontology: The words, icons and directions of kinds and predicates.
  ///   - options: As for ``init(_:ontology:options:)``.
  ///   - part: Gives as much of the part as is asked for.
  /// - Returns: The scene with what it shows, nil where there is nothing to draw, or why not even the least can be drawn.
  /// - Throws: What `part` throws.
  public static func readable<Failure: Error>(
    ontology: Ontology = .builtIn, options: FigureOptions, part: (FigureExtent) throws(Failure) -> Subgraph
  ) throws(Failure) -> Result<(scene: Scene, part: Subgraph), DrawingError>? {
    var options = options
    let style = options.style ?? .paper
    options.style = style
    var refusal = DrawingError("there is nothing to draw")
    for extent in FigureExtent.tries(style) {
      let subgraph = try part(extent)
      guard !subgraph.entities.isEmpty else { return nil }
      do throws(DrawingError) {
        return .success((try Scene(subgraph, ontology: ontology, options: options), subgraph))
      } catch {
        refusal = error
      }
    }
    return .failure(refusal)
  }
}
