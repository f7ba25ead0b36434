import GRDB
import GRDBSQLite
import KnowledgeGraph

/// The columns of the tables in the order in which rows are written and read.
///
/// A value that rows share is written in the same columns everywhere: a date as EDTF text and the parts it inherited,
/// an amount as decimal text, unit and currency.
enum Columns {
  static let qualifiers = """
    at_date, at_inherited, from_date, from_inherited, to_date, to_inherited, announced_date, announced_inherited, \
    \(amount), role, place, status, negated, according_to
    """
  static let amount = """
    amount, amount_upper, amount_unit, currency, counted, amount_kind, amount_precision, amount_period
    """
  static let note = """
    path, size, modified, hash, role, kind, title, source, source_kind, source_title, source_date, source_url, \
    source_note
    """
  static let passage = "note, id, text, offset, line, comment, heading, added"
  static let claim = """
    note, id, predicate, subject, subject_kind, subject_reference, subject_owner, subject_start, subject_end, \
    object, object_kind, object_reference, object_owner, object_start, object_end, \(qualifiers), \
    passage, quote, quote_start, quote_end, field, line, rule, confidence, act
    """
  static let amendment = "claim, verdict, predicate, dated, with_amount, \(qualifiers)"
  static let decision = "number, id, action, actor, time, reason, detail, standing, drifted"
  static let entity = """
    id, name, kind, alias_count, candidate_count, described, author, source, date, url, note, source_count
    """
  static let relation = """
    id, subject, predicate, object, \(qualifiers), contest_count, source_count, confidence, act
    """
  static let act = """
    id, predicate, \(amount), at_date, at_inherited, announced_date, announced_inherited, status, source_count
    """
  static let diagnostic = "note, position, severity, line, column, message, hint, excerpt"
  static let kind = "name, parent, label, plural, icon, schema_org, follow_the_money, wikidata"
  static let predicate = """
    name, domain, range, symmetric, value, functional, background, temporal, label, inverse_label, schema_org, \
    follow_the_money, wikidata
    """

  /// The statement that writes one row of a table.
  static func insert(into table: String, _ columns: String) -> String {
    let count = columns.utf8.count { $0 == UInt8(ascii: ",") } + 1
    let places = Array(repeating: "?", count: count).joined(separator: ", ")
    return "INSERT INTO \(table) (\(columns)) VALUES (\(places))"
  }
}

/// Binds the values of one row to a statement that writes it, in the order of the statement's places.
///
/// Straight through SQLite's C interface: a build writes millions of values, and a row of forty through an array of
/// boxed values costs as much as all that SQLite does with it. The texts of a row are gathered in one piece, so that
/// SQLite need not copy each.
struct RowWriter {
  private let statement: OpaquePointer
  private var place: Int32 = 0
  /// The texts, one after the other, after a byte that gives even an empty one an address.
  private var bytes: [UInt8] = [0]
  private var texts: [(place: Int32, range: Range<Int>)] = []

  init(_ statement: Statement) {
    self.statement = statement.sqliteStatement
    bytes.reserveCapacity(512)
    texts.reserveCapacity(16)
  }

  /// A place that gets no value is null, as most of a claim's are.
  mutating func text(_ value: String?) {
    place += 1
    guard let value else { return }
    let start = bytes.count
    bytes.append(contentsOf: value.utf8)
    texts.append((place, start..<bytes.count))
  }

  mutating func number(_ value: Int64?) {
    place += 1
    if let value { sqlite3_bind_int64(statement, place, value) }
  }

  mutating func number(_ value: Int?) { number(value.map { Int64($0) }) }
  mutating func number(_ value: Int32?) { number(value.map { Int64($0) }) }

  mutating func real(_ value: Double) {
    place += 1
    sqlite3_bind_double(statement, place, value)
  }

  mutating func flag(_ value: Bool) { number(value ? 1 : 0 as Int64?) }

  /// Writes the row; a place that got no value is an error, and so is a value without a place.
  func insert() throws {
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    guard place == sqlite3_bind_parameter_count(statement) else {
      throw DecodingFailure(message: "a row was written with \(place) values")
    }
    let code = bytes.withUnsafeBytes { bytes in
      for (place, range) in texts {
        let text = UnsafeRawBufferPointer(rebasing: bytes[range]).assumingMemoryBound(to: CChar.self)
        // Without a destructor the text is SQLite's to read and not to free (SQLITE_STATIC).
        sqlite3_bind_text64(
          statement, place, text.baseAddress, sqlite3_uint64(text.count), nil, UInt8(SQLITE_UTF8))
      }
      return sqlite3_step(statement)
    }
    guard code == SQLITE_DONE else {
      let message = sqlite3_errmsg(sqlite3_db_handle(statement)).map { String(cString: $0) }
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
  }

  mutating func range(_ value: Range<Int>?) {
    number(value?.lowerBound)
    number(value?.upperBound)
  }

  mutating func date(_ value: StatedDate?) {
    text(value?.date.edtf)
    number(value.map { Int($0.inherited.rawValue) })
  }

  mutating func amount(_ value: Amount?) {
    text(value?.value.description)
    text(value?.upper?.description)
    switch value?.unit {
    case .money(let currency):
      text("money")
      text(currency)
      text(nil)
    case .count(let noun):
      text("count")
      text(nil)
      text(noun)
    case .percent:
      text("percent")
      text(nil)
      text(nil)
    case nil:
      text(nil)
      text(nil)
      text(nil)
    }
    text(value?.kind?.rawValue)
    text(value?.precision.rawValue)
    text(value?.period?.description)
  }

  mutating func qualifiers(_ value: Qualifiers) {
    date(value.at)
    date(value.from)
    date(value.to)
    date(value.announced)
    amount(value.amount)
    text(value.role)
    text(value.place)
    text(value.status?.rawValue)
    flag(value.isNegated)
    text(value.accordingTo)
  }

  mutating func argument(_ value: Argument?) {
    text(value?.surface)
    text(value?.kind.rawValue)
    text(value?.reference.rawValue)
    text(value?.owner)
    range(value?.range)
  }
}

/// The rows that a statement gives, one at a time; a row is good until the next is asked for.
///
/// Straight through SQLite's C interface, as in ``RowWriter``. A statement gives the rows of one question at a time.
final class Rows {
  fileprivate let statement: Statement
  fileprivate let columns: Int32
  private var isDone = false

  /// Runs a statement.
  init(_ statement: Statement, _ arguments: StatementArguments = []) throws {
    self.statement = statement
    try statement.setArguments(arguments)
    sqlite3_reset(statement.sqliteStatement)
    columns = sqlite3_column_count(statement.sqliteStatement)
  }

  convenience init(_ db: Database, sql: String) throws { try self.init(try db.makeStatement(sql: sql)) }

  deinit {
    if !isDone { sqlite3_reset(statement.sqliteStatement) }
  }

  /// The next row, or nil after the last.
  func next() throws -> RowReader? {
    guard !isDone else { return nil }
    let code = sqlite3_step(statement.sqliteStatement)
    if code == SQLITE_ROW { return RowReader(self) }
    let message = sqlite3_errmsg(sqlite3_db_handle(statement.sqliteStatement)).map { String(cString: $0) }
    sqlite3_reset(statement.sqliteStatement)
    isDone = true
    guard code == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message) }
    return nil
  }
}

/// Reads one row from its first column to its last.
///
/// A value that the schema does not allow is an error and never a crash: a database may be damaged.
struct RowReader {
  private let rows: Rows
  private let statement: OpaquePointer
  private var index: Int32 = 0

  fileprivate init(_ rows: Rows) {
    self.rows = rows
    statement = rows.statement.sqliteStatement
  }

  /// The column that comes next, and the storage class of its value.
  private mutating func next() throws -> (column: Int32, type: Int32) {
    guard index < rows.columns else { throw DecodingFailure(message: "a row is too short") }
    defer { index += 1 }
    return (index, sqlite3_column_type(statement, index))
  }

  mutating func skip() throws { _ = try next() }

  mutating func optionalText() throws -> String? {
    let (column, type) = try next()
    switch type {
    case SQLITE_NULL: return nil
    case SQLITE_TEXT:
      guard let start = sqlite3_column_text(statement, column) else {
        throw DecodingFailure(message: "text cannot be read")
      }
      let count = Int(sqlite3_column_bytes(statement, column))
      return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    default: throw DecodingFailure(message: "text is missing")
    }
  }

  mutating func text() throws -> String {
    guard let text = try optionalText() else { throw DecodingFailure(message: "text is missing") }
    return text
  }

  mutating func optionalNumber() throws -> Int? {
    let (column, type) = try next()
    switch type {
    case SQLITE_INTEGER: return Int(sqlite3_column_int64(statement, column))
    case SQLITE_NULL: return nil
    default: throw DecodingFailure(message: "a number is missing")
    }
  }

  mutating func number() throws -> Int {
    guard let number = try optionalNumber() else { throw DecodingFailure(message: "a number is missing") }
    return number
  }

  mutating func optionalInt32() throws -> Int32? {
    guard let number = try optionalNumber() else { return nil }
    guard let small = Int32(exactly: number) else { throw DecodingFailure(message: "the number \(number) is too big") }
    return small
  }

  mutating func int32() throws -> Int32 {
    guard let number = try optionalInt32() else { throw DecodingFailure(message: "a number is missing") }
    return number
  }

  mutating func real() throws -> Double {
    let (column, type) = try next()
    switch type {
    case SQLITE_FLOAT, SQLITE_INTEGER: return sqlite3_column_double(statement, column)
    default: throw DecodingFailure(message: "a number is missing")
    }
  }

  mutating func flag() throws -> Bool { try number() != 0 }

  mutating func range() throws -> Range<Int>? {
    let (start, end) = (try optionalNumber(), try optionalNumber())
    guard let start, let end else { return nil }
    guard start <= end else { throw DecodingFailure(message: "a range ends before it begins") }
    return start..<end
  }

  mutating func partialDate() throws -> PartialDate? {
    guard let text = try optionalText() else { return nil }
    guard let date = PartialDate(edtf: text) else { throw DecodingFailure(message: "\"\(text)\" is no date") }
    return date
  }

  mutating func date() throws -> StatedDate? {
    let date = try partialDate()
    let inherited = try optionalNumber() ?? 0
    return date.map {
      StatedDate($0, inherited: StatedDate.Inheritance(rawValue: UInt8(truncatingIfNeeded: inherited)))
    }
  }

  /// A value of an enumeration from its text.
  mutating func choice<Value: RawRepresentable<String>>(_ type: Value.Type) throws -> Value? {
    guard let text = try optionalText() else { return nil }
    guard let value = Value(rawValue: text) else { throw DecodingFailure(message: "\"\(text)\" is no \(type)") }
    return value
  }

  /// A number from plain decimal text of any length whose significant digits fit ``ExactDecimal``.
  private mutating func decimal() throws -> ExactDecimal? {
    guard let text = try optionalText() else { return nil }
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let places = parts.count == 2 ? parts[1].utf8.count : 0
    let digits = parts.joined()
    let zeros = min(digits.utf8.reversed().prefix { $0 == UInt8(ascii: "0") }.count, digits.utf8.count - 1)
    guard let significand = Int64(digits.dropLast(max(zeros, 0))) else {
      throw DecodingFailure(message: "\"\(text)\" is no number")
    }
    return ExactDecimal(significand: significand, exponent: max(zeros, 0) - places)
  }

  mutating func amount() throws -> Amount? {
    let value = try decimal()
    let upper = try decimal()
    let unitName = try optionalText()
    let currency = try optionalText()
    let noun = try optionalText()
    let kind = try choice(Amount.Kind.self)
    let precision = try choice(Amount.Precision.self)
    let period = try optionalText().flatMap { Period(iso8601: $0) }
    guard let value else { return nil }
    let unit: Amount.Unit
    switch unitName {
    case "money":
      guard let currency else { throw DecodingFailure(message: "an amount of money has no currency") }
      unit = .money(currency: currency)
    case "count": unit = .count(of: noun)
    case "percent": unit = .percent
    default: throw DecodingFailure(message: "an amount has no unit")
    }
    return Amount(value, upper: upper, unit: unit, kind: kind, precision: precision ?? .exact, period: period)
  }

  mutating func qualifiers() throws -> Qualifiers {
    Qualifiers(
      at: try date(), from: try date(), to: try date(), announced: try date(), amount: try amount(),
      role: try optionalText(), place: try optionalText(), status: try choice(Qualifiers.Status.self),
      isNegated: try flag(), accordingTo: try optionalText())
  }

  mutating func argument() throws -> Argument? {
    let surface = try optionalText()
    let kind = try optionalText()
    let reference = try choice(Argument.Reference.self)
    let owner = try optionalText()
    let range = try range()
    guard let surface, let kind, let reference else { return nil }
    return Argument(surface, kind: Kind(kind), reference: reference, owner: owner, range: range)
  }
}
