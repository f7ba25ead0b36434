import KnowledgeGraph
import Notes
import Store

extension Lookup {
  /// The entity with a name, or a new one; a name that is nearly one of the graph's is new only where `isNew` insists.
  func anchor(
    _ name: String, _ kind: String?, among kinds: [Kind], isNew: Bool
  ) throws(Failure) -> NameAnchor {
    let given = try kind.map { kind throws(Failure) in try self.kind(kind) }
    let found = try reading { () throws(GraphError) in try graph.entities(named: name) }
    if found.isEmpty || given != nil && found.allSatisfy({ $0.kind != given }) {
      let words = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard !words.isEmpty else { throw Failure("a name has at least one letter", status: .usage) }
      if found.isEmpty, !isNew { try refuseNearName(words) }
      return NameAnchor(words, kind: given ?? Lookup.usual(kinds))
    }
    if let given, let entity = found.first(where: { $0.kind == given }) { return NameAnchor(entity) }
    return NameAnchor(try entity(name))
  }

  private func refuseNearName(_ name: String) throws(Failure) {
    let near = try reading { () throws(GraphError) in try graph.names(like: name, limit: 5) }
    // Nearer than what "did you mean" would offer for a name that must be there.
    let limit = name.count <= 5 ? 1 : 2
    let slips = near.filter { Suggestion.distance(name.lowercased(), $0.lowercased()) <= limit }.prefix(3)
    guard let hint = Suggestion.hint(slips.map { TerminalText.safe($0) }) else { return }
    throw Failure(
      "nothing in the graph is called '\(TerminalText.safe(name))', and something is nearly so", status: .usage,
      hint: hint + " --new insists on the new name")
  }

  /// What a name most likely is that may be of some kinds.
  private static func usual(_ kinds: [Kind]) -> Kind {
    guard let first = kinds.first else { return .topic }
    switch first {
    case .agent: return .company
    case .place: return .region
    default: return first
    }
  }
}

extension Lookup<GraphStore> {
  /// The source that a title or URL means; one that no note is about only by its URL, or where `isNew` insists.
  func sourceID(_ text: String, isNew: Bool) throws(Failure) -> SourceID {
    let found = try reading { () throws(GraphError) in
      try graph.entities(named: text).compactMap(\.source)
    }
    if found.count == 1 { return found[0] }
    if text.hasPrefix("https://") || text.hasPrefix("http://") { return SourceID("url:" + SourceURL.canonical(text)) }
    guard found.isEmpty else {
      throw Failure("several sources are called '\(TerminalText.safe(text))'", status: .usage, hint: "give the URL")
    }
    guard !isNew else { return SourceID("title:" + text) }
    let near = try reading { () throws(GraphError) in
      var titles: [String] = []
      for name in try graph.names(like: text, limit: 20) {
        if try graph.entities(named: name).contains(where: { $0.source != nil }) { titles.append(name) }
      }
      return titles
    }
    throw Failure(
      "no source is called '\(TerminalText.safe(text))'", status: .usage,
      hint: (Suggestion.hint(near.prefix(3).map { TerminalText.safe($0) }).map { $0 + " Or " } ?? "")
        + "give its URL, or --new for a source that no note is about")
  }

  /// Refuses words that do not stand in what notes have of a source; of one without a text nobody can tell.
  func check(_ quote: String, isIn source: SourceID) throws(Failure) {
    let words = QuotedWords(try reading { () throws(GraphError) in try graph.texts(ofSource: source) })
    guard words.hasText, !words.hold(quote) else { return }
    let title = try reading { () throws(GraphError) in try graph.source(source)?.title } ?? source.rawValue
    throw Failure(
      "these words do not stand in what the notes have of \(TerminalText.safe(title))", status: .usage,
      hint: "quote them letter for letter (weft search finds them), or say it in your own words with --reason")
  }
}
