import Fuzzing
import KnowledgeGraph
import Notes

/// Front matter: the bytes between two fences, alone, below a title and above one. Whatever stands beside a title, its
/// line is read.
enum FrontMatterTarget {
  private static let title = "A Sure Title"
  private static let line = Array("title: \(title)\n".utf8)
  private static let fence = Array("---\n".utf8)
  private static let end = Array("\n---\n\nOne paragraph.\n".utf8)

  static func test(_ bytes: [UInt8]) {
    NoteTarget.checkNote(fence + bytes + end)
    let below = NoteTarget.parser.parse(path: "note.md", bytes: fence + line + bytes + end)
    // A line that is indented goes on with the title.
    let values = below.fields.first { $0.name == "title" }?.values ?? []
    check(values.first?.text.hasPrefix(title) == true, "a title above anything is read: \(below.fields)")
    guard !hasFence(bytes) else { return }
    let above = NoteTarget.parser.parse(path: "note.md", bytes: fence + bytes + [0x0a] + line + fence)
    // Of two titles the first counts, so that it may be another.
    check(above.fields.contains { $0.name == "title" }, "a title below anything is read: \(above.fields)")
  }

  /// Whether a line may end the front matter.
  private static func hasFence(_ bytes: [UInt8]) -> Bool {
    bytes.split { $0 == 0x0a || $0 == 0x0d }.contains { $0.starts(with: "---".utf8) || $0.starts(with: "...".utf8) }
  }
}
