import KnowledgeGraph

/// Finds the note that a wikilink means, as Obsidian does: upper and lower case make no difference, and of several
/// notes with the name the nearest is meant.
struct LinkTargets {
  private let paths: [[Substring]]
  private var byStem: [String: [Int]] = [:]
  /// By the last folder and the file name.
  private var byTail: [String: [Int]] = [:]
  private var byTitle: [String: [Int]] = [:]
  private var byAlias: [String: [Int]] = [:]
  /// What a target that many notes answer to means in a folder, since the nearest is found by looking at them all.
  private var nearest: [Place: Int] = [:]

  private struct Place: Hashable {
    var target: String
    var folder: Substring
  }

  init(headings: [Heading]) {
    paths = headings.map { LinkTargets.components($0.path.lowercased()) }
    for (index, heading) in headings.enumerated() {
      if let stem = paths[index].last { byStem[String(stem), default: []].append(index) }
      if paths[index].count > 1 { byTail[paths[index].suffix(2).joined(separator: "/"), default: []].append(index) }
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
  /// A path or file name goes before a title, and that before an alias. What several notes are called is remembered
  /// for the folder, so that as many links as notes of one name cost no more than the notes and the links.
  mutating func find(_ target: String, from path: String) -> Int? {
    let wanted = LinkTargets.components(target.lowercased())
    guard let stem = wanted.last else { return nil }
    let place = Place(target: target, folder: path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    if let known = nearest[place] { return known }
    var found = (wanted.count > 1 ? byTail[wanted.suffix(2).joined(separator: "/")] : byStem[String(stem)]) ?? []
    if wanted.count > 2 { found = found.filter { paths[$0].suffix(wanted.count).elementsEqual(wanted) } }
    if found.isEmpty { found = byTitle[target.lowercased()] ?? byAlias[target.lowercased()] ?? [] }
    guard found.count > 1 else { return found.first }
    let folder = LinkTargets.components(path.lowercased()).dropLast()
    func steps(_ index: Int) -> Int {
      let other = paths[index].dropLast()
      let common = zip(folder, other).prefix { $0.0 == $0.1 }.count
      return folder.count + other.count - 2 * common
    }
    // Notes are sorted by path, so that of equally near ones the first wins.
    let result = found.min { (steps($0), $0) < (steps($1), $1) }
    nearest[place] = result
    return result
  }

  private static func components(_ path: String) -> [Substring] {
    var path = path[...]
    for ending in [".md", ".MD"] where path.hasSuffix(ending) { path = path.dropLast(3) }
    return path.split(separator: "/").filter { $0 != "." && $0 != ".." }
  }
}
