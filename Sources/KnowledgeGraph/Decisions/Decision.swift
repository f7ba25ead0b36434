/// What a person decided about claims or names: kept as a line of text beside the notes, and replayed on every build.
public struct Decision: Hashable, Sendable, Identifiable {
  public var id: DecisionID
  /// Who decided, as they call themselves.
  public var actor: String
  /// When, in UTC as RFC 3339 to the second: `2026-11-27T09:30:00Z`. Of two decisions of one person the later holds.
  public var time: String
  /// Why, in the person's own words.
  public var reason: String?
  public var content: Content

  /// What is decided.
  // Indirect, since the largest case is thirty times the commonest, and decisions are moved by the hundred thousand.
  public indirect enum Content: Hashable, Sendable {
    /// The claims hold, whatever their confidence.
    case accept([ClaimAnchor])
    /// The claims do not hold: they are kept and say nothing.
    case reject([ClaimAnchor])
    /// The claims or the entity stay out of relations, and so out of answers and figures.
    case hide(Target)
    /// Something to remember about claims or an entity.
    case note(Target, text: String)
    /// The claims are of another predicate.
    case retypeClaims([ClaimAnchor], Predicate)
    /// The entity is of another kind.
    case retypeEntity(NameAnchor, Kind)
    /// The claims have another date.
    case redate([ClaimAnchor], ClaimDates)
    /// The claims have another amount; nil takes it away.
    case reamount([ClaimAnchor], Amount?)
    /// Two names are one entity's; the second is the preferred one.
    case merge(NameAnchor, into: NameAnchor)
    /// Two names are never one entity's.
    case distinct(NameAnchor, NameAnchor)
    /// Of what is said of a name, some is said of another.
    case split(NameAnchor, Split)
    /// The entity has another preferred name.
    case rename(NameAnchor, to: String)
    /// The entity has one more name.
    case alias(NameAnchor, String)
    /// A claim of the person's own. The claim has the identity of the decision.
    case assert(Assertion)
    /// A decision does not hold any more.
    case undo(DecisionID)
  }

  /// What a decision is about that may be about either.
  public enum Target: Hashable, Sendable {
    case claims([ClaimAnchor])
    case entity(NameAnchor)
  }

  /// A decision that was kept under an identity.
  public init(id: DecisionID, actor: String, time: String, reason: String? = nil, content: Content) {
    self.id = id
    self.actor = actor
    self.time = time
    self.reason = reason
    self.content = content
  }
}

/// What makes a decision the same in two copies of a file: 32 hexadecimal digits, a hash of its line.
public struct DecisionID: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
  package let identity: Identity
  public var rawValue: String { identity.text }
  public init(rawValue: String) { identity = Identity(rawValue) }
  public var description: String { rawValue }
  // Said here, since a type with a raw value is otherwise compared and hashed by that.
  public static func == (left: DecisionID, right: DecisionID) -> Bool { left.identity == right.identity }
  public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
  public static func < (left: DecisionID, right: DecisionID) -> Bool { left.identity < right.identity }
}

extension Decision {
  /// The words of the command that decides so.
  public enum Action: String, Hashable, Sendable, CaseIterable {
    case accept, reject, hide, note, retype, redate, reamount, merge, distinct, split, rename, alias, assert, undo
  }

  public var action: Action {
    switch content {
    case .accept: .accept
    case .reject: .reject
    case .hide: .hide
    case .note: .note
    case .retypeClaims, .retypeEntity: .retype
    case .redate: .redate
    case .reamount: .reamount
    case .merge: .merge
    case .distinct: .distinct
    case .split: .split
    case .rename: .rename
    case .alias: .alias
    case .assert: .assert
    case .undo: .undo
    }
  }

  /// The claims that it is about.
  public var claims: [ClaimAnchor] {
    switch content {
    case .accept(let claims), .reject(let claims), .redate(let claims, _), .reamount(let claims, _),
      .retypeClaims(let claims, _), .hide(.claims(let claims)), .note(.claims(let claims), _):
      claims
    case .split(_, let split): split.sides.map(\.claim)
    default: []
    }
  }

  /// The entities that it is about.
  public var names: [NameAnchor] {
    switch content {
    case .merge(let left, let right), .distinct(let left, let right): [left, right]
    case .retypeEntity(let name, _), .split(let name, _), .rename(let name, _), .alias(let name, _),
      .hide(.entity(let name)), .note(.entity(let name), _):
      [name]
    default: []
    }
  }

  /// The order in which decisions were made: by time, and by identity where two have one.
  public static func precedes(_ left: Decision, _ right: Decision) -> Bool {
    left.time != right.time ? left.time < right.time : left.id < right.id
  }
}
