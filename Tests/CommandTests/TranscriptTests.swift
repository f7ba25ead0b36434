import Foundation
import TestSupport
import Testing

/// Sessions in `Transcripts/`, over the notes in `Vault/`; `WEFT_UPDATE=1 swift test --filter Transcripts` writes them
/// anew.
@Suite struct Transcripts {
  static let folder = Repository.root.appending(path: "Tests/CommandTests")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Transcripts").path)) ?? []
    return files.filter { $0.hasSuffix(".txt") }.sorted()
  }()

  @Test func thereAreTranscripts() { #expect(!Transcripts.names.isEmpty) }

  @Test(arguments: names)
  func cameBackTheSame(_ name: String) throws {
    let file = Transcripts.folder.appending(path: "Transcripts/\(name)")
    let written = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let expected = Transcript(written)
    #expect(!expected.steps.isEmpty)

    let scratch = try TemporaryFolder()
    let vault = scratch.url.appending(path: "vault")
    try FileManager.default.copyItem(at: Transcripts.folder.appending(path: "Vault"), to: vault)
    let actual = try expected.replayed(in: vault, weft: BuiltProgram.weft)

    if Repository.isUpdating { try Data(actual.text.utf8).write(to: file) }
    for (then, now) in zip(expected.steps, actual.steps) where then != now && !Repository.isUpdating {
      Issue.record(
        """
        $ \(now.command)
        \(now.result.joined(separator: "\n"))
        -- but \(name) has:
        \(then.result.joined(separator: "\n"))
        """)
    }
    if !Repository.isUpdating { #expect(actual.text == written, "the form of \(name)") }
  }
}
