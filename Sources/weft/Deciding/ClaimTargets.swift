import ArgumentParser

/// The claims that a decision is about.
struct ClaimTargets: ParsableArguments {
  @ArgumentParser.Argument(
    help: ArgumentHelp("Ids of claims, or the two names that they tie.", valueName: "claim-or-names"),
    completion: NameCompletion.kind)
  var words: [String]

  @Option(help: ArgumentHelp("With two names: only claims of this predicate; may be given again.", valueName: "name"))
  var predicate: [String] = []
}
