import Building
import Foundation
import KnowledgeGraph
import Notes
import Store

/// What a graph folder should be like.
struct FolderChecks {
  let folder: GraphFolder

  func all() -> [Check] {
    var checks = [Check("configuration", .ok, "weft.yaml is in order"), synchronisation()]
    do throws(StoreError) {
      let store = try GraphStore.open(at: folder.databasePath)
      let damage = try store.integrityCheck()
      checks.append(
        damage.first.map { first in
          Check(
            "store", .error, damage.count == 1 ? first : "\(first), and \(damage.count - 1) more findings",
            hint: (try? store.isLoaded()) == true
              ? "import the files again"
              : "delete \(ShownPath.text(folder.databasePath)) and run weft build: the notes have all that it held")
        } ?? Check("store", .ok, "the store is sound"))
      let isLoaded = try store.isLoaded()
      checks.append(
        isLoaded
          ? Check("notes", .ok, "the graph was imported: it needs none")
          : freshness(stamps: try store.stamps(), isCurrent: try store.isCurrent()))
      if let decisions = try decisions(store) { checks.append(decisions) }
      if let fonts = fonts(for: store) { checks.append(fonts) }
    } catch {
      checks.append(Check("store", .error, error.message, hint: error.hint))
    }
    return checks
  }

  /// Whether the notes are still those that the graph was built from, by size and time of change.
  private func freshness(stamps: [String: FileStamp], isCurrent: Bool) -> Check {
    let (include, exclude) = (folder.configuration.include, folder.configuration.exclude)
    let files =
      Vault(
        root: folder.vaultPath, include: include.filter { !$0.hasPrefix("#") },
        exclude: exclude.filter { !$0.hasPrefix("#") }
      ).files() + folder.importedFiles()
    let built = (try? FileManager.default.attributesOfItem(atPath: folder.databasePath)[.modificationDate]) as? Date
    guard !files.isEmpty else {
      return Check("notes", .error, "there are no notes in the vault", hint: "weft.yaml says where they are")
    }
    let changed = files.filter { file in
      // A file that gives nothing (left out by a tag, made by Weft) is kept nowhere; only a later one is new.
      guard let stamp = stamps[file.path] else {
        return built.map { Double(file.modified) / 1e9 > $0.timeIntervalSince1970 } ?? true
      }
      return stamp.size != Int64(file.size) || stamp.modified != file.modified
    }.count
    let kept = stamps.keys.filter {
      !DecisionFolder.holds($0) && (NotePath.isNote($0) || NotePath.file(of: $0) == $0)
    }
    let gone = Set(kept).subtracting(files.map(\.path)).count
    guard changed + gone > 0 || !isCurrent else {
      return Check("notes", .ok, "the graph is made of all \(Wording.count(files.count, "note"))")
    }
    let parts = [
      changed > 0 ? "\(Wording.count(changed, "note")) new or changed" : nil,
      gone > 0 ? "\(Wording.count(gone, "note")) gone" : nil,
    ].compactMap { $0 }
    return Check(
      "notes", .warning,
      parts.isEmpty ? "the last build was broken off" : parts.joined(separator: ", ") + " since the last build",
      hint: "run weft build")
  }

  /// Whether people's decisions can be read and all hold; nil where there are none.
  private func decisions(_ store: GraphStore) throws(StoreError) -> Check? {
    let contents: DecisionFolder.Contents
    do throws(BuildError) {
      contents = try DecisionFolder(folder).read()
    } catch {
      return Check("decisions", .error, error.message, hint: error.hint)
    }
    guard contents.lines > 0 else { return nil }
    let made = Wording.count(contents.entries.count, "decision")
    if let finding = contents.diagnostics.first {
      let others = contents.diagnostics.count - 1
      return Check(
        "decisions", finding.severity == .error ? .error : .warning,
        "\(finding.path):\(finding.line): \(finding.message)"
          + (others > 0 ? ", and \(Wording.count(others, "more finding"))" : ""),
        hint: "weft decisions lint tells of all")
    }
    let counts = try store.decisionCounts()
    let parts = [(counts[.unmatched], "match nothing"), (counts[.contested], "are contested")].filter { $0.0 > 0 }
    guard !parts.isEmpty else { return Check("decisions", .ok, "\(made), all of them read") }
    return Check(
      "decisions", .warning, "of \(made) " + parts.map { "\($0.0) \($0.1)" }.joined(separator: " and "),
      hint: "weft decisions list shows them, weft review settles them")
  }

  /// Services that copy a database while it is written tear it.
  private func synchronisation() -> Check {
    let services = [
      ("Dropbox", "/Dropbox"), ("iCloud", "/Mobile Documents/"), ("OneDrive", "/OneDrive"),
      ("Google Drive", "/Google Drive"), ("Google Drive", "/GoogleDrive"), ("Nextcloud", "/Nextcloud"),
    ]
    let path = folder.cachePath + "/"
    guard let service = services.first(where: { path.contains($0.1) }) else {
      return Check("place", .ok, "no known service synchronises the store")
    }
    return Check(
      "place", .warning, "\(service.0) may copy the store while it is written",
      hint: "set cache: in weft.yaml to a folder outside of it; the store can always be built anew")
  }

  /// A font for the names' own letters: pictures have none in them.
  private func fonts(for store: GraphStore) -> Check? {
    #if os(Linux)
      guard let names = try? store.entities().map(\.name), names.contains(where: FolderChecks.hasHan) else {
        return nil
      }
      let home = Environment.value("HOME") ?? ""
      let places = ["/usr/share/fonts", "/usr/local/share/fonts", "\(home)/.local/share/fonts", "\(home)/.fonts"]
      let marks = ["cjk", "wqy", "uming", "ukai", "ipa", "takao", "nanum", "unifont", "fallback"]
      for place in places {
        let files = (try? FileManager.default.subpathsOfDirectory(atPath: place)) ?? []
        if files.contains(where: { file in marks.contains { file.lowercased().contains($0) } }) {
          return Check("fonts", .ok, "there is a font for Chinese, Japanese and Korean names")
        }
      }
      return Check(
        "fonts", .warning, "no font for Chinese, Japanese and Korean names was found on this machine",
        hint: "Debian: apt-get install fonts-noto-cjk; other machines show your pictures with their own fonts")
    #else
      return nil
    #endif
  }

  private static func hasHan(_ name: String) -> Bool {
    name.unicodeScalars.contains {
      (0x3040...0x30ff).contains($0.value) || (0x4e00...0x9fff).contains($0.value)
        || (0xac00...0xd7a3).contains($0.value)
    }
  }
}
