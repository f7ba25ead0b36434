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

/// The claims or the entity that a decision is about.
struct NamedTargets: ParsableArguments {
  @ArgumentParser.Argument(
    help: ArgumentHelp("Ids of claims, a name, or the two names that claims tie.", valueName: "claim-or-names"),
    completion: NameCompletion.kind)
  var words: [String]

  @Option(help: ArgumentHelp("With two names: only claims of this predicate; may be given again.", valueName: "name"))
  var predicate: [String] = []
}

/// The claims that a decision is about, and what it puts.
struct PutTargets: ParsableArguments {
  @ArgumentParser.Argument(
    help: ArgumentHelp("A claim's id, or one of the two names that claims tie.", valueName: "claim-or-name"),
    completion: NameCompletion.kind)
  var first: String

  @ArgumentParser.Argument(
    help: ArgumentHelp("What to put; behind one name the other.", valueName: "value-or-name"),
    completion: NameCompletion.kind)
  var second: String

  @ArgumentParser.Argument(help: ArgumentHelp("Behind two names, what to put.", valueName: "value"))
  var third: String?

  @Option(help: ArgumentHelp("With two names: only claims of this predicate; may be given again.", valueName: "name"))
  var predicate: [String] = []

  /// The claim, or the two names.
  var words: [String] { third == nil ? [first] : [first, second] }
  var value: String { third ?? second }
}
