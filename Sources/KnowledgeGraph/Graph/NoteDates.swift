/// When notes and their lines came into the vault, as something beside them knows: the history of a repository.
///
/// A note's is asked only where neither the highlight nor its note has a date; a line's, where it came after its note.
public struct NoteDates: Hashable, Sendable {
  /// By the path of the note in the vault.
  public var byPath: [String: PartialDate]
  /// By the path of the note, and in it by ``key(ofLine:)``.
  public var byLine: [String: [UInt64: PartialDate]]

  public init(_ byPath: [String: PartialDate] = [:], byLine: [String: [UInt64: PartialDate]] = [:]) {
    self.byPath = byPath
    self.byLine = byLine
  }

  /// When a text came into a note that was there before it; nil where it came with the note or nothing tells.
  func later(_ text: String, in note: String) -> PartialDate? {
    guard let lines = byLine[note], let first = byPath[note],
      let line = text.utf8.split(maxSplits: 1, whereSeparator: { $0 == 0x0a || $0 == 0x0d }).first,
      let key = NoteDates.key(ofLine: line), let date = lines[key], first < date
    else { return nil }
    return date
  }

  /// A number that is equal for a line of a note and for the text of a highlight that begins on it: the mark of a list
  /// before it, a link or a reference to a block behind it, and white space make no difference. Nil where nothing else is
  /// there.
  ///
  /// - Complexity: O(length of the line).
  public static func key(ofLine line: some Collection<UInt8>) -> UInt64? {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var isEmpty = true
    for byte in body(of: Array(line)) where byte > 0x20 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      isEmpty = false
    }
    return isEmpty ? nil : hash
  }

  private static func body(of line: [UInt8]) -> ArraySlice<UInt8> {
    func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }
    func trimmed(_ body: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      var body = body
      while let last = body.last, isSpace(last) { body = body.dropLast() }
      return body
    }
    let marks = Array("-*+>".utf8)
    var body = line.drop(while: isSpace)
    while let mark = body.first, marks.contains(mark), body.dropFirst().first.map(isSpace) ?? false {
      body = body.dropFirst().drop(while: isSpace)
    }
    body = trimmed(body)
    // ` ^abc`, by which other notes refer to the block.
    if let mark = body.lastIndex(of: UInt8(ascii: "^")), mark > body.startIndex, isSpace(body[mark - 1]),
      !body[mark...].contains(where: isSpace)
    {
      body = trimmed(body[..<mark])
    }
    // ` ([Location 12](https://…))`, as exports put behind a highlight.
    guard body.last == UInt8(ascii: ")"), let open = body.lastIndex(of: UInt8(ascii: "[")), open > body.startIndex,
      body[open...].firstRange(of: "](".utf8) != nil
    else { return body }
    body = body[..<open]
    return body.last == UInt8(ascii: "(") ? body.dropLast() : body
  }
}

extension GraphReading {
  /// When a claim came into the vault: when its highlight was added ("New highlights added …"), else when `dates` know
  /// that its line came into the note, where that is later than the note; else the date of its note, else what `dates`
  /// know of the note; nil where nothing tells.
  public func added(_ claim: Claim, _ dates: NoteDates = NoteDates()) throws(GraphError) -> PartialDate? {
    if let id = claim.evidence.passage, let passage = try passage(id),
      let added = passage.added ?? dates.later(passage.text, in: claim.note)
    {
      return added
    }
    if let date = try source(claim.source)?.date { return date }
    return dates.byPath[claim.note]
  }

  /// Whether any claim of a relation came into the vault on a date or later.
  public func isAdded(
    _ relation: Relation, since date: PartialDate, _ dates: NoteDates = NoteDates()
  ) throws(GraphError) -> Truth {
    var result = Truth.no
    for id in relation.claims {
      var added: PartialDate?
      if let claim = try claim(id) { added = try self.added(claim, dates) }
      result = result || (added?.isNotBefore(date) ?? .unknown)
      if result == .yes { break }
    }
    return result
  }

  /// Whether a relation keeps both limits of time: it held on a date, and something that says so came into the vault on
  /// a date or later. A limit that is nil is always kept.
  public func fits(
    _ relation: Relation, asOf: PartialDate?, since: PartialDate?, _ dates: NoteDates = NoteDates()
  ) throws(GraphError) -> Truth {
    var result = Truth.yes
    if let asOf {
      result = relation.qualifiers.holds(asOf: asOf, by: ontology.temporal(relation.predicate).rule)
    }
    guard let since, result != .no else { return result }
    return try result && isAdded(relation, since: since, dates)
  }
}
