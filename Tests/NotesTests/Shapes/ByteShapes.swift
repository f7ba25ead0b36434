import Foundation
import KnowledgeGraph
import Notes
import Testing

/// Bytes that editors, programs and accidents leave in files.
@Suite("Shapes of bytes")
struct ByteShapes {
  private func parse(_ bytes: [UInt8]) -> Note { NoteParser(ontology: .builtIn).parse(path: "a.md", bytes: bytes) }

  @Test("Line ends of every kind, mixed, under a byte-order mark")
  func lineEnds() {
    let note = parse(
      Array("\u{feff}---\r\ntitle: Quay\rtags: [a]\n---\r\nOne\rtwo\r\n\r\nthree\r".utf8))
    #expect(Reading(note).text == "plain “Quay”\ntags a\n5: One\rtwo\n8: three")
  }

  @Test("A value over several lines is one text, whatever ends them", arguments: ["\n", "\r\n", "\r"])
  func linesOfValue(_ end: String) {
    let lines = ["---", "author: [[Ada] of", "> the quay", "- and more]]", "---", "Text."]
    let note = parse(Array(lines.joined(separator: end).utf8))
    #expect(note.fields.flatMap(\.values).map(\.text) == ["Ada] of > the quay - and more"])
  }

  @Test("A link that is never closed is told, whatever stands lines below it", arguments: ["\n", "\r\n", "\r"])
  func unclosedLink(_ end: String) {
    let lines = ["See [[map", "", "Words](https://e.example/1) and [[the label](https://e.example/2)]]."]
    let note = parse(Array(lines.joined(separator: end).utf8))
    #expect(note.diagnostics.map { [$0.line, $0.column] } == [[1, 5]])
  }

  @Test(
    "What nobody sees is no key",
    arguments: ["(\u{2028}:: Ada)", "[\u{200b}:: Ada]", "- \u{200b}: Ada", "\u{200b}:: Ada"])
  func invisibleKey(_ line: String) {
    #expect(parse(Array("# T\n\n\(line)\n".utf8)).fields.isEmpty)
  }

  @Test("Bytes that are no UTF-8 are told once, with line and column")
  func invalid() {
    let note = parse(Array("Quay\n\ncaf".utf8) + [0xe9, 0x20, 0xff, 0xfe] + Array("\n\nend".utf8))
    #expect(note.passages.map(\.text) == ["Quay", "caf\u{fffd} \u{fffd}\u{fffd}", "end"])
    #expect(note.diagnostics.map { [$0.line, $0.column] } == [[3, 4]])
    #expect(note.diagnostics.map(\.hint) == ["save the file as UTF-8"])
  }

  @Test("A NUL byte is told, and moves no column")
  func nul() {
    let note = parse(Array("a\u{0}bc [[Quay]] [[open".utf8))
    #expect(note.diagnostics.map { [$0.line, $0.column] } == [[1, 2], [1, 15]])
    #expect(note.links.map(\.offset) == [5])
    #expect(note.diagnostics.allSatisfy { $0.hint != nil })
  }

  @Test("What nobody sees makes no other text, and what looks like a space is one")
  func invisible() {
    let note = parse(
      Array(
        """
        ## Highlights
        - Salt roads. ([View Highlight](https://e.example/1))
        - Salt\u{200b} ro\u{ad}ads\u{202e}.\u{202c} ([View Highlight](https://e.example/2))
        - Salt\u{a0}roads. ([View Highlight](https://e.example/3))
        - Salt\u{2028}roads.\u{feff} ([View Highlight](https://e.example/4))
        """.utf8))
    #expect(note.passages.map(\.links.count) == [4])
    #expect(InlineText("Salt\u{200b} ro\u{ad}ads\u{202e}.\u{202c}").text == "Salt roads.")
    #expect(InlineText("می\u{200c}خواهم 👩\u{200d}🚀").text == "می\u{200c}خواهم 👩\u{200d}🚀")
  }

  @Test("Composed and decomposed letters are one text and one name")
  func normalForms() {
    let note = NoteParser(ontology: .builtIn).parse(
      path: "Cafe\u{301}/한국.md".decomposed, bytes: Array("Caf\u{e9}\n\nCafe\u{301}".utf8))
    #expect(note.passages.count == 1)
    #expect(Array(note.title.unicodeScalars) == Array("한국".unicodeScalars))
  }

  @Test("A file in UTF-16 is told, and nothing is made of its bytes", arguments: [[0xff, 0xfe], [0xfe, 0xff]])
  func utf16(_ mark: [UInt8]) {
    let note = parse(mark + "[[Salt]]".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] })
    #expect(note.passages.isEmpty && note.links.isEmpty)
    #expect(
      note.diagnostics == [
        Diagnostic(
          .error, path: "a.md", message: "file is in UTF-16 and was not read",
          hint: "save it as UTF-8: iconv -f UTF-16 -t UTF-8 does so")
      ])
  }

  @Test("One line of 16 MiB is read; one byte more is told and left out")
  func limit() {
    let size = NoteParser.sizeLimit
    let start = Array("---\ntitle: Quay\n---\n[[Salt]]\n\n~~~\n".utf8)
    let bytes = start + [UInt8](repeating: 0x20, count: size - start.count - 4) + Array("\n~~~".utf8)
    #expect(bytes.count == size)
    let note = parse(bytes)
    #expect(Reading(note).text == "plain “Quay”\n4: [[Salt]]")
    let more = parse(bytes + [0x0a])
    #expect(more.passages.isEmpty)
    #expect(
      more.diagnostics == [
        Diagnostic(
          .error, path: "a.md", message: "file is larger than 16 MiB and was not read",
          hint: "split it, or leave it out with exclude:")
      ])
  }
}

extension String {
  /// In Unicode normalisation form D, as macOS writes file names.
  fileprivate var decomposed: String { decomposedStringWithCanonicalMapping }
}
