import KnowledgeGraph
import Resolution

/// Short ways to write notes for tests.
enum Telling {
  /// A name: "Huawei", or with a kind "Country:China".
  static func name(_ text: String) -> Argument {
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

  static func on(_ edtf: String) -> StatedDate? { PartialDate(edtf: edtf).map { StatedDate($0) } }
  static func dollars(_ millions: Int, _ precision: Amount.Precision = .exact) -> Amount {
    Amount(ExactDecimal(significand: Int64(millions), exponent: 6), unit: .money(currency: "USD"), precision: precision)
  }
}

/// A claim before it has its note.
struct Said {
  var subject: String
  var predicate: Predicate
  var object: String?
  var qualifiers = Qualifiers()
  var act: Int?
  var text: String?
  var confidence = 0.9

  init(
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
  func with(_ change: (inout Said) -> Void) -> Said {
    var copy = self
    change(&copy)
    return copy
  }
}

func note(
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

func resolve(
  _ notes: [NoteRecord], authority: (any NameAuthority)? = nil, threshold: Double = 0
) -> ResolvedGraph {
  var resolver = Resolver(ontology: .builtIn, authority: authority, threshold: threshold)
  for note in notes { resolver.add(note) }
  return resolver.resolve()
}

extension ResolvedGraph {
  /// Names of the entities that are no source.
  var names: [String] { entities.filter { $0.source == nil }.map(\.name) }

  func entity(_ name: String) -> Entity? { entities.first { $0.name == name } }

  /// Relations as text: `Huawei LAUNCHED Galaxy AI 2024-05 x2`, the number of sources where it is not 1.
  var facts: [String] {
    relations.map { relation in
      var text = "\(entities[Int(relation.subject.rawValue)].name) \(relation.predicate)"
      if let object = relation.object { text += " \(entities[Int(object.rawValue)].name)" }
      if let at = relation.qualifiers.at { text += " \(at.date)" }
      if relation.qualifiers.isNegated { text += " not" }
      if let status = relation.qualifiers.status { text += " \(status)" }
      if let amount = relation.qualifiers.amount { text += " \(amount.value)" }
      if relation.sourceCount != 1 { text += " x\(relation.sourceCount)" }
      if !relation.contestedBy.isEmpty { text += " contested" }
      return text
    }
  }

  /// Acts as text: `INVESTED_IN 430000000 2024-05 x2 (2)`, with the number of relations.
  var deals: [String] {
    acts.map { act in
      var text = act.predicate.rawValue
      if let amount = act.amount { text += " \(amount.value)" }
      if let at = act.at { text += " \(at.date)" }
      if let status = act.status { text += " \(status)" }
      return text + " x\(act.sourceCount) (\(act.relations.count))"
    }
  }
}
