import ArgumentParser
import Building
import Drawing
import KnowledgeGraph
import Store

/// Which graph is asked.
struct GraphOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The graph folder; without it, the nearest folder upwards that has a weft.yaml.", valueName: "folder"),
    completion: .directory)
  var graph: String?

  func folder() throws(BuildError) -> GraphFolder {
    guard let graph else { return try GraphFolder.find() }
    return try GraphFolder(at: graph)
  }

  /// The graph as the last build left it.
  func open() throws(Failure) -> OpenGraph {
    let folder: GraphFolder
    do throws(BuildError) {
      folder = try self.folder()
    } catch {
      throw Failure(error)
    }
    do throws(StoreError) {
      return OpenGraph(store: try GraphStore.open(at: folder.databasePath), folder: folder)
    } catch {
      throw Failure(error)
    }
  }
}

/// A graph that can be asked, and the folder that it was built for.
struct OpenGraph {
  var store: GraphStore
  var folder: GraphFolder

  /// What Obsidian calls the vault: the name of its folder.
  var vault: String {
    folder.vaultPath.split(separator: "/").last { $0 != "." }.map(String.init) ?? ""
  }

  /// When notes and their lines came into the vault, where a limit of time asks for it: the history of a repository is not
  /// read for nothing.
  func noteDates(_ time: TimeOptions) -> NoteDates { time.since == nil ? NoteDates() : noteDates }

  /// The same for a report.
  func noteDates(for report: String) -> NoteDates {
    report.contains("--since") ? noteDates : NoteDates()
  }

  private var noteDates: NoteDates { GitHistory.noteDates(in: folder.vaultPath) }
}

extension OpenGraph {
  /// The theme of a name, else that of `weft.yaml`, else Weft's own.
  func theme(_ name: String?) throws(Failure) -> ThemeFile {
    do throws(BuildError) {
      return try folder.theme(name ?? folder.configuration.theme ?? "paper", ontology: store.ontology)
    } catch {
      var failure = Failure(error)
      if name != nil { failure.status = .usage }
      throw failure
    }
  }

  /// Options of a figure with the looks that `weft.yaml` names, where it names any.
  func dressed(_ options: FigureOptions) throws(Failure) -> FigureOptions {
    let look: ThemeFile?
    do throws(BuildError) {
      look = try folder.usualTheme(ontology: store.ontology)
    } catch {
      throw Failure(error)
    }
    guard let look else { return options }
    var options = options
    (options.theme, options.style) = (look.theme, look.style)
    return options
  }
}

extension Failure {
  init(_ error: StoreError) {
    self.init(error.message, place: ShownPath.text(error.path), hint: error.hint)
  }

  init(_ error: BuildError) {
    let place = ShownPath.text(error.path)
    self.init(
      error.message, place: place == "." ? nil : place, findings: error.diagnostics, hint: error.hint)
  }
}
