public import KnowledgeGraph

extension DecisionLine {
  /// Reads a line; white space around it is no part of it.
  ///
  /// - Complexity: O(length of the line).
  /// - Throws: ``Fault``, with the place of what is wrong.
  public static func read(_ bytes: some Collection<UInt8>) throws(Fault) -> Decision { try read(line: Array(bytes)) }

  private static func read(line bytes: [UInt8]) throws(Fault) -> Decision {
    if let mark = conflictMark(bytes) {
      throw Fault(
        message: "git left a mark of a conflict here: \(mark)", offset: 0,
        hint:
          "delete the lines with <<<<<<<, ||||||| , ======= and >>>>>>> and keep all others: decisions join by themselves"
      )
    }
    let json: JSONValue
    do throws(JSONError) {
      json = try JSONValue(parsing: bytes)
    } catch {
      throw Fault(
        message: "the line is no JSON: \(error.message)", offset: error.offset,
        hint: "mend or delete the line; the others were read")
    }
    do throws(ClaimDecoder.Fault) {
      return try decision(json)
    } catch {
      throw Fault(
        message: "the line is no decision: \(error.message)", offset: 0,
        hint: "mend or delete the line; the others were read")
    }
  }

  private static func conflictMark(_ bytes: [UInt8]) -> String? {
    guard bytes.first != UInt8(ascii: "{") else { return nil }
    for mark in ["<<<<<<<", "|||||||", "=======", ">>>>>>>"] where bytes.starts(with: mark.utf8) { return mark }
    return nil
  }

  private static func decision(_ json: JSONValue) throws(ClaimDecoder.Fault) -> Decision {
    guard case .object = json else { throw ClaimDecoder.Fault(message: "it is no object") }
    guard let version = try ClaimDecoder.integer(json, "version") else {
      throw ClaimDecoder.Fault(message: "version is missing")
    }
    guard version <= DecisionLine.version, version > 0 else {
      throw ClaimDecoder.Fault(message: "it is of version \(version), and this program knows \(DecisionLine.version)")
    }
    let id = try ClaimDecoder.text(json, "id")
    guard isIdentity(id) else { throw ClaimDecoder.Fault(message: "id is not 32 hexadecimal digits") }
    guard let time = time(try ClaimDecoder.text(json, "time")) else {
      throw ClaimDecoder.Fault(message: "time is none in UTC, like 2026-11-27T09:30:00Z")
    }
    let actor = try named(json, "actor")
    let word = try ClaimDecoder.text(json, "action")
    guard let action = Decision.Action(rawValue: word) else {
      throw ClaimDecoder.Fault(message: "action is not known: \(word)")
    }
    return Decision(
      id: DecisionID(rawValue: id), actor: actor, time: time, reason: json["reason"]?.string,
      content: try content(action, json))
  }

  private static func content(
    _ action: Decision.Action, _ json: JSONValue
  ) throws(ClaimDecoder.Fault) -> Decision.Content {
    switch action {
    case .accept: return .accept(try claims(json))
    case .reject: return .reject(try claims(json))
    case .hide: return .hide(try target(json))
    case .note: return .note(try target(json), text: try ClaimDecoder.text(json, "text"))
    case .retype:
      if json["kind"] != nil { return .retypeEntity(try name(json, "name"), Kind(try named(json, "kind"))) }
      return .retypeClaims(try claims(json), Predicate(try named(json, "predicate")))
    case .redate:
      guard let dates = json["dates"] else { throw ClaimDecoder.Fault(message: "dates is missing") }
      return .redate(
        try claims(json),
        ClaimDates(
          at: try ClaimDecoder.date(dates["at"]), from: try ClaimDecoder.date(dates["from"]),
          to: try ClaimDecoder.date(dates["to"])))
    case .reamount:
      guard let amount = json["amount"] else { throw ClaimDecoder.Fault(message: "amount is missing") }
      return .reamount(try claims(json), amount == .null ? nil : try ClaimDecoder.amount(amount))
    case .merge: return .merge(try name(json, "name"), into: try name(json, "into"))
    case .distinct: return .distinct(try name(json, "name"), try name(json, "from"))
    case .split: return .split(try name(json, "name"), try split(json))
    case .rename: return .rename(try name(json, "name"), to: try named(json, "to"))
    case .alias: return .alias(try name(json, "name"), try named(json, "alias"))
    case .assert:
      return .assert(
        Assertion(
          subject: try name(json, "subject"), predicate: Predicate(try named(json, "predicate")),
          object: json["object"] == nil ? nil : try name(json, "object"),
          qualifiers: try ClaimDecoder.qualifiers(json["qualifiers"] ?? .null),
          source: json["source"]?.string.map { SourceID($0) }, quote: json["quote"]?.string))
    case .undo:
      let id = try ClaimDecoder.text(json, "decision")
      guard isIdentity(id) else { throw ClaimDecoder.Fault(message: "decision is not 32 hexadecimal digits") }
      return .undo(DecisionID(rawValue: id))
    }
  }

  private static func target(_ json: JSONValue) throws(ClaimDecoder.Fault) -> Decision.Target {
    json["name"] == nil ? .claims(try claims(json)) : .entity(try name(json, "name"))
  }

  private static func claims(_ json: JSONValue) throws(ClaimDecoder.Fault) -> [ClaimAnchor] {
    guard let elements = json["claims"]?.elements, !elements.isEmpty else {
      throw ClaimDecoder.Fault(message: "claims is missing")
    }
    var claims: [ClaimAnchor] = []
    for element in elements { claims.append(try claim(element)) }
    return claims
  }

  private static func claim(_ json: JSONValue) throws(ClaimDecoder.Fault) -> ClaimAnchor {
    let id = try ClaimDecoder.text(json, "id")
    guard isIdentity(id) else { throw ClaimDecoder.Fault(message: "the id of a claim is not 32 hexadecimal digits") }
    return ClaimAnchor(
      id: ClaimID(rawValue: id), source: SourceID(try ClaimDecoder.text(json, "source")),
      quote: try ClaimDecoder.text(json, "quote"), predicate: Predicate(try named(json, "predicate")),
      subject: try ClaimDecoder.text(json, "subject"), object: json["object"]?.string)
  }

  private static func name(_ json: JSONValue, _ member: String) throws(ClaimDecoder.Fault) -> NameAnchor {
    guard let value = json[member] else { throw ClaimDecoder.Fault(message: "\(member) is missing") }
    return NameAnchor(
      try named(value, "name"), kind: value["kind"]?.string.map { Kind($0) },
      source: value["source"]?.string.map { SourceID($0) })
  }

  private static func split(_ json: JSONValue) throws(ClaimDecoder.Fault) -> Split {
    guard let to = json["to"] else { throw ClaimDecoder.Fault(message: "to is missing") }
    var sides: [Split.Side] = []
    for element in json["sides"]?.elements ?? [] {
      guard let value = element["claim"] else { throw ClaimDecoder.Fault(message: "claim is missing") }
      let side = try ClaimDecoder.text(element, "side")
      guard side == "subject" || side == "object" else {
        throw ClaimDecoder.Fault(message: "side is neither subject nor object: \(side)")
      }
      sides.append(Split.Side(try claim(value), isObject: side == "object"))
    }
    let words = ClaimDecoder.texts(json, "words")
    guard !(sides.isEmpty && words.isEmpty) else { throw ClaimDecoder.Fault(message: "sides is missing") }
    return Split(
      sides: sides, surfaces: words, name: try named(to, "name"), kind: to["kind"]?.string.map { Kind($0) })
  }

  /// A text that is not empty.
  private static func named(_ json: JSONValue, _ member: String) throws(ClaimDecoder.Fault) -> String {
    let text = try ClaimDecoder.text(json, member)
    guard !text.isEmpty else { throw ClaimDecoder.Fault(message: "\(member) is empty") }
    return text
  }

  private static func isIdentity(_ text: String) -> Bool {
    text.utf8.count == 32 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
