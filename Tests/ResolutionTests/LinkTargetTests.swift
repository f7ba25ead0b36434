import KnowledgeGraph
import Resolution
import TestSupport
import Testing

/// Which note a link means, held to a search through all of them.
@Suite struct LinkTargetTests {
  @Test func aLinkMeansTheNoteThatASearchFinds() throws {
    var random = SplitMix64(seed: 20)
    for round in 0..<60 {
      var paths: Set<String> = []
      for _ in 0..<(2 + round / 2) { paths.insert(path(&random)) }
      let sorted = paths.sorted()
      for _ in 0..<10 {
        let from = sorted[Int(random.next() % UInt64(sorted.count))]
        let target = components(path(&random)).suffix(1 + Int(random.next() % 4)).joined(separator: "/")
        let notes = sorted.map { path in
          note("T" + path, role: .plain, path: path, path == from ? [Said("@", .linksTo, "[[Topic:\(target)]]")] : [])
        }
        let graph = resolve(notes)
        let link = graph.relations.first { $0.predicate == .linksTo }
        let meant = link?.object.flatMap { graph.entities[Int($0.rawValue)].note }
        let expected = search(target, from: from, in: sorted)
        // A note that links to itself gives no relation.
        #expect(
          meant == (expected == from ? nil : expected), "[[\(target)]] in \(from) of \(sorted)")
      }
    }
  }

  private func path(_ random: inout SplitMix64) -> String {
    let depth = Int(random.next() % 4)
    let names = ["a", "b", "C"]
    let folders = (0..<depth).map { _ in names[Int(random.next() % 3)] + "/" }.joined()
    return folders + ["x", "Y"][Int(random.next() % 2)] + ".md"
  }

  /// The note that a link means: its path ends with the link; the fewest steps up and down away; the first.
  private func search(_ target: String, from: String, in paths: [String]) -> String? {
    let wanted = components(target)
    func steps(_ path: String) -> Int {
      let (left, right) = (components(from).dropLast(), components(path).dropLast())
      let common = zip(left, right).prefix { $0.0 == $0.1 }.count
      return left.count + right.count - 2 * common
    }
    let found = paths.filter { components($0).suffix(wanted.count).elementsEqual(wanted) }
    return found.min { (steps($0), $0) < (steps($1), $1) }
  }

  private func components(_ path: String) -> [Substring] {
    let path = path.lowercased()
    return (path.hasSuffix(".md") ? String(path.dropLast(3)) : path).split(separator: "/")
  }

  @Test func aChainOfAliasesIsOneName() {
    let said = (0..<2000).map { Said("Name \($0) Group", .alsoKnownAs, "Name \($0 + 1) Group", text: "passage \($0)") }
    let graph = resolve([note("Ring", said + [Said("Name 2000 Group", .launched, "Product:Thing")])])
    #expect(graph.entities.filter { $0.kind == .company }.count == 1)
  }
}
