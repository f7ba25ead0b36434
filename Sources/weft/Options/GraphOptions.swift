import ArgumentParser
import KnowledgeGraph
import Store

/// Which graph is asked.
struct GraphOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The graph folder; without it, the nearest folder upwards that has a weft.yaml.", valueName: "folder"),
    completion: .directory)
  var graph: String?

  func open() throws(Failure) -> (store: GraphStore, vault: String) {
    let path = (graph ?? ".") + "/.weft/graph.sqlite"
    do throws(StoreError) {
      return (try GraphStore.open(at: path), "vault")
    } catch {
      throw Failure(error)
    }
  }
}

extension Failure {
  init(_ error: StoreError) {
    self.init(error.message, place: error.path, hint: error.hint)
  }
}
