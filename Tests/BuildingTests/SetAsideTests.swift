import Building
import Foundation
import KnowledgeGraph
import Store
import TestSupport
import Testing

/// What may stand in the place of the database, and what becomes of it.
@Suite struct SetAsideTests {
  private let vault: TestVault
  private let content: TestVault.Content

  init() throws {
    vault = try TestVault()
    var generator = NoteGenerator(seed: 21)
    for number in 0..<6 {
      try vault.write("\(number).md", generator.note() + "\nAcme Corp acquired Bolt Labs in 2023.\n")
    }
    try vault.build()
    content = try vault.content()
  }

  private var file: URL { URL(filePath: vault.database) }

  /// What is done to the database, where it goes, and what a reader is told of it.
  private static let cases: [(what: String, ending: String, damage: @Sendable (inout Data) -> Void)] = [
    ("a letter", "foreign", { $0 = Data("Dear Ann, this is no database.\n".utf8) }),
    ("a long letter", "foreign", { $0 = Data(String(repeating: "Dear Ann. ", count: 9000).utf8) }),
    ("zeros, as a power cut leaves them", "foreign", { $0 = Data(count: $0.count) }),
    ("the database of another program", "foreign", { $0.replaceSubrange(68..<72, with: [0, 0, 0, 42]) }),
    ("the database of a program that gives no number", "foreign", { $0.replaceSubrange(68..<72, with: [0, 0, 0, 0]) }),
    ("a header that is gone", "foreign", { $0.replaceSubrange(0..<16, with: Data(count: 16)) }),
    ("half of the file", "damaged", { $0 = $0.prefix($0.count / 2) }),
    ("the first page", "damaged", { $0 = $0.prefix(8192) }),
    ("a schema of no version", "damaged", { $0.replaceSubrange(60..<64, with: [0, 0, 0, 0]) }),
    ("a schema of an impossible version", "damaged", { $0.replaceSubrange(60..<64, with: [0x7f, 0, 0, 1]) }),
    ("a schema below zero", "damaged", { $0.replaceSubrange(60..<64, with: [0xff, 0xff, 0xff, 0xff]) }),
    (
      "pages of noise", "damaged",
      { data in
        for index in data.indices.dropFirst(8192) where index % 7 == 0 { data[index] ^= 0xa5 }
      }
    ),
  ]

  @Test(arguments: cases.indices)
  func whatIsNoGraphIsMovedAsideAndBuiltAnew(index: Int) throws {
    let (what, ending, damage) = Self.cases[index]
    var data = try Data(contentsOf: file)
    damage(&data)
    try data.write(to: file)
    // A reader says what is wrong and what to do, and changes nothing.
    do {
      let store = try GraphStore.open(at: vault.database)
      #expect(try store.integrityCheck() != [], "\(what)")
    } catch {
      #expect([.corrupt, .foreign].contains(error.reason), "\(what): \(error)")
      #expect(error.hint?.contains("weft build") == true, "\(what): \(error)")
    }
    #expect(try Data(contentsOf: file) == data)

    let summary = try vault.build()
    #expect(summary.setAside == vault.database + ".\(ending)-1", "\(what)")
    #expect(summary.setAsideReason?.isEmpty == false)
    #expect(try Data(contentsOf: URL(filePath: summary.setAside ?? "")) == data)
    #expect(try vault.content() == content, "\(what)")
    // And again, with the first still there.
    try data.write(to: file)
    #expect(try vault.build().setAside == vault.database + ".\(ending)-2")
    #expect(try vault.content() == content)
  }

  @Test func anEmptyFileIsAGraphThatIsNotBuiltYet() throws {
    try Data().write(to: file)
    #expect { try GraphStore.open(at: vault.database) } throws: { ($0 as? StoreError)?.reason == .missing }
    #expect(try vault.build().setAside == nil)
    #expect(try vault.content() == content)
  }

  @Test func aFolderInItsPlaceIsKept() throws {
    try FileManager.default.removeItem(at: file)
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: file.appending(path: "letter.txt"))
    #expect { try GraphStore.open(at: vault.database) } throws: { ($0 as? StoreError)?.reason == .foreign }
    let moved = try #require(try vault.build().setAside)
    #expect(try Data(contentsOf: URL(filePath: moved + "/letter.txt")) == Data("mine".utf8))
    #expect(try vault.content() == content)
  }

  @Test func aNewerSchemaIsRefusedAndKept() throws {
    var data = try Data(contentsOf: file)
    data.replaceSubrange(60..<64, with: [0, 0, 1, 0])
    try data.write(to: file)
    #expect { try GraphStore.open(at: vault.database) } throws: { ($0 as? StoreError)?.reason == .newer }
    #expect {
      try vault.build()
    } throws: { error in
      guard let error = error as? BuildError else { return false }
      return error.message.contains("newer version of weft") && error.hint?.contains("move the file away") == true
    }
    #expect(try Data(contentsOf: file) == data)
    // What the hint says helps.
    try FileManager.default.moveItem(atPath: vault.database, toPath: vault.database + ".newer")
    try vault.build()
    #expect(try vault.content() == content)
  }

  /// Bits flip anywhere. Where SQLite sees it, the database is made anew; where it cannot, as in the middle of a text,
  /// nothing crashes.
  @Test func flippedBitsNeverCrashABuildOrAReader() throws {
    let whole = try Data(contentsOf: file)
    var random = SplitMix64(seed: 4)
    var aside = 0
    for round in 0..<40 {
      var data = whole
      for _ in 0..<Int.random(in: 1...60, using: &random) {
        data[Int.random(in: 0..<data.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      try data.write(to: file)
      do { _ = try vault.content() } catch { #expect(error is StoreError || error is GraphError) }
      try vault.write("0.md", "Round \(round): Acme Corp acquired Dorn Energy in 2024.\n")
      do {
        if try vault.build().setAside != nil { aside += 1 }
        #expect(try GraphStore.open(at: vault.database).record(at: "0.md")?.claims.isEmpty == false)
      } catch let error as BuildError {
        // A flipped bit may make the version a greater one.
        #expect(error.message.contains("newer version"), "round \(round): \(error)")
      } catch let error as StoreError {
        #expect(error.reason == .corrupt, "round \(round): \(error)")
      }
    }
    #expect(aside > 0)
  }

  /// The log that a killed build leaves may be lost or damaged, as by a service that copies files one by one.
  @Test(arguments: 0..<24)
  func aDamagedLogIsOvercome(round: Int) throws {
    var random = SplitMix64(seed: UInt64(round))
    try vault.write("1.md", "Acme Corp acquired Dorn Energy in 2024. Ann Lee joined Acme Corp.\n")
    let expected = try vault.buildKeepingTheLog()
    let log = URL(filePath: vault.database + "-wal")
    var bytes = try Data(contentsOf: log)
    #expect(!bytes.isEmpty)
    switch round % 6 {
    case 0: try? FileManager.default.removeItem(at: log)
    case 1: try bytes.prefix(bytes.count * Int.random(in: 0...100, using: &random) / 100).write(to: log)
    case 2:
      for index in bytes.indices where Int.random(in: 0..<1000, using: &random) == 0 { bytes[index] ^= 0x10 }
      try bytes.write(to: log)
    case 3: try Data(String(repeating: "no log ", count: 9000).utf8).write(to: log)
    case 4:
      try Data((0..<32768).map { _ in UInt8.random(in: 0...255, using: &random) })
        .write(to: URL(filePath: vault.database + "-shm"))
    default: try? FileManager.default.removeItem(atPath: vault.database)
    }
    try vault.build()
    #expect(try vault.content() == expected)
    #expect(try GraphStore.open(at: vault.database).integrityCheck() == [])
  }
}
