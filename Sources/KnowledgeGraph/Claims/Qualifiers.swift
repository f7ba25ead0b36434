/// When, how, how much and according to whom a claim holds.
public struct Qualifiers: Hashable, Sendable {
  /// How far an act has come, or that a state is over.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    case announced, planned, signed, active, completed, cancelled, denied, former
  }

  /// When an event happened.
  public var at: StatedDate? {
    get { known?.fields.at }
    set { change { $0.at = newValue } }
  }
  /// Since when a state holds.
  public var from: StatedDate? {
    get { known?.fields.from }
    set { change { $0.from = newValue } }
  }
  /// Until when a state held.
  public var to: StatedDate? {
    get { known?.fields.to }
    set { change { $0.to = newValue } }
  }
  /// When it was said to come, apart from when it happens.
  public var announced: StatedDate? {
    get { known?.fields.announced }
    set { change { $0.announced = newValue } }
  }
  public var amount: Amount? {
    get { known?.fields.amount }
    set { change { $0.amount = newValue } }
  }
  /// "CEO" for WORKS_FOR, "data center" for BUILDS.
  public var role: String? {
    get { known?.fields.role }
    set { change { $0.role = newValue } }
  }
  public var place: String? {
    get { known?.fields.place }
    set { change { $0.place = newValue } }
  }
  public var status: Status? {
    get { known?.fields.status }
    set { change { $0.status = newValue } }
  }
  public var isNegated: Bool {
    get { known?.fields.isNegated ?? false }
    set { change { $0.isNegated = newValue } }
  }
  /// Who says so within the text: "according to Feifan Research".
  public var accordingTo: String? {
    get { known?.fields.accordingTo }
    set { change { $0.accordingTo = newValue } }
  }

  public init(
    at: StatedDate? = nil, from: StatedDate? = nil, to: StatedDate? = nil, announced: StatedDate? = nil,
    amount: Amount? = nil, role: String? = nil, place: String? = nil, status: Status? = nil, isNegated: Bool = false,
    accordingTo: String? = nil
  ) {
    known = Known(
      Fields(
        at: at, from: from, to: to, announced: announced, amount: amount, role: role, place: place, status: status,
        isNegated: isNegated, accordingTo: accordingTo))
  }

  /// Whether nothing is said.
  package var isEmpty: Bool { known == nil }

  /// Whether the claim tells of something that is or was so; a plan, a denial and a negation do not.
  public var isFactual: Bool {
    guard let fields = known?.fields else { return true }
    guard !fields.isNegated else { return false }
    switch fields.status {
    case .announced, .planned, .denied, .cancelled: return false
    case .signed, .active, .completed, .former, nil: return true
    }
  }

  // MARK: -

  /// Most claims have no qualifiers, and all have room for some: they lie elsewhere. Nil where nothing is said.
  private var known: Known?

  private struct Fields: Hashable, Sendable {
    var at: StatedDate?
    var from: StatedDate?
    var to: StatedDate?
    var announced: StatedDate?
    var amount: Amount?
    var role: String?
    var place: String?
    var status: Status?
    var isNegated = false
    var accordingTo: String?

    var isEmpty: Bool {
      at == nil && from == nil && to == nil && announced == nil && amount == nil && role == nil && place == nil
        && status == nil && !isNegated && accordingTo == nil
    }
  }

  /// Never changed, so that copies may share it.
  private final class Known: Hashable, Sendable {
    let fields: Fields

    init?(_ fields: Fields) {
      guard !fields.isEmpty else { return nil }
      self.fields = fields
    }

    static func == (left: Known, right: Known) -> Bool { left === right || left.fields == right.fields }
    func hash(into hasher: inout Hasher) { fields.hash(into: &hasher) }
  }

  private mutating func change(_ body: (inout Fields) -> Void) {
    var fields = known?.fields ?? Fields()
    body(&fields)
    known = Known(fields)
  }
}
