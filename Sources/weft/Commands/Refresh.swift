import ArgumentParser
import Drawing
import Formats
import KnowledgeGraph
import Layout
import Raster

/// `weft refresh`: figures drawn anew from what they know of themselves.
struct Refresh: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh",
    abstract: "Draw figures anew from the graph as it is now.",
    discussion: """
      EXAMPLES:
        weft refresh story.svg
        weft refresh figures/*.svg figures/*.pdf

      A figure that weft wrote as SVG, PNG, PDF or HTML knows how it was asked for. It is drawn again in its place, \
      whatever was changed in it by hand.
      """)

  @ArgumentParser.Argument(
    help: ArgumentHelp("The figures.", valueName: "file"), completion: .file(extensions: ["svg", "png", "pdf", "html"]))
  var files: [String]

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard !files.contains("-") else { throw ValidationError("a figure is drawn in its place: give files") }
  }

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl, .csv])
    let opened = try graph.open()
    var results: [Result] = []
    var isComplete = true
    // The others can still be drawn.
    func tell(_ failure: Failure) throws(Failure) {
      isComplete = false
      try Descriptor.errors.writeAll(failure.text(Style(for: .errors)).utf8, named: "standard error")
    }
    // Other processes place the cards of those that were read while this one reads the next.
    var queue = LayoutQueue(.ofThisProgram)
    var known: [Known] = []
    for file in files {
      do throws(Failure) {
        known.append(try read(file, of: opened, &queue))
      } catch {
        try tell(error)
      }
    }
    var placements = queue.finish()[...]
    for one in known {
      do throws(Failure) {
        results.append(try Refresh.draw(one, &placements))
      } catch {
        try tell(error)
      }
    }
    try answer.write(Refresh.answer(results), as: format)
    if !isComplete { throw ExitCode(Failure.Status.failed.rawValue) }
  }

  /// What became of one figure.
  private struct Result {
    var file: String
    var isUnchanged: Bool
    var added: [ClaimID]
    var gone: [ClaimID]

    var change: String {
      guard !isUnchanged else { return "unchanged" }
      guard added.count + gone.count > 0 else { return "drawn anew, with the same claims" }
      let parts = [
        added.isEmpty ? nil : Wording.count(added.count, "claim") + " new",
        gone.isEmpty ? nil : Wording.count(gone.count, "claim") + " gone",
      ]
      return "drawn anew, " + parts.compactMap { $0 }.joined(separator: ", ")
    }

    var json: JSONValue {
      .record([
        "file": .string(file), "status": .string(isUnchanged ? "unchanged" : "drawn"),
        "added": .array(added.map { .string($0.rawValue) }), "gone": .array(gone.map { .string($0.rawValue) }),
      ])
    }
  }

  /// Larger than any figure, and small enough to be read at once.
  private static let sizeLimit = 256 << 20

  /// A figure that is drawn again.
  private struct Known {
    var file: String
    var record: FigureRecord
    var format: OutputFormat
    var figure: Figure
    /// What a queue places; nil for a figure that places itself.
    var draft: Figure.Draft?
  }

  private func read(_ file: String, of graph: OpenGraph, _ queue: inout LayoutQueue) throws(Failure) -> Known {
    let bytes = try Files.read(file, limit: Refresh.sizeLimit)
    let record: FigureRecord
    do throws(FigureRecordError) {
      record = try FigureFile.record(in: bytes)
    } catch {
      throw Failure(TerminalText.safe(error.message), place: file, hint: error.hint)
    }
    return try Refresh.placing(file) { () throws(Failure) in
      let figure = try Refresh.command(record).figure(of: graph)
      var known = Known(file: file, record: record, format: Refresh.format(of: bytes), figure: figure)
      if figure.isPlacedAnew {
        let draft = try figure.draft()
        queue.add(draft.scene, by: figure.layout)
        known.draft = draft
      }
      return known
    }
  }

  private static func draw(
    _ known: Known, _ placements: inout ArraySlice<Swift.Result<Placement, LayoutError>>
  ) throws(Failure) -> Result {
    let placement = known.draft == nil ? nil : placements.popFirst()
    return try placing(known.file) { () throws(Failure) in
      let picture: Figure.Picture
      if let draft = known.draft, let placement {
        picture = try known.figure.picture(of: draft, placement, as: known.format)
      } else {
        picture = try known.figure.picture(as: known.format)
      }
      let isUnchanged = picture.bytes == (try Files.read(known.file, limit: sizeLimit))
      if !isUnchanged { try Files.write(picture.bytes, to: known.file) }
      let (before, now) = (Set(known.record.claims), Set(picture.record?.claims ?? []))
      return Result(
        file: known.file, isUnchanged: isUnchanged, added: now.subtracting(before).sorted(),
        gone: before.subtracting(now).sorted())
    }
  }

  /// A failure names the file that it is about.
  private static func placing<Value>(
    _ file: String, _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    do throws(Failure) {
      return try body()
    } catch {
      var failure = error
      failure.status = .failed
      failure.place = failure.place ?? file
      throw failure
    }
  }

  private static func format(of bytes: [UInt8]) -> OutputFormat {
    switch FigureFile(bytes) {
    case .png: .png
    case .pdf: .pdf
    case .html: .html
    case .svg, nil: .svg
    }
  }

  /// The commands that draw figures.
  private static let commands: [any FigureCommand.Type] = [
    Draw.self, Neighbors.self, ShortestPath.self, QueryGraph.self,
  ]

  /// The command that a figure knows.
  ///
  /// The words come out of a file: they choose what is drawn and nothing else. Where to write and which graph to read is
  /// for this command to say, whatever stands among them.
  private static func command(_ record: FigureRecord) throws(Failure) -> any FigureCommand {
    guard record.arguments.first != "report" else {
      throw Failure("the figure is part of a report", hint: "fill the report anew with 'weft report'")
    }
    guard let name = record.arguments.first, let type = commands.first(where: { $0._commandName == name }) else {
      throw Failure("the figure was asked for in a way that is not known", hint: version(record))
    }
    do {
      return try type.parse(Array(record.arguments.dropFirst()))
    } catch {
      throw Failure("the figure was asked for in a way that is not understood", hint: version(record))
    }
  }

  private static func version(_ record: FigureRecord) -> String? {
    guard record.version != Weft.version else { return nil }
    return "weft \(TerminalText.safe(record.version)) drew it, and this is \(Weft.version)"
  }

  private static func answer(_ results: [Result]) -> Answer {
    var table = Table([Table.Column("file", shrinks: true), Table.Column("change")])
    for result in results { table.append([result.file, result.change]) }
    return Answer(
      table: table,
      json: .record(["schemaVersion": .integer(1), "figures": .array(results.map(\.json))]),
      lines: results.map(\.json),
      text: { style, columns in
        results.map { TerminalText.safe($0.file) + ": " + $0.change + "\n" }.joined()
      })
  }
}
