import ArgumentParser
import Building
import Formats
import KnowledgeGraph

/// `weft diff`: what is different between two versions of a graph.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tell what is different between two versions of the graph.",
    discussion: """
      EXAMPLES:
        weft diff HEAD~1 HEAD                  two git revisions of the graph folder
        weft diff HEAD .                       the last commit and the graph as it was built last
        weft diff before.jsonl after.jsonl     two exports of weft export --as claims
        weft diff main HEAD --format md        for a pull request
        weft diff HEAD~1 HEAD -o changes.svg   what is new, gone and changed, as a picture

      Told are statements that are added, gone and changed, newly contested and newly decided, each with its sentence.
      """)

  @ArgumentParser.Argument(
    help: "The earlier version: an export, a graph folder, or a git revision of the graph folder.", completion: .file())
  var earlier: String

  @ArgumentParser.Argument(help: "The later version.", completion: .file())
  var later: String

  @Flag(help: "Compare mentions and bare links too.")
  var mentions = false

  @Option(
    help: ArgumentHelp("The greatest number of statements of each sort in text and Markdown; 0 is all.", valueName: "n")
  )
  var limit = 100

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("--limit is 0 or more") }
  }

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl, .md, .dot, .svg, .png, .pdf])
    let before: GraphVersion
    let after: GraphVersion
    let look: ThemeFile?
    do throws(BuildError) {
      let folder = try self.folder()
      before = try GraphVersion(earlier, of: folder)
      after = try GraphVersion(later, of: folder)
      look = try format.isFigure ? folder?.usualTheme(ontology: after.graph.ontology) : nil
    } catch {
      throw Failure(error)
    }
    for finding in before.diagnostics + after.diagnostics {
      try Descriptor.errors.writeAll(
        DiagnosticText.text(finding, style: Style(for: .errors)).utf8, named: "standard error")
    }
    guard !format.isFigure else { return try draw(try figure(from: before, to: after, look), as: format) }
    let text = try reading { () throws(GraphError) in
      try DifferenceText(from: before, to: after, includingBackground: mentions, limit: limit)
    }
    guard format != .md else { return try answer.write(text.markdown) }
    try answer.write(text.answer, as: format)
  }

  /// The graph folder, where one is named or the working directory is in one: exports can be compared anywhere.
  private func folder() throws(BuildError) -> GraphFolder? {
    do throws(BuildError) {
      return try graph.folder()
    } catch {
      guard error.reason == .noFolder, graph.graph == nil else { throw error }
      return nil
    }
  }
}
