import ArgumentParser
import Drawing
import KnowledgeGraph

/// What a picture is of, besides names: an answer, a note, a source, a tag; and what stands out in it.
struct PartOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Draw the entities and relations that an openCypher query gives.", valueName: "query"))
  var query: String?

  @Option(
    help: ArgumentHelp(
      "Draw what a note says, by its path in the vault; may be given several times.", valueName: "note"))
  var note: [String] = []

  @Option(
    help: ArgumentHelp("Draw what a source says, by its title; may be given several times.", valueName: "source"),
    completion: NameCompletion.kind)
  var source: [String] = []

  @Option(
    help: ArgumentHelp("Draw what the sources with a tag say; may be given several times.", valueName: "tag"))
  var tag: [String] = []

  @Option(
    help: ArgumentHelp(
      "Let a name stand out with what it is tied to, and dim the rest; may be given several times.",
      valueName: "name"), completion: NameCompletion.kind)
  var focus: [String] = []

  /// Whether sources are asked for.
  var asksForSources: Bool { !note.isEmpty || !source.isEmpty || !tag.isEmpty }

  /// The options as a figure knows them.
  func words(focus entities: [Entity]) -> [String?] {
    var words = [Draw.word("query", query)]
    words += note.map { Draw.word("note", $0) }
    words += source.map { Draw.word("source", $0) }
    words += tag.map { Draw.word("tag", $0) }
    words += entities.map { Draw.word("focus", $0.name) }
    return words
  }
}
