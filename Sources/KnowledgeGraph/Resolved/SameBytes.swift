/// Equality to the byte. Swift takes texts for equal that differ in how a letter is composed ("é" as one scalar or as
/// two, Unicode Standard Annex 15); what is kept must be the very bytes that a build from nothing keeps.
extension Entity {
  package func isSame(as other: Entity) -> Bool {
    self == other && hasSameBytes(texts, other.texts)
  }

  private var texts: [String?] { [name, source?.rawValue, url, note, kind.rawValue] + aliases + candidates }
}

extension Relation {
  package func isSame(as other: Relation) -> Bool {
    self == other && hasSameBytes(qualifiers.texts, other.qualifiers.texts)
  }
}

extension Act {
  package func isSame(as other: Act) -> Bool { self == other && hasSameBytes(amount.texts, other.amount.texts) }
}

extension Claim {
  package func isSame(as other: Claim) -> Bool { self == other && hasSameBytes(texts, other.texts) }

  private var texts: [String?] {
    [source.rawValue, note, subject.surface, subject.owner, object?.surface, object?.owner] + qualifiers.texts
  }
}

extension Qualifiers {
  package func isSame(as other: Qualifiers) -> Bool { self == other && hasSameBytes(texts, other.texts) }

  fileprivate var texts: [String?] { [role, place, accordingTo] + amount.texts }
}

extension Amount? {
  fileprivate var texts: [String?] {
    switch self?.unit {
    case .money(let currency): [currency]
    case .count(let noun): [noun]
    case .percent, nil: []
    }
  }
}

private func hasSameBytes(_ left: [String?], _ right: [String?]) -> Bool {
  left.count == right.count
    && zip(left, right).allSatisfy { ($0 ?? "").utf8.elementsEqual(($1 ?? "").utf8) && ($0 == nil) == ($1 == nil) }
}
