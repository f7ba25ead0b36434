/// A decision as answers tell of it: who decided what, when and why, and what became of it.
public struct DecisionTrace: Hashable, Sendable {
  /// What became of a decision.
  public enum Standing: String, Hashable, Sendable, CaseIterable {
    /// It holds.
    case applied
    /// A later decision of the same person holds instead.
    case superseded
    /// Another person decided otherwise; none of the two holds.
    case contested
    /// Nothing in the graph is what it is about: its highlight was edited or deleted, its name is not there any more.
    case unmatched
    /// It was undone.
    case undone
  }

  public var id: DecisionID
  public var action: Decision.Action
  public var actor: String
  public var time: String
  public var reason: String?
  /// What was put: "2024-03", "Company", "South Korea".
  public var detail: String?
  public var standing: Standing
  /// Whether its claim was found by its words, the identity being gone: its highlight was edited or moved.
  public var isDrifted: Bool

  public init(
    id: DecisionID, action: Decision.Action, actor: String, time: String, reason: String? = nil,
    detail: String? = nil, standing: Standing, isDrifted: Bool = false
  ) {
    self.id = id
    self.action = action
    self.actor = actor
    self.time = time
    self.reason = reason
    self.detail = detail
    self.standing = standing
    self.isDrifted = isDrifted
  }

  /// A decision with what became of it.
  public init(_ decision: Decision, standing: Standing, isDrifted: Bool = false) {
    self.init(
      id: decision.id, action: decision.action, actor: decision.actor, time: decision.time, reason: decision.reason,
      detail: decision.detail, standing: standing, isDrifted: isDrifted)
  }
}

extension Decision {
  /// What was put, in few words; nil where the action says it all.
  public var detail: String? {
    switch content {
    case .accept, .reject, .hide: nil
    case .note(_, let text): text
    case .retypeClaims(_, let predicate): predicate.rawValue
    case .retypeEntity(_, let kind): kind.rawValue
    case .redate(_, let dates): dates.text
    case .reamount(_, let amount): amount.map(\.plainText) ?? "none"
    case .merge(let name, let other): "\(name.name) into \(other.name)"
    case .distinct(let name, let other): "\(name.name), \(other.name)"
    case .split(let name, let split): "\(name.name) to \(split.name)"
    case .rename(_, let name), .alias(_, let name): name
    case .assert(let assertion):
      [assertion.subject.name, assertion.predicate.rawValue, assertion.object?.name].compactMap { $0 }
        .joined(separator: " ")
    case .undo(let id): id.rawValue
    }
  }
}

extension ClaimDates {
  /// `2024-03`, `2024/2025`, `none`.
  public var text: String {
    if let at { return at.edtf }
    guard from != nil || to != nil else { return "none" }
    return "\(from?.edtf ?? "..")/\(to?.edtf ?? "..")"
  }
}

extension Amount {
  /// `430000000 USD`, `about 1500 employees`, `12.5 %`, `up to 5000000 EUR over 2 years, paid`.
  public var plainText: String {
    var text = upper.map { "\(value) to \($0)" } ?? "\(value)"
    switch unit {
    case .money(let currency): text += " \(currency)"
    case .count(let noun): text += noun.map { " \($0)" } ?? ""
    case .percent: text += " %"
    }
    switch precision {
    case .exact: break
    case .approx: text = "about \(text)"
    case .min: text = "at least \(text)"
    case .max: text = "up to \(text)"
    }
    if let period { text += " over \(period.count) \(period.unit.word)\(period.count == 1 ? "" : "s")" }
    return kind.map { "\(text), \($0.rawValue)" } ?? text
  }
}

extension Period.Unit {
  fileprivate var word: String {
    switch self {
    case .year: "year"
    case .month: "month"
    case .week: "week"
    case .day: "day"
    }
  }
}
