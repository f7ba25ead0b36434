import ArgumentParser

/// `weft generate-manual`: the man page, for `make install` and for those who package Weft.
struct GenerateManual: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate-manual",
    abstract: "Print the man page.",
    discussion: """
      EXAMPLES:
        weft generate-manual > weft.1
      """,
    shouldDisplay: false)

  func run() throws {
    try Descriptor.output.writeAll(ManualPage.text().utf8, named: "standard output")
  }
}
