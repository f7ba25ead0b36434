import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import weft

@Suite struct Help {
  static let commands: [(name: String, type: any ParsableCommand.Type)] = Weft.configuration.subcommands.map {
    ($0._commandName, $0)
  }

  @Test(arguments: commands.map(\.name))
  func opensWithAnExample(_ name: String) throws {
    let command = try #require(Help.commands.first { $0.name == name })
    let help = Weft.helpMessage(for: command.type, columns: 100)
    let examples = try #require(help.firstRange(of: "EXAMPLES:\n"))
    let usage = try #require(help.firstRange(of: "USAGE:"))
    #expect(examples.lowerBound < usage.lowerBound)
    #expect(help[examples.upperBound...].hasPrefix("  weft \(name)"))
    #expect(!command.type.configuration.abstract.isEmpty)
  }

  @Test(arguments: commands.map(\.name))
  func standsInTheReference(_ name: String) throws {
    let reference = try String(
      contentsOf: Repository.root.appending(path: "Documentation/Commands.md"), encoding: .utf8)
    let command = try #require(Help.commands.first { $0.name == name })
    let heading = try #require(reference.firstRange(of: "\n## weft \(name)\n"), "a section for \(name)")
    let rest = reference[heading.upperBound...]
    let section = rest.firstRange(of: "\n## ").map { rest[..<$0.lowerBound] } ?? rest
    for option in Help.options(of: command.type) where option != "--help" && option != "--version" {
      #expect(
        section.contains("`\(option)") || Help.common.contains(option), "\(option) in the section for \(name)")
    }
  }

  @Test func everyCommonOptionStandsInTheReference() throws {
    let reference = try String(
      contentsOf: Repository.root.appending(path: "Documentation/Commands.md"), encoding: .utf8)
    for option in Help.common { #expect(reference.contains("`\(option)"), "\(option)") }
  }

  /// Described once for all commands that have them.
  static let common: Set<String> = [
    "--format", "--json", "--output", "--graph", "--quiet", "--reason", "--actor", "--time",
  ]

  /// The long options that a command's help names.
  static func options(of command: any ParsableCommand.Type) -> Set<String> {
    let help = Weft.helpMessage(for: command, columns: 200)
    guard let options = help.firstRange(of: "\nOPTIONS:\n") else { return [] }
    var names: Set<String> = []
    for line in help[options.upperBound...].split(separator: "\n") where line.hasPrefix("  -") {
      for word in line.split(separator: " ").prefix(4) where word.hasPrefix("--") {
        names.insert(String(word.prefix { $0 != "," && $0 != "=" }))
      }
    }
    return names
  }
}
