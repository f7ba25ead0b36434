/// The paths under which a graph keeps what files gave to it.
///
/// A note has its path in the vault, which ends in `.md`. An imported file has its path in the graph folder, with
/// another ending; where it gives more than one record, the second is at that path with `#2`, and so on.
public enum NotePath {
  /// Whether a note stands at the path, and no imported file.
  public static func isNote(_ path: String) -> Bool {
    path.utf8.suffix(3).lazy.map { $0 | 0x20 }.elementsEqual([0x2e, 0x6d, 0x64])
  }

  /// The file of a record: the path without the `#2` of a further record of an imported file.
  ///
  /// - Complexity: O(length of the path).
  public static func file(of path: String) -> String {
    let number = path.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
    let name = path.utf8.dropLast(number)
    guard number > 0, name.last == 0x23 else { return path }
    return String(path.utf8.prefix(name.count - 1)) ?? path
  }
}
