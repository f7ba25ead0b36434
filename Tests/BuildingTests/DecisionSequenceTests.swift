import Building
import Formats
import Foundation
import KnowledgeGraph
import Store
import TestSupport
import Testing

/// Random sequences of edits, builds, decisions and undos: `WEFT_SEQUENCES=3000 WEFT_SEED=17` runs so many, from that one.
@Suite struct DecisionSequenceTests {

  /// After each build the graph is the one of a build from nothing, of the lines in any order; nothing that was decided
  /// is lost; and what holds of claims is what a simpler model says.
  @Test(arguments: Seeds.shares(of: 6))
  func noneIsLostOrMisapplied(_ seeds: Seeds) throws { for seed in seeds.numbers { try run(seed) } }

  private func run(_ seed: UInt64) throws {
    var generator = NoteGenerator(seed: seed)
    let vault = try TestVault()
    let other = try TestVault()
    var decided: [Decision] = []
    var minute = 0
    for number in 0..<4 { try vault.write("\(number).md", generator.note()) }
    try vault.build()
    for step in 0..<Int.random(in: 4...10, using: &generator.random) {
      for _ in 0..<Int.random(in: 1...3, using: &generator.random) {
        if Int.random(in: 0..<3, using: &generator.random) == 0 {
          try vault.write("\(Int.random(in: 0..<6, using: &generator.random)).md", generator.note())
          continue
        }
        minute += 1
        guard let content = try content(vault, decided, &generator) else { continue }
        decided.append(try vault.decide(content, by: generator.pick(["Ada", "Ada", "Bo"]), at: minute))
      }
      let summary = try vault.build()
      let place = "seed \(seed), step \(step)"

      let read = try DecisionFolder(GraphFolder(at: vault.path)).read()
      #expect(read.diagnostics.isEmpty, "\(place)")
      #expect(Set(read.decisions) == Set(decided), "\(place): a decision is lost")
      let undos = decided.count { $0.action == .undo }
      #expect(summary.decisions.byStanding.values.reduce(0, +) == decided.count - undos, "\(place)")

      try copy(vault, to: other, &generator.random)
      try other.build()
      let (here, there) = (try vault.content(), try other.content())
      #expect(here == there, "\(place): not the graph of a build from nothing")
      let store = try GraphStore.open(at: vault.database)
      let fresh = try GraphStore.open(at: other.database)
      let (traces, others) = (try store.decisionTraces(), try fresh.decisionTraces())
      // A list that is shorter would be compared as far as it goes.
      #expect(traces.count == others.count, "\(place): a decision has no trace")
      for (kept, made) in zip(traces, others) {
        #expect(kept == made, "\(place): a decision stands otherwise")
      }
      for entity in here.entities {
        let (kept, made) = (try store.decisions(onEntity: entity.name), try fresh.decisions(onEntity: entity.name))
        #expect(kept == made, "\(place): \(entity.name) is decided otherwise")
      }
      #expect(try store.integrityCheck() == [], "\(place)")
      for claim in try store.claims(withPrefix: "", limit: .max) {
        // One that was found by its words is not for so simple a model.
        guard try store.decisions(on: claim.id).allSatisfy({ !$0.isDrifted }) else { continue }
        #expect(claim.verdict == Self.verdict(of: claim.id, decided), "\(place): \(claim.id)")
        if claim.verdict == .rejected { #expect(try store.relation(of: claim.id) == nil, "\(place)") }
      }
      // What was decided and undone in the end leaves nothing behind.
      if step == 3 { try expectNoTrace(vault, &minute, place) }
    }
  }

  /// Undoes all that holds, sees that the graph is the one without decisions, and undoes the undoing.
  private func expectNoTrace(_ vault: TestVault, _ minute: inout Int, _ place: String) throws {
    let decisions = vault.url.appending(path: "decisions")
    let kept = vault.url.appending(path: "kept")
    guard FileManager.default.fileExists(atPath: decisions.path) else { return }
    try FileManager.default.copyItem(at: decisions, to: kept)
    let contents = try DecisionFolder(GraphFolder(at: vault.path)).read()
    for decision in contents.decisions where decision.action != .undo {
      try vault.decide(.undo(decision.id), by: "Cy", at: minute + 1)
    }
    try vault.build()
    let undone = try vault.content()
    try FileManager.default.removeItem(at: decisions)
    try vault.build()
    #expect(try vault.content() == undone, "\(place): something is left of what was undone")
    try FileManager.default.moveItem(at: kept, to: decisions)
    try vault.build()
  }

  /// A decision about something that is there, or an undo of one.
  private func content(
    _ vault: TestVault, _ decided: [Decision], _ generator: inout NoteGenerator
  ) throws -> Decision.Content? {
    let store = try GraphStore.open(at: vault.database)
    let claims = try store.claims(withPrefix: "", limit: .max)
    let entities = try store.entities()
    guard let claim = claims.randomElement(using: &generator.random),
      let entity = entities.randomElement(using: &generator.random),
      let second = entities.randomElement(using: &generator.random)
    else { return nil }
    let anchors = [ClaimAnchor(claim)]
    let (name, other) = (NameAnchor(entity), NameAnchor(second))
    switch Int.random(in: 0..<14, using: &generator.random) {
    case 0, 1: return .reject(anchors)
    case 2: return .accept(anchors)
    case 3:
      return .redate(anchors, ClaimDates(at: PartialDate(year: Int.random(in: 2000...2020, using: &generator.random))))
    case 4: return .reamount(anchors, Amount(ExactDecimal(significand: 7, exponent: 6), unit: .money(currency: "USD")))
    case 5: return name == other ? nil : .merge(name, into: other)
    case 6: return name == other ? nil : .distinct(name, other)
    case 7: return .rename(name, to: generator.pick(["Norrland", "Wind of Fjord", "Kenya"]))
    case 8: return .retypeEntity(name, .organization)
    case 9: return .alias(name, generator.pick(["NS", "Bo Tan"]))
    case 10: return .hide(Bool.random(using: &generator.random) ? .entity(name) : .claims(anchors))
    case 11:
      return .split(name, Split(sides: [.init(ClaimAnchor(claim), isObject: false)], name: "Apart", kind: .company))
    case 12:
      return .assert(Assertion(subject: name, predicate: .owns, object: other))
    default:
      return decided.randomElement(using: &generator.random).map { .undo($0.id) }
    }
  }

  /// A copy of the notes and decisions, the lines in another order and in one file, without a graph.
  private func copy(_ vault: TestVault, to other: TestVault, _ random: inout SplitMix64) throws {
    for name in ["notes", ".weft", "decisions"] {
      try? FileManager.default.removeItem(at: other.url.appending(path: name))
    }
    try FileManager.default.copyItem(at: vault.url.appending(path: "notes"), to: other.url.appending(path: "notes"))
    let folder = vault.url.appending(path: "decisions")
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    try FileManager.default.createDirectory(
      at: other.url.appending(path: "decisions"), withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
      let lines = text.split(separator: "\n").shuffled(using: &random)
      try Data((lines.joined(separator: "\n") + "\n").utf8)
        .write(to: other.url.appending(path: "decisions/\(name)"))
    }
  }

  /// What holds of a claim: the last word of each person, and whether they agree. Worked out here from the start, for
  /// claims that are found by their identity.
  private static func verdict(of claim: ClaimID, _ decisions: [Decision]) -> ClaimAmendment.Verdict? {
    func holds(_ decision: Decision) -> Bool {
      !decisions.contains { other in
        if case .undo(decision.id) = other.content { return holds(other) }
        return false
      }
    }
    var last: [String: Bool] = [:]
    var isHidden = false
    for decision in decisions.sorted(by: Decision.precedes) where holds(decision) {
      guard decision.claims.contains(where: { $0.id == claim }) else { continue }
      switch decision.content {
      case .accept: last[decision.actor] = true
      case .reject: last[decision.actor] = false
      case .hide: isHidden = true
      default: continue
      }
    }
    let verdict: ClaimAmendment.Verdict? =
      switch Set(last.values) {
      case []: nil
      case [true]: .accepted
      case [false]: .rejected
      default: .contested
      }
    return isHidden && verdict != .rejected ? .hidden : verdict
  }
}
