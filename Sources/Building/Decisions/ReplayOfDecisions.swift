import KnowledgeGraph
import Resolution
import Store

/// The part of a build that lets people's decisions hold.
struct ReplayOfDecisions {
  /// What the decisions come to, before the graph is made of it.
  struct Decided {
    var names: NameDecisions
    fileprivate var decisions: [Decision]
    fileprivate var replay: DecisionReplay
    fileprivate var claims: DecisionReplay.Claims
    /// Where the claims that people assert stand in their files.
    fileprivate var lines: [ClaimID: Int]
  }

  private let folder: DecisionFolder
  private let store: GraphStore
  private let stamp: String
  /// The records of decision files that the store has.
  private let kept: [String]
  /// Whether a file of decisions changed since they were replayed.
  let isNew: Bool
  /// Whether there is anything that people decided, or was.
  let isNeeded: Bool

  init(_ folder: GraphFolder, _ store: GraphStore, kept: [String]) throws {
    self.folder = DecisionFolder(folder)
    self.store = store
    self.kept = kept
    // Before the files are read: what is appended meanwhile is of the next build.
    stamp = try self.folder.stamp()
    let before = try store.decisionsStamp()
    let isEmpty = try self.folder.files().isEmpty
    isNew = before == nil ? !isEmpty : before != stamp
    isNeeded = isNew || !isEmpty
  }

  /// What holds beside a kept graph: the decisions as they were when it was made.
  struct Kept {
    /// Those about names.
    var names: KeptDecisions
    fileprivate var replay: DecisionReplay
    fileprivate var traces: [DecisionTrace]
    fileprivate var claims: Set<Target>
    /// The sources of claims that people assert.
    fileprivate var sources: Set<SourceID>
  }

  /// A claim that a decision is about.
  fileprivate struct Target: Hashable {
    var claim: ClaimID
    var decision: DecisionID
  }

  /// Reads what holds beside the kept graph, for a change of notes alone.
  func asKept() throws -> Kept {
    let decisions = try folder.read().decisions
    let replay = DecisionReplay(decisions)
    let traces = try store.decisionTraces()
    let (claims, entities) = try store.decisionTargets()
    var targets: Set<Target> = []
    var sources: Set<SourceID> = []
    for pair in claims where pair.claim.rawValue != pair.decision.rawValue {
      targets.insert(Target(claim: pair.claim, decision: pair.decision))
    }
    for decision in replay.active {
      if case .assert(let assertion) = decision.content, let source = assertion.source { sources.insert(source) }
    }
    return Kept(
      names: KeptDecisions(all: decisions, replay: replay, traces: traces, claims: claims, entities: entities),
      replay: replay, traces: traces, claims: targets, sources: sources)
  }

  /// Whether the decisions are about the same claims after notes changed, and stand as they did.
  ///
  /// `sources` are those that changed notes had or have: what people assert from one of them tells its title.
  func isAsBefore(_ kept: Kept, changedSources sources: Set<SourceID>) throws -> Bool {
    guard kept.sources.isDisjoint(with: sources) else { return false }
    let finder = try AnchorFinder(kept.replay.active, store)
    let claims = kept.replay.claims { finder.find($0) }
    let targets = Set(claims.targets.map { Target(claim: $0.claim, decision: $0.decision) })
    guard targets == kept.claims else { return false }
    return kept.traces.allSatisfy { trace in
      (claims.standings[trace.id].map { $0 == trace.standing } ?? true)
        && Self.isDrifted(trace.id, trace.standing, claims) == trace.isDrifted
        // Which side of which claim one of these means may be another, where it is found by words.
        && !(claims.drifted.contains(trace.id) && trace.action == .split)
    }
  }

  /// Reads the decisions, keeps the claims that people assert, and finds those that they decided about.
  func run() throws -> Decided {
    let contents = try folder.read()
    let decisions = contents.decisions
    let replay = DecisionReplay(decisions)
    let asserted = try AssertedClaims.entries(contents, active: Set(replay.active.map(\.id)), store)
    let paths = Set(asserted.map(\.record.path))
    try store.apply(changed: asserted, removed: kept.filter { !paths.contains($0) }.sorted())
    let finder = try AnchorFinder(replay.active, store)
    let claims = replay.claims { finder.find($0) }
    try store.setAmendments(claims.amendments)
    var lines: [ClaimID: Int] = [:]
    for entry in contents.entries {
      if case .assert = entry.decision.content { lines[ClaimID(rawValue: entry.decision.id.rawValue)] = entry.line }
    }
    return Decided(
      names: NameDecisions(all: decisions, replay: replay, splits: claims.splits), decisions: decisions, replay: replay,
      claims: claims, lines: lines)
  }

  /// Whether a decision that counts was found by its words; of one that another replaced it means nothing.
  private static func isDrifted(
    _ id: DecisionID, _ standing: DecisionTrace.Standing, _ claims: DecisionReplay.Claims
  ) -> Bool {
    (standing == .applied || standing == .contested) && claims.drifted.contains(id)
  }

  /// Keeps what became of the decisions.
  func keep(_ decided: Decided, _ names: NameOutcome) throws {
    var traces: [DecisionTrace] = []
    for decision in decided.decisions {
      if case .undo = decision.content { continue }
      let standing: DecisionTrace.Standing
      if decided.replay.undone.contains(decision.id) {
        standing = .undone
      } else if case .assert = decision.content {
        standing = .applied
      } else {
        standing = decided.claims.standings[decision.id] ?? names.standings[decision.id] ?? .unmatched
      }
      traces.append(
        DecisionTrace(
          decision, standing: standing, isDrifted: Self.isDrifted(decision.id, standing, decided.claims)))
    }
    var claims = decided.claims.targets
    for decision in decided.replay.active {
      if case .assert = decision.content { claims.append((ClaimID(rawValue: decision.id.rawValue), decision.id)) }
    }
    try store.setDecisions(
      traces, claims: claims, entities: names.targets.map { ($0.entity, $0.decision) }, lines: decided.lines,
      stamp: stamp)
  }
}
