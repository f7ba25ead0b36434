import Building
import Formats
import KnowledgeGraph
import Notes
import Resolution
import Store

/// The decisions of a graph folder, with what became of them where a build has replayed them.
struct KnownDecisions {
  let contents: DecisionFolder.Contents
  let folder: GraphFolder
  /// What was not undone, in the order in which it was made.
  let active: [Decision]
  let words: DecisionWords
  /// The decisions that cannot hold together.
  let conflicts: [DecisionConflict]
  /// In which of them each stands.
  private let conflictOf: [DecisionID: Int]
  private let store: GraphStore?
  private let undone: Set<DecisionID>
  private var traces: [DecisionID: DecisionTrace] = [:]
  private let entries: [DecisionID: DecisionFolder.Entry]

  init(_ graph: GraphOptions) throws(Failure) {
    do throws(BuildError) {
      // Without a graph, all are pending.
      let folder = try graph.folder()
      try self.init(folder, try? GraphStore.open(at: folder.databasePath))
    } catch {
      throw Failure(error)
    }
  }

  init(_ opened: OpenGraph) throws(Failure) {
    do throws(BuildError) { try self.init(opened.folder, opened.store) } catch { throw Failure(error) }
  }

  private init(_ folder: GraphFolder, _ store: GraphStore?) throws(BuildError) {
    self.folder = folder
    self.store = store
    contents = try DecisionFolder(folder).read()
    entries = Dictionary(contents.entries.map { ($0.decision.id, $0) }, uniquingKeysWith: { first, _ in first })
    let replay = DecisionReplay(contents.decisions)
    (active, undone) = (replay.active, replay.undone)
    words = DecisionWords(
      ontology: store?.ontology ?? Ontology.builtIn.extended(with: folder.configuration.ontology),
      decisions: entries.mapValues(\.decision))
    let kept = (try? store?.decisionTraces()) ?? []
    for trace in kept { traces[trace.id] = trace }
    guard kept.contains(where: { $0.standing == .contested }), let targets = try? store?.decisionTargets() else {
      (conflicts, conflictOf) = ([], [:])
      return
    }
    var found = DecisionConflict.Targets()
    for pair in targets.claims { found.claims[pair.decision, default: []].insert(pair.claim) }
    for pair in targets.entities { found.entities[pair.decision, default: []].insert(pair.entity) }
    let conflicts = DecisionConflict.all(among: active, standings: traces.mapValues(\.standing), targets: found)
    var conflictOf: [DecisionID: Int] = [:]
    for (number, conflict) in conflicts.enumerated() {
      for decision in conflict.decisions { conflictOf[decision.id] = number }
    }
    (self.conflicts, self.conflictOf) = (conflicts, conflictOf)
  }

  /// A decision with where it stands.
  func entry(_ id: DecisionID) -> DecisionFolder.Entry? { entries[id] }

  /// What became of a decision: "applied", "contested", …; "pending" before a build has replayed it.
  func standing(of entry: DecisionFolder.Entry) -> String {
    guard case .undo = entry.decision.content else {
      return traces[entry.decision.id]?.standing.rawValue ?? "pending"
    }
    // An undoing has no trace of its own: it is built where what it takes back stands as it should.
    var target: DecisionID? = entry.decision.id
    while let id = target, case .undo(let next) = entries[id]?.decision.content { target = next }
    guard let target, let trace = traces[target], (trace.standing == .undone) == undone.contains(target) else {
      return "pending"
    }
    return undone.contains(entry.decision.id) ? "undone" : "applied"
  }

  /// Whether a decision holds, as far as is known, or will once it is built.
  func isStanding(_ id: DecisionID) -> Bool {
    guard !undone.contains(id) else { return false }
    return traces[id].map { $0.standing == .applied } ?? true
  }

  private func isDrifted(_ entry: DecisionFolder.Entry) -> Bool { traces[entry.decision.id]?.isDrifted ?? false }

  /// The decisions that a contested one is against.
  func decisions(against decision: Decision) -> [Decision] {
    conflictOf[decision.id].map { conflicts[$0].decisions(against: decision.id) } ?? []
  }

  /// The decision by which a name is one of an entity's, where there is one that holds.
  func joining(_ name: String, to entity: Entity) -> Decision? {
    let (sought, own) = (FoldedName.fold(name), KnownDecisions.names(of: entity))
    return active.last { decision in
      guard isStanding(decision.id) else { return false }
      let names = decision.names.map { FoldedName.fold($0.name) }
      switch decision.content {
      case .merge: return names.contains(sought) && own.isSuperset(of: names)
      case .alias(_, let given), .rename(_, to: let given):
        return FoldedName.fold(given) == sought && own.isSuperset(of: names)
      default: return false
      }
    }
  }

  /// The decision by which two entities are kept apart, where there is one that holds.
  func keepingApart(_ left: Set<String>, _ right: Set<String>) -> Decision? {
    active.last { decision in
      guard case .distinct(let one, let other) = decision.content, isStanding(decision.id) else { return false }
      let names = (FoldedName.fold(one.name), FoldedName.fold(other.name))
      return left.contains(names.0) && right.contains(names.1) || left.contains(names.1) && right.contains(names.0)
    }
  }

  /// The decisions that use one of some names, as they are compared.
  func decisions(naming names: Set<String>) -> Set<DecisionID> {
    Set(
      contents.decisions.lazy.filter { decision in
        var words = decision.names.map(\.name)
        for claim in decision.claims { words += [claim.subject, claim.object].compactMap { $0 } }
        switch decision.content {
        case .assert(let assertion): words += [assertion.subject.name, assertion.object?.name].compactMap { $0 }
        case .split(_, let split): words.append(split.name)
        case .rename(_, let name), .alias(_, let name): words.append(name)
        default: break
        }
        return words.contains { names.contains(FoldedName.fold($0)) }
      }.map(\.id))
  }

  /// All names of an entity, as they are compared.
  static func names(of entity: Entity) -> Set<String> {
    Set(([entity.name, NameAnchor(entity).name] + entity.aliases).map { FoldedName.fold($0) })
  }

  /// What a person should see to: what matches nothing, what was found by its words alone, what two contest, what quotes
  /// words that are gone.
  func findings() -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for entry in contents.entries {
      guard let (message, hint) = finding(entry) else { continue }
      findings.append(
        Diagnostic(.warning, path: entry.file, line: entry.line, column: 1, message: message, hint: hint))
    }
    return findings
  }

  private func finding(_ entry: DecisionFolder.Entry) -> (message: String, hint: String)? {
    let decision = entry.decision
    guard let trace = traces[decision.id], !undone.contains(decision.id) else { return nil }
    let what = "the \(words.phrase(decision))" + (words.quote(decision).map { ", \($0)," } ?? "")
    let id = decision.id.rawValue.prefix(8)
    switch trace.standing {
    case .unmatched:
      return (
        "\(what) matches nothing any more",
        "what it is about was edited or deleted: decide anew, or weft undo \(id)"
      )
    case .contested:
      // One that was settled since the last build is told of by none.
      guard conflictOf[decision.id] != nil else { return nil }
      let others = decisions(against: decision)
      guard let first = others.first else {
        return ("\(what) is contested by another decision: none of them holds", "weft review asks which holds")
      }
      return (
        "\(what) is contested by \(others.map { words.byline($0) }.joined(separator: " and ")): none of them holds",
        "agree: weft review asks, weft undo \(first.id.rawValue.prefix(8)) takes the other back"
      )
    case .applied where trace.isDrifted:
      return (
        "\(what) has drifted: its text was edited or moved, and it holds by its words",
        "look whether it is still meant, and decide anew so that it stands firm"
      )
    case .applied: return lostQuote(decision)
    default: return nil
    }
  }

  /// A claim that somebody asserts with words that its source has no more.
  private func lostQuote(_ decision: Decision) -> (message: String, hint: String)? {
    guard case .assert(let assertion) = decision.content, let quote = assertion.quote, let source = assertion.source,
      let store, let texts = try? store.texts(ofSource: source)
    else { return nil }
    let words = QuotedWords(texts)
    guard words.hasText, !words.hold(quote) else { return nil }
    return (
      "the \(self.words.phrase(decision)) quotes words that are not in its source any more: "
        + (self.words.quote(decision) ?? quote),
      "look whether it is still so, and assert it anew, or weft undo \(decision.id.rawValue.prefix(8))"
    )
  }

  // MARK: Answers

  func answer(_ entries: [DecisionFolder.Entry]) -> Answer {
    var table = Table([
      Table.Column("decision"), Table.Column("time"), Table.Column("actor", shrinks: true), Table.Column("action"),
      Table.Column("about", shrinks: true), Table.Column("put", shrinks: true), Table.Column("standing"),
      Table.Column("reason", shrinks: true),
    ])
    for entry in entries {
      let decision = entry.decision
      let against = decisions(against: decision).map { "\($0.actor) (\($0.id.rawValue.prefix(8)))" }
      table.append([
        String(decision.id.rawValue.prefix(8)), String(decision.time.prefix(16)) + "Z", decision.actor,
        decision.action.rawValue, words.about(decision), words.put(decision),
        standing(of: entry) + (against.isEmpty ? "" : " by " + against.joined(separator: ", "))
          + (isDrifted(entry) ? ", drifted" : ""), decision.reason ?? "",
      ])
    }
    let lines = entries.map { entry -> JSONValue in
      let against = decisions(against: entry.decision).map(\.id.rawValue)
      let put = words.put(entry.decision)
      return .record([
        "decision": DecisionLine.value(entry.decision), "about": .string(words.about(entry.decision)),
        "put": put.isEmpty ? nil : .string(put), "standing": .string(standing(of: entry)),
        "contestedBy": against.isEmpty ? nil : .strings(against), "drifted": .bool(isDrifted(entry)),
        "file": .string(entry.file), "line": .integer(entry.line),
      ])
    }
    return Answer(
      table: table, json: .record(["schemaVersion": .integer(1), "decisions": .array(lines)]), lines: lines,
      text: { style, columns in table.text(width: columns, style: style) })
  }
}
