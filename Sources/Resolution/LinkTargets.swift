import KnowledgeGraph

/// Finds the note that a wikilink means, as Obsidian does: upper and lower case make no difference, and of several
/// notes with the name the nearest is meant.
///
/// - Complexity: Making it takes time in the length of all paths; finding a note takes time in the length of the link
///   and of the path that it stands in, however many notes have the name.
struct LinkTargets {
  /// Notes that answer to one name.
  private struct Group {
    var notes: [Int32] = []
    /// By folder, and by every folder above a note, the note of the group that lies least deep in it; made when a link
    /// first asks which of several is meant.
    var nearest: [Int32: Candidate]?
  }

  private struct Candidate {
    var depth: Int32
    var note: Int32

    /// Notes are sorted by path, so that of equally near ones the first wins.
    static func < (left: Candidate, right: Candidate) -> Bool { (left.depth, left.note) < (right.depth, right.note) }
  }

  private var words: [Substring: Int32] = [:]
  /// The tree of folders from the root on.
  private var folders = Tree()
  /// The tree of what paths end with: a file name, then the folder before it, and so on.
  private var endings = Tree()
  private var folderOfNote: [Int32] = []
  private var byEnding: [Group] = []
  private var byTitle: [String: Int] = [:]
  private var byAlias: [String: Int] = [:]
  /// The groups of titles and aliases.
  private var named: [Group] = []

  init(headings: [Heading]) {
    for (index, heading) in headings.enumerated() {
      let path = LinkTargets.components(heading.path.lowercased()).map { word($0) }
      folderOfNote.append(path.dropLast().reduce(Tree.root) { folders.child($1, of: $0) })
      var ending = Tree.root
      for word in path.reversed() {
        ending = endings.child(word, of: ending)
        while byEnding.count <= Int(ending) { byEnding.append(Group()) }
        byEnding[Int(ending)].notes.append(Int32(index))
      }
      let title = heading.title.lowercased()
      byTitle[title] = add(index, to: byTitle[title])
      for alias in heading.aliases {
        let alias = alias.lowercased()
        byAlias[alias] = add(index, to: byAlias[alias])
      }
    }
  }

  /// The last component of a target without `.md`: the name that a link to no note gives.
  static func name(of target: String) -> String {
    components(target).last.map(String.init) ?? target
  }

  /// The position of the note that `target` means in the note at `path`, or nil where there is none.
  ///
  /// A path or file name goes before a title, and that before an alias.
  mutating func find(_ target: String, from path: String) -> Int? {
    let lower = target.lowercased()
    let wanted = LinkTargets.components(lower)
    guard !wanted.isEmpty else { return nil }
    if let ending = ending(wanted) {
      return LinkTargets.nearest(&byEnding[ending], to: folder(of: path), folders, folderOfNote)
    }
    guard let name = byTitle[lower] ?? byAlias[lower] else { return nil }
    return LinkTargets.nearest(&named[name], to: folder(of: path), folders, folderOfNote)
  }

  /// The group of notes whose paths end with some components.
  private func ending(_ components: [Substring]) -> Int? {
    var ending = Tree.root
    for component in components.reversed() {
      guard let word = words[component], let next = endings.find(word, of: ending) else { return nil }
      ending = next
    }
    return Int(ending)
  }

  /// The folder of the note at `path`, or the last one above it that holds notes.
  private func folder(of path: String) -> Int32 {
    var folder = Tree.root
    for component in LinkTargets.components(path.lowercased()).dropLast() {
      guard let word = words[component], let next = folders.find(word, of: folder) else { break }
      folder = next
    }
    return folder
  }

  /// The note of a group with the fewest steps up and down from a folder.
  private static func nearest(_ group: inout Group, to folder: Int32, _ folders: Tree, _ folderOfNote: [Int32]) -> Int?
  {
    guard group.notes.count > 1 else { return group.notes.first.map { Int($0) } }
    var known = group.nearest ?? [:]
    if group.nearest == nil {
      for note in group.notes {
        let own = folderOfNote[Int(note)]
        let candidate = Candidate(depth: folders.depth(of: own), note: note)
        var above: Int32? = own
        while let folder = above {
          if let other = known[folder], other < candidate { break }
          known[folder] = candidate
          above = folders.parent(of: folder)
        }
      }
      group.nearest = known
    }
    var best: Candidate?
    var above: Int32? = folder
    while let folder = above {
      if let candidate = known[folder] {
        // So many steps down from here, besides those up to here: both are counted from where the paths part.
        let steps = Candidate(depth: candidate.depth - 2 * folders.depth(of: folder), note: candidate.note)
        if best.map({ steps < $0 }) ?? true { best = steps }
      }
      above = folders.parent(of: folder)
    }
    return best.map { Int($0.note) }
  }

  private mutating func word(_ text: Substring) -> Int32 {
    if let known = words[text] { return known }
    let number = Int32(words.count)
    words[text] = number
    return number
  }

  /// Adds a note to a group, a new one where there is none, and returns the group's number.
  private mutating func add(_ note: Int, to known: Int?) -> Int {
    let group = known ?? named.count
    if group == named.count { named.append(Group()) }
    named[group].notes.append(Int32(note))
    return group
  }

  /// The components of a path without `.md`, cut at the bytes that the file system cuts at.
  private static func components(_ path: String) -> [Substring] {
    var path = path[...]
    for ending in [".md", ".MD"] where path.utf8.suffix(3).elementsEqual(ending.utf8) {
      path = Substring(path.utf8.dropLast(3))
    }
    // Most targets are one name.
    if path.utf8.first != UInt8(ascii: "."), !path.utf8.contains(UInt8(ascii: "/")) {
      return path.isEmpty ? [] : [path]
    }
    return path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }.filter { $0 != "." && $0 != ".." }
  }
}

/// A tree whose edges have words, as numbers (Fredkin, "Trie memory", 1960).
private struct Tree {
  static let root: Int32 = 0
  private var children: [UInt64: Int32] = [:]
  private var parents: [Int32] = [-1]
  private var depths: [Int32] = [0]

  func find(_ word: Int32, of node: Int32) -> Int32? { children[Tree.edge(node, word)] }

  mutating func child(_ word: Int32, of node: Int32) -> Int32 {
    if let known = find(word, of: node) { return known }
    let number = Int32(parents.count)
    children[Tree.edge(node, word)] = number
    parents.append(node)
    depths.append(depths[Int(node)] + 1)
    return number
  }

  func depth(of node: Int32) -> Int32 { depths[Int(node)] }
  func parent(of node: Int32) -> Int32? { node == Tree.root ? nil : parents[Int(node)] }

  private static func edge(_ node: Int32, _ word: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))
  }
}
