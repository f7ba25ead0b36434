import KnowledgeGraph

extension Lookup {
  /// The entities of the sources that notes, titles and tags name, each once.
  func sources(notes: [String], titles: [String], tags: [String]) throws(Failure) -> [Entity] {
    var result: [Entity] = []
    func take(_ entity: Entity) {
      if !result.contains(where: { $0.id == entity.id }) { result.append(entity) }
    }
    for note in notes { take(try source(ofNote: note)) }
    for title in titles {
      let entity = try self.entity(title)
      guard entity.source != nil else {
        throw Failure(
          "\(TerminalText.safe(entity.name)) is no source", status: .usage,
          hint: "it is a \(TerminalText.safe(entity.kind.rawValue)): give its name without --source")
      }
      take(entity)
    }
    for tag in tags {
      for entity in try sources(tagged: tag) { take(entity) }
    }
    return result
  }

  /// The source that a note of the vault describes.
  private func source(ofNote path: String) throws(Failure) -> Entity {
    let graph = self.graph
    func matches(_ note: String) -> Bool { note == path || note == path + ".md" }
    func source(of entity: Entity) throws(GraphError) -> Source? {
      try entity.source.flatMap { id throws(GraphError) in try graph.source(id) }
    }
    let stem = (path.split(separator: "/").last.map(String.init) ?? path).replacing(/\.md$/, with: "")
    let found = try reading { () throws(GraphError) -> Entity? in
      for entity in try graph.entities(named: stem) {
        if let note = try source(of: entity)?.note, matches(note) { return entity }
      }
      // A title need not be the name of its file.
      for entity in try graph.entities() {
        if let note = try source(of: entity)?.note, matches(note) { return entity }
      }
      return nil
    }
    guard let found else {
      let near = try reading { () throws(GraphError) in try graph.names(like: stem, limit: 3) }
      throw Failure(
        "no source in the graph is of the note '\(TerminalText.safe(path))'", status: .nothingFound,
        hint: near.isEmpty
          ? "give the path of the note in the vault: --note \"Articles/Some Note.md\""
          : "titles that are like it, for --source: " + near.map { TerminalText.safe($0) }.joined(separator: ", "))
    }
    return found
  }

  private func sources(tagged tag: String) throws(Failure) -> [Entity] {
    let topic = try entity(tag.hasPrefix("#") ? String(tag.dropFirst()) : tag)
    let graph = self.graph
    let found = try reading { () throws(GraphError) -> [Entity] in
      var result: [Entity] = []
      for relation in try graph.relations(of: topic.id, direction: .in, predicates: [.tagged]) {
        if let entity = try graph.entity(relation.subject), entity.source != nil { result.append(entity) }
      }
      return result
    }
    guard !found.isEmpty else {
      throw Failure("no source has the tag '\(TerminalText.safe(topic.name))'", status: .nothingFound)
    }
    return found
  }
}
