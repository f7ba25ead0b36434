import Building
import Formats
import Foundation
import KnowledgeGraph
import Notes
import Store
import TestSupport
import Testing

/// Decisions through builds: they hold, they outlive what happens to notes, and nothing of them is ever lost.
@Suite struct DecisionTests {
  private static let sentence = "Acme Corp acquired Bolt Labs in 2023."

  private func vault(_ text: String = "# Deals\n\n\(sentence)\n\nAcme Corp acquired Dorn Energy in 2024.\n") throws
    -> TestVault
  {
    let vault = try TestVault()
    try vault.write("a.md", text)
    try vault.build()
    return vault
  }

  private func claim(_ vault: TestVault, object: String = "Bolt Labs") throws -> Claim {
    let store = try GraphStore.open(at: vault.database)
    return try #require(
      store.claims(withPrefix: "", limit: 100).first { $0.predicate == .acquired && $0.object?.surface == object })
  }

  @discardableResult
  private func decide(
    _ content: Decision.Content, in vault: TestVault, by actor: String = "Ada", at minute: Int = 0
  ) throws -> Decision {
    try vault.decide(content, by: actor, at: minute)
  }

  private func counts(_ vault: TestVault) throws -> DecisionCounts {
    try GraphStore.open(at: vault.database).decisionCounts()
  }

  private func holds(_ claim: ClaimID, _ vault: TestVault) throws -> Bool {
    try GraphStore.open(at: vault.database).relation(of: claim) != nil
  }

  /// What people decide beside a changed note, and whether the graph is made anew because of it.
  enum Beside: CaseIterable {
    case rejection, acceptance, date, rename, merge, distinct, kind, alias, note, undone, assertion, nothingThere
    case hiding, split
  }

  @Test(arguments: Beside.allCases)
  func aNoteBesideDecisionsChangesWhatItReaches(_ beside: Beside) throws {
    let vault = try vault()
    let anchors = [ClaimAnchor(try claim(vault))]
    let acme = NameAnchor("Acme Corp", kind: .company)
    let content: Decision.Content =
      switch beside {
      case .rejection: .reject(anchors)
      case .acceptance: .accept(anchors)
      case .date: .redate(anchors, ClaimDates(at: PartialDate(year: 2021)))
      case .rename: .rename(acme, to: "Acme Group")
      case .merge: .merge(NameAnchor("Dorn Energy"), into: acme)
      case .distinct: .distinct(NameAnchor("Dorn Energy"), acme)
      case .kind: .retypeEntity(acme, .organization)
      case .alias: .alias(acme, "Zeta Foods")
      case .note: .note(.entity(acme), text: "Ask")
      case .undone: .rename(acme, to: "Acme Group")
      case .assertion: .assert(Assertion(subject: acme, predicate: .owns, object: NameAnchor("Bolt Labs")))
      case .nothingThere: .rename(NameAnchor("Korea"), to: "Chosun")
      case .hiding: .hide(.entity(acme))
      case .split:
        .split(acme, Split(sides: [.init(anchors[0], isObject: false)], name: "Apart", kind: .company))
      }
    let decision = try decide(content, in: vault)
    if beside == .undone { try decide(.undo(decision.id), in: vault, at: 1) }
    try vault.build()
    let before = try GraphStore.open(at: vault.database).entities()

    // One that has nothing to do with them, and then one that tells of the same firm, and of what gets its name.
    for text in [
      "Quill Works acquired Ember Mills in 2022.", "Acme Corp acquired Erlo Steel in 2025.",
      "Zeta Foods bought Bolt Labs.", "Seoul Motors acquired Korea in 2020. Acme Group bought Chosun.",
      "Nobody tells of it any more.",
    ] {
      if text.hasPrefix("Nobody") {
        for name in try FileManager.default.contentsOfDirectory(atPath: vault.url.appending(path: "notes").path) {
          try vault.write(name, text + "\n")
        }
      } else {
        try vault.write("\(text.count).md", text + "\n")
      }
      try vault.build()
      let (kept, traces) = (
        try vault.content(), try GraphStore.open(at: vault.database).decisionTraces()
      )
      let numbers = try GraphStore.open(at: vault.database).entities()
      if text.hasPrefix("Quill") {
        // A graph that is made anew has other numbers, since there are more entities.
        let isApart = before.allSatisfy { old in numbers.contains { $0.id == old.id && $0.name == old.name } }
        #expect(isApart)
      }
      try FileManager.default.removeItem(at: vault.url.appending(path: ".weft"))
      try vault.build()
      #expect(try vault.content() == kept, "\(text)")
      #expect(try GraphStore.open(at: vault.database).decisionTraces() == traces, "\(text)")
    }
  }

  @Test func aRejectedClaimIsKeptAndSaysNothingUntilItIsUndone() throws {
    let vault = try vault()
    let before = try vault.content()
    let claim = try claim(vault)
    let decision = try decide(.reject([ClaimAnchor(claim)]), in: vault)
    #expect(try vault.build().decisions.byStanding == [.applied: 1])
    let store = try GraphStore.open(at: vault.database)
    #expect(try store.relation(of: claim.id) == nil)
    #expect(try store.claim(claim.id)?.verdict == .rejected)
    #expect(try store.decisions(on: claim.id).map(\.actor) == ["Ada"])
    #expect(try store.integrityCheck() == [])
    try decide(.undo(decision.id), in: vault, at: 1)
    try vault.build()
    #expect(try vault.content() == before)
    #expect(try counts(vault).byStanding == [.undone: 1])
  }

  @Test func anAcceptedClaimOutranksTheThreshold() throws {
    let vault = try TestVault("vault: notes\nthresholds: {accepted: 0.99, review: 0.1}\n")
    try vault.write("a.md", Self.sentence + "\n")
    try vault.build()
    let claim = try claim(vault)
    #expect(try !holds(claim.id, vault))
    try decide(.accept([ClaimAnchor(claim)]), in: vault)
    try vault.build()
    #expect(try holds(claim.id, vault))
  }

  @Test func aClaimGetsAnotherDateAmountAndPredicate() throws {
    let vault = try vault()
    let claim = try claim(vault)
    let anchor = ClaimAnchor(claim)
    let amount = Amount(ExactDecimal(significand: 5, exponent: 6), unit: .money(currency: "EUR"))
    try decide(.redate([anchor], ClaimDates(at: PartialDate(year: 2022, month: 5))), in: vault, at: 1)
    try decide(.reamount([anchor], amount), in: vault, at: 2)
    try decide(.retypeClaims([anchor], .investedIn), in: vault, at: 3)
    try vault.build()
    let store = try GraphStore.open(at: vault.database)
    let relation = try #require(try store.relation(of: claim.id))
    #expect(relation.predicate == .investedIn)
    #expect(relation.qualifiers.at?.date == PartialDate(year: 2022, month: 5))
    // An amount is an act's, which has it once.
    #expect(try relation.act.flatMap { try store.act($0) }?.amount == amount)
    #expect(try store.claim(claim.id)?.qualifiers.amount == amount)
  }

  @Test func anAssertedClaimIsAPersons() throws {
    let vault = try vault()
    let decision = try decide(
      .assert(
        Assertion(
          subject: NameAnchor("Acme Corp", kind: .company), predicate: .owns,
          object: NameAnchor("Egon Mills", kind: .company))), in: vault)
    try vault.build()
    let store = try GraphStore.open(at: vault.database)
    let claim = try #require(try store.claim(ClaimID(rawValue: decision.id.rawValue)))
    #expect(claim.origin == .person("Ada"))
    #expect(try store.relation(of: claim.id)?.predicate == .owns)
    #expect(try store.integrityCheck() == [])
    try decide(.undo(decision.id), in: vault, at: 1)
    try vault.build()
    #expect(try GraphStore.open(at: vault.database).claim(claim.id) == nil)
    #expect(try GraphStore.open(at: vault.database).entities(named: "Egon Mills").isEmpty)
  }

  @Test func anAssertedClaimStandsOnItsLineInWordsThatAreNoSources() throws {
    let vault = try vault()
    try decide(.rename(NameAnchor("Acme Corp"), to: "Acme Group"), in: vault)
    let (acme, egon) = (NameAnchor("Acme Corp", kind: .company), NameAnchor("Egon Mills", kind: .company))
    let source = try #require(try GraphStore.open(at: vault.database).entities(named: "Deals").first?.source)
    let own = try vault.decide(
      .assert(Assertion(subject: acme, predicate: .owns, object: egon)), by: "Ada", at: 1, reason: "I was there")
    let quoting = try decide(
      .assert(Assertion(subject: acme, predicate: .uses, object: egon, source: source, quote: Self.sentence)),
      in: vault, at: 2)
    try vault.build()
    let store = try GraphStore.open(at: vault.database)
    func proof(_ decision: Decision) throws -> Proof {
      try store.proof(of: try #require(try store.claim(ClaimID(rawValue: decision.id.rawValue))))
    }
    let (mine, theirs) = (try proof(own), try proof(quoting))
    #expect(mine.quote == "asserted by Ada: I was there" && !mine.isQuoted && mine.isPersonsOwn && mine.line == 2)
    #expect(theirs.quote == Self.sentence && theirs.isQuoted && theirs.isAsserted && theirs.line == 3)
    #expect(theirs.note.hasPrefix("decisions/"))
    let relation = try #require(try store.relation(of: mine.claim))
    #expect(try store.isAsserted(relation))
    // What only a decision quotes is no text of the source.
    #expect(try store.texts(ofSource: source).count == 2)
  }

  @Test func whatWasSupersededHasNotDrifted() throws {
    let vault = try vault("# Deals\n\n\(Self.sentence)\n")
    try decide(.reject([ClaimAnchor(try claim(vault))]), in: vault)
    try vault.write("a.md", "# Deals\n\n\(Self.sentence) So it was said.\n")
    #expect(try vault.build().decisions.drifted == 1)
    try decide(.reject([ClaimAnchor(try claim(vault))]), in: vault, at: 1)
    let summary = try vault.build()
    #expect(summary.decisions.byStanding == [.applied: 1, .superseded: 1])
    #expect(summary.decisions.drifted == 0)
  }

  @Test func twoPersonsWhoDifferAreContested() throws {
    let vault = try vault()
    let claim = try claim(vault)
    try decide(.accept([ClaimAnchor(claim)]), in: vault)
    try decide(.reject([ClaimAnchor(claim)]), in: vault, by: "Bo", at: 1)
    #expect(try vault.build().decisions.byStanding == [.contested: 2])
    #expect(try holds(claim.id, vault))
  }

  // MARK: What happens to notes

  /// What is done to the note, whether the decision holds then, and whether by its words alone.
  static let fates: [(name: String, text: String?, path: String, matches: Bool, drifts: Bool)] = [
    ("nothing", "# Deals\n\n\(sentence)\n", "a.md", true, false),
    ("the note was renamed", "# Deals\n\n\(sentence)\n", "Deep/Other.md", true, true),
    ("the highlight grew", "# Deals\n\n\(sentence) So it was said.\n", "a.md", true, true),
    ("it was set in bold", "# Deals\n\n**Acme Corp** acquired Bolt Labs in 2023.\n", "a.md", true, false),
    ("it got an address", "---\nurl: https://example.org/x\n---\n# Deals\n\n\(sentence)\n", "a.md", true, true),
    ("it was said otherwise", "# Deals\n\nAcme Corp bought Bolt Labs in 2023.\n", "a.md", false, false),
    ("it was deleted", "# Deals\n\nNothing else.\n", "a.md", false, false),
    ("the note was deleted", nil, "a.md", false, false),
  ]

  @Test(arguments: fates.map(\.name))
  func aDecisionOutlives(_ name: String) throws {
    let fate = try #require(Self.fates.first { $0.name == name })
    let vault = try vault("# Deals\n\n\(Self.sentence)\n")
    // Another note, so that the vault is not empty.
    try vault.write("z.md", "# Other\n\nDorn Energy acquired Fjord Wind in 2020.\n")
    try vault.build()
    try decide(.reject([ClaimAnchor(try claim(vault))]), in: vault)
    try vault.build()
    try vault.remove("a.md")
    if let text = fate.text { try vault.write(fate.path, text) }
    let summary = try vault.build()
    #expect(summary.decisions.byStanding == [fate.matches ? .applied : .unmatched: 1])
    #expect(summary.decisions.drifted == (fate.drifts ? 1 : 0))
    let claims = try GraphStore.open(at: vault.database).claims(withPrefix: "", limit: 100)
      .filter { $0.predicate == .acquired && $0.object?.surface == "Bolt Labs" }
    #expect(claims.allSatisfy { ($0.verdict == .rejected) == fate.matches })
    // The sentence comes back, and with it what was decided.
    if fate.text != nil { try vault.remove(fate.path) }
    try vault.write("a.md", "# Deals\n\n\(Self.sentence)\n")
    #expect(try vault.build().decisions.byStanding == [.applied: 1])
    #expect(try vault.build().isGraphNew == false)
  }

  // MARK: Files

  @Test func aDamagedLineCostsNoOther() throws {
    let vault = try vault()
    let claim = try claim(vault)
    try decide(.reject([ClaimAnchor(claim)]), in: vault)
    let file = vault.url.appending(path: "decisions/2026-11-ada.jsonl")
    let line = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let note = DecisionLine.text(
      DecisionLine.decision(
        .note(.entity(NameAnchor("Acme Corp")), text: "x"), actor: "Ada", time: "2026-11-27T00:05:00.000Z", reason: nil)
    )
    // Marks of a conflict, a copy of the first line, a byte order mark, CR LF, and a last line that was broken off.
    try Data(
      ("\u{FEFF}<<<<<<< HEAD\r\n\(line)=======\n\(note)\r\n>>>>>>> other\n\(line)\n" + note.prefix(40)).utf8
    ).write(to: file)
    let summary = try vault.build()
    #expect(summary.decisions.byStanding == [.applied: 2])
    let findings = summary.diagnostics.filter { $0.path == "decisions/2026-11-ada.jsonl" }
    #expect(findings.map(\.line) == [1, 3, 5, 8])
    #expect(findings.map(\.severity) == [.error, .error, .error, .error])
    #expect(findings[0].message.contains("git left a mark of a conflict"))
    // Where the text begins that has no end.
    #expect(findings[3].column == 19)
    // They are told again by a build that reads nothing.
    #expect(try vault.build().diagnostics.count { $0.path == "decisions/2026-11-ada.jsonl" } == 4)
    // What comes after the broken line is a line of its own.
    try decide(.accept([ClaimAnchor(claim)]), in: vault, at: 9)
    #expect(try vault.build().decisions.byStanding == [.applied: 2, .superseded: 1])
  }

  @Test func filesAreOfAMonthAndAPersonAndOfBoundedLength() throws {
    let vault = try vault()
    let folder = DecisionFolder(try GraphFolder(at: vault.path))
    let anchor = NameAnchor("Acme Corp")
    for (number, actor) in ["Ada Lovelace", "Zoë", "李", "../../etc/x", "ADA lovelace"].enumerated() {
      try folder.append(
        DecisionLine.decision(
          .note(.entity(anchor), text: "x"), actor: actor, time: "2026-0\(number + 1)-01T00:00:00.000Z", reason: nil))
    }
    var names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(
      names.enumerated().map { $0 == 2 ? String($1.prefix(9)) : $1 } == [
        "2026-01-ada-lovelace.jsonl", "2026-02-zoe.jsonl", "2026-03-x", "2026-04-etc-x.jsonl",
        "2026-05-ada-lovelace.jsonl",
      ])
    let full = String(repeating: "{}\n", count: DecisionFolder.linesOfFile)
    try Data(full.utf8).write(to: vault.url.appending(path: "decisions/2026-02-zoe.jsonl"))
    let entry = try folder.append(
      DecisionLine.decision(
        .note(.entity(anchor), text: "y"), actor: "Zoë", time: "2026-02-02T00:00:00.000Z", reason: nil))
    #expect(entry.file == "decisions/2026-02-zoe-2.jsonl" && entry.line == 1)
    names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.count == 6)
  }

  /// In one millisecond as well, the later decision of one person is the later.
  @Test func timeGoesOn() throws {
    let vault = try vault()
    let folder = DecisionFolder(try GraphFolder(at: vault.path))
    let now = "2026-11-30T23:59:59.999Z"
    let times = try (0..<3).map { number in
      try folder.append(
        .note(.entity(NameAnchor("A")), text: "\(number)"), actor: "Ada", reason: nil, now: now
      ).decision.time
    }
    #expect(times == [now, "2026-12-01T00:00:00.000Z", "2026-12-01T00:00:00.001Z"])
    #expect(try folder.read().decisions.map(\.detail) == ["0", "1", "2"])
  }

  /// What a build finds in the folder, it leaves as it is.
  @Test func aBuildNeverWritesDecisions() throws {
    let vault = try vault()
    try decide(.reject([ClaimAnchor(try claim(vault))]), in: vault)
    let file = vault.url.appending(path: "decisions/2026-11-ada.jsonl")
    let before = try Data(contentsOf: file)
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    try vault.build()
    try FileManager.default.removeItem(atPath: vault.path + "/.weft")
    try vault.build()
    #expect(try Data(contentsOf: file) == before)
    #expect(
      try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
        == attributes[.modificationDate] as? Date)
  }
}

extension TestVault {
  /// Writes what a person decides, as it would be at a minute of a day.
  @discardableResult
  func decide(
    _ content: Decision.Content, by actor: String = "Ada", at minute: Int = 0, reason: String? = nil
  ) throws -> Decision {
    let (hours, minutes) = (String(minute / 60 + 100).suffix(2), String(minute % 60 + 100).suffix(2))
    let decision = DecisionLine.decision(
      content, actor: actor, time: "2026-11-27T\(hours):\(minutes):00.000Z", reason: reason)
    try DecisionFolder(GraphFolder(at: path)).append(decision)
    return decision
  }
}
