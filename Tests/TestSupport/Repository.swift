public import Foundation

/// Where tests find the folders of this checkout and of the material beside it.
public enum Repository {
  /// The folder with `Package.swift`.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The material beside the checkout, or nil where it is absent: tests that need it skip with a message.
  public static let shared: URL? = {
    let folder = root.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// Whether golden files and transcripts are to be written anew (`WEFT_UPDATE=1`).
  public static let isUpdating = ProcessInfo.processInfo.environment["WEFT_UPDATE"] == "1"
}
