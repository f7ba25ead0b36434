import Fuzzing

/// What reads notes, and what is made of them without a database; each target has seeds in `Seeds/`.
@main
enum FuzzReading {
  static func main() {
    Fuzzing.run([
      "front-matter": FrontMatterTarget.test, "note": NoteTarget.test, "inline": InlineTarget.test,
      "values": ValuesTarget.test, "extract": ExtractTarget.test, "resolve": ResolveTarget.test,
      "claims": ClaimsTarget.test, "json": JSONTarget.test, "text": TextTarget.test, "date": DateTarget.test,
      "decimal": DecimalTarget.test, "hostile": HostileTarget.test, "query": QueryTarget.test,
      "decision": DecisionTarget.test,
    ])
  }
}
