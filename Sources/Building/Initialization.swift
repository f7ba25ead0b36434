import Foundation
import Notes

/// Makes a `weft.yaml` for a folder of notes, with what was found there, and says in `.gitattributes` that git joins
/// files of decisions line by line; writes nothing else.
public struct Initialization: Sendable {
  /// What was found, and the file that was written.
  public struct Summary: Hashable, Sendable {
    /// The file.
    public var path: String
    public var notes: Int
    public var bytes: Int
    /// Folders that Readwise exports to, with their notes, sorted.
    public var readwiseFolders: [String: Int]
    /// Folders of templates, which are left out, sorted.
    public var templateFolders: [String]
  }

  private let folder: String
  private let vault: String

  /// - Parameters:
  ///   - folder: Where `weft.yaml` is to stand.
  ///   - vault: The folder with the notes.
  public init(folder: String = ".", vault: String = ".") {
    self.folder = folder
    self.vault = vault
  }

  /// Looks at the vault and writes the file.
  ///
  /// - Throws: ``BuildError`` where there is a `weft.yaml` already, or no such vault, or the file cannot be written.
  public func run() throws(BuildError) -> Summary {
    let root = FilePath.absolute(folder)
    let notes = FilePath.absolute(vault)
    let file = FilePath.join(root, ConfigurationFile.name)
    guard !FileManager.default.fileExists(atPath: file) else {
      throw BuildError(
        .configuration, "there is a \(ConfigurationFile.name) already", path: file,
        hint: "change it with an editor, or remove it first")
    }
    guard FilePath.isFolder(notes) else {
      throw BuildError(.vault, "there is no such folder", path: vault, hint: "name the folder with your notes")
    }
    let files = Vault(root: notes).files()
    var summary = Summary(
      path: file, notes: files.count, bytes: files.reduce(0) { $0 + $1.size }, readwiseFolders: [:],
      templateFolders: [])
    var templates: Set<String> = []
    for file in files {
      let folders = file.path.split(separator: "/").dropLast().map(String.init)
      if let index = folders.firstIndex(where: { $0.lowercased() == "readwise" }) {
        summary.readwiseFolders[folders[...min(index + 1, folders.count - 1)].joined(separator: "/"), default: 0] += 1
      }
      if let index = folders.firstIndex(where: { ["templates", "_templates"].contains($0.lowercased()) }) {
        templates.insert(folders[...index].joined(separator: "/"))
      }
    }
    summary.templateFolders = templates.sorted()
    let data = Data(text(summary, vault: Self.relative(notes, to: root)).utf8)
    do {
      // Never over a file that has come to be meanwhile.
      try data.write(to: URL(filePath: file), options: .withoutOverwriting)
    } catch {
      throw BuildError(.io, "\(ConfigurationFile.name) cannot be written", path: file)
    }
    try joinDecisions(in: root)
    return summary
  }

  /// Two branches of decisions join without a conflict where git takes the lines of both.
  private func joinDecisions(in root: String) throws(BuildError) {
    let file = FilePath.join(root, ".gitattributes")
    let rule = "\(DecisionFolder.name)/*.jsonl merge=union"
    var text = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard !text.split(whereSeparator: \.isNewline).contains(where: { $0 == rule }) else { return }
    if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
    do {
      try Data((text + rule + "\n").utf8).write(to: URL(filePath: file), options: .atomic)
    } catch {
      throw BuildError(.io, ".gitattributes cannot be written", path: file, hint: "add the line: \(rule)")
    }
  }

  private func text(_ summary: Summary, vault: String) -> String {
    let exclude = summary.templateFolders.map { Self.scalar($0.contains("/") ? $0 : $0 + "/") }
    let readwise = summary.readwiseFolders.sorted { $0.key < $1.key }
    var lines = [
      "# What Weft reads, and how. Weft never writes to the notes; its own files are in .weft beside this file.",
      "# Found: \(summary.notes) \(summary.notes == 1 ? "note" : "notes"), \(summary.bytes) bytes.",
    ]
    for (folder, count) in readwise {
      lines.append("# Readwise: \(Self.visible(folder)) (\(count) \(count == 1 ? "note" : "notes"))")
    }
    lines += [
      "", "# The folder with the notes, from this folder.", "vault: \(Self.scalar(vault))", "",
      "# Read only these folders and tags. A pattern without / fits at any depth; *, ** and ? are placeholders.",
      readwise.isEmpty ? "# include: [Articles, \"#reading\"]" : "# include: [\(Self.scalar(readwise[0].key))]", "",
      "# Never read these.",
      exclude.isEmpty ? "# exclude: [Templates, \"#draft\"]" : "exclude: [\(exclude.joined(separator: ", "))]", "",
      "# Read these, but never publish them: weft publish leaves out what they say.",
      "# private: [Journal, \"#private\"]", "",
      "# From which confidence a claim is accepted, and from which a person should look at it.",
      "# thresholds: {accepted: 0.5, review: 0.25}", "",
      "# How drawings look: paper, atlas, print, or a theme of your own: house.yaml.", "# theme: paper", "",
      "# Where the database is kept, for a folder that is synchronised between machines.",
      "# cache: ~/.cache/weft/notes", "",
      "# Kinds and predicates of your own.", "# ontology:", "#   kinds:",
      "#     Mine: {super: Facility, label: Mine, plural: Mines}", "#   predicates:",
      "#     MINES: {domain: [Agent], range: [Mine], label: mines, inverse: mined by}", "",
    ]
    return lines.joined(separator: "\n")
  }

  /// `path` seen from `folder`, both absolute: downwards as a relative path, else as it is.
  private static func relative(_ path: String, to folder: String) -> String {
    if path == folder { return "." }
    let prefix = folder == "/" ? "/" : folder + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  /// A text as a YAML scalar, in double quotes where it needs them (YAML 1.2.2, 7.3.1).
  private static func scalar(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "/._-".unicodeScalars.contains($0)
    }
    if isPlain, let first = text.first, first != "-", Double(text) == nil { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        result += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A name in a comment, which a line end in it must not end.
  private static func visible(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : $0 }))
  }
}
