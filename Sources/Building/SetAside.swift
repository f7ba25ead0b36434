import Foundation

/// Moves a damaged database out of the way, never over anything.
enum SetAside {
  /// Moves the database at `path`, with the log beside it, and returns its new path.
  static func move(_ path: String) throws(BuildError) -> String {
    var number = 1
    while FilePath.isFile("\(path).damaged-\(number)") { number += 1 }
    let target = "\(path).damaged-\(number)"
    do {
      try FileManager.default.moveItem(atPath: path, toPath: target)
      for ending in ["-wal", "-shm"] where FilePath.isFile(path + ending) {
        try FileManager.default.moveItem(atPath: path + ending, toPath: target + ending)
      }
    } catch {
      throw BuildError(.io, "the damaged database cannot be moved aside", path: path, hint: "move it away and build")
    }
    return target
  }
}
