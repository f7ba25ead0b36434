import Building
import Drawing
import KnowledgeGraph

extension Diff {
  /// What changed as a picture: new, gone and changed statements of both versions, at the same positions.
  func figure(
    from before: GraphVersion, to after: GraphVersion, _ look: ThemeFile?
  ) throws(Failure) -> Figure {
    let (earlier, later) = (before.graph, after.graph)
    let difference = try reading { () throws(GraphError) in
      try later.difference(from: earlier, includingBackground: mentions)
    }
    var known = Set(difference.added.map(\.id))
    let changed = (difference.changed.map(\.after) + difference.newlyContested + difference.settled)
      .filter { known.insert($0.id).inserted }
    let sorts = [difference.added, changed, difference.gone]
    guard !sorts.allSatisfy(\.isEmpty) else {
      throw Failure("nothing differs that can be drawn", status: .nothingFound)
    }
    /// The first statements of each sort, so that no sort crowds out another.
    func part(_ limit: Int) throws(GraphError) -> DifferencePart {
      let share = max(1, limit / sorts.count { !$0.isEmpty })
      return try DifferencePart(
        later: later, earlier: earlier, added: Array(difference.added.prefix(share)),
        changed: Array(changed.prefix(share)), gone: Array(difference.gone.prefix(share)))
    }
    let all = try reading { () throws(GraphError) in try part(.max) }
    let names = [self.earlier, self.later].map(Diff.shown)
    return Figure(
      part: { extent throws(Failure) in
        try reading { () throws(GraphError) in try part(extent.statements).subgraph }
      }, ontology: later.ontology,
      options: FigureOptions(
        title: "From " + names.map { TerminalText.safe($0) }.joined(separator: " to "),
        theme: look?.theme ?? .standard, style: look?.style, mentions: mentions ? .all : .needed,
        changes: FigureOptions.Changes(relations: all.relations, entities: all.entities)),
      arguments: ["diff"] + names,
      fingerprint: { () throws(Failure) in try reading { () throws(GraphError) in try later.fingerprint() } })
  }

  /// A version as it was named, but for the folders before an absolute path: they mean nothing to whom the picture is
  /// for.
  private static func shown(_ version: String) -> String {
    version.hasPrefix("/") ? version.split(separator: "/").last.map(String.init) ?? version : version
  }

  /// Draws what changed, and says on standard error how much of it found no room.
  func draw(_ figure: Figure, as format: OutputFormat) throws {
    let picture = try figure.picture(as: format)
    try answer.write(picture, as: format)
    let count = (figure.options.changes?.relations.count ?? 0) - picture.part.relations.count
    guard count > 0 else { return }
    try Descriptor.errors.writeAll(
      "note: the picture leaves out \(Wording.count(count, "further change")); the table has all\n".utf8,
      named: "standard error")
  }
}
