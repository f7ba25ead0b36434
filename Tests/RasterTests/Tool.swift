import Foundation

/// A program of the system that reads what Weft wrote; tests that need one skip where it is missing.
enum Tool {
  static func isInstalled(_ name: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
  }

  struct Failed: Error { var output: String }

  /// Runs a program with some bytes in a file, whose path takes the place of `FILE` among the arguments.
  static func run(_ arguments: [String], on bytes: [UInt8] = []) throws -> String {
    let stem = FileManager.default.temporaryDirectory.appending(path: "weft-\(UUID().uuidString)").path
    let (input, output) = (stem + ".in", stem + ".out")
    defer { for file in [input, output] { try? FileManager.default.removeItem(atPath: file) } }
    try Data(bytes).write(to: URL(filePath: input))
    try Data().write(to: URL(filePath: output))
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments.map { $0 == "FILE" ? input : $0 }
    let handle = try FileHandle(forWritingTo: URL(filePath: output))
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    let text = String(decoding: try Data(contentsOf: URL(filePath: output)), as: UTF8.self)
    guard process.terminationStatus == 0 else { throw Failed(output: text) }
    return text
  }
}
