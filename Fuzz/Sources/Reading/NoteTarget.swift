import Fuzzing
import KnowledgeGraph
import Notes

/// A whole note: places within the file, texts that are what stands there, lines that count.
enum NoteTarget {
  static let parser = NoteParser(ontology: .builtIn)

  static func test(_ bytes: [UInt8]) {
    let note = checkNote(bytes)
    // Each costs one more reading, so that an input has one of them.
    switch bytes.count % 4 {
    case 0: checkSame(note, parser.parse(path: note.path, bytes: bytes))
    case 1: checkCarriageReturns(note, bytes)
    case 2: checkByteOrderMark(note, bytes)
    default: break
    }
  }

  /// A note that is read again is the same.
  private static func checkSame(_ note: Note, _ again: Note) {
    check(again.source == note.source && again.role == note.role, "a source is read alike: \(note.source)")
    check(again.title == note.title && again.aliases == note.aliases, "names are read alike: \(note.title)")
    check(again.fields == note.fields && again.links == note.links, "fields and links are read alike")
    check(again.passages == note.passages, "passages are read alike")
    check(again.diagnostics == note.diagnostics, "diagnostics are alike")
  }

  /// Lines that end with CR LF say what lines that end with LF say.
  private static func checkCarriageReturns(_ note: Note, _ bytes: [UInt8]) {
    guard !bytes.contains(0x0d) else { return }
    let again = parser.parse(path: note.path, bytes: Array(bytes.flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }))
    checkMeaning(note, again, "CR LF")
    check(again.passages.map(\.line) == note.passages.map(\.line), "lines count alike with CR LF")
    check(again.links.map(\.line) == note.links.map(\.line), "lines of links count alike with CR LF")
  }

  /// A byte order mark says nothing.
  private static func checkByteOrderMark(_ note: Note, _ bytes: [UInt8]) {
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    // Behind another mark the bytes of UTF-16 are none.
    guard ![mark, [0xff, 0xfe], [0xfe, 0xff]].contains(where: { bytes.starts(with: $0) }) else { return }
    let again = parser.parse(path: note.path, bytes: mark + bytes)
    checkMeaning(note, again, "a byte order mark")
    check(again.passages.map(\.offset) == note.passages.map { $0.offset + 3 }, "places move with a byte order mark")
    check(again.links.map(\.offset) == note.links.map { $0.offset + 3 }, "links move with a byte order mark")
  }

  private static func checkMeaning(_ note: Note, _ again: Note, _ change: String) {
    check(again.role == note.role && again.source == note.source, "a source stays with \(change): \(note.source)")
    check(again.title == note.title && again.aliases == note.aliases, "names stay with \(change): \(note.title)")
    check(again.fields == note.fields, "fields stay with \(change): \(note.fields), \(again.fields)")
    check(again.passages.map(\.id) == note.passages.map(\.id), "passages stay with \(change)")
    check(again.passages.map(\.links) == note.passages.map(\.links), "highlight links stay with \(change)")
    check(again.passages.map(\.tags) == note.passages.map(\.tags), "tags stay with \(change)")
    check(again.links.map(\.target) == note.links.map(\.target), "links stay with \(change)")
    check(
      again.diagnostics.map(\.line) == note.diagnostics.map(\.line),
      "diagnostics stay with \(change): \(note.diagnostics), \(again.diagnostics)")
  }

  /// Reads a note and checks all that must hold for any.
  @discardableResult
  static func checkNote(_ bytes: [UInt8]) -> Note {
    let note = parser.parse(path: "folder/note.md", bytes: bytes)
    check(!note.title.isEmpty && !note.source.id.rawValue.isEmpty, "a note has a title and a source")
    check(!note.aliases.contains(""), "a name is not empty: \(note.aliases)")
    check(Ontology.builtIn.isKind(note.source.kind, under: .source), "a source has its kind: \(note.source)")
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
    return note
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
