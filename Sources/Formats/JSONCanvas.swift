public import KnowledgeGraph

/// JSON Canvas 1.0 (https://jsoncanvas.org/spec/1.0), which Obsidian opens: a card an entity, with the entity's note
/// where there is one.
///
/// Cards stand in a grid for each kind, the kinds beside each other; moving them is for the reader.
public struct JSONCanvas: GraphFormat {
  public let name = "canvas"
  public let abstract = "JSON Canvas with the notes as cards, for Obsidian"
  public let fileNames = ["graph.canvas"]

  public init() {}

  private static let card = (width: 280, height: 100)
  private static let gap = (across: 120, down: 60)

  public func write<Graph: GraphReading>(
    _ export: GraphExport<Graph>, to output: inout ExportOutput
  ) throws(ExportError) {
    let content = try export.content()
    var lines: [EntityID: [String]] = [:]
    for relation in content.relations where relation.object == nil {
      lines[relation.subject, default: []].append(
        content.ontology.label(relation.predicate) + " " + LiteralNode.label(relation))
    }
    var members: [Kind: [Entity]] = [:]
    for entity in content.entities { members[entity.kind, default: []].append(entity) }
    output.put("{\n  \"nodes\": [")
    var list = JSONElements(level: 2)
    var left = 0
    for kind in members.keys.sorted() {
      let entities = members[kind] ?? []
      let columns = JSONCanvas.columns(of: entities.count)
      let rows = (entities.count + columns - 1) / columns
      let width = columns * (JSONCanvas.card.width + JSONCanvas.gap.across)
      list.add(
        .record([
          "id": .string("g" + StableNames.hash(of: [kind.rawValue])), "type": .string("group"),
          "x": .integer(left), "y": .integer(0), "width": .integer(width),
          "height": .integer(rows * (JSONCanvas.card.height + JSONCanvas.gap.down)),
          "label": .string(content.ontology.kinds[kind]?.plural ?? kind.rawValue),
        ]), to: &output)
      for (position, entity) in entities.enumerated() {
        // An imported file is no card that Obsidian could show.
        let note = entity.note.flatMap { NotePath.isNote($0) ? $0 : nil }
        let x = left + position % columns * (JSONCanvas.card.width + JSONCanvas.gap.across) + JSONCanvas.gap.across / 2
        let y = position / columns * (JSONCanvas.card.height + JSONCanvas.gap.down) + JSONCanvas.gap.down / 2
        list.add(
          .record([
            "id": .string(content.node(entity.id)), "type": .string(note == nil ? "text" : "file"),
            "x": .integer(x), "y": .integer(y), "width": .integer(JSONCanvas.card.width),
            "height": .integer(JSONCanvas.card.height), "color": .string(color(of: kind, content.ontology)),
            "file": note.map { .string($0) },
            "text": note == nil ? .string(JSONCanvas.text(entity, lines[entity.id] ?? [])) : nil,
          ]), to: &output)
        try output.flow()
      }
      left += width + JSONCanvas.gap.across
    }
    list.end(&output)
    output.put(",\n  \"edges\": [")
    list = JSONElements(level: 2)
    try content.forEachRow { row throws(ExportError) in
      guard let object = row.relation.object else { return }
      list.add(
        .record([
          "id": .string(content.edge(row.relation.id)), "fromNode": .string(content.node(row.relation.subject)),
          "fromEnd": row.isSymmetric ? .string("arrow") : nil, "toNode": .string(content.node(object)),
          "label": .string(RelationCaption.text(row)),
        ]), to: &output)
      try output.flow()
    }
    list.end(&output)
    output.put("\n}\n")
  }

  /// As many columns as make the grid about twice as wide as high, in whole numbers.
  private static func columns(of count: Int) -> Int {
    var columns = 1
    while columns * columns < count { columns += 1 }
    return columns
  }

  /// One of the six colours of the form: cyan for agents, green for places, purple for sources, yellow for the rest.
  private func color(of kind: Kind, _ ontology: Ontology) -> String {
    if ontology.isKind(kind, under: .agent) { return "5" }
    if ontology.isKind(kind, under: .place) { return "4" }
    return ontology.isKind(kind, under: .source) ? "6" : "3"
  }

  private static func text(_ entity: Entity, _ lines: [String]) -> String {
    var text = markdown(entity.name)
    if let url = entity.url.flatMap({ WebAddress.escaped($0) }) { text += "\n\n<\(url)>" }
    for line in lines { text += "\n\n" + markdown(line) }
    return text
  }

  /// The text with a backslash before every ASCII punctuation mark (CommonMark 2.4), so that it is read as it stands.
  private static func markdown(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: " "), UInt8(ascii: ","), 0x80...:
        bytes.append(byte)
      case 0..<0x20, 0x7f: bytes.append(UInt8(ascii: " "))
      default: bytes += [UInt8(ascii: "\\"), byte]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
