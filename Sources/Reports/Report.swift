public import Drawing
public import KnowledgeGraph
public import Layout

/// A report as its author writes it: Markdown with ```` ```weft ```` blocks and `{{weft: …}}` values, which a graph
/// fills with figures, tables, quotes and numbers, each with its proof.
///
/// `Documentation/Reports.md` says what a block may ask for.
public struct Report: Sendable {
  private let template: ReportTemplate

  /// Reads a report.
  ///
  /// - Complexity: O(length of `text`).
  /// - Throws: ``ReportError`` with every block and value that is not understood, at its line and column; also for a
  ///   text of more than 1 MiB.
  public init(_ text: String) throws(ReportError) { template = try ReportTemplate(text) }

  /// Fills the report.
  ///
  /// The same report, graph and ledger give the same bytes.
  ///
  /// - Parameters:
  ///   - graph: What answers.
  ///   - version: The version of the program, for the figures to know.
  ///   - name: The name of the report's files without an ending; figures stand in a folder of that name.
  ///   - ledger: The numbers of the footnotes of the last run.
  ///   - cache: Where drawn figures are kept; nil draws all.
  ///   - isInteractive: Whether the HTML carries a script for search, filter, pan and zoom in its figures, which a content
  ///     security policy lets run by its hash.
  ///   - noteDates: When notes without a date came into the vault.
  ///   - looks: How figures look, by the name of a theme; nil is for those that name none.
  ///   - workers: What places many figures at once; nil places one after the other in this process.
  /// - Returns: The report in every form.
  /// - Throws: ``ReportError`` with every block that the graph cannot answer, at its line and column.
  public func filled(
    from graph: some GraphReading, version: String, name: String, ledger: FootnoteLedger = FootnoteLedger(),
    cache: (any FigureCache)? = nil, isInteractive: Bool = false, noteDates: NoteDates = NoteDates(),
    looks: @escaping (String?) throws(DrawingError) -> FigureLook = FigureLook.named, workers: LayoutWorkers? = nil
  ) throws(ReportError) -> FilledReport {
    var filler = ReportFiller(graph: graph, noteDates: noteDates, looks: looks)
    var footnotes = Footnotes(graph: graph, ledger: ledger, avoiding: template.takenNumbers)
    // Figures are placed by other processes while this one fills what comes after them.
    var figures = ReportFigures(cache: cache, workers: workers)
    let fingerprint = try Report.reading { () throws(GraphError) in try graph.fingerprint() }
    var numbered: [NumberedPart] = []
    var findings: [ReportFinding] = []
    for part in template.parts {
      do throws(ReportError) {
        let filled = try filler.fill(part)
        guard findings.isEmpty else { continue }
        numbered.append(
          try Report.reading { () throws(GraphError) in
            try Report.number(filled, &footnotes, graph, &figures) { words, claims in
              FigureRecord(version: version, arguments: ["report"] + words, fingerprint: fingerprint, claims: claims)
            }
          })
      } catch {
        findings += error.findings
      }
    }
    guard findings.isEmpty else { throw ReportError(findings) }
    var drawn = try Report.reading { () throws(GraphError) in try figures.svg() }[...]
    var pictures: [FilledReport.Figure] = []
    for index in numbered.indices {
      guard case .figure(var figure, let indent) = numbered[index], let svg = drawn.popFirst() else { continue }
      figure.svg = svg
      numbered[index] = .figure(figure, indent: indent)
      pictures.append(.init(name: figure.name + ".svg", svg: figure.record.placed(in: svg)))
    }
    let notes = try Report.reading { () throws(GraphError) in try footnotes.all() }
    var ledger = footnotes.ledger
    ledger.fingerprint = fingerprint
    return FilledReport(
      markdown: MarkdownWriter.text(
        numbered, footnotes: notes, frontMatter: template.frontMatter, figureFolder: name + "-figures"),
      html: HTMLWriter.text(numbered, footnotes: notes, title: template.title ?? name, isInteractive: isInteractive),
      figures: pictures,
      ledger: ledger)
  }

  /// What a graph answers; where it cannot be read, that is said of the report as a whole.
  private static func reading<Answer>(_ answer: () throws(GraphError) -> Answer) throws(ReportError) -> Answer {
    do throws(GraphError) {
      return try answer()
    } catch {
      throw ReportError([ReportFinding(line: 1, column: 1, message: error.message, hint: error.hint)])
    }
  }

  private static func number<Graph: GraphReading>(
    _ part: FilledPart, _ footnotes: inout Footnotes<Graph>, _ graph: Graph, _ figures: inout ReportFigures,
    _ record: ([String], [ClaimID]) -> FigureRecord
  ) throws(GraphError) -> NumberedPart {
    switch part {
    case .text(let text): return .text(text)
    case .remark(let text, let indent): return .remark(text, indent: indent)
    case .value(let cell): return .value(number(cell, &footnotes))
    case .quotes(let claims, let indent):
      var quotes: [Footnote] = []
      for claim in claims {
        quotes.append(
          Footnote(try graph.proof(of: claim), number: footnotes.number(of: claim), claims: [claim.id]))
      }
      return .quotes(quotes, indent: indent)
    case .table(let table, let indent):
      var rows: [[NumberedPart.Cell]] = []
      for row in table.rows {
        var cells: [NumberedPart.Cell] = []
        for cell in row { cells.append(number(cell, &footnotes)) }
        rows.append(cells)
      }
      return .table(
        .init(columns: table.columns, rows: rows, caption: table.caption, omitted: table.omitted), indent: indent)
    case .figure(let figure, let indent):
      var numbers: [Int: Int] = [:]
      for note in figure.scene.footnotes {
        guard let id = note.proofs.first?.claim, let claim = try graph.claim(id) else { continue }
        numbers[note.number] = footnotes.number(of: claim)
      }
      let scene = figure.scene.numbered { numbers[$0] }
      figures.add(scene)
      return .figure(
        .init(
          name: figure.name, svg: "", record: record(figure.words, scene.claims),
          caption: figure.caption, description: figure.description,
          notes: Set(numbers.values).sorted()), indent: indent)
    }
  }

  private static func number<Graph: GraphReading>(
    _ cell: ReportCell, _ footnotes: inout Footnotes<Graph>
  ) -> NumberedPart.Cell {
    var notes: [Int] = []
    for claim in cell.claims {
      let number = footnotes.number(of: claim)
      if !notes.contains(number) { notes.append(number) }
    }
    return .init(text: cell.text, notes: notes)
  }
}

/// A report with its answers, in every form.
public struct FilledReport: Hashable, Sendable {
  public struct Figure: Hashable, Sendable {
    /// The name of its file.
    public var name: String
    public var svg: String
  }

  /// Markdown whose figures stand in the folder `NAME-figures`.
  public var markdown: String
  /// One file with all figures in it.
  public var html: String
  public var figures: [Figure]
  /// The numbers of the footnotes, for the next run.
  public var ledger: FootnoteLedger
}
