import ArgumentParser
import Formats
import KnowledgeGraph
import Store

/// `weft search`: entities by their names and passages by their words.
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find entities by name and passages by their words.",
    discussion: """
      EXAMPLES:
        weft search telecom
        weft search data center --limit 5
        weft search 'saudi' --json | jq -r '.passages[].note'

      All words must be there, in any order; the last one may be the beginning of a word.
      """)

  @ArgumentParser.Argument(help: "The words.")
  var words: [String]

  @Option(help: ArgumentHelp("The greatest number of entities, and of passages.", valueName: "n"))
  var limit = 10

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard (1...10_000).contains(limit) else { throw ValidationError("--limit is 1 to 10000") }
  }

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl, .csv])
    let store = try graph.open().store
    let query = words.joined(separator: " ")
    let hits = try reading { () throws(GraphError) in try store.search(query, limit: limit) }
    try answer.write(try Search.answer(hits, query: query, in: store), as: format)
    if hits.isEmpty {
      throw Failure("nothing has the words '\(TerminalText.safe(query))'", status: .nothingFound)
    }
  }

  static func answer(_ hits: [SearchHit], query: String, in graph: some GraphReading) throws(Failure) -> Answer {
    var table = Table([
      Table.Column("kind"), Table.Column("name", shrinks: true), Table.Column("text", shrinks: true),
      Table.Column("where", shrinks: true),
    ])
    var entities: [JSONValue] = []
    var passages: [JSONValue] = []
    var quotes: [(hit: SearchHit, source: Source?, passage: Passage)] = []
    for hit in hits {
      switch hit.match {
      case .entity(let entity):
        // An alias that was found says why the entity is listed.
        let alias = hit.snippet == entity.name ? "" : "also \(hit.snippet)"
        table.append([entity.kind.rawValue, entity.name, alias, entity.note ?? ""])
        entities.append(JSONValue(entity))
      case .passage(let passage):
        let source = try reading { () throws(GraphError) in try graph.source(passage.source) }
        table.append([
          "passage", source?.title ?? "", hit.snippet, "\(NotePath.file(of: passage.note)):\(passage.line)",
        ])
        passages.append(json(passage, source: source, snippet: hit.snippet))
        quotes.append((hit, source, passage))
      }
    }
    return Answer(
      table: table,
      json: .record([
        "schemaVersion": .integer(1), "query": .string(query), "entities": .array(entities),
        "passages": .array(passages),
      ]), lines: entities + passages,
      text: { style, columns in
        var text = ""
        if !entities.isEmpty {
          var names = Table([
            Table.Column("kind"), Table.Column("name", shrinks: true), Table.Column("found as", shrinks: true),
            Table.Column("sources", alignment: .right),
          ])
          for hit in hits {
            guard case .entity(let entity) = hit.match else { continue }
            names.append([
              entity.kind.rawValue, entity.name, hit.snippet == entity.name ? "" : hit.snippet,
              Wording.grouped(entity.sourceCount),
            ])
          }
          text += names.text(width: columns, style: style)
        }
        for (hit, source, passage) in quotes {
          text += text.isEmpty ? "" : "\n"
          text += ProofText.quote(hit.snippet, marking: hit.ranges, label: "", style: style, columns: columns)
          let origin = [source?.title, source?.date?.edtf].compactMap { $0 }.joined(separator: ", ")
          text +=
            style.dim(
              "      \(TerminalText.safe(origin))  \(TerminalText.safe(NotePath.file(of: passage.note))):\(passage.line)"
            ) + "\n"
        }
        return text
      })
  }

  private static func json(_ passage: Passage, source: Source?, snippet: String) -> JSONValue {
    .record([
      "id": .string(passage.id.rawValue),
      "snippet": .string(snippet),
      "text": .string(passage.text),
      "note": .string(NotePath.file(of: passage.note)),
      "line": .integer(passage.line),
      "links": .strings(passage.links),
      "source": .string(passage.source.rawValue),
      "sourceTitle": source.map { .string($0.title) },
      "sourceDate": source?.date.map { .string($0.edtf) },
    ])
  }
}
