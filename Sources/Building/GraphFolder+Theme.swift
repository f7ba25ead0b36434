import Foundation
public import KnowledgeGraph

extension GraphFolder {
  /// Whether a text can be the path of a theme in a graph folder: a YAML file that is not outside.
  static func isThemeFile(_ path: String) -> Bool {
    (path.hasSuffix(".yaml") || path.hasSuffix(".yml")) && !path.hasPrefix("/") && !path.hasPrefix("~")
      && !path.split(separator: "/").contains("..") && !path.unicodeScalars.contains { $0.value < 0x20 }
  }

  /// The theme of a name: one of Weft's own, or the file of the graph folder that the name is the path of.
  ///
  /// - Parameters:
  ///   - name: `paper`, `atlas`, `print`, or a path from the graph folder.
  ///   - ontology: The kinds and predicates that it may name.
  /// - Returns: The theme and the manner of drawing that it is for.
  /// - Throws: ``BuildError`` where there is none, or where it has errors, each a diagnostic with its place.
  public func theme(_ name: String, ontology: Ontology) throws(BuildError) -> ThemeFile {
    if let known = ThemeFile(named: name) { return known }
    guard GraphFolder.isThemeFile(name) else {
      throw BuildError(
        .configuration, "there is no theme of this name", path: name,
        hint: YAMLReader(path: name, text: "").suggestion(for: name, among: ThemeFile.names)
          ?? "themes: \(ThemeFile.names.joined(separator: ", ")), or a YAML file of the graph folder")
    }
    return try ThemeFile(text: try text(ofSettings: name), path: name, ontology: ontology)
  }

  /// The theme that `weft.yaml` names, or nil where it names none.
  ///
  /// - Throws: ``BuildError`` where there is none of the name, or where it has errors.
  public func usualTheme(ontology: Ontology) throws(BuildError) -> ThemeFile? {
    guard let name = configuration.theme else { return nil }
    return try theme(name, ontology: ontology)
  }

  /// More than anybody writes by hand.
  private static let settingsLimit = 1 << 20

  /// The text of a small file of the graph folder.
  func text(ofSettings name: String) throws(BuildError) -> String {
    let file = FilePath.join(path, name)
    guard FilePath.isFile(file) else {
      throw BuildError(
        .configuration, "there is no such file in the graph folder", path: name, hint: "give its path from there")
    }
    guard let data = FileManager.default.contents(atPath: file), data.count <= GraphFolder.settingsLimit else {
      throw BuildError(
        .io, "the file cannot be read", path: name, hint: "it may have a megabyte; check who may read it")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw BuildError(.configuration, "the file is not in UTF-8", path: name, hint: "save it as UTF-8 with an editor")
    }
    return text
  }
}
