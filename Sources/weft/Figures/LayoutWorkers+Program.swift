import Foundation
import Layout

extension LayoutWorkers {
  /// The word that makes this program one that lays figures out for another.
  static let word = "lay-figures-out"

  /// Processes of this program.
  static var ofThisProgram: LayoutWorkers {
    #if os(Linux)
      let program = "/proc/self/exe"
    #else
      let program = Bundle.main.executablePath ?? ""
    #endif
    return LayoutWorkers(program: program, arguments: [word])
  }
}
