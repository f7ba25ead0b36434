public import KnowledgeGraph

/// Two tables of comma-separated values: `nodes.csv` with the entities and `edges.csv` with the relations.
public struct CSVTables: GraphFormat {
  public let name = "csv"
  public let abstract = "two tables in a folder, for spreadsheets and databases"
  public let fileNames = ["nodes.csv", "edges.csv"]

  public init() {}

  public func write<Graph: GraphReading>(
    _ export: GraphExport<Graph>, to output: inout ExportOutput
  ) throws(ExportError) {
    let content = try export.content()
    let nodeColumns = FlatColumn<Entity>.entity
    try output.begin("nodes.csv")
    CSV.append(["name"] + nodeColumns.map(\.name), to: &output.bytes)
    for entity in content.entities {
      CSV.append([entity.name] + nodeColumns.map { $0.value(entity) ?? "" }, to: &output.bytes)
      try output.flow()
    }
    let edgeColumns = FlatColumn<RelationRow>.relation
    try output.begin("edges.csv")
    CSV.append(["id", "source", "target"] + edgeColumns.map(\.name), to: &output.bytes)
    try content.forEachRow { row throws(ExportError) in
      let relation = row.relation
      let ends = [content.edge(relation.id), content.name(relation.subject)]
      let target = relation.object.map { content.name($0) } ?? ""
      CSV.append(ends + [target] + edgeColumns.map { $0.value(row) ?? "" }, to: &output.bytes)
      try output.flow()
    }
  }
}
