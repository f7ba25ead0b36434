import Building
import Foundation
import KnowledgeGraph
import Testing

/// Disks without room, as small file systems in memory that only the test sees.
@Suite(.enabled(if: BuiltProgram.canMount, "needs leave to mount in a namespace of its own (unshare -rm)"))
struct FullDiskTests {
  private let vault: TestVault

  init() throws {
    vault = try TestVault()
    var generator = NoteGenerator(seed: 31)
    for number in 0..<30 { try vault.write("\(number).md", generator.note()) }
  }

  @Test func aFullCacheKeepsTheOldGraph() throws {
    try FileManager.default.createDirectory(
      at: vault.url.appending(path: ".weft"), withIntermediateDirectories: true)
    let notes = try FileManager.default.contentsOfDirectory(
      at: vault.url.appending(path: "notes"), includingPropertiesForKeys: nil)
    let later = vault.url.appending(path: "later")
    try FileManager.default.createDirectory(at: later, withIntermediateDirectories: true)
    for (number, note) in notes.enumerated() {
      var text = try Data(contentsOf: note)
      if number < 8 { text += Data("\nAcme Corp acquired Bolt Labs \(number) in 2023 for 10 million dollars.\n".utf8) }
      try text.write(to: later.appending(path: note.lastPathComponent))
    }
    let before = try NoteTimes(of: later)
    let outcome = try BuiltProgram.runWithMounts(
      """
      set -e
      mount -t tmpfs -o size=16m tmpfs .weft
      weft build --quiet >/dev/null
      weft export --as claims -o old.jsonl
      echo "vault: later" > weft.yaml
      # What is left grows, until it is enough.
      for kib in 0 4 12 40 60 100 200 400 800; do
        rm -f .weft/fill
        free=$(df -k --output=avail .weft | tail -1)
        fallocate -l $(((free - kib) * 1024)) .weft/fill
        status=0
        weft build --quiet >/dev/null 2>errors || status=$?
        [ $status = 0 ] && break
        echo "$status $(tr '\\n' ' ' < errors)"
        weft export --as claims -o now.jsonl
        cmp old.jsonl now.jsonl
      done
      rm .weft/fill
      weft build --quiet >/dev/null
      weft export --as claims -o mended.jsonl
      umount .weft
      weft build --quiet >/dev/null
      weft export --as claims -o whole.jsonl
      cmp mended.jsonl whole.jsonl
      """, in: vault.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let failures = outcome.output.split(separator: "\n")
    #expect(!failures.isEmpty)
    for failure in failures {
      #expect(failure.hasPrefix("2 .weft/"), "\(failure)")
      #expect(failure.contains("error: the disk is full hint: free some space"), "\(failure)")
    }
    #expect(try NoteTimes(of: later) == before)
  }

  /// A first build on disks of all sizes.
  @Test func aFirstBuildSaysThatTheDiskIsFull() throws {
    try FileManager.default.createDirectory(at: vault.url.appending(path: "cache"), withIntermediateDirectories: true)
    try Data("vault: notes\ncache: cache\n".utf8).write(to: vault.url.appending(path: "weft.yaml"))
    let outcome = try BuiltProgram.runWithMounts(
      """
      for kib in 4 8 16 32 64 128 256 512; do
        mount -t tmpfs -o size=${kib}k tmpfs cache
        weft build --quiet >/dev/null 2>errors
        echo "$? $(tr '\\n' ' ' < errors)"
        weft stats 2>&1 >/dev/null | head -1
        mount -o remount,size=32m cache
        weft build --quiet >/dev/null || exit 1
        weft export --as claims -o $kib.jsonl || exit 1
        cmp 4.jsonl $kib.jsonl || exit 1
        umount cache
      done
      """, in: vault.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines where line.hasPrefix("2 ") {
      #expect(line.contains("error: the disk is full hint: free some space"), "\(line)")
    }
    for line in lines where !line.hasPrefix("2 ") && !line.hasPrefix("0 ") {
      #expect(line.contains("there is no graph yet") || line.contains("the disk is full"), "\(line)")
    }
  }

  @Test(arguments: ["draw --all -o out/a.svg", "export --as claims -o out/a.jsonl", "export --as dot -o out/a.dot"])
  func aFullDiskLeavesTheOldAnswer(command: String) throws {
    try FileManager.default.createDirectory(at: vault.url.appending(path: "out"), withIntermediateDirectories: true)
    try vault.build()
    let file = String(command.split(separator: " ").last ?? "")
    let outcome = try BuiltProgram.runWithMounts(
      """
      mount -t tmpfs -o size=64k tmpfs out
      echo old > \(file)
      fallocate -l 52k out/fill
      weft \(command)
      echo $?
      ls out; cat \(file)
      rm out/fill; mount -o remount,size=16m out
      weft \(command) || exit 1
      ls out
      """, in: vault.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let name = String(file.dropFirst(4))
    #expect(outcome.output == "2\n\(name)\nfill\nold\n\(name)\n")
    #expect(
      outcome.errors.hasPrefix(
        """
        \(file): error: cannot write: No space left on device
        hint: free some space; what stood there before is unchanged

        """))
  }

  /// A limit of the shell (`ulimit -f`) sends a signal that would end the program without a word.
  @Test func aFileThatMayNotGrowIsSaid() throws {
    let outcome = try BuiltProgram.runWithMounts(
      """
      (ulimit -f 64; weft build --quiet; echo $?)
      weft build --quiet >/dev/null && weft stats >/dev/null && echo mended
      (ulimit -f 1; weft export --as claims -o a.jsonl; echo $?)
      ls *.jsonl*
      """, in: vault.url)
    #expect(outcome.output == "2\nmended\n2\n")
    #expect(outcome.errors.contains(".weft/graph.sqlite: error: the disk refused to read or write"))
    #expect(outcome.errors.contains("a.jsonl: error: cannot write: File too large\nhint: the shell allows no files"))
  }

  /// Where temporary files go makes no difference: none are written.
  @Test func temporaryFilesNeedNoDisk() throws {
    try FileManager.default.createDirectory(at: vault.url.appending(path: "tmp"), withIntermediateDirectories: true)
    let outcome = try BuiltProgram.runWithMounts(
      """
      mount -t tmpfs -o size=4k tmpfs tmp
      dd if=/dev/zero of=tmp/fill bs=4096 count=1 2>/dev/null
      export TMPDIR=$PWD/tmp SQLITE_TMPDIR=$PWD/tmp
      weft build --quiet >/dev/null && weft export --as claims -o a.jsonl && weft draw --all -o a.svg && weft stats >/dev/null
      """, in: vault.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }
}
