import ArgumentParser
import KnowledgeGraph

/// Which graph is asked.
struct GraphOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The graph folder; without it, the nearest folder upwards that has a weft.yaml.", valueName: "folder"),
    completion: .directory)
  var graph: String?

  func open() throws(Failure) -> (store: Graph, vault: String) {
    (Graph(ontology: .builtIn, entities: [], relations: [], acts: []), "")
  }
}
