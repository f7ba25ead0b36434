internal import KnowledgeGraph

extension PassageReader {
  /// Reads how many work for a firm: "has 640 employees", "a staff of 95", "a company with 2,300 workers", "its 260
  /// people".
  mutating func readHeadcount(_ chunk: Int) {
    let phrase = chunks[chunk]
    guard phrase.name < 0 else { return }
    var count: Amount?
    var end = chunk
    if let amount = amount(of: chunk), case .count = amount.unit, isStaff(chunk) {
      count = amount
    } else if Self.staff.contains(text.tokens[phrase.head].fold), kind(chunk + 1) == .preposition,
      isWord(chunk + 1, "of"), kind(chunk + 2) == .noun, let number = number(chunk + 2)
    {
      count = number
      end = chunk + 2
    }
    guard var count else { return }
    var employers = possessor(phrase)
    var qualifiers = Qualifiers()
    if employers.isEmpty, kind(chunk - 1) == .preposition, isWord(chunk - 1, "with") {
      // "a trucking company with 2,300 employees", "Acme, with 40 staff, …"
      let holder = kind(chunk - 2) == .comma ? chunk - 3 : chunk - 2
      if kind(holder) == .noun { employers = parties(at: holder) }
      if employers.isEmpty, let verb = previousVerb(before: chunk), end + 1 >= chunks.count || kind(end + 1) == .stop {
        employers = subject(of: verb)
      }
    } else if employers.isEmpty, kind(chunk - 1) == .verb, isHaving(chunk - 1) {
      let standing = standing(of: chunk - 1)
      guard standing.doubt < 1, !standing.isNegated else { return }
      qualifiers.status = standing.status
      employers = subject(of: chunk - 1)
    }
    employers = employers.filter { isAgent($0.entity) && !isPerson($0.entity) }
    guard employers.count == 1 else { return }
    count.kind = nil
    qualifiers.amount = count
    // "By the end of 2022 it had 1,150": it was so then, and goes on or not.
    if let found = date(at: chunk) { qualifiers.from = found.date.date }
    add(
      .employs, employers[0].entity, nil, qualifiers: qualifiers, rule: "headcount",
      confidence: employers[0].isReferred ? 0.65 : 0.7)
  }

  /// A number that counts something or nothing named: "95" of "a staff of 95".
  private func number(_ chunk: Int) -> Amount? {
    guard let amount = amount(of: chunk), amount.currency == nil, amount.unit != .percent else { return nil }
    return amount
  }

  private func isStaff(_ chunk: Int) -> Bool {
    chunks[chunk].tokens.contains { Self.employees.contains(text.tokens[$0].fold) }
  }

  private func isHaving(_ verb: Int) -> Bool {
    Self.having.contains(text.tokens[chunks[verb].tokens.upperBound - 1].fold)
  }

  private static let employees: Set<UInt64> = Set(
    ["employees", "staff", "workers", "staffers", "employee"].map { FoldedHash($0.utf8).value })
  private static let staff: Set<UInt64> = Set(["staff", "workforce", "headcount"].map { FoldedHash($0.utf8).value })
  private static let having: Set<UInt64> = Set(["has", "had", "have"].map { FoldedHash($0.utf8).value })

  /// "Ana Doe of Acme", "Ana Doe, now at Acme", "Ana Doe (Acme)": a person with the firm behind the name.
  mutating func readMembership(_ chunk: Int) {
    let phrase = chunks[chunk]
    guard phrase.name >= 0, kind(chunk + 1) == .preposition, isWord(chunk + 1, "of") || isWord(chunk + 1, "at"),
      kind(chunk + 2) == .noun, chunks[chunk + 2].name >= 0, chunks[chunk + 2].owner < 0
    else { return }
    let (person, firm) = (names[phrase.name].entity, names[chunks[chunk + 2].name].entity)
    // "Ana Doe of the Carnegie Endowment"
    let determiner = chunks[chunk + 2].determiner
    guard determiner == .none || determiner == .definite && entities[firm].evidence >= .words else { return }
    guard isPerson(person), entities[person].evidence >= .words, names[phrase.name].tokens.count > 1, !isPlace(firm),
      isAgent(firm), !isPerson(firm)
    else { return }
    // "of" ties a person to much else, unless the name is known to be that of a firm or the person speaks.
    let isTold = isWord(chunk + 1, "at") || entities[firm].evidence >= .words
    add(.worksFor, person, firm, rule: "person.of", confidence: isTold ? 0.65 : 0.55)
  }
}
