import KnowledgeGraph

/// Finds the note that a wikilink means, as Obsidian does: upper and lower case make no difference, and of several
/// notes with the name the nearest is meant.
struct LinkTargets {
  private let paths: [[Substring]]
  private var byStem: [String: [Int]] = [:]
  private var byTitle: [String: [Int]] = [:]
  private var byAlias: [String: [Int]] = [:]

  init(headings: [Heading]) {
    paths = headings.map { LinkTargets.components($0.path.lowercased()) }
    for (index, heading) in headings.enumerated() {
      if let stem = paths[index].last { byStem[String(stem), default: []].append(index) }
      byTitle[heading.title.lowercased(), default: []].append(index)
      for alias in heading.aliases { byAlias[alias.lowercased(), default: []].append(index) }
    }
  }

  /// The last component of a target without `.md`: the name that a link to no note gives.
  static func name(of target: String) -> String {
    components(target).last.map(String.init) ?? target
  }

  /// The position of the note that `target` means in the note at `path`, or nil where there is none.
  ///
  /// A path or file name goes before a title, and that before an alias.
  func find(_ target: String, from path: String) -> Int? {
    let wanted = LinkTargets.components(target.lowercased())
    guard let stem = wanted.last else { return nil }
    var found = byStem[String(stem)] ?? []
    if wanted.count > 1 { found = found.filter { paths[$0].suffix(wanted.count).elementsEqual(wanted) } }
    if found.isEmpty { found = byTitle[target.lowercased()] ?? byAlias[target.lowercased()] ?? [] }
    let folder = LinkTargets.components(path.lowercased()).dropLast()
    func steps(_ index: Int) -> Int {
      let other = paths[index].dropLast()
      let common = zip(folder, other).prefix { $0.0 == $0.1 }.count
      return folder.count + other.count - 2 * common
    }
    // Notes are sorted by path, so that of equally near ones the first wins.
    return found.min { (steps($0), $0) < (steps($1), $1) }
  }

  private static func components(_ path: String) -> [Substring] {
    var path = path[...]
    for ending in [".md", ".MD"] where path.hasSuffix(ending) { path = path.dropLast(3) }
    return path.split(separator: "/").filter { $0 != "." && $0 != ".." }
  }
}
