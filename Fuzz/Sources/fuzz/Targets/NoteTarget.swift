import KnowledgeGraph
import Notes

/// A whole note: places within the file, texts that are what stands there, lines that count.
enum NoteTarget {
  private static let parser = NoteParser(ontology: .builtIn)

  /// The bytes as front matter, closed, before one paragraph.
  static func testFrontMatter(_ bytes: [UInt8]) {
    test(Array("---\n".utf8) + bytes + Array("\n---\n\nOne paragraph.\n".utf8))
  }

  static func test(_ bytes: [UInt8]) {
    let note = parser.parse(path: "folder/note.md", bytes: bytes)
    let isValid = validText(bytes) != nil
    let lines = Lines(bytes)
    checkPassages(of: note, in: bytes, lines, isValid: isValid)
    let passages = Set(note.passages.map(\.id))
    var end = 0
    for link in note.links {
      check(bytes.indices.contains(link.offset), "a link stands in the file: \(link)")
      check(link.offset >= end, "links are in the order of the file: \(link)")
      end = link.offset + 1
      check(bytes[link.offset] == 0x5b || bytes[link.offset] == 0x21, "a link begins with [ or !: \(link)")
      check(link.line == lines.number(at: link.offset), "the line of a link is its own: \(link)")
      if let passage = link.passage { check(passages.contains(passage), "the passage of a link is one of the note's") }
    }
    for field in note.fields {
      check((1...max(1, lines.count)).contains(field.line), "a field stands on a line of the file: \(field)")
      check(!field.name.isEmpty && field.name == field.name.lowercased(), "a key is folded: \(field)")
    }
    var line = 0
    for diagnostic in note.diagnostics {
      check(diagnostic.path == note.path && diagnostic.column >= 1, "a diagnostic has its place: \(diagnostic)")
      check((max(1, line)...max(1, lines.count)).contains(diagnostic.line), "diagnostics are in order: \(diagnostic)")
      line = diagnostic.line
      let isVisible = (diagnostic.excerpt ?? "").unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
      check(isVisible, "an excerpt holds no control characters: \(diagnostic)")
    }
    check(isValid || !note.diagnostics.isEmpty, "bytes that are no UTF-8 are told of")
  }

  private static func checkPassages(of note: Note, in bytes: [UInt8], _ lines: Lines, isValid: Bool) {
    var end = 0
    var seen: Set<PassageID> = []
    for passage in note.passages {
      check(seen.insert(passage.id).inserted, "a passage is given once: \(passage)")
      check(passage.note == note.path && passage.source == note.source.id, "a passage knows its note: \(passage)")
      check(passage.offset >= end && passage.offset < bytes.count, "passages are in the order of the file: \(passage)")
      check(!passage.text.isEmpty, "a passage has text: \(passage)")
      check(passage.line == lines.number(at: passage.offset), "the line of a passage is its own: \(passage)")
      end = passage.offset + 1
      guard isValid else { continue }
      end = passage.offset + passage.text.utf8.count
      check(end <= bytes.count, "a passage ends in the file: \(passage)")
      check(bytes[passage.offset..<end].elementsEqual(passage.text.utf8), "a passage is what stands there: \(passage)")
    }
  }
}

/// The lines of a file, which end with LF, CR LF or a lone CR.
private struct Lines {
  private var starts = [0]
  /// How many lines there are; one that is empty at the end counts.
  var count: Int { starts.count }

  init(_ bytes: [UInt8]) {
    for (index, byte) in bytes.enumerated() {
      let isBeforeLineFeed = index + 1 < bytes.count && bytes[index + 1] == 0x0a
      if byte == 0x0a || byte == 0x0d && !isBeforeLineFeed { starts.append(index + 1) }
    }
  }

  /// The number of the line of a byte, from 1.
  func number(at offset: Int) -> Int { (starts.lastIndex { $0 <= offset } ?? 0) + 1 }
}
