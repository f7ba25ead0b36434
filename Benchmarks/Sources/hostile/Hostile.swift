import Foundation

/// Names the kinds of hostile notes, or writes those of one kind to a folder.
@main
enum Hostile {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 3, let name = arguments.first, let bytes = Int(arguments[2]), let folder = arguments.last
    else {
      for kind in HostileNotes.all { print(kind.name) }
      return
    }
    for kind in HostileNotes.all where kind.name == name {
      for file in kind.files(bytes: bytes) {
        let path = URL(filePath: folder).appending(path: file.path)
        try FileManager.default.createDirectory(
          at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: path)
      }
    }
  }
}
