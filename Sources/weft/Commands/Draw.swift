import ArgumentParser
import Building
import Drawing
import KnowledgeGraph
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
      "The manner: paper (cards, labelled edges) or atlas (pills, for more of them).", valueName: "theme"),
    completion: .list(FigureOptions.Style.allCases.map(\.rawValue)), transform: Draw.theme)
  var theme: FigureOptions.Style?

  @Option(
    help: ArgumentHelp("The colours: light, dark, or auto for what the reader's system prefers.", valueName: "mode"),
    completion: .list(FigureOptions.Mode.allCases.map(\.rawValue)), transform: Draw.mode)
  var mode = FigureOptions.Mode.auto

  @Flag(name: [.short, .long], help: "Do not tell what the picture leaves out.")
  var quiet = false

  @OptionGroup var time: TimeOptions
  @OptionGroup var picture: PictureOptions
  @OptionGroup var graph: GraphOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write, .svg, .png, .pdf or .dot; - is standard output.", valueName: "file"),
    completion: .file(extensions: ["svg", "png", "pdf", "dot"]))
  var output: String?

  @Option(
    help: ArgumentHelp("svg, png, pdf or dot, where the file's ending does not say.", valueName: "format"),
    completion: .list(["svg", "png", "pdf", "dot"]), transform: Draw.format)
  var format: OutputFormat?

  static func format(_ text: String) throws -> OutputFormat {
    guard let format = OutputFormat(rawValue: text), format.isFigure else {
      throw ValidationError("there are svg, png, pdf and dot")
    }
    return format
  }

  static func theme(_ text: String) throws -> FigureOptions.Style {
    guard let style = FigureOptions.Style(rawValue: text) else {
      throw ValidationError("there are paper and atlas")
    }
    return style
  }

  static func mode(_ text: String) throws -> FigureOptions.Mode {
    guard let mode = FigureOptions.Mode(rawValue: text) else {
      throw ValidationError("there are light, dark and auto")
    }
    return mode
  }

  func validate() throws {
    guard [!names.isEmpty, !path.isEmpty, all].count(where: { $0 }) == 1 else {
      throw ValidationError("give names, or --path with two names, or --all")
    }
    guard path.isEmpty || path.count == 2 else { throw ValidationError("--path needs two names") }
    guard (1...20).contains(depth ?? 1) else { throw ValidationError("--depth is 1 to 20") }
    guard (0...20).contains(sources ?? 0) else { throw ValidationError("--sources is 0 to 20") }
    // Taken in silence they would promise a picture that is not drawn.
    guard depth == nil || !names.isEmpty else { throw ValidationError("--depth counts from names: give names") }
    guard path.isEmpty || sources == nil && predicate.isEmpty && time.asOf == nil && time.since == nil else {
      throw ValidationError("--path takes no --sources, --predicate, --as-of or --since")
    }
  }

  func run() throws {
    let format = try figureFormat()
    // Taken in silence it would promise a size that an SVG does not have.
    guard picture.size == nil || format.hasSize else {
      throw Failure("--scale and --width are for PNG and PDF", status: .usage, hint: "an SVG has any size")
    }
    if output == nil || output == "-" { try format.refuseTerminal() }
    let drawn = try figure(of: try graph.open()).picture(as: format)
    try Files.write(drawn.bytes, to: output ?? "-")
    if drawn.omitted > 0, !quiet {
      let ties = Wording.count(drawn.omitted, "further tie")
      try Descriptor.errors.writeAll(
        "note: the picture leaves out \(ties); draw a name of its own to see them\n".utf8, named: "standard error")
    }
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

  private static let forms = "it can be .svg, .png, .pdf or .dot"

  /// The theme of `weft.yaml`, where it names one; names that are none were refused when the file was read.
  private func configured(_ folder: GraphFolder) -> FigureOptions.Style? {
    folder.configuration.theme.flatMap(FigureOptions.Style.init(rawValue:))
  }

  /// How many sources come with the rest; 0 for none or, in a picture of the whole graph, for all that are there.
  ///
  /// Where nothing is asked, few facts are no picture: a vault of books, people and topics is one of its sources.
  private func sourceLimit(in graph: some GraphReading, _ selection: Selection) throws(Failure) -> Int {
    if let sources { return sources }
    guard path.isEmpty else { return 0 }
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
    let graph = opened.store
    let lookup = Lookup(graph: graph)
    let predicates = try lookup.predicates(predicate)
    var entities: [Entity] = []
    for name in names + path {
      let entity = try lookup.entity(name)
      if !entities.contains(where: { $0.id == entity.id }) { entities.append(entity) }
    }
    var ways: [Path] = []
    if !path.isEmpty {
      guard let start = entities.first, let end = entities.last, start.id != end.id else {
        throw entities.first.map(Failure.sameEntity) ?? Failure("--path needs two names", status: .usage)
      }
      ways = try reading { () throws(GraphError) in
        try graph.shortestPaths(from: start.id, to: end.id, maximum: 6, limit: 12)
      }
      guard !ways.isEmpty else {
        throw Failure(
          "no way leads from \(TerminalText.safe(start.name)) to \(TerminalText.safe(end.name))", status: .nothingFound)
      }
    }
    var selection = Selection(
      depth: depth ?? 1, predicates: predicates, asOf: time.asOf, since: time.since, noteDates: opened.noteDates(time),
      includesBackground: mentions)
    selection.sourceLimit = try sourceLimit(in: graph, selection)
    let options = FigureOptions(
      title: title ?? heading(entities), question: question, mode: mode,
      style: theme ?? configured(opened.folder),
      mentions: mentions ? .all : .needed)
    var ranked: RankedPart?
    return Figure(
      part: { limit throws(Failure) in
        try reading { () throws(GraphError) in
          if !ways.isEmpty { return try graph.subgraph(along: ways, selection) }
          if ranked == nil {
            ranked =
              all ? try graph.rankedPart(selection) : try graph.rankedPart(around: entities.map(\.id), selection)
          }
          return try ranked?.subgraph(limit: limit, of: graph) ?? Subgraph(entities: [], relations: [])
        }
      }, ontology: graph.ontology, options: options, arguments: words(for: entities), fingerprint: opened.fingerprint,
      size: picture.size)
  }

  /// The command as the figure knows it.
  private func words(for entities: [Entity]) -> [String] {
    let way = path.isEmpty ? [] : ["--path"] + entities.map(\.name)
    let options =
      [Draw.word("depth", depth), Draw.word("sources", sources), mentions ? "--mentions" : nil]
      + predicate.map { Draw.word("predicate", $0) } + time.words
      + [
        Draw.word("title", title), Draw.word("theme", theme?.rawValue),
        Draw.word("mode", mode == .auto ? nil : mode.rawValue), Draw.word("scale", picture.scale),
        Draw.word("width", picture.width), all ? "--all" : nil,
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
    if !predicate.isEmpty { parts.append("only " + predicate.joined(separator: ", ")) }
    if let asOf = time.asOf { parts.append("as of \(asOf.edtf)") }
    if let since = time.since { parts.append("added since \(since.edtf)") }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
