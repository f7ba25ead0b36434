public import KnowledgeGraph

/// A decision as a line of JSON.
///
/// `Documentation/Curation.md` describes the form. Version 1 is the first; every version stays readable.
public enum DecisionLine {
  /// The version that is written.
  public static let version = 1

  /// A line is no decision: what is wrong, and where.
  public struct Fault: Error, Hashable, Sendable {
    public var message: String
    /// Where the fault is, in bytes from the start of the line.
    public var offset: Int
    public var hint: String
  }

  /// A decision with the identity that its content gives it.
  ///
  /// - Parameters:
  ///   - content: What is decided.
  ///   - actor: Who decides.
  ///   - time: When, as ``time(_:)`` gives it.
  ///   - reason: Why.
  /// - Returns: The decision.
  public static func decision(
    _ content: Decision.Content, actor: String, time: String, reason: String?
  ) -> Decision {
    let decision = Decision(id: DecisionID(rawValue: ""), actor: actor, time: time, reason: reason, content: content)
    var hash = StableHash()
    hash.update(field: "decision")
    hash.update(field: value(decision, isHashed: true).text())
    return Decision(
      id: DecisionID(rawValue: hash.hex128()), actor: actor, time: time, reason: reason, content: content)
  }

  /// The line, without its end.
  public static func text(_ decision: Decision) -> String { value(decision).text() }

  /// The line as a value.
  public static func value(_ decision: Decision) -> JSONValue { value(decision, isHashed: false) }

  /// A time in UTC as decisions keep it, to the millisecond; nil where the text is none of RFC 3339 in UTC.
  public static func time(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    // 2026-11-27T09:30:00Z, with up to nine digits of a fraction.
    guard bytes.count >= 20, bytes.count <= 30, bytes.last == UInt8(ascii: "Z") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      guard bytes[range].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return Int(String(decoding: bytes[range], as: UTF8.self))
    }
    for (place, mark) in [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")] as [(Int, Unicode.Scalar)] {
      guard bytes[place] == UInt8(ascii: mark) else { return nil }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), month <= 12,
      PartialDate(year: year, month: month, day: day) != nil, let hour = number(11..<13), hour < 24,
      let minute = number(14..<16), minute < 60, let second = number(17..<19), second < 61
    else { return nil }
    var fraction = ""
    if bytes.count > 20 {
      guard bytes[19] == UInt8(ascii: "."), bytes.count > 21, number(20..<bytes.count - 1) != nil else { return nil }
      fraction = String(decoding: bytes[20..<bytes.count - 1].prefix(3), as: UTF8.self)
    }
    while fraction.utf8.count < 3 { fraction += "0" }
    return String(decoding: bytes[..<19], as: UTF8.self) + "." + fraction + "Z"
  }

  // MARK: Writing

  private static func value(_ decision: Decision, isHashed: Bool) -> JSONValue {
    var members: [JSONValue.Member] = []
    func put(_ name: String, _ value: JSONValue?) {
      if let value { members.append(JSONValue.Member(name, value)) }
    }
    put("version", .integer(version))
    if !isHashed { put("id", .string(decision.id.rawValue)) }
    put("time", .string(decision.time))
    put("actor", .string(decision.actor))
    put("action", .string(decision.action.rawValue))
    switch decision.content {
    case .accept(let claims), .reject(let claims): put("claims", value(claims))
    case .hide(let target): putTarget(target, put)
    case .note(let target, let text):
      putTarget(target, put)
      put("text", .string(text))
    case .retypeClaims(let claims, let predicate):
      put("claims", value(claims))
      put("predicate", .string(predicate.rawValue))
    case .retypeEntity(let name, let kind):
      put("name", value(name))
      put("kind", .string(kind.rawValue))
    case .redate(let claims, let dates):
      put("claims", value(claims))
      put(
        "dates",
        .record([
          "at": dates.at.map { .string($0.edtf) }, "from": dates.from.map { .string($0.edtf) },
          "to": dates.to.map { .string($0.edtf) },
        ]))
    case .reamount(let claims, let amount):
      put("claims", value(claims))
      put("amount", amount.map { JSONValue($0) } ?? .null)
    case .merge(let name, let other):
      put("name", value(name))
      put("into", value(other))
    case .distinct(let name, let other):
      put("name", value(name))
      put("from", value(other))
    case .split(let name, let split):
      put("name", value(name))
      put("to", .record(["name": .string(split.name), "kind": split.kind.map { .string($0.rawValue) }]))
      if !split.sides.isEmpty {
        put(
          "sides",
          .array(
            split.sides.map {
              .record(["side": .string($0.isObject ? "object" : "subject"), "claim": value($0.claim)])
            }))
      }
      if !split.surfaces.isEmpty { put("words", .strings(split.surfaces)) }
    case .rename(let name, let other):
      put("name", value(name))
      put("to", .string(other))
    case .alias(let name, let other):
      put("name", value(name))
      put("alias", .string(other))
    case .assert(let assertion):
      put("subject", value(assertion.subject))
      put("predicate", .string(assertion.predicate.rawValue))
      put("object", assertion.object.map { value($0) })
      if assertion.qualifiers != Qualifiers() { put("qualifiers", JSONValue(assertion.qualifiers)) }
      put("source", assertion.source.map { .string($0.rawValue) })
      put("quote", assertion.quote.map { .string($0) })
    case .undo(let id): put("decision", .string(id.rawValue))
    }
    put("reason", decision.reason.map { .string($0) })
    return .object(members)
  }

  private static func putTarget(_ target: Decision.Target, _ put: (String, JSONValue?) -> Void) {
    switch target {
    case .claims(let claims): put("claims", value(claims))
    case .entity(let name): put("name", value(name))
    }
  }

  private static func value(_ claims: [ClaimAnchor]) -> JSONValue { .array(claims.map { value($0) }) }

  private static func value(_ claim: ClaimAnchor) -> JSONValue {
    .record([
      "id": .string(claim.id.rawValue), "source": .string(claim.source.rawValue), "quote": .string(claim.quote),
      "subject": .string(claim.subject), "predicate": .string(claim.predicate.rawValue),
      "object": claim.object.map { .string($0) },
    ])
  }

  private static func value(_ name: NameAnchor) -> JSONValue {
    .record([
      "name": .string(name.name), "kind": name.kind.map { .string($0.rawValue) },
      "source": name.source.map { .string($0.rawValue) },
    ])
  }
}
