public import KnowledgeGraph

/// Short ways to write notes for tests.
public enum Telling {
  /// A name: "Huawei", or with a kind "Country:China".
  public static func name(_ text: String) -> Argument {
    if text == "@" { return Argument("", kind: .article, reference: .source) }
    var text = text[...]
    var reference = Argument.Reference.name
    var owner: String?
    if text.hasPrefix("[["), text.hasSuffix("]]") {
      reference = .link
      text = text.dropFirst(2).dropLast(2)
    }
    if text.hasPrefix("~") {
      reference = .description
      text = text.dropFirst()
      if let slash = text.firstIndex(of: "/") {
        owner = String(text[..<slash])
        text = text[text.index(after: slash)...]
      }
    }
    var kind = Kind.company
    if let colon = text.firstIndex(of: ":") {
      kind = Kind(String(text[..<colon]))
      text = text[text.index(after: colon)...]
    }
    return Argument(String(text), kind: kind, reference: reference, owner: owner)
  }

  public static func on(_ edtf: String) -> StatedDate? { PartialDate(edtf: edtf).map { StatedDate($0) } }
  public static func dollars(_ millions: Int, _ precision: Amount.Precision = .exact) -> Amount {
    Amount(ExactDecimal(significand: Int64(millions), exponent: 6), unit: .money(currency: "USD"), precision: precision)
  }
}

/// A claim before it has its note.
public struct Said: Sendable {
  public var subject: String
  public var predicate: Predicate
  public var object: String?
  public var qualifiers = Qualifiers()
  public var act: Int?
  public var text: String?
  public var confidence = 0.9

  public init(
    _ subject: String, _ predicate: Predicate, _ object: String?, at: String? = nil, amount: Amount? = nil,
    status: Qualifiers.Status? = nil, isNegated: Bool = false, from: String? = nil, to: String? = nil, act: Int? = nil,
    text: String? = nil
  ) {
    self.subject = subject
    self.predicate = predicate
    self.object = object
    qualifiers = Qualifiers(
      at: at.flatMap(Telling.on), from: from.flatMap(Telling.on), to: to.flatMap(Telling.on), amount: amount,
      status: status, isNegated: isNegated)
    self.act = act
    self.text = text
  }

  /// The same claim with something else about it.
  public func with(_ change: (inout Said) -> Void) -> Said {
    var copy = self
    change(&copy)
    return copy
  }
}

/// A note with claims.
public func note(
  _ title: String, role: NoteRecord.Role = .source, authors: [String] = [], path: String? = nil, url: String? = nil,
  date: String? = nil, aliases: [String] = [], _ claims: [Said] = []
) -> NoteRecord {
  let path = path ?? "notes/\(title).md"
  let source = Source(
    id: SourceID(url.map { "url:\($0)" } ?? "path:\(path)"), kind: role == .plain ? .note : .article, title: title,
    authors: authors, date: date.flatMap { PartialDate(edtf: $0) }, url: url, note: path)
  var passages: [Passage] = []
  var result: [Claim] = []
  for (index, said) in claims.enumerated() {
    let text = said.text ?? "\(title) \(said.act.map { "act \($0)" } ?? String(index))"
    let passage = PassageID(source: source.id, normalizedText: text)
    if !passages.contains(where: { $0.id == passage }) {
      passages.append(Passage(id: passage, source: source.id, note: path, text: text, offset: 0, line: 1))
    }
    result.append(
      Claim(
        subject: Telling.name(said.subject), predicate: said.predicate, object: said.object.map(Telling.name),
        qualifiers: said.qualifiers, evidence: .passage(passage, quote: text, range: 0..<text.utf8.count),
        source: source.id, note: path, origin: .rule("test"), confidence: said.confidence, act: said.act,
        isSymmetric: Ontology.builtIn.isSymmetric(said.predicate), ordinal: index))
  }
  return NoteRecord(
    path: path, role: role, title: title, aliases: aliases, source: source, passages: passages, claims: result)
}
