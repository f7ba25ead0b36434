extension Scene {
  /// The scene with other numbers on its edges, so that they match the footnotes of a page with several figures.
  ///
  /// `number` gives the new number for one of the scene's own; nil takes it away.
  public func numbered(_ number: (Int) -> Int?) -> Scene {
    var scene = self
    for index in scene.edges.indices {
      guard let own = scene.edges[index].number else { continue }
      let edge = scene.edges[index]
      scene.edges[index].number = number(own)
      scene.edges[index].labelSize = CardMetrics.labelSize(
        label: edge.label, details: edge.details, number: scene.edges[index].number)
    }
    scene.footnotes = scene.footnotes.compactMap { note in
      number(note.number).map { Footnote(number: $0, sentence: note.sentence, proofs: note.proofs) }
    }
    return scene
  }
}
