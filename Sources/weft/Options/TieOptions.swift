import ArgumentParser

/// Which relations count as ties, and which entities are listed.
struct TieOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Walk this predicate only; may be given several times.", valueName: "predicate"))
  var predicate: [String] = []

  @Option(help: ArgumentHelp("List entities of this kind only; may be given several times.", valueName: "kind"))
  var kind: [String] = []

  @Flag(help: "Walk mentions and bare links too.")
  var mentions = false
}
