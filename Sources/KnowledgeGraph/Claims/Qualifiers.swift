/// When, how, how much and according to whom a claim holds.
public struct Qualifiers: Hashable, Sendable {
  /// How far an act has come, or that a state is over.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    case announced, planned, signed, active, completed, cancelled, denied, former
  }

  /// When an event happened.
  public var at: StatedDate?
  /// Since when a state holds.
  public var from: StatedDate?
  /// Until when a state held.
  public var to: StatedDate?
  /// When it was said to come, apart from when it happens.
  public var announced: StatedDate?
  public var amount: Amount? {
    get {
      if case .amount(let amount) = boxedAmount { amount } else { nil }
    }
    set { boxedAmount = newValue.map { .amount($0) } }
  }
  /// "CEO" for WORKS_FOR, "data center" for BUILDS.
  public var role: String?
  public var place: String?
  public var status: Status?
  public var isNegated: Bool
  /// Few claims have an amount, and all have room for one: it lies elsewhere.
  private var boxedAmount: BoxedAmount?
  /// Who says so within the text: "according to Feifan Research".
  public var accordingTo: String?

  public init(
    at: StatedDate? = nil, from: StatedDate? = nil, to: StatedDate? = nil, announced: StatedDate? = nil,
    amount: Amount? = nil, role: String? = nil, place: String? = nil, status: Status? = nil, isNegated: Bool = false,
    accordingTo: String? = nil
  ) {
    self.at = at
    self.from = from
    self.to = to
    self.announced = announced
    self.boxedAmount = amount.map { .amount($0) }
    self.role = role
    self.place = place
    self.status = status
    self.isNegated = isNegated
    self.accordingTo = accordingTo
  }

  private indirect enum BoxedAmount: Hashable, Sendable { case amount(Amount) }

  /// Whether the claim tells of something that is or was so; a plan, a denial and a negation do not.
  public var isFactual: Bool {
    guard !isNegated else { return false }
    switch status {
    case .announced, .planned, .denied, .cancelled: return false
    case .signed, .active, .completed, .former, nil: return true
    }
  }
}
