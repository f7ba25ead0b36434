import ArgumentParser
import Building

/// `weft init`: makes a graph folder.
struct Initialize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a graph folder for a vault: write a weft.yaml, and how git joins decisions.",
    discussion: """
      EXAMPLES:
        weft init                                  in the folder with the notes
        weft init ~/Notes                          here, for the notes there
        weft init ~/Notes --graph ~/Graphs/notes   in another folder

      Beside weft.yaml a line is added to .gitattributes, by which git joins files of decisions; nothing else is written.
      """)

  @Argument(help: "The folder with the notes; without it, the working directory.", completion: .directory)
  var vault: String = "."

  @Option(
    help: ArgumentHelp("The folder to put weft.yaml into; without it, the working directory.", valueName: "folder"),
    completion: .directory)
  var graph: String?

  func run() throws {
    let folder = graph ?? "."
    guard Files.isFolder(folder) else {
      throw Failure(
        "there is no such folder", place: folder, hint: "make it first: mkdir -p \(folder)")
    }
    let summary: Initialization.Summary
    do throws(BuildError) {
      summary = try Initialization(folder: folder, vault: vault).run()
    } catch {
      throw Failure(error)
    }
    var text = "wrote \(ShownPath.text(summary.path)) for \(Wording.count(summary.notes, "note"))\n"
    for (name, count) in summary.readwiseFolders.sorted(by: { $0.key < $1.key }) {
      text += "Readwise exports to \(TerminalText.safe(name)) (\(Wording.count(count, "note")))\n"
    }
    for name in summary.templateFolders { text += "left out: \(TerminalText.safe(name)), which holds templates\n" }
    try Descriptor.output.writeAll(text.utf8, named: "standard output")
  }
}
