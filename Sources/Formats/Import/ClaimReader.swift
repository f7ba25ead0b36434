public import KnowledgeGraph

/// A claim as a line of an export holds it, with what the line tells of its passage and its source.
public struct ClaimLine: Hashable, Sendable {
  public var claim: Claim
  public var source: Source
  /// The line of the passage in its note; nil where the evidence is a field.
  public var passageLine: Int?
  /// The permanent links of the passage.
  public var links: [String]
  /// The line of the file, counted from 1.
  public var line: Int
}

extension ClaimLines {
  /// Reads lines of claims; a line that is none is a finding.
  ///
  /// - Complexity: O(size of the file).
  public static func read(_ bytes: [UInt8]) -> (lines: [ClaimLine], findings: [ImportFinding]) {
    var lines: [ClaimLine] = []
    var findings: [ImportFinding] = []
    var number = 0
    for line in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
      number += 1
      guard !line.allSatisfy({ $0 <= 0x20 }) else { continue }
      do {
        lines.append(try ClaimDecoder.line(JSONValue(parsing: line), number: number))
      } catch let error as JSONError {
        findings.append(
          ImportFinding(.warning, line: number, column: error.offset + 1, "the line is no JSON: \(error.message)"))
      } catch let error as ClaimDecoder.Fault {
        findings.append(
          ImportFinding(
            .warning, line: number, "the line is no claim: \(error.message)",
            hint: "such lines are what weft export --as claims writes"))
      } catch {
        findings.append(ImportFinding(.warning, line: number, "the line is no claim"))
      }
    }
    return (lines, findings)
  }

  /// What imported claims give to the graph: a record for each of their sources, in the order of their identities.
  ///
  /// Claims keep their identity, their source and their quote, so that a claim of the reader's own notes and the same
  /// claim of another's are one. The evidence of each is its line: the quote as a passage of its own, which stands on
  /// that line of the file. The first record has the path of the file; the others have it with `#2`, `#3`, …
  public static func records(_ lines: [ClaimLine], path: String) -> [NoteRecord] {
    var bySource: [SourceID: [ClaimLine]] = [:]
    for line in lines { bySource[line.source.id, default: []].append(line) }
    var records: [NoteRecord] = []
    for (position, id) in bySource.keys.sorted().enumerated() {
      guard let told = bySource[id], var source = told.first?.source else { continue }
      let place = position == 0 ? path : "\(path)#\(position + 1)"
      source.note = place
      var record = NoteRecord(path: place, role: .source, title: source.title, source: source)
      var passages: Set<PassageID> = []
      for line in told {
        var claim = line.claim
        claim.note = place
        // What others decided about their claims is theirs.
        claim.verdict = nil
        switch claim.evidence {
        case .field(let name, let text, _): claim.evidence = .field(name: name, text: text, line: line.line)
        case .passage(_, let quote, let range):
          let passage = Passage(
            id: PassageID(source: id, normalizedText: quote), source: id, note: place, text: quote, offset: 0,
            line: line.line, links: line.links)
          if passages.insert(passage.id).inserted { record.passages.append(passage) }
          claim.evidence = .passage(passage.id, quote: quote, range: 0..<quote.utf8.count)
          claim.subject.range = moved(claim.subject.range, into: range)
          let objectRange = moved(claim.object?.range, into: range)
          claim.object?.range = objectRange
        }
        record.claims.append(claim)
      }
      records.append(record)
    }
    return records
  }

  /// A range of a passage as a range of its quote, or nil where it is none.
  private static func moved(_ range: Range<Int>?, into quote: Range<Int>) -> Range<Int>? {
    guard let range, quote.lowerBound <= range.lowerBound, range.upperBound <= quote.upperBound else { return nil }
    return range.lowerBound - quote.lowerBound..<range.upperBound - quote.lowerBound
  }
}

/// Makes claims of JSON.
enum ClaimDecoder {
  struct Fault: Error {
    var message: String
  }

  static func line(_ json: JSONValue, number: Int) throws(Fault) -> ClaimLine {
    let id = try text(json, "id")
    guard id.utf8.count == 32, id.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else {
      throw Fault(message: "id is not 32 hexadecimal digits")
    }
    let note = try text(json, "note")
    let source = try source(json, note: note)
    guard let evidenceJSON = json["evidence"] else { throw Fault(message: "evidence is missing") }
    guard let subject = json["subject"] else { throw Fault(message: "subject is missing") }
    var confidence = 1.0
    switch json["confidence"] {
    case .number(let number): confidence = number
    case .integer(let number): confidence = Double(number)
    default: throw Fault(message: "confidence is missing")
    }
    guard (0...1).contains(confidence) else { throw Fault(message: "confidence is not from 0 to 1") }
    let object: Argument? = if let object = json["object"] { try argument(object) } else { nil }
    var claim = Claim(
      id: ClaimID(rawValue: id), subject: try argument(subject), predicate: Predicate(try text(json, "predicate")),
      object: object, qualifiers: try qualifiers(json["qualifiers"] ?? .null), evidence: try evidence(evidenceJSON),
      source: source.id, note: note, origin: try origin(json["origin"] ?? .null),
      confidence: confidence, act: try integer(json, "act"))
    claim.verdict = try word(json, "verdict")
    return ClaimLine(
      claim: claim, source: source,
      passageLine: claim.evidence.passage == nil ? nil : try integer(evidenceJSON, "line"),
      links: texts(evidenceJSON, "links"), line: number)
  }

  static func text(_ json: JSONValue, _ name: String) throws(Fault) -> String {
    guard let text = json[name]?.string else { throw Fault(message: "\(name) is missing") }
    return text
  }

  static func origin(_ json: JSONValue) throws(Fault) -> Claim.Origin {
    if let person = json["person"]?.string { return .person(person) }
    return .rule(try text(json, "rule"))
  }

  static func texts(_ json: JSONValue, _ name: String) -> [String] {
    json[name]?.elements?.compactMap(\.string) ?? []
  }

  static func integer(_ json: JSONValue, _ name: String) throws(Fault) -> Int? {
    switch json[name] {
    case .integer(let number): return number
    case nil: return nil
    default: throw Fault(message: "\(name) is no whole number")
    }
  }

  static func range(_ json: JSONValue, _ name: String) throws(Fault) -> Range<Int>? {
    guard let value = json[name] else { return nil }
    guard let ends = value.elements, ends.count == 2, case .integer(let start) = ends[0],
      case .integer(let end) = ends[1], 0 <= start, start <= end
    else { throw Fault(message: "\(name) is not two whole numbers in order") }
    return start..<end
  }

  static func word<Word: RawRepresentable<String>>(_ json: JSONValue, _ name: String) throws(Fault) -> Word? {
    guard let text = json[name]?.string else { return nil }
    guard let word = Word(rawValue: text) else { throw Fault(message: "\(name) is not known: \(text)") }
    return word
  }

  static func date(_ json: JSONValue?) throws(Fault) -> PartialDate? {
    guard let text = json?.string else { return nil }
    guard let date = PartialDate(edtf: text) else { throw Fault(message: "\(text) is no date") }
    return date
  }

  static func stated(_ json: JSONValue, _ name: String) throws(Fault) -> StatedDate? {
    guard let member = json[name], let date = try date(member["date"]) else { return nil }
    var inherited: StatedDate.Inheritance = []
    if texts(member, "inherited").contains("year") { inherited.insert(.year) }
    if texts(member, "inherited").contains("month") { inherited.insert(.month) }
    return StatedDate(date, inherited: inherited)
  }

  static func source(_ json: JSONValue, note: String) throws(Fault) -> Source {
    guard let json = json["source"] else { throw Fault(message: "source is missing") }
    let id = try text(json, "id")
    return Source(
      id: SourceID(id), kind: Kind(json["kind"]?.string ?? Kind.source.rawValue), title: json["title"]?.string ?? id,
      authors: texts(json, "authors"), date: try date(json["date"]), url: json["url"]?.string, note: note)
  }

  static func argument(_ json: JSONValue) throws(Fault) -> Argument {
    Argument(
      try text(json, "surface"), kind: Kind(try text(json, "kind")), reference: try word(json, "reference") ?? .name,
      owner: json["owner"]?.string, range: try range(json, "range"))
  }

  static func evidence(_ json: JSONValue) throws(Fault) -> Evidence {
    if let passage = json["passage"]?.string {
      guard let range = try range(json, "range") else { throw Fault(message: "range is missing") }
      return .passage(PassageID(rawValue: passage), quote: try text(json, "quote"), range: range)
    }
    return .field(
      name: try text(json, "field"), text: try text(json, "text"), line: max(1, try integer(json, "line") ?? 1))
  }

  static func decimal(_ json: JSONValue, _ name: String) throws(Fault) -> ExactDecimal? {
    guard let text = json[name]?.string else { return nil }
    guard let number = ExactDecimal(text) else { throw Fault(message: "\(name) is no number: \(text)") }
    return number
  }

  static func amount(_ json: JSONValue?) throws(Fault) -> Amount? {
    guard let json else { return nil }
    guard let value = try decimal(json, "value") else { throw Fault(message: "value is missing") }
    let unit: Amount.Unit
    switch try text(json, "unit") {
    case "money": unit = .money(currency: try text(json, "currency"))
    case "count": unit = .count(of: json["of"]?.string)
    case "percent": unit = .percent
    case let other: throw Fault(message: "unit is not known: \(other)")
    }
    var period: Period?
    if let text = json["period"]?.string {
      period = Period(iso8601: text)
      if period == nil { throw Fault(message: "period is none: \(text)") }
    }
    return Amount(
      value, upper: try decimal(json, "upper"), unit: unit, kind: try word(json, "kind"),
      precision: try word(json, "precision") ?? .exact, period: period)
  }

  static func qualifiers(_ json: JSONValue) throws(Fault) -> Qualifiers {
    Qualifiers(
      at: try stated(json, "at"), from: try stated(json, "from"), to: try stated(json, "to"),
      announced: try stated(json, "announced"), amount: try amount(json["amount"]), role: json["role"]?.string,
      place: json["place"]?.string, status: try word(json, "status"), isNegated: json["negated"] == .bool(true),
      accordingTo: json["accordingTo"]?.string)
  }
}
