import KnowledgeGraph

/// Makes values of the fields of a node or an edge; what is no value is a finding.
struct FieldReader {
  let fields: [String: String]
  let line: Int
  private(set) var findings: [ImportFinding] = []

  init(_ fields: [String: String], line: Int) {
    self.fields = fields
    self.line = line
  }

  subscript(name: String) -> String? { fields[GraphTable.key(name)] }

  func list(_ name: String) -> [String] { self[name].map { FlatList.texts($0) } ?? [] }
  func flag(_ name: String) -> Bool { self[name].map { ["true", "1", "yes"].contains($0.lowercased()) } ?? false }

  private mutating func refuse(_ name: String, _ text: String, _ hint: String) {
    findings.append(ImportFinding(.warning, line: line, "\(name) is not known: \(text)", hint: hint))
  }

  mutating func integer(_ name: String) -> Int? {
    guard let text = self[name] else { return nil }
    if let number = Int(text) { return number }
    refuse(name, text, "a whole number")
    return nil
  }

  mutating func confidence() -> Double? {
    guard let text = self["confidence"] else { return nil }
    if let number = Double(text), (0...1).contains(number) { return number }
    refuse("confidence", text, "a number from 0 to 1")
    return nil
  }

  mutating func partialDate(_ name: String) -> PartialDate? {
    guard let text = self[name] else { return nil }
    if let date = PartialDate(edtf: text) { return date }
    refuse(name, text, "a date is 2024, 2024-03 or 2024-03-07")
    return nil
  }

  mutating func date(_ name: String, inherited: [String], as short: String? = nil) -> StatedDate? {
    guard let date = partialDate(name) else { return nil }
    var parts: StatedDate.Inheritance = []
    if inherited.contains((short ?? name) + ".year") { parts.insert(.year) }
    if inherited.contains((short ?? name) + ".month") { parts.insert(.month) }
    return StatedDate(date, inherited: parts)
  }

  private mutating func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String) -> Word? {
    guard let text = self[name] else { return nil }
    if let word = Word(rawValue: text) { return word }
    refuse(name, text, "one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
    return nil
  }

  mutating func status(_ name: String = "status") -> Qualifiers.Status? { word(name) }

  private mutating func decimal(_ name: String) -> ExactDecimal? {
    guard let text = self[name] else { return nil }
    if let number = ExactDecimal(text) { return number }
    refuse(name, text, "a number in plain digits")
    return nil
  }

  mutating func amount(_ prefix: String = "") -> Amount? {
    func named(_ name: String) -> String { FlatColumn<Entity>.prefixed(name, with: prefix) }
    guard let value = decimal(named("value")) else { return nil }
    let unit: Amount.Unit
    switch (self[named("unit")], self[named("currency")]) {
    case ("percent", _): unit = .percent
    case ("count", _), (nil, nil): unit = .count(of: self[named("counted")])
    case (_, let currency?): unit = .money(currency: currency)
    case (let text?, nil):
      refuse(named("unit"), text, "money with a currency, count, or percent")
      return nil
    }
    var period: Period?
    if let text = self[named("period")] {
      period = Period(iso8601: text)
      if period == nil { refuse(named("period"), text, "a period is P5Y, P18M, P2W or P3D") }
    }
    return Amount(
      value, upper: decimal(named("upper")), unit: unit, kind: word(named("amountKind")),
      precision: word(named("precision")) ?? .exact, period: period)
  }

  mutating func qualifiers() -> Qualifiers {
    let inherited = list("inherited")
    return Qualifiers(
      at: date("at", inherited: inherited), from: date("from", inherited: inherited),
      to: date("to", inherited: inherited), announced: date("announced", inherited: inherited), amount: amount(),
      role: self["role"], place: self["place"], status: status(), isNegated: flag("negated"),
      accordingTo: self["accordingTo"])
  }
}
