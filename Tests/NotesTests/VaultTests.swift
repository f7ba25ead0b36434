import Foundation
import KnowledgeGraph
import Notes
import TestSupport
import Testing

@Suite struct VaultTests {
  /// A folder that is gone after the test.
  private final class Folder {
    let url: URL

    init() throws {
      url = FileManager.default.temporaryDirectory.appending(path: "weft-vault-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ path: String, _ text: String = "text") throws {
      let file = url.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }

    func link(_ path: String, to target: String) throws {
      try FileManager.default.createSymbolicLink(
        atPath: url.appending(path: path).path, withDestinationPath: target)
    }

    func paths(include: [String] = [], exclude: [String] = []) -> [String] {
      Vault(root: url.path, include: include, exclude: exclude).files().map(\.path)
    }
  }

  @Test func listsNotesInTheOrderOfTheirBytes() throws {
    let folder = try Folder()
    for path in [
      "b.md", "a/z.md", "a.md", "Z.MD", "ä.md", "a/b/c.md", "x.txt", ".hidden.md", ".obsidian/o.md", ".trash/t.md",
    ] {
      try folder.write(path)
    }
    #expect(folder.paths() == ["Z.MD", "a.md", "a/b/c.md", "a/z.md", "b.md", "ä.md"])
    #expect(Vault(root: folder.url.path).files().first?.size == 4)
    let modified = try #require(Vault(root: folder.url.path).files().first?.modified)
    let now = Int64(Date().timeIntervalSince1970 * 1e9)
    #expect(abs(now - modified) < 600_000_000_000)
  }

  @Test(arguments: [
    (["a"], [], ["a/b/c.md", "a/x.md", "q/a/y.md"]),
    (["/a"], [], ["a/b/c.md", "a/x.md"]),
    (["a/"], ["b"], ["a/x.md", "q/a/y.md"]),
    (["a/b"], [], ["a/b/c.md"]),
    ([], ["a", "q"], ["t.draft.md"]),
    ([], ["*.draft.md", "a/**"], ["q/a/y.md"]),
    (["**/y.md"], [], ["q/a/y.md"]),
    (["q/*/?.md", "a/**/c.md"], [], ["a/b/c.md", "q/a/y.md"]),
    (["*a*d*"], [], ["a/b/c.md", "a/x.md", "q/a/y.md", "t.draft.md"].filter { $0.hasPrefix("t") }),
    (["none"], [], []),
  ])
  func choosesByPattern(include: [String], exclude: [String], paths: [String]) throws {
    let folder = try Folder()
    for path in ["a/b/c.md", "a/x.md", "q/a/y.md", "t.draft.md"] { try folder.write(path) }
    #expect(folder.paths(include: include, exclude: exclude) == paths)
  }

  @Test func followsLinksOnce() throws {
    let folder = try Folder()
    try folder.write("z/n.md")
    try folder.link("a", to: "z")
    try folder.link("z/loop", to: "..")
    try folder.link("f.md", to: "z/n.md")
    try folder.link("gone.md", to: "nowhere.md")
    let listing = Vault(root: folder.url.path).listing()
    #expect(listing.files.map(\.path) == ["f.md", "z/n.md"])
    #expect(listing.diagnostics.map(\.path) == ["gone.md"])
  }

  @Test func readsNotesButNotItsOwnFiles() throws {
    let folder = try Folder()
    try folder.write("a.md", "text")
    try folder.write("own.md", "---\ntitle: x\n\(GeneratedMarker.frontMatter)\n---\n")
    try folder.write("own2.md", "\n\(GeneratedMarker.comment): a report -->\n")
    try folder.write("about.md", "I read that `weft: generated` marks files.\n---\n")
    try folder.write("empty.md", "")
    let vault = Vault(root: folder.url.path)
    #expect(try vault.read("a.md") == Array("text".utf8))
    #expect(try vault.read("own.md") == nil)
    #expect(try vault.read("own2.md") == nil)
    #expect(try vault.read("about.md") != nil)
    #expect(try vault.read("empty.md") == [])
    #expect(throws: Diagnostic.self) { try vault.read("none.md") }
    #expect(throws: Diagnostic.self) { try vault.read(".") }
    #expect(Vault(root: folder.url.path + "/none").listing().diagnostics.map(\.path) == ["."])
  }

  @Test func tellsNamesThatAreNoText() throws {
    let folder = try Folder()
    let name = Array(folder.url.path.utf8CString.dropLast()) + [0x2f, 0x62, -1, 0x2e, 0x6d, 0x64, 0]
    let file = try #require(fopen(name, "w"))
    fclose(file)
    try folder.write("n\u{e9}.md")
    try folder.write("ne\u{301}.md")
    let listing = Vault(root: folder.url.path).listing()
    #expect(listing.files.count == 1)
    #expect(listing.diagnostics.count == 2)
  }

  @Test(.enabled(if: Repository.shared != nil, "needs ../shared"))
  func readsTheSeedNote() throws {
    let folder = try #require(Repository.shared).appending(path: "data/vault-seed").path
    let vault = Vault(root: folder)
    let file = try #require(vault.files().first)
    let bytes = try #require(try vault.read(file.path))
    let note = NoteParser(ontology: .builtIn).parse(path: file.path, bytes: bytes)
    #expect(note.role == .source)
    #expect(note.source.kind == .article)
    #expect(note.title == "A Short Summary of Chinese AI Global Expansion")
    #expect(note.source.authors == ["Hugging Face - Blog"])
    #expect(note.source.date?.edtf == "2024-10-07")
    #expect(note.source.tags == ["articles", "literature-note"])
    #expect(note.source.url == "https://huggingface.co/blog/chinese-ai-expansion")
    #expect(note.source.id.rawValue == "url:https://huggingface.co/blog/chinese-ai-expansion")
    #expect(note.passages.map(\.line) == [17, 18])
    #expect(
      note.passages.map(\.links) == [
        ["https://read.readwise.io/read/01j9m7janct5q4q5n679fbyt6w"],
        ["https://read.readwise.io/read/01j9m7jxdh70hq04xd7eetqd7e"],
      ])
    for passage in note.passages { #expect(bytes[passage.offset...].starts(with: passage.text.utf8)) }
    #expect(note.passages.last?.text.hasSuffix("“Model Studio”.") == true)
    #expect(note.links.map(\.target) == ["Hugging Face - Blog", "Hugging Face - Blog"])
    #expect(note.diagnostics.isEmpty)
  }

  @Test(.enabled(if: Repository.shared != nil, "needs ../shared"))
  func readsTheTortureVault() throws {
    let archive = try #require(Repository.shared).appending(path: "data/vault-torture.tar.gz").path
    let folder = try Folder()
    let tar = Process()
    tar.executableURL = URL(filePath: "/usr/bin/env")
    tar.arguments = ["tar", "xzf", archive, "-C", folder.url.path]
    try tar.run()
    tar.waitUntilExit()
    try #require(tar.terminationStatus == 0)
    let vault = Vault(root: folder.url.path + "/torture")
    let listing = vault.listing()
    #expect(listing.files.count == 52)
    #expect(listing.diagnostics.map(\.message) == ["file name is not valid UTF-8; left out"])
    let parser = NoteParser(ontology: .builtIn)
    var notes: [String: Note] = [:]
    for file in listing.files {
      let bytes = try #require(try vault.read(file.path))
      let note = parser.parse(path: file.path, bytes: bytes)
      for passage in note.passages where !passage.text.contains("\u{fffd}") {
        #expect(bytes[passage.offset...].starts(with: passage.text.utf8))
      }
      notes[String(file.path.prefix(2))] = note
    }
    /// What is read of each, by the number that its name begins with: authors, passages, diagnostics.
    let expected: [String: (authors: [String], passages: Int, diagnostics: Int)] = [
      "01": (["Ada Example"], 1, 0), "02": (["Ada Example", "Bo Sample"], 1, 0),
      "03": (["Ada Example", "Bo Sample", "Cy Third"], 1, 0), "04": (["Ada Example"], 1, 1),
      "05": (["Ada Example"], 1, 0), "06": (["example.org"], 1, 0), "07": (["@ada on Twitter"], 1, 0),
      "08": (["Ada Example"], 1, 0), "09": (["Ada Example"], 1, 0), "10": (["Ada Example"], 1, 0),
      "11": (["Ada Example"], 1, 1), "12": (["Ada Example"], 1, 2), "13": (["Ada Example"], 1, 1),
      "14": ([], 0, 1), "15": (["Ada Example"], 1, 0), "16": ([], 0, 0), "17": (["Ada Example"], 1, 1),
      "18": (["Ada Example"], 2, 0), "19": (["Ada Example"], 1, 0), "20": (["Ada Example"], 3, 0),
      "21": (["@ada on Twitter"], 1, 0), "22": ([], 1, 0), "23": (["Ada"], 1, 0), "24": (["Ada Example"], 1, 0),
      "25": ([], 1, 0), "26": ([], 2, 2), "27": (["Ada Example"], 1, 1), "28": (["Ada Example"], 1, 0),
      "29": (["Ada Example"], 2, 0), "30": (["Ada Example"], 2, 1), "31": (["Ada Example"], 2, 1), "32": ([], 0, 0),
      "33": ([], 0, 0), "34": (["Ada Example"], 1, 0), "45": (["Ada Example"], 1, 0), "48": (["Ada Example"], 1, 0),
      "49": (["Ada Example"], 1, 0),
    ]
    for note in notes.values {
      for diagnostic in note.diagnostics {
        #expect(diagnostic.line >= 1 && diagnostic.column >= 1 && diagnostic.hint != nil, "\(diagnostic)")
      }
    }
    #expect(notes["36"]?.diagnostics.count == 1)
    #expect(notes["50"]?.diagnostics.map(\.severity) == [.warning])
    for (number, values) in expected.sorted(by: { $0.key < $1.key }) {
      let note = try #require(notes[number])
      #expect(note.source.authors == values.authors, "\(note.path)")
      #expect(note.passages.count == values.passages, "\(note.path)")
      #expect(note.diagnostics.count == values.diagnostics, "\(note.path): \(note.diagnostics.map(\.message))")
    }
    #expect(notes["49"]?.passages.map(\.text) == ["a"])
    #expect(notes["49"]?.passages.first?.links == ["https://read.readwise.io/read/01b"])
    #expect(notes["08"]?.source.tags == ["a", "b/c"])
    #expect(notes["12"]?.source.date?.edtf == "2024-10-07")
    #expect(notes["18"]?.passages.last?.added?.edtf == "2024-10-07")
    #expect(notes["19"]?.passages.first?.comment == "my own remark")
    #expect(notes["20"]?.passages.map(\.text) == ["Old.", "Paper.", "Bare."])
  }
}
