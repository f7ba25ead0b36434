import ArgumentParser
import KnowledgeGraph
import Store

/// Completes names of entities in a shell, out of the graph that the command line asks.
enum NameCompletion {
  static let kind = CompletionKind.custom { arguments, _, prefix in names(beginningWith: prefix, arguments) }

  /// At most twenty names; none where there is no graph, since a shell has no place for an error.
  private static func names(beginningWith prefix: String, _ arguments: [String]) -> [String] {
    guard !prefix.isEmpty else { return [] }
    var options = GraphOptions()
    options.graph = arguments.firstIndex(of: "--graph").flatMap { place in
      arguments.indices.contains(place + 1) ? arguments[place + 1] : nil
    }
    guard let store = try? options.open().store, let hits = try? store.search(prefix, limit: 20) else { return [] }
    let folded = FoldedName.fold(prefix)
    return hits.compactMap { hit in
      guard case .entity(let entity) = hit.match, FoldedName.fold(entity.name).hasPrefix(folded) else { return nil }
      return entity.name
    }
  }
}
