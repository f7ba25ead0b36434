import ArgumentParser
import KnowledgeGraph

/// A command that can answer by a figure, and draw that figure anew from what it knows of itself.
protocol FigureCommand: ParsableCommand {
  /// The answer as a figure of a graph.
  ///
  /// It may rest on nothing but the graph, its folder's configuration and what `arguments` of the figure say.
  func figure(of graph: OpenGraph) throws(Failure) -> Figure
}

extension FigureCommand {
  /// The command that a figure knows, with its names as the graph has them: it means the same when it is run again.
  ///
  /// Values stand in one word with their option, and names behind a `--` where one looks like an option.
  static func words(_ options: [String?], names: [Entity]) -> [String] {
    let names = names.map(\.name)
    let separator = names.contains { $0.hasPrefix("-") } ? ["--"] : []
    return [_commandName] + options.compactMap { $0 } + separator + names
  }

  /// An option with its value in one word, or nil where there is no value.
  static func word(_ option: String, _ value: (some CustomStringConvertible)?) -> String? {
    value.map { "--\(option)=\($0)" }
  }
}

extension OpenGraph {
  func fingerprint() throws(Failure) -> String {
    try reading { () throws(GraphError) in try store.fingerprint() }
  }
}
