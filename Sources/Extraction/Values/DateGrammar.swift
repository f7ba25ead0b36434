import KnowledgeGraph

/// Finds the dates of a sentence.
///
/// A bare year is a date only behind a preposition, as a range or in brackets, so that "Vision 2030" is none; a month
/// only behind a preposition or beside a day or year, so that neither the verb "may" nor a person called June is one.
struct DateGrammar {
  typealias Stated = DateExpression.Stated

  struct Found {
    var expression: DateExpression
    var tokens: Range<Int>
  }

  let sentence: LexedSentence

  /// A date without the words before it.
  private struct Core {
    var stated: Stated
    var next: Int
    var upper: Stated?
    var part: DateExpression.Part?
    /// Whether it is a date even where no preposition stands before it.
    var standsAlone: Bool

    init?(
      stated: Stated?, next: Int, upper: Stated? = nil, part: DateExpression.Part? = nil, standsAlone: Bool
    ) {
      guard let stated else { return nil }
      self.stated = stated
      self.next = next
      self.upper = upper
      self.part = part
      self.standsAlone = standsAlone
    }
  }

  /// The date whose core begins at a token; words before it are taken in back to `limit`.
  func date(at index: Int, limit: Int) -> Found? {
    guard var core = core(at: index) else { return nil }
    if core.upper == nil { extend(&core) }
    let lead = lead(before: index, limit: limit, core: core)
    guard core.standsAlone || lead.preposition != nil || lead.part != nil else { return nil }
    let range = lead.start..<core.next
    guard !sentence.isEmbedded(index..<core.next) else { return nil }
    return Found(
      expression: DateExpression(
        core.stated, upper: core.upper, preposition: lead.preposition, part: lead.part ?? core.part),
      tokens: range)
  }

  // MARK: Cores

  private func core(at index: Int) -> Core? {
    switch sentence[index] {
    case .month(let month): return monthFirst(month, index)
    case .digits: return numberFirst(index)
    case .season(let season):
      guard let (year, next) = year(index + 1) else { return nil }
      return Core(stated: dated(year, season), next: next, standsAlone: true)
    case .quarterCode(let quarter):
      guard let (year, next) = year(index + 1) else { return nil }
      return Core(stated: dated(year, 32 + quarter), next: next, standsAlone: true)
    case .halfCode(let half):
      guard let (year, next) = year(index + 1) else { return nil }
      return Core(stated: dated(year, nil), next: next, part: half == 1 ? .early : .late, standsAlone: true)
    case .ordinal(let ordinal): return ordinalQuarter(ordinal, index)
    case .fiscal:
      let start = sentence.isWord(index + 1, "year") ? index + 2 : index + 1
      guard let year = plainYear(start) else { return nil }
      return Core(stated: dated(year, nil), next: start + 1, standsAlone: true)
    case .relative(let offset): return relative(offset, index)
    case .that, .same: return anaphor(index)
    case .comparative:
      // "Later that year", "earlier this year": the comparative says nothing that a date can keep.
      if case .comparative = sentence[index + 1] { return nil }
      guard let core = core(at: index + 1) else { return nil }
      switch core.stated {
      case .sameYear, .sameMonth, .relativeYear, .relativeMonth: return core
      default: return nil
      }
    case .unit(.year, 1):
      guard sentence.isWord(index, "year"), let year = plainYear(index + 1) else { return nil }
      return Core(stated: dated(year, nil), next: index + 2, standsAlone: sentence.isWord(index - 1, "the"))
    case .other: return compound(index)
    default: return nil
    }
  }

  /// A date, or nil where its parts make none ("30 February").
  private func dated(_ year: Int, _ month: Int?, _ day: Int? = nil) -> Stated? {
    PartialDate(year: year, month: month, day: day).map { .date($0) }
  }

  /// A year of four digits, as notes on business and history name them.
  private func plainYear(_ index: Int) -> Int? {
    guard let number = sentence.integer(index), number.digits == 4, (1500...2199).contains(number.value) else {
      return nil
    }
    return number.value
  }

  /// A year behind a month, season or quarter: "2024", ", 2024", "of 2024", "FY2024", "of that year" is none.
  private func year(_ index: Int) -> (year: Int, next: Int)? {
    var start = index
    if case .comma = sentence[start] { start += 1 }
    if case .preposition(.of) = sentence[start] { start += 1 }
    if sentence.isWord(start, "the"), sentence.isWord(start + 1, "year") { start += 2 }
    if case .fiscal = sentence[start] { start += sentence.isWord(start + 1, "year") ? 2 : 1 }
    if let year = plainYear(start) { return (year, start + 1) }
    if let year = fiscalCode(start) { return (year, start + 1) }
    return nil
  }

  /// A day of the month: "5", "5th".
  private func day(_ index: Int) -> Int? {
    guard case .digits = sentence[index], let token = sentence.token(index),
      let number = NumberToken(sentence.text.bytes, token.range), number.isInteger, number.digitCount <= 2,
      number.suffix.isEmpty || isOrdinal(number.suffix), let day = Int(number.value.description),
      (1...31).contains(day)
    else { return nil }
    return day
  }

  private func isOrdinal(_ suffix: Range<Int>) -> Bool {
    guard suffix.count == 2 else { return false }
    let letters = sentence.text.bytes[suffix].map(Ascii.lowercased)
    return [[0x73, 0x74], [0x6E, 0x64], [0x72, 0x64], [0x74, 0x68]].contains(letters)
  }

  /// "March 5, 2024", "March 5", "March 2024", "March 5-7, 2024", "March".
  private func monthFirst(_ month: Int, _ index: Int) -> Core? {
    if let day = day(index + 1), !sentence.touches(index + 1) || sentence.isByte(index, ".") {
      var next = index + 2
      var lastDay: Int?
      if case .dash = sentence[next], let other = self.day(next + 1), other > day {
        // "February 28-31": of days that the month does not have, nothing is taken.
        if other <= PartialDate.longest(month) { lastDay = other }
        next += 2
      }
      // A day is no count of something: "March 5 million" and "In May 12 companies" name no day.
      if isOfAmount(next) { return bareMonth(month, index) }
      if let (year, end) = year(next) {
        return Core(
          stated: dated(year, month, day), next: end, upper: lastDay.flatMap { dated(year, month, $0) },
          standsAlone: true)
      }
      if lastDay == nil, followsNoun(next) { return bareMonth(month, index) }
      guard day <= PartialDate.longest(month) else { return bareMonth(month, index) }
      if lastDay == nil, let core = monthOfOtherYear(month, day, next) { return core }
      return Core(
        stated: .month(month, day: day), next: next, upper: lastDay.map { .month(month, day: $0) }, standsAlone: true)
    }
    if let (year, next) = year(index + 1) {
      return Core(stated: dated(year, month), next: next, standsAlone: true)
    }
    return bareMonth(month, index)
  }

  private func bareMonth(_ month: Int, _ index: Int) -> Core? {
    if let core = monthOfOtherYear(month, nil, index + 1) { return core }
    // "In March, 12 firms": fine; "May Day", "June Lee", "April Inc": a name goes on.
    if let next = sentence.token(index + 1), next.kind == .word, next.gap == .space,
      next.shape == .capitalized || next.shape == .mixed, case .other = sentence[index + 1]
    {
      return nil
    }
    return Core(stated: .month(month, day: nil), next: index + 1, standsAlone: false)
  }

  /// "May of that year", "March 5 last year", "May this year": the words behind a month and day that tell its year.
  private func monthOfOtherYear(_ month: Int, _ day: Int?, _ index: Int) -> Core? {
    var start = index
    if case .preposition(.of) = sentence[start] { start += 1 }
    let isNamed = start > index
    if isNamed, sentence.isWord(start, "the") { start += 1 }
    switch sentence[start] {
    case .relative(let offset) where sentence.isWord(start + 1, "year"):
      return Core(
        stated: .monthOfRelativeYear(month, day: day, offset: offset), next: start + 2, standsAlone: true)
    case .that, .same:
      var next = start + 1
      if case .same = sentence[next] { next += 1 }
      guard sentence.isWord(next, "year") else { return nil }
      return Core(stated: .month(month, day: day), next: next + 1, standsAlone: true)
    default: return nil
    }
  }

  /// Whether a lower-case plural stands here, so that the number before it counts it.
  private func followsNoun(_ index: Int) -> Bool {
    guard let token = sentence.token(index), token.kind == .word, token.shape == .lower, token.gap == .space,
      case .other = sentence[index]
    else { return false }
    return CountNoun.isPlural(sentence.text.bytes, token)
  }

  /// "5 March 2024", "5th of March", "2024-03-05", "03/2024", "2019–2023", "2024".
  private func numberFirst(_ index: Int) -> Core? {
    if let iso = numeric(index) { return iso }
    if let day = day(index) {
      var next = index + 1
      if case .preposition(.of) = sentence[next] { next += 1 }
      if case .month(let month) = sentence[next], day <= PartialDate.longest(month) {
        if let (year, end) = year(next + 1) {
          return Core(stated: dated(year, month, day), next: end, standsAlone: true)
        }
        return Core(stated: .month(month, day: day), next: next + 1, standsAlone: true)
      }
    }
    guard let year = plainYear(index) else { return nil }
    if case .quarterCode(let quarter) = sentence[index + 1] {
      return Core(stated: dated(year, 32 + quarter), next: index + 2, standsAlone: true)
    }
    if let range = yearRange(year, index) { return range }
    if isOfAmount(index + 1) { return nil }
    let isBracketed =
      sentence.isByte(index - 1, "(") && (sentence.isByte(index + 1, ")") || sentence.isByte(index + 1, ","))
    return Core(stated: dated(year, nil), next: index + 1, standsAlone: isBracketed)
  }

  /// Whether what stands here makes an amount of the number before it: "1600%", "1600 per cent", "2000 million".
  private func isOfAmount(_ index: Int) -> Bool {
    if case .scale = sentence[index] { return true }
    return sentence.percentEnd(index) != nil
  }

  /// "2019–2023", "2019-23".
  private func yearRange(_ year: Int, _ index: Int) -> Core? {
    guard case .dash = sentence[index + 1], sentence.touches(index + 1) == sentence.touches(index + 2) else {
      return nil
    }
    var last = plainYear(index + 2)
    if last == nil, let short = sentence.integer(index + 2), short.digits == 2 { last = year / 100 * 100 + short.value }
    guard let last, last > year, !isOfAmount(index + 3) else { return nil }
    // "Agenda 2030–2040", "Plan 2021-2025": the years are part of a name.
    let isNamed =
      sentence.token(index - 1).map { $0.kind == .word && ($0.shape == .capitalized || $0.shape == .upper) } ?? false
    var isPreposition = false
    if case .preposition = sentence[index - 1] { isPreposition = true }
    return Core(
      stated: dated(year, nil), next: index + 3, upper: dated(last, nil), standsAlone: !isNamed || isPreposition)
  }

  /// Dates of digits joined by one mark.
  private func numeric(_ index: Int) -> Core? {
    guard let first = sentence.integer(index), sentence.touches(index + 1), sentence.touches(index + 2),
      let second = sentence.integer(index + 2)
    else { return nil }
    let isDash = sentence.isByte(index + 1, "-")
    guard isDash || sentence.isByte(index + 1, "/") else { return nil }
    let isLong =
      sentence.isByte(index + 3, isDash ? "-" : "/") && sentence.touches(index + 3) && sentence.touches(index + 4)
    let third = isLong ? sentence.integer(index + 4) : nil
    if isLong, third == nil { return nil }
    if first.digits == 4 {
      guard second.digits == 2, let month = PartialDate(year: first.value, month: second.value), second.value <= 12
      else { return nil }
      guard let third else { return isDash ? Core(stated: .date(month), next: index + 3, standsAlone: true) : nil }
      guard let date = PartialDate(year: first.value, month: second.value, day: third.value) else { return nil }
      return Core(stated: .date(date), next: index + 5, standsAlone: true)
    }
    guard first.digits <= 2, !isDash || third != nil else { return nil }
    if let third {
      guard third.digits == 4, second.digits <= 2 else { return nil }
      // Day and month are told apart only where one of them is no month; else the year alone is sure.
      let dayFirst = PartialDate(year: third.value, month: second.value <= 12 ? second.value : 0, day: first.value)
      let monthFirst = PartialDate(year: third.value, month: first.value <= 12 ? first.value : 0, day: second.value)
      guard let either = dayFirst ?? monthFirst else { return nil }
      let isCertain = dayFirst == nil || monthFirst == nil || dayFirst == monthFirst
      return Core(stated: isCertain ? .date(either) : dated(third.value, nil), next: index + 5, standsAlone: true)
    }
    guard second.digits == 4, (1..<13).contains(first.value), first.digits == 2,
      let date = PartialDate(year: second.value, month: first.value)
    else { return nil }
    return Core(stated: .date(date), next: index + 3, standsAlone: true)
  }

  /// "third quarter of 2024", "third quarter".
  private func ordinalQuarter(_ ordinal: Int, _ index: Int) -> Core? {
    guard case .quarterWord = sentence[index + 1] else {
      guard sentence.isWord(index + 1, "half"), ordinal <= 2, let (year, next) = year(index + 2) else { return nil }
      return Core(stated: dated(year, nil), next: next, part: ordinal == 1 ? .early : .late, standsAlone: true)
    }
    if let (year, next) = year(index + 2) {
      return Core(stated: dated(year, 32 + ordinal), next: next, standsAlone: true)
    }
    return Core(stated: .month(32 + ordinal, day: nil), next: index + 2, standsAlone: false)
  }

  /// "last year", "this month", "next quarter", "last March", "this summer".
  private func relative(_ offset: Int, _ index: Int) -> Core? {
    // "Last Summer" inside a sentence is a title.
    guard index == sentence.tokens.lowerBound || sentence.token(index)?.shape == .lower else { return nil }
    // "The next year" is the year after the one that was told of, not the year after the source.
    if sentence.isWord(index - 1, "the") { return nil }
    switch sentence[index + 1] {
    case .unit(.year, 1) where sentence.isWord(index + 1, "year"):
      return Core(stated: .relativeYear(offset), next: index + 2, standsAlone: true)
    case .unit(.month, 1) where sentence.isWord(index + 1, "month"):
      return Core(stated: .relativeMonth(offset), next: index + 2, standsAlone: true)
    case .quarterWord: return Core(stated: .relativeQuarter(offset), next: index + 2, standsAlone: true)
    case .month(let month) where offset <= 0:
      if let day = day(index + 2), day <= PartialDate.longest(month) {
        return Core(stated: .month(month, day: day), next: index + 3, standsAlone: true)
      }
      return Core(stated: .month(month, day: nil), next: index + 2, standsAlone: true)
    case .season(let season) where offset <= 0:
      return Core(stated: .month(season, day: nil), next: index + 2, standsAlone: true)
    default: return nil
    }
  }

  /// "that same month", "the same year", "that year", "the same day".
  private func anaphor(_ index: Int) -> Core? {
    var next = index + 1
    if case .that = sentence[index], case .same = sentence[next] { next += 1 }
    if case .same = sentence[index] {
      guard sentence.isWord(index - 1, "the") || sentence.isWord(index - 1, "in") else { return nil }
    }
    if sentence.isWord(next, "year") { return Core(stated: .sameYear, next: next + 1, standsAlone: true) }
    if sentence.isWord(next, "day") { return Core(stated: .sameDay, next: next + 1, standsAlone: true) }
    if sentence.isWord(next, "month") { return Core(stated: .sameMonth, next: next + 1, standsAlone: true) }
    return nil
  }

  /// Dates that are one word: "mid-2024", "FY2024", "mid-March 2024", "third-quarter 2024".
  private func compound(_ index: Int) -> Core? {
    guard let token = sentence.token(index), token.kind == .word else { return nil }
    if let year = fiscalCode(index) { return Core(stated: dated(year, nil), next: index + 1, standsAlone: true) }
    guard sentence.hasHyphen(index) else { return nil }
    let bytes = sentence.text.bytes
    let first = Ascii.lowercased(bytes[token.range.lowerBound])
    // Early, mid, late; first to fourth.
    guard first == 0x65 || first == 0x6D || first == 0x6C || first == 0x66 || first == 0x73 || first == 0x74 else {
      return nil
    }
    let parts = sentence.text.parts(of: index)
    guard parts.count == 2 else { return nil }
    switch (Lexeme.table.value(bytes, parts[0]), Lexeme.table.value(bytes, parts[1])) {
    case (.part(let part), .month(let month)) where Ascii.isUpper(bytes[parts[1].lowerBound]):
      if let (year, next) = year(index + 1) {
        return Core(stated: dated(year, month), next: next, part: part, standsAlone: true)
      }
      return Core(stated: .month(month, day: nil), next: index + 1, part: part, standsAlone: true)
    case (.part(let part), nil):
      guard let number = NumberToken(bytes, parts[1]), number.isInteger, number.digitCount == 4, number.suffix.isEmpty,
        let year = Int(number.value.description), (1500...2199).contains(year)
      else { return nil }
      return Core(stated: dated(year, nil), next: index + 1, part: part, standsAlone: true)
    case (.ordinal(let ordinal), .quarterWord):
      guard let (year, next) = year(index + 1) else { return nil }
      return Core(stated: dated(year, 32 + ordinal), next: next, standsAlone: true)
    default: return nil
    }
  }

  /// "FY2024", "FY24".
  private func fiscalCode(_ index: Int) -> Int? {
    guard let token = sentence.token(index), token.kind == .word else { return nil }
    let range = token.range
    let bytes = sentence.text.bytes
    guard range.count == 6 || range.count == 4, bytes[range.lowerBound] == 0x46, bytes[range.lowerBound + 1] == 0x59,
      let number = NumberToken(bytes, range.lowerBound + 2..<range.upperBound), number.suffix.isEmpty,
      number.isInteger, let value = Int(number.value.description)
    else { return nil }
    let year = range.count == 4 ? 2000 + value : value
    return (1900...2199).contains(year) ? year : nil
  }

  // MARK: Ranges

  /// Takes in the later end of a range: "March to May 2024", "between 2019 and 2021", "from March 2023 through 2025".
  private func extend(_ core: inout Core) {
    switch sentence[core.next] {
    case .dash:
      guard case .month = sentence[core.next + 1] else { return }
    case .to, .through: break
    case .preposition(.until): break
    case .and:
      guard isBetween(core) else { return }
    default: return
    }
    guard let other = self.core(at: core.next + 1), other.upper == nil, isAfter(other.stated, core.stated) else {
      return
    }
    core.upper = other.stated
    core.next = other.next
  }

  private func isBetween(_ core: Core) -> Bool {
    // The core is at most five tokens long.
    for index in stride(from: core.next - 1, through: core.next - 6, by: -1) {
      if case .preposition(.between) = sentence[index] { return true }
    }
    return false
  }

  private func isAfter(_ upper: Stated, _ lower: Stated) -> Bool {
    switch (lower, upper) {
    case (.date(let lower), .date(let upper)): lower.bounds.first < upper.bounds.first
    case (.month, .date(let upper)): upper.month != nil
    case (.month(let lower, _), .month(let upper, _)): lower < upper
    default: false
    }
  }

  /// Whether a date begins with words that say that it is one: "the first half of 2024", "the fiscal year 2024".
  private func isYearNamed(_ index: Int) -> Bool {
    if case .digits = sentence[index] { false } else { true }
  }

  // MARK: Words before

  private struct Lead {
    var start: Int
    var preposition: DateExpression.Preposition?
    var part: DateExpression.Part?
  }

  private func lead(before index: Int, limit: Int, core: Core) -> Lead {
    var lead = Lead(start: index)
    var cursor = index - 1
    func allowed(_ position: Int) -> Bool { position >= limit && sentence.tokens.contains(position) }
    // "In early 2024", "in the third quarter", "by the end of 2024", "in late last year".
    if allowed(cursor), case .comparative = sentence[cursor] {
      lead.start = cursor
      cursor -= 1
    }
    if allowed(cursor), case .part(let part) = sentence[cursor], !sentence.isWord(cursor, "middle") {
      lead.part = part
      lead.start = cursor
      cursor -= 1
    } else if allowed(cursor), case .preposition(.of) = sentence[cursor] {
      switch sentence[cursor - 1] {
      case .edge(let part), .part(let part):
        guard allowed(cursor - 1) else { break }
        lead.part = part
        lead.start = cursor - 1
        cursor -= 2
      default: break
      }
    }
    var articleStart = cursor + 1
    if allowed(cursor), sentence.isWord(cursor, "the") || sentence.isWord(cursor, "that") {
      // "The 2030 agenda" is no date; "the third quarter", "the end of 2024" and "the same year" are.
      var isYear = false
      if case .date(let date) = core.stated, date.month == nil, lead.part == nil, !isYearNamed(index) {
        isYear = true
      }
      if case .month(let month, _) = core.stated, month <= 12, lead.part == nil { isYear = true }
      if isYear { return lead }
      articleStart = cursor
      cursor -= 1
    }
    guard allowed(cursor) else { return lead }
    switch sentence[cursor] {
    case .preposition(let preposition):
      if preposition == .of {
        // "As of March 2024" names a moment; "the summit of March 2024" needs no preposition to be a date.
        guard cursor - 1 >= limit, sentence.isWord(cursor - 1, "as") else { return lead }
        lead.preposition = .at
        lead.start = cursor - 1
        return lead
      }
      if preposition == .at, lead.part == nil { return lead }
      lead.preposition = preposition
      lead.start = cursor
    case .through:
      lead.preposition = .until
      lead.start = cursor
    default:
      if articleStart < lead.start, case .sameYear = core.stated { lead.start = articleStart }
      if articleStart < lead.start, case .sameMonth = core.stated { lead.start = articleStart }
      if articleStart < lead.start, case .sameDay = core.stated { lead.start = articleStart }
    }
    return lead
  }
}

extension PartialDate {
  /// The most days that a month has in any year.
  static func longest(_ month: Int) -> Int {
    switch month {
    case 2: 29
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
