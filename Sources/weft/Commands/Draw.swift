import ArgumentParser
import Building
import Drawing
import KnowledgeGraph
import Query
import Store

/// `weft draw`: a part of the graph as a picture.
struct Draw: FigureCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "Draw a part of the graph, with the proof of every edge.",
    discussion: """
      EXAMPLES:
        weft draw Huawei -o huawei.svg
        weft draw "Tencent Cloud" Mobily --depth 2 --since 2024 -o deals.svg
        weft draw --path Huawei "Saudi Arabia" -o way.svg
        weft draw --all --theme atlas --mode dark -o all.svg
        weft draw --query 'MATCH (c:Company)-[r:ACQUIRED]->(d) RETURN c, r, d' -o deals.svg
        weft draw --tag ai --focus Huawei -o tagged.svg
        weft draw --timeline Huawei -o time.svg
        weft draw Huawei --depth 2 --view gulf -o gulf.svg
        weft draw --view gulf -o gulf.svg
        weft draw Huawei --width 1600 -o huawei.png
        weft draw Huawei -o huawei.pdf

      A picture holds what can be read on a page; what more there is, is counted on it. In a browser every edge \
      shows its sentence and leads to the highlight.
      """)

  @ArgumentParser.Argument(help: "The names to draw, with what they are tied to.", completion: NameCompletion.kind)
  var names: [String] = []

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Draw the shortest ways between two names.", valueName: "a> <b"))
  var path: [String] = []

  @Flag(help: "Draw the whole graph, or the part that most speaks for.")
  var all = false

  @Option(help: ArgumentHelp("The greatest number of steps from the names; without it, 1.", valueName: "n"))
  var depth: Int?

  @Option(help: ArgumentHelp("Draw this predicate only; may be given several times.", valueName: "predicate"))
  var predicate: [String] = []

  @Option(
    help: ArgumentHelp(
      "How many of the sources that tell most of it to draw too; without it, 2. With --all, 0 draws all sources among "
        + "the rest, as is done where there are few facts.", valueName: "n"))
  var sources: Int?

  @Flag(help: "Draw mentions and bare links too.")
  var mentions = false

  @Option(help: ArgumentHelp("The heading; without it, the names.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp(
      "The manner: paper (cards, labelled edges), atlas (pills, for more of them), print (black on white), or a theme "
        + "of the graph folder, by its file.", valueName: "theme"),
    completion: .list(ThemeFile.names))
  var theme: String?

  @Option(
    help: ArgumentHelp("The colours: light, dark, or auto for what the reader's system prefers.", valueName: "mode"),
    completion: .list(FigureOptions.Mode.allCases.map(\.rawValue)), transform: Draw.mode)
  var mode = FigureOptions.Mode.auto

  @Option(
    help: ArgumentHelp(
      "Keep where cards stand under a name: drawn again, they stay, and new ones are stood beside what they are tied "
        + "to. Alone it draws what was drawn under the name.", valueName: "name"))
  var view: String?

  @Option(
    help: ArgumentHelp(
      "How cards are laid out: layered, force (by what ties them) or radial (in rings around one).",
      valueName: "layout"),
    completion: .list(Placement.Layout.allCases.map(\.rawValue)), transform: Draw.layout)
  var layout: Placement.Layout?

  @Flag(help: "Draw what is said along time: a line of text and its dates for each statement.")
  var timeline = false

  @Flag(help: "With --path, draw what the way leads past too, dimmed.")
  var context = false

  @Flag(help: "Tell what the picture leaves out, of what, and how to ask for it.")
  var explain = false

  @Flag(name: [.short, .long], help: "Do not tell what the picture leaves out.")
  var quiet = false

  @OptionGroup var chosen: PartOptions
  @OptionGroup var time: TimeOptions
  @OptionGroup var picture: PictureOptions
  @OptionGroup var graph: GraphOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write, .svg, .png, .pdf, .html or .dot; - is standard output.", valueName: "file"),
    completion: .file(extensions: ["svg", "png", "pdf", "html", "dot"]))
  var output: String?

  @Option(
    help: ArgumentHelp("svg, png, pdf, html or dot, where the file's ending does not say.", valueName: "format"),
    completion: .list(["svg", "png", "pdf", "html", "dot"]), transform: Draw.format)
  var format: OutputFormat?

  static func format(_ text: String) throws -> OutputFormat {
    guard let format = OutputFormat(rawValue: text), format.isFigure else {
      throw ValidationError("there are svg, png, pdf, html and dot")
    }
    return format
  }

  static func layout(_ text: String) throws -> Placement.Layout {
    guard let layout = Placement.Layout(rawValue: text) else {
      throw ValidationError("there are layered, force and radial")
    }
    return layout
  }

  static func mode(_ text: String) throws -> FigureOptions.Mode {
    guard let mode = FigureOptions.Mode(rawValue: text) else {
      throw ValidationError("there are light, dark and auto")
    }
    return mode
  }

  func validate() throws {
    let subjects = [!names.isEmpty, !path.isEmpty, all, chosen.query != nil, chosen.asksForSources]
    if let view {
      guard GraphFolder.isViewName(view) else {
        throw ValidationError("the name of a view has letters, digits, - and _, 64 at most")
      }
      guard !timeline, layout == nil else { throw ValidationError("--view takes no --timeline or --layout") }
    }
    guard !timeline || layout == nil else { throw ValidationError("--timeline takes no --layout") }
    guard subjects.count(where: { $0 }) == 1 || view != nil && !subjects.contains(true) else {
      throw ValidationError(
        "give names, or --path with two names, --all, --query, or notes by --note, --source and --tag")
    }
    guard path.isEmpty || path.count == 2 else { throw ValidationError("--path needs two names") }
    guard (1...20).contains(depth ?? 1) else { throw ValidationError("--depth is 1 to 20") }
    guard (0...20).contains(sources ?? 0) else { throw ValidationError("--sources is 0 to 20") }
    // Taken in silence they would promise a picture that is not drawn.
    guard depth == nil || !names.isEmpty else { throw ValidationError("--depth counts from names: give names") }
    guard path.isEmpty || sources == nil && predicate.isEmpty && time.asOf == nil && time.since == nil else {
      throw ValidationError("--path takes no --sources, --predicate, --as-of or --since")
    }
    guard path.isEmpty || chosen.focus.isEmpty else {
      throw ValidationError("--path takes no --focus: the way stands out with --context")
    }
    guard !context || !path.isEmpty else { throw ValidationError("--context is for --path") }
    guard chosen.query == nil || predicate.isEmpty && time.since == nil && !mentions else {
      throw ValidationError("--query takes no --predicate, --mentions or --since: say it in the query")
    }
    guard !chosen.asksForSources || sources == nil else {
      throw ValidationError("--sources is not for --note, --source and --tag, which name the sources")
    }
    guard !timeline || sources == nil && !mentions && chosen.focus.isEmpty && !context else {
      throw ValidationError("--timeline takes no --sources, --mentions, --focus or --context")
    }
    guard !explain || !quiet else { throw ValidationError("give --explain or --quiet") }
  }

  func run() throws {
    let format = try figureFormat()
    // Taken in silence it would promise a size that an SVG does not have.
    guard picture.size == nil || format.hasSize else {
      throw Failure("--scale and --width are for PNG and PDF", status: .usage, hint: "an SVG has any size")
    }
    if output == nil || output == "-" { try format.refuseTerminal() }
    let opened = try graph.open()
    let drawn = try figure(of: opened).picture(as: format)
    try Files.write(drawn.bytes, to: output ?? "-")
    if let view, format != .dot { try keep(view, drawn, in: opened.folder) }
    let told = LeftOut(drawn.part, ontology: opened.store.ontology)
    let text = explain ? told.explanation : quiet ? "" : told.note
    if !text.isEmpty { try Descriptor.errors.writeAll(text.utf8, named: "standard error") }
  }

  /// The form: as asked, else as the file's ending says, else SVG.
  private func figureFormat() throws(Failure) -> OutputFormat {
    let written: Failure.Status = .usage
    if let format { return format }
    guard let output, output != "-" else {
      guard !Descriptor.output.isTerminal || output == "-" else {
        throw Failure("a picture is not for the terminal", status: written, hint: "give a file: -o figure.svg")
      }
      return .svg
    }
    guard let format = OutputFormat(ending: output), format.isFigure else {
      throw Failure(
        "a picture cannot be written as '\(TerminalText.safe(output))'", status: written, hint: Draw.forms)
    }
    return format
  }

  private static let forms = "it can be .svg, .png, .pdf, .html or .dot"

  /// How many sources come with the rest; 0 for none or, in a picture of the whole graph, for all that are there.
  ///
  /// Where nothing is asked, few facts are no picture: a vault of books, people and topics is one of its sources.
  private func sourceLimit(in graph: some GraphReading, _ selection: Selection) throws(Failure) -> Int {
    if let sources { return sources }
    guard path.isEmpty, chosen.query == nil, !chosen.asksForSources, !timeline else { return 0 }
    guard all else { return Draw.usualSources }
    let fewFacts = 10
    let ontology = graph.ontology
    return try reading { () throws(GraphError) in
      let isSource = try Set(graph.entities().filter { ontology.isKind($0.kind, under: .source) }.map(\.id))
      var tied: Set<EntityID> = []
      for relation in try graph.relations() where !isSource.contains(relation.subject) {
        guard selection.predicates?.contains(relation.predicate) ?? !ontology.isBackground(relation.predicate),
          try graph.fits(relation, asOf: selection.asOf, since: selection.since, selection.noteDates) != .no
        else { continue }
        tied.formUnion([relation.subject, relation.object].compactMap { $0 })
        if tied.count >= fewFacts { return Draw.usualSources }
      }
      return 0
    }
  }

  private static let usualSources = 2

  func figure(of opened: OpenGraph) throws(Failure) -> Figure {
    if let view, names.isEmpty, path.isEmpty, !all, chosen.query == nil, !chosen.asksForSources {
      return try figure(ofView: view, in: opened)
    }
    let graph = opened.store
    let lookup = Lookup(graph: graph)
    let predicates = try lookup.predicates(predicate)
    var entities: [Entity] = []
    for name in names + path {
      let entity = try lookup.entity(name)
      if !entities.contains(where: { $0.id == entity.id }) { entities.append(entity) }
    }
    var focus: [Entity] = []
    for name in chosen.focus { focus.append(try lookup.entity(name)) }
    let told = try lookup.sources(notes: chosen.note, titles: chosen.source, tags: chosen.tag)
    let ways = path.isEmpty ? [] : try ways(between: entities, in: graph)
    var selection = Selection(
      depth: depth ?? 1, predicates: predicates, asOf: time.asOf, since: time.since, noteDates: opened.noteDates(time),
      includesBackground: mentions)
    selection.sourceLimit = try sourceLimit(in: graph, selection)
    var ranked: RankedPart?
    if ways.isEmpty || context {
      ranked = try rankedPart(of: graph, around: entities, ways, told, selection)
      ranked?.require(focus)
    }
    var options = FigureOptions(
      title: title ?? heading(entities.isEmpty ? told : entities), question: question, mode: mode,
      mentions: mentions ? .all : .needed)
    let look = try opened.theme(theme)
    (options.theme, options.style) = (look.theme, look.style)
    guard !look.theme.isMonochrome || mode != .dark else {
      throw Failure("a theme for print is black on white", status: .usage, hint: "leave out --mode dark")
    }
    if context { options.highlight = Set(ways.flatMap { $0.steps.joined().map(\.id) }) }
    if !focus.isEmpty {
      options.highlight = try reading { () throws(GraphError) in
        var relations: Set<RelationID> = []
        for entity in focus {
          relations.formUnion(try graph.relations(of: entity.id, direction: .both, predicates: nil).map(\.id))
        }
        return relations
      }
    }
    return Figure(
      part: { extent throws(Failure) in
        try reading { () throws(GraphError) in
          guard ranked != nil else { return try graph.subgraph(along: ways, selection) }
          return try ranked?.subgraph(limit: extent.entities, statements: extent.statements, of: graph)
            ?? Subgraph(entities: [], relations: [])
        }
      }, ontology: graph.ontology, options: options, layout: layout ?? .layered,
      kept: try keptCards(opened.folder), isTimeline: timeline, arguments: words(for: entities, focus: focus),
      fingerprint: opened.fingerprint, size: picture.size)
  }

  private func ways(between entities: [Entity], in graph: GraphStore) throws(Failure) -> [Path] {
    guard let start = entities.first, let end = entities.last, start.id != end.id else {
      throw entities.first.map(Failure.sameEntity) ?? Failure("--path needs two names", status: .usage)
    }
    let ways = try reading { () throws(GraphError) in
      try graph.shortestPaths(from: start.id, to: end.id, maximum: 6, limit: 12)
    }
    guard !ways.isEmpty else {
      throw Failure(
        "no way leads from \(TerminalText.safe(start.name)) to \(TerminalText.safe(end.name))", status: .nothingFound)
    }
    return ways
  }

  /// What is drawn, in the order in which it is taken.
  private func rankedPart(
    of graph: GraphStore, around entities: [Entity], _ ways: [Path], _ sources: [Entity], _ selection: Selection
  ) throws(Failure) -> RankedPart {
    if let query = chosen.query {
      var queried = selection
      queried.sourceLimit = self.sources ?? 0
      let options = QueryOptions(parameters: [:], limits: QueryLimits(time: .seconds(60), rows: nil))
      return try graph.rankedPart(answering: query, options: options, asOf: time.asOf, queried)
    }
    return try reading { () throws(GraphError) in
      if all { return try graph.rankedPart(selection) }
      if timeline, !entities.isEmpty, ways.isEmpty { return try statementsPart(of: graph, entities, selection) }
      if !sources.isEmpty { return try graph.rankedPart(toldBy: sources.map(\.id), selection) }
      let passed = ways.flatMap(\.entities).filter { id in !entities.contains { $0.id == id } }
      var seen: Set<EntityID> = []
      return try graph.rankedPart(
        around: entities.map(\.id) + passed.filter { seen.insert($0).inserted }, selection)
    }
  }

  /// The statements that name entities, and no others: what happened between their neighbours is another story.
  private func statementsPart(
    of graph: GraphStore, _ entities: [Entity], _ selection: Selection
  ) throws(GraphError) -> RankedPart {
    var relations: [RelationID: Relation] = [:]
    for entity in entities {
      for relation in try graph.relations(of: entity.id, direction: .both, predicates: selection.predicates)
      where try graph.fits(relation, asOf: selection.asOf, since: selection.since, selection.noteDates) != .no {
        relations[relation.id] = relation
        // An act is told with all its parties.
        guard let act = try relation.act.flatMap({ id throws(GraphError) in try graph.act(id) }) else { continue }
        for id in act.relations where relations[id] == nil {
          if let other = try graph.relation(id) { relations[id] = other }
        }
      }
    }
    return try graph.rankedPart(of: Array(relations.values), focus: entities.map(\.id), selection)
  }

  /// The command as the figure knows it.
  private func words(for entities: [Entity], focus: [Entity]) -> [String] {
    let way = path.isEmpty ? [] : ["--path"] + entities.map(\.name)
    var options = [Draw.word("depth", depth), Draw.word("sources", sources), mentions ? "--mentions" : nil]
    options += predicate.map { Draw.word("predicate", $0) }
    options += time.words + chosen.words(focus: focus)
    options += [
      Draw.word("title", title), Draw.word("theme", theme), Draw.word("mode", mode == .auto ? nil : mode.rawValue),
      Draw.word("scale", picture.scale), Draw.word("width", picture.width), all ? "--all" : nil,
      context ? "--context" : nil, timeline ? "--timeline" : nil,
      Draw.word("view", view), Draw.word("layout", layout?.rawValue),
    ]
    return Draw.words(options + way, names: path.isEmpty ? entities : [])
  }

  private func heading(_ entities: [Entity]) -> String? {
    let names = entities.map(\.name)
    guard let last = names.last else { return nil }
    guard path.isEmpty else { return names.joined(separator: " to ") }
    return names.count == 1 ? last : names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The limits that were set, since a picture that leaves things out has to say so.
  private var question: String? {
    var parts: [String] = []
    if let depth, depth > 1 { parts.append("up to \(depth) steps") }
    if !chosen.tag.isEmpty { parts.append("tagged " + chosen.tag.joined(separator: ", ")) }
    if !predicate.isEmpty { parts.append("only " + predicate.joined(separator: ", ")) }
    if let asOf = time.asOf { parts.append("as of \(asOf.edtf)") }
    if let since = time.since { parts.append("added since \(since.edtf)") }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
