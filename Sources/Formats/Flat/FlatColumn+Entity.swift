import KnowledgeGraph

extension FlatColumn<Entity> {
  /// The columns of an entity, besides what names it.
  static var entity: [FlatColumn<Entity>] {
    [
      FlatColumn("kind") { $0.kind.rawValue },
      .list("aliases") { $0.aliases },
      .integer("sourceCount") { $0.sourceCount },
      .flag("described") { $0.isDescribed },
      .flag("author") { $0.isAuthor },
      .list("candidates") { $0.candidates },
      FlatColumn("source") { $0.source?.rawValue },
      FlatColumn("date") { $0.date?.edtf },
      FlatColumn("url") { $0.url },
      FlatColumn("note") { $0.note },
    ]
  }
}
