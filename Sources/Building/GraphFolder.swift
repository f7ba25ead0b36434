import Foundation
import Notes

/// A folder with a `weft.yaml`, and where its parts are.
public struct GraphFolder: Hashable, Sendable {
  /// The folder itself, absolute.
  public let path: String
  public let configuration: Configuration

  /// The folder at `path`.
  ///
  /// - Throws: ``BuildError`` where there is no `weft.yaml`, or where it has errors, each a diagnostic with its place.
  public init(at path: String) throws(BuildError) {
    let absolute = FilePath.absolute(path)
    let file = FilePath.join(absolute, ConfigurationFile.name)
    guard FilePath.isFile(file) else {
      throw BuildError(
        .noFolder, "there is no \(ConfigurationFile.name) here", path: path,
        hint: "make one for a folder of notes with: weft init \(path == "." ? "" : path)".trimmingSuffix(" "))
    }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw BuildError(
        .io, "\(ConfigurationFile.name) cannot be read", path: file, hint: "check who may read the file")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw BuildError(
        .configuration, "\(ConfigurationFile.name) is not in UTF-8", path: file,
        hint: "save it as UTF-8 with an editor")
    }
    let (configuration, diagnostics) = ConfigurationFile.read(text, path: FilePath.join(path, ConfigurationFile.name))
    guard diagnostics.isEmpty else {
      throw BuildError(
        .configuration, "\(ConfigurationFile.name) has \(diagnostics.count == 1 ? "an error" : "errors")", path: file,
        diagnostics: diagnostics)
    }
    self.path = absolute
    self.configuration = configuration
  }

  private init(path: String, configuration: Configuration) {
    self.path = path
    self.configuration = configuration
  }

  /// This folder with its cache in itself, wherever its `weft.yaml` keeps that of another copy.
  func keepingCache() -> GraphFolder {
    var configuration = configuration
    configuration.cache = nil
    return GraphFolder(path: path, configuration: configuration)
  }

  /// The graph folder that `directory` is or is in: the nearest folder upwards with a `weft.yaml`.
  public static func find(from directory: String = ".") throws(BuildError) -> GraphFolder {
    var folder = FilePath.absolute(directory)
    while true {
      if FilePath.isFile(FilePath.join(folder, ConfigurationFile.name)) { return try GraphFolder(at: folder) }
      guard folder != "/" else { break }
      folder = FilePath.parent(of: folder)
    }
    throw BuildError(
      .noFolder, "there is no \(ConfigurationFile.name) here or in a folder above", path: directory,
      hint: "make one with weft init, or name a graph folder with --graph")
  }

  /// The folder with the notes.
  public var vaultPath: String { FilePath.join(path, configuration.vault) }

  /// The notes that are read.
  var vault: Vault {
    Vault(root: vaultPath, include: configuration.include.folders, exclude: configuration.exclude.folders)
  }

  /// The folder with Weft's own files.
  public var cachePath: String { FilePath.join(path, configuration.cache ?? ".weft") }

  public var databasePath: String { FilePath.join(cachePath, "graph.sqlite") }

  var lockPath: String { FilePath.join(cachePath, "lock") }

  /// Makes the folder for Weft's own files, with a `.gitignore` that keeps it out of repositories.
  func makeCache() throws(BuildError) {
    do {
      if !FilePath.isFolder(cachePath) {
        try FileManager.default.createDirectory(atPath: cachePath, withIntermediateDirectories: true)
      }
      let ignore = FilePath.join(cachePath, ".gitignore")
      if !FilePath.isFile(ignore) { try Data("*\n".utf8).write(to: URL(filePath: ignore), options: .atomic) }
    } catch {
      let cause = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError) ?? error as NSError
      let isFull = cause.domain == NSPOSIXErrorDomain && [ENOSPC, EDQUOT, EFBIG].contains(Int32(cause.code))
      throw BuildError(
        .io, isFull ? "the disk is full" : "the folder for the database cannot be written", path: cachePath,
        hint: isFull
          ? "free some space and run weft build again" : "set cache: in \(ConfigurationFile.name) to a folder that can")
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    last == character ? String(dropLast()) : self
  }
}
