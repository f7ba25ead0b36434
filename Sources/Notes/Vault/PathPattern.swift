/// Which files and folders of a vault are meant: a name, a path, or either with `*`, `**` and `?`.
///
/// - A pattern without `/` means each file or folder of that name, at any depth: `Templates`, `*.excalidraw.md`.
/// - A pattern with `/` is a path from the vault's folder: `Readwise/Articles`, `/Inbox`, `Projects/**/notes`.
/// - `*` stands for any bytes within a name, `?` for one character, `**` for any number of folders, also none.
/// - A folder means all that is in it. Case matters; a `/` at the end does not.
package struct PathPattern: Hashable, Sendable {
  private let components: [[UInt8]]

  package init(_ pattern: String) {
    var components = pattern.utf8.split(separator: Byte.slash).map { Array($0) }
    components.removeAll { $0 == [Byte.period] }
    let isAnchored = pattern.utf8.dropLast().contains(Byte.slash)
    if !isAnchored, !components.isEmpty { components.insert(PathPattern.anyFolders, at: 0) }
    self.components = components
  }

  private static let anyFolders = Array("**".utf8)

  /// Whether the path is meant, or a folder that it is in.
  ///
  /// - Complexity: O(components of the pattern × components of the path × their length²).
  package func matches(_ path: String) -> Bool {
    let names = path.utf8.split(separator: Byte.slash)
    // reached[i]: the first i components of the pattern fit the names so far.
    var reached = [Bool](repeating: false, count: components.count + 1)
    func close(_ reached: inout [Bool]) {
      for index in components.indices where reached[index] && components[index] == PathPattern.anyFolders {
        reached[index + 1] = true
      }
    }
    guard !components.isEmpty else { return true }
    reached[0] = true
    close(&reached)
    for name in names {
      var next = [Bool](repeating: false, count: components.count + 1)
      for index in components.indices where reached[index] {
        if components[index] == PathPattern.anyFolders {
          next[index] = true
        } else if PathPattern.fits(components[index], name) {
          next[index + 1] = true
        }
      }
      close(&next)
      if next[components.count] { return true }
      reached = next
    }
    return false
  }

  /// Whether a name fits a component with `*` and `?`; goes back only to the last `*`.
  private static func fits(_ pattern: [UInt8], _ name: Substring.UTF8View.SubSequence) -> Bool {
    let name = Array(name)
    var p = 0
    var n = 0
    var star: (p: Int, n: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == Byte.star {
        star = (p, n)
        p += 1
      } else if p < pattern.count, pattern[p] == 0x3f {
        p += 1
        n += 1
        while n < name.count, name[n] & 0xc0 == 0x80 { n += 1 }
      } else if p < pattern.count, pattern[p] == name[n] {
        p += 1
        n += 1
      } else if let last = star {
        p = last.p + 1
        n = last.n + 1
        star = (last.p, n)
      } else {
        return false
      }
    }
    while p < pattern.count, pattern[p] == Byte.star { p += 1 }
    return p == pattern.count
  }
}
