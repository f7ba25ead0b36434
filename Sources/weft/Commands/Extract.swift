import ArgumentParser
import Extraction
import Formats
import KnowledgeGraph
import Notes

/// `weft extract`: what a text yields, without a graph.
struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Print what one text yields.",
    discussion: """
      EXAMPLES:
        weft extract "Articles/Cloud Deals.md"
        echo 'Acme acquired Bolt for $5 million in 2023.' | weft extract -
        weft extract --jsonl rows.jsonl > found.jsonl
        weft extract --explain "Articles/Cloud Deals.md"

      A file that ends in .md is read as a note, everything else as plain text.
      """)

  @ArgumentParser.Argument(help: "A note or a text; - is standard input.", completion: .file())
  var file: String?

  @Option(
    help: ArgumentHelp("Read JSON objects with an id and a text, one a line.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var jsonl: String?

  @Flag(help: "Tell of each sentence its names, what was made of it, and what was declined and why.")
  var explain = false

  @Option(
    help: ArgumentHelp("When the text was written: 2024, 2024-03 or 2024-03-07.", valueName: "date"),
    transform: TimeOptions.date)
  var date: PartialDate?

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard (file == nil) != (jsonl == nil) else { throw ValidationError("give a file, or --jsonl with a file") }
    guard !explain || jsonl == nil else { throw ValidationError("--explain reads one text, not --jsonl") }
  }

  func run() throws {
    if let jsonl {
      guard answer.format ?? .jsonl == .jsonl, !answer.json else {
        throw Failure("--jsonl has one form of answer, JSON Lines", status: .usage)
      }
      return try extractLines(of: jsonl)
    }
    let format = try answer.format(of: explain ? [.table, .json, .jsonl] : [.table, .json, .jsonl, .csv])
    let path = file ?? "-"
    let bytes = try Files.read(path)
    let extractor = Extractor()
    if path.hasSuffix(".md") {
      let note = NoteParser(ontology: .builtIn).parse(path: path, bytes: bytes)
      for finding in note.diagnostics {
        try Descriptor.errors.writeAll(
          DiagnosticText.text(finding, style: Style(for: .errors)).utf8, named: "standard error")
      }
      if explain {
        let readings = extractor.explain(note.passages, date: note.source.date)
        let sentences = zip(note.passages, readings).flatMap { passage, readings in
          readings.map { Explained(reading: $0, text: passage.text, line: passage.line) }
        }
        return try answer.write(Extract.answer(sentences), as: format)
      }
      let record = extractor.extract(note)
      try answer.write(Extract.answer(record), as: format)
      if record.claims.isEmpty { throw Extract.nothing }
      return
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if explain {
      let sentences = extractor.explain(text: text, date: date).map { Explained(reading: $0, text: text) }
      return try answer.write(Extract.answer(sentences), as: format)
    }
    let reading = extractor.extract(text: text, date: date)
    try answer.write(Extract.answer(reading, of: text), as: format)
    if reading.claims.isEmpty { throw Extract.nothing }
  }

  private static let nothing = Failure("the text yields no claim", status: .nothingFound)

  /// Answers every line of a file of JSON objects as soon as it is read.
  private func extractLines(of path: String) throws(Failure) {
    let extractor = Extractor()
    let bytes = try Files.read(path)
    var output: [UInt8] = []
    let shown = path == "-" ? "standard input" : path
    for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
    where line.contains(where: { $0 > 0x20 }) {
      let row: JSONValue
      do throws(JSONError) {
        row = try JSONValue(parsing: line)
      } catch {
        throw Failure(error.message, place: "\(shown):\(number + 1):\(error.offset + 1)")
      }
      guard let text = row["text"]?.string else {
        throw Failure(
          "the line has no member 'text' that is a string", place: "\(shown):\(number + 1)",
          hint: #"a line is an object such as {"id": "a1", "text": "…"}"#)
      }
      var written = date
      if let stated = row["date"], stated != .null {
        written = stated.string.flatMap { PartialDate(edtf: $0) }
        guard written != nil else {
          throw Failure(
            "the member 'date' is no date", place: "\(shown):\(number + 1)",
            hint: "a date is written 2024, 2024-03 or 2024-03-07")
        }
      }
      let reading = TextReadingRecord(extractor.extract(text: text, date: written), of: text)
      output += Array((reading.json(id: row["id"]).text() + "\n").utf8)
      if output.count > 1 << 16, answer.output == nil || answer.output == "-" {
        try Files.write(output, to: "-")
        output.removeAll(keepingCapacity: true)
      }
    }
    try Files.write(output, to: answer.output ?? "-")
  }

  /// A sentence with the text that it is from; with the line of the note on which that text begins.
  private struct Explained {
    var reading: SentenceReading
    var text: String
    var line: Int?
  }

  private static func answer(_ sentences: [Explained]) -> Answer {
    // Sentences of one text share the way to its scalars, so that a long one is not walked for each.
    var offsets: (text: String, offsets: ScalarOffsets)?
    let lines = sentences.map { sentence in
      if offsets?.text != sentence.text { offsets = (sentence.text, ScalarOffsets(sentence.text)) }
      let report = SentenceReport(reading: sentence.reading)
      return report.json(
        report.lines(), offsets: offsets?.offsets ?? ScalarOffsets(sentence.text), line: sentence.line)
    }
    return Answer(
      table: nil, json: .record(["schemaVersion": .integer(1), "sentences": .array(lines)]), lines: lines,
      text: { style, columns in
        sentences.map { sentence in
          let report = SentenceReport(reading: sentence.reading)
          return report.text(report.lines(), style: style, columns: columns)
        }.joined(separator: "\n")
      })
  }

  private static func answer(_ record: NoteRecord) -> Answer {
    let passages = Dictionary(record.passages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let lines = record.claims.map { claim in
      JSONValue(claim, passage: claim.evidence.passage.flatMap { passages[$0] }, source: record.source)
    }
    let facts = ClaimList.facts(record.claims, ontology: .builtIn)
    let table = ClaimList.table(facts, ontology: .builtIn)
    let hidden = record.claims.count - facts.count
    return Answer(
      table: table,
      json: .record([
        "schemaVersion": .integer(1), "passages": .integer(record.passages.count), "claims": .array(lines),
      ]), lines: lines,
      text: { style, columns in
        let rest =
          hidden > 0
          ? style.dim(
            "\nand \(Wording.count(hidden, "mention or bare link", "mentions or bare links")): --json has them") + "\n"
          : ""
        return table.text(width: columns, style: style) + rest
      })
  }

  private static func answer(_ reading: TextReading, of text: String) -> Answer {
    let table = ClaimList.table(reading.claims, ontology: .builtIn)
    var mentions = Table([Table.Column("kind"), Table.Column("name", shrinks: true)])
    for mention in reading.mentions { mentions.append([mention.kind.rawValue, mention.surface]) }
    let record = TextReadingRecord(reading, of: text).json(schemaVersion: 1)
    return Answer(
      table: table, json: record, lines: [record],
      text: { style, columns in
        [mentions, table].map { $0.text(width: columns, style: style) }.filter { !$0.isEmpty }.joined(separator: "\n")
      })
  }
}
