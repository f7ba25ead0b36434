import KnowledgeGraph
import Resolution
import TestSupport
import Testing

/// Which of many decisions hold.
@Suite struct DecisionReplayTests {
  /// A decision by its letter and minute.
  private static func decision(_ content: Decision.Content, _ minute: Int, by actor: String = "Ada") -> Decision {
    Deciding.decision(content, minute, by: actor)
  }

  private static let claim = ClaimAnchor(
    id: ClaimID(rawValue: "c"), source: SourceID("path:a.md"), quote: "q", predicate: .owns, subject: "A", object: "B")

  private static func amendment(_ decisions: [Decision]) -> ClaimAmendment? {
    DecisionReplay(decisions).claims { ($0.id, false) }.amendments[claim.id]
  }

  private static func standings(_ decisions: [Decision]) -> [DecisionTrace.Standing?] {
    let claims = DecisionReplay(decisions).claims { ($0.id, false) }
    return decisions.map { claims.standings[$0.id] }
  }

  @Test func theLaterDecisionOfOnePersonHolds() {
    let decisions = [Self.decision(.accept([Self.claim]), 1), Self.decision(.reject([Self.claim]), 2)]
    #expect(Self.amendment(decisions)?.verdict == .rejected)
    #expect(Self.amendment(decisions.reversed())?.verdict == .rejected)
    #expect(Self.standings(decisions) == [.superseded, .applied])
  }

  @Test func twoPersonsWhoDifferCancelEachOther() {
    let decisions = [
      Self.decision(.accept([Self.claim]), 1), Self.decision(.reject([Self.claim]), 2, by: "Bo"),
      Self.decision(.redate([Self.claim], ClaimDates(at: PartialDate(year: 2020))), 3),
      Self.decision(.redate([Self.claim], ClaimDates(at: PartialDate(year: 2021))), 4, by: "Bo"),
      Self.decision(.reamount([Self.claim], nil), 5), Self.decision(.reamount([Self.claim], nil), 6, by: "Bo"),
    ]
    let amendment = Self.amendment(decisions)
    #expect(amendment?.verdict == .contested)
    #expect(amendment?.dates == nil)
    #expect(amendment?.hasAmount == true && amendment?.amount == nil)
    #expect(Self.standings(decisions) == [.contested, .contested, .contested, .contested, .applied, .applied])
  }

  @Test func anUndoTakesBackAndAnUndoOfItGivesBack() {
    let reject = Self.decision(.reject([Self.claim]), 1)
    let undo = Self.decision(.undo(reject.id), 2)
    let redo = Self.decision(.undo(undo.id), 3)
    #expect(Self.amendment([reject, undo]) == nil)
    #expect(Self.amendment([reject, undo, redo])?.verdict == .rejected)
    #expect(Self.amendment([redo, undo, reject])?.verdict == .rejected)
    #expect(DecisionReplay([reject, undo]).undone == [reject.id])
    // What is undone twice is undone; one undo of an undo does not bring it back.
    let again = Self.decision(.undo(reject.id), 4)
    #expect(Self.amendment([reject, undo, again, redo]) == nil)
  }

  @Test func aLongChainOfUndosEnds() {
    var decisions = [Self.decision(.reject([Self.claim]), 0)]
    for minute in 1...20_000 { decisions.append(Self.decision(.undo(decisions[minute - 1].id), minute)) }
    #expect(Self.amendment(decisions)?.verdict == .rejected)
    #expect(Self.amendment(decisions.dropLast()) == nil)
    // Identities are hashes; two lines that were forged to undo each other end, too.
    let forged = [
      Decision(id: DecisionID(rawValue: "x"), actor: "A", time: "1", content: .undo(DecisionID(rawValue: "y"))),
      Decision(id: DecisionID(rawValue: "y"), actor: "A", time: "1", content: .undo(DecisionID(rawValue: "x"))),
    ]
    #expect(DecisionReplay(forged).active.isEmpty)
  }

  @Test func whatIsHiddenStaysOutThoughItIsAccepted() {
    let decisions = [
      Self.decision(.hide(.claims([Self.claim])), 1), Self.decision(.accept([Self.claim]), 2, by: "Bo"),
    ]
    #expect(Self.amendment(decisions)?.verdict == .hidden)
  }

  @Test func whatMatchesNothingIsTold() {
    let decision = Self.decision(.reject([Self.claim]), 1)
    let claims = DecisionReplay([decision]).claims { _ in nil }
    #expect(claims.standings == [decision.id: .unmatched])
    #expect(claims.amendments.isEmpty)
  }
}

/// Short ways to decide.
enum Deciding {
  static func decision(_ content: Decision.Content, _ minute: Int, by actor: String = "Ada") -> Decision {
    var hash = StableHash()
    hash.update(field: "\(content) \(minute) \(actor)")
    let digits = String(minute)
    let time = "2026-" + String(repeating: "0", count: 8 - digits.count) + digits
    return Decision(id: DecisionID(rawValue: hash.hex128()), actor: actor, time: time, content: content)
  }
}
