/// What people's decisions make of a claim.
public struct ClaimAmendment: Hashable, Sendable {
  /// What people hold of a claim.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// It holds, whatever its confidence.
    case accepted
    /// It does not hold, and says nothing.
    case rejected
    /// It stays out of relations.
    case hidden
    /// One person accepts what another rejects: it counts as if neither had spoken.
    case contested
  }

  public var verdict: Verdict?
  public var predicate: Predicate?
  /// The dates in place of those that the text gives; nil where nobody changed them.
  public var dates: ClaimDates?
  /// Whether the amount is ``amount`` in place of what the text gives.
  public var hasAmount: Bool
  public var amount: Amount?

  public init(
    verdict: Verdict? = nil, predicate: Predicate? = nil, dates: ClaimDates? = nil, hasAmount: Bool = false,
    amount: Amount? = nil
  ) {
    self.verdict = verdict
    self.predicate = predicate
    self.dates = dates
    self.hasAmount = hasAmount
    self.amount = amount
  }
}

extension Claim {
  /// Puts what was decided in the place of what the text gives.
  public mutating func amend(_ amendment: ClaimAmendment) {
    verdict = amendment.verdict
    if let predicate = amendment.predicate { self.predicate = predicate }
    if let dates = amendment.dates {
      qualifiers.at = dates.at.map { StatedDate($0) }
      qualifiers.from = dates.from.map { StatedDate($0) }
      qualifiers.to = dates.to.map { StatedDate($0) }
    }
    if amendment.hasAmount { qualifiers.amount = amendment.amount }
  }
}
