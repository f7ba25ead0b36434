import Foundation
import KnowledgeGraph
import Notes
import Synchronization
import Testing

/// File names and files in every form in which a disk can have them.
@Suite("Shapes of files")
final class FileShapes {
  private let root: String

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "weft-files-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Writes a file by the bytes of its name; false where the file system refuses the name.
  private func write(_ name: [UInt8], _ text: String = "Words.") -> Bool {
    let path = Array(root.utf8) + [0x2f] + name + [0]
    guard let file = path.withUnsafeBytes({ fopen($0.baseAddress?.assumingMemoryBound(to: CChar.self), "w") }) else {
      return false
    }
    defer { fclose(file) }
    return text.utf8.withContiguousStorageIfAvailable { fwrite($0.baseAddress, 1, $0.count, file) } == text.utf8.count
  }

  private var vault: Vault { Vault(root: root) }

  @Test(
    "A note of any name is found and read, and its name is its title",
    arguments: [
      " leading space", "![CDATA[43]]", "two\nlines", "#206 [brackets] 100% a&b 'q' \"dq\" | ^ * ?", "trailing dots...",
      "emoji 📄🏖️ Año Ñandú 董宇辉", "Россия", "شركة", "भारत", String(repeating: "é", count: 126), "back\\slash", "-rf",
    ])
  func names(_ name: String) throws {
    guard write(Array("\(name).md".utf8)) else {
      try Test.cancel("the file system takes no such name")
    }
    let file = try #require(vault.files().first)
    #expect(file.path == "\(name).md")
    let bytes = try #require(try vault.read(file.path))
    #expect(NoteParser(ontology: .builtIn).parse(path: file.path, bytes: bytes).title == name)
  }

  @Test("A name of 255 bytes is the longest that there is")
  func longest() throws {
    let name = String(repeating: "x", count: 252) + ".md"
    #expect(write(Array(name.utf8)))
    #expect(vault.files().map(\.path) == [name])
  }

  @Test("A name that is no UTF-8 is told, and its neighbours are read")
  func invalidName() throws {
    guard write([0x62, 0xff, 0x2e, 0x6d, 0x64]) else { try Test.cancel("the file system takes no such name") }
    #expect(write(Array("good.md".utf8)))
    let listing = vault.listing()
    #expect(listing.files.map(\.path) == ["good.md"])
    #expect(
      listing.diagnostics == [
        Diagnostic(
          .warning, path: "b\u{fffd}.md", message: "file name is not valid UTF-8; left out", hint: "rename it")
      ])
  }

  @Test("A pipe with the name of a note is told, and nobody waits for it")
  func pipe() throws {
    #expect(mkfifo(root + "/pipe.md", 0o644) == 0)
    #expect(write(Array("good.md".utf8)))
    let listing = vault.listing()
    #expect(listing.files.map(\.path) == ["good.md"])
    #expect(
      listing.diagnostics == [
        Diagnostic(
          .warning, path: "pipe.md", message: "it is a pipe, a socket or a device and no file; left out",
          hint: "delete it")
      ])
  }

  @Test("Names that differ in case are two notes, names that differ in how an accent is encoded are one")
  func lookalikes() throws {
    #expect(write(Array("Quay.md".utf8)))
    #expect(write(Array("QUAY.md".utf8)))
    #expect(write(Array("n\u{e9}.md".utf8)))
    #expect(write(Array("ne\u{301}.md".utf8)))
    let listing = vault.listing()
    guard listing.files.count == 3 else { try Test.cancel("the file system takes these names for equal") }
    #expect(listing.files.prefix(2).map(\.path) == ["QUAY.md", "Quay.md"])
    #expect(listing.diagnostics.map(\.severity) == [.warning])
    #expect(listing.diagnostics.allSatisfy { $0.hint != nil })
  }

  @Test("Hidden folders, other files and folders that are named like notes are no notes")
  func noNotes() throws {
    for folder in [".obsidian", ".trash", "Folder.md"] {
      try FileManager.default.createDirectory(atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
      #expect(write(Array("\(folder)/n.md".utf8)))
    }
    #expect(write(Array("picture.png".utf8)))
    #expect(write(Array("note.md.icloud".utf8)))
    #expect(vault.files().map(\.path) == ["Folder.md/n.md"])
    #expect(vault.listing().diagnostics.isEmpty)
  }

  @Test("Loops of symbolic links end, and a link to nowhere is told with a hint")
  func loops() throws {
    try FileManager.default.createDirectory(atPath: "\(root)/a/b", withIntermediateDirectories: true)
    #expect(write(Array("a/b/n.md".utf8)))
    let links = [("a/b/up", ".."), ("a/self", "self"), ("whole", "."), ("self.md", "self.md"), ("gone.md", "x.md")]
    for (link, target) in links {
      try FileManager.default.createSymbolicLink(atPath: "\(root)/\(link)", withDestinationPath: target)
    }
    let listing = vault.listing()
    #expect(listing.files.map(\.path) == ["a/b/n.md"])
    #expect(listing.diagnostics.map(\.path) == ["gone.md", "self.md"])
    #expect(listing.diagnostics.allSatisfy { $0.hint != nil })
  }

  @Test("What is no file and what may not be read is told with a hint")
  func unreadable() throws {
    #expect(write(Array("locked.md".utf8)))
    try FileManager.default.createDirectory(atPath: "\(root)/folder.md", withIntermediateDirectories: true)
    for name in ["folder.md", "none.md"] {
      let error = #expect(throws: Diagnostic.self) { try vault.read(name) }
      #expect(error?.path == name)
      #expect(error?.hint != nil)
    }
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: "\(root)/locked.md")
    guard getuid() != 0 else { try Test.cancel("root may read every file") }
    let error = #expect(throws: Diagnostic.self) { try vault.read("locked.md") }
    #expect(error?.message == "file cannot be read: permission denied")
  }

  @Test("A file is read up to 16 MiB, and not beyond")
  func size() throws {
    #expect(write(Array("large.md".utf8), ""))
    let file = try #require(fopen("\(root)/large.md", "r+"))
    defer { fclose(file) }
    #expect(ftruncate(fileno(file), off_t(NoteParser.sizeLimit)) == 0)
    #expect(try vault.read("large.md")?.count == NoteParser.sizeLimit)
    #expect(ftruncate(fileno(file), off_t(NoteParser.sizeLimit + 1)) == 0)
    let error = #expect(throws: Diagnostic.self) { try vault.read("large.md") }
    #expect(error?.message == "file is larger than 16 MiB and was not read")
  }

  @Test("A file that grows and shrinks all the while is read whole or left for later, never in part")
  func changing() throws {
    let size = 256 * 1024
    #expect(write(Array("busy.md".utf8), String(repeating: "a", count: size)))
    let path = root + "/busy.md"
    let isDone = Atomic(false)
    let writer = Thread {
      var letter = UInt8(ascii: "a")
      while !isDone.load(ordering: .relaxed) {
        letter = letter == UInt8(ascii: "a") ? UInt8(ascii: "b") : UInt8(ascii: "a")
        let count = letter == UInt8(ascii: "a") ? size : size / 2
        try? Data(repeating: letter, count: count).write(to: URL(filePath: path), options: .atomic)
      }
    }
    writer.start()
    defer { isDone.store(true, ordering: .relaxed) }
    for _ in 0..<200 {
      do {
        let bytes = try #require(try vault.read("busy.md"))
        let first = try #require(bytes.first)
        #expect(bytes.count == (first == UInt8(ascii: "a") ? size : size / 2))
        #expect(bytes.allSatisfy { $0 == first })
      } catch let error as Diagnostic {
        #expect(error.hint != nil)
      }
    }
  }

  @Test("A file that is appended to while it is read is told, and nothing of it is taken")
  func growing() throws {
    #expect(write(Array("log.md".utf8), String(repeating: "line\n", count: 400_000)))
    let path = root + "/log.md"
    let isDone = Atomic(false)
    let writer = Thread {
      guard let file = fopen(path, "a") else { return }
      while !isDone.load(ordering: .relaxed) {
        fputs("more\n", file)
        fflush(file)
      }
      fclose(file)
    }
    writer.start()
    defer { isDone.store(true, ordering: .relaxed) }
    for _ in 0..<20 {
      do {
        let bytes = try #require(try vault.read("log.md"))
        #expect(bytes.count % 5 == 0 && bytes.last == 0x0a)
      } catch let error as Diagnostic {
        #expect(
          error.message == "file changed while it was read, three times over; it was left as it was"
            || error.message == "file is larger than 16 MiB and was not read")
      }
    }
  }

  @Test(
    "A copy that a synchronisation left is read under the note's own name, with a warning",
    arguments: [
      "Quay.sync-conflict-20241201-195721-TWZGAMD.md", "Quay (Ines's conflicted copy 2024-12-01).md",
      "Quay (conflicted copy 2024-12-01 195721).md", "Quay (SFConflict ines@example.org 2024-12-01-19-57-21).md",
    ])
  func conflicts(_ name: String) {
    let note = NoteParser(ontology: .builtIn).parse(path: "Ports/" + name, bytes: Array("Words.".utf8))
    #expect(note.title == "Quay")
    #expect(note.passages.map(\.text) == ["Words."])
    #expect(note.diagnostics.map(\.severity) == [.warning])
    #expect(note.diagnostics.first?.hint == "take over from it what \"Quay.md\" lacks, then delete it")
  }

  @Test(
    "Names that only look like such copies are names", arguments: ["Quay (2024).md", "Sync-conflict rules.md", "a.md"])
  func noConflicts(_ name: String) {
    let note = NoteParser(ontology: .builtIn).parse(path: name, bytes: Array("Words.".utf8))
    #expect(note.diagnostics.isEmpty)
    #expect(note.title + ".md" == name)
  }
}
