/// Reads a table of nodes or of edges row by row, so that its size is no matter of memory (RFC 4180; commas, or
/// semicolons or tabs where the first line has more of them).
///
/// A table with two columns for the ends of an edge (`source` and `target`, `subject` and `object`, `src` and `dst`,
/// `from` and `to`, `start` and `end`) is one of edges, any other one of nodes.
public struct BulkCSVReader {
  private var rows: RowSource
  private var columns: [(place: Int, key: String)] = []
  private var ends: (Int, Int)?
  private var predicate: Int?
  private var keyColumn = 0
  private var nameColumn = 0
  private var kind: Int?
  /// What was found on the way.
  public private(set) var findings: [ImportFinding] = []
  /// The names of columns of which nothing is made.
  public private(set) var unreadColumns: [String] = []
  private var width = 0

  public init(_ bytes: ByteSource) throws {
    rows = RowSource(bytes)
    guard let header = try rows.next() else {
      findings.append(ImportFinding(.error, line: 1, "the table has no first row"))
      return
    }
    let names = (0..<header.count).map { rows.text($0) }
    let keys = names.map { GraphTable.key($0) }
    width = keys.count
    var taken: Set<Int> = []
    for (first, second) in BulkFields.ends {
      guard let source = keys.firstIndex(of: first), let target = keys.firstIndex(of: second) else { continue }
      ends = (source, target)
      taken = [source, target]
      predicate = BulkFields.first(BulkFields.predicates, among: keys, except: taken)
      if let predicate { taken.insert(predicate) }
      break
    }
    if ends == nil {
      guard let name = BulkFields.first(BulkFields.names, among: keys) else {
        findings.append(
          ImportFinding(
            .error, line: 1, "the first row names neither the ends of an edge nor a name",
            hint: "a table of edges has the columns source, predicate and target; one of nodes id, name and kind"))
        return
      }
      nameColumn = name
      keyColumn = BulkFields.first(BulkFields.keys, among: keys) ?? name
      taken = [nameColumn, keyColumn]
      kind = BulkFields.first(BulkFields.kinds, among: keys, except: taken)
      if let kind { taken.insert(kind) }
    }
    let known = ends == nil ? BulkFields.properties : BulkFields.qualifiers
    for (place, key) in keys.enumerated() where !taken.contains(place) {
      // A plain number is what flat tables call the value of an amount.
      let meant = key == "amount" && !keys.contains("value") ? "value" : key
      if known.contains(meant) { columns.append((place, meant)) } else { unreadColumns.append(names[place]) }
    }
  }

  /// The next row, or nil after the last.
  public mutating func next() throws -> BulkRow? {
    guard width > 0, !findings.contains(where: { $0.severity == .error }) else { return nil }
    while let row = try rows.next() {
      if row.count > width {
        findings.append(
          ImportFinding(.warning, line: row.line, "the row has \(row.count) cells where the first has \(width)"))
        continue
      }
      func cell(_ place: Int) -> String { place < row.count ? rows.text(place) : "" }
      var fields: [(key: String, value: String)] = []
      for (place, key) in columns where place < row.count && !rows.isEmpty(place) {
        fields.append((key, rows.text(place)))
      }
      let part: BulkRow.Part
      if let ends {
        let (source, target) = (cell(ends.0), cell(ends.1))
        guard !source.isEmpty else {
          findings.append(ImportFinding(.warning, line: row.line, "the row has no source"))
          continue
        }
        let named = predicate.map { cell($0) }.flatMap { $0.isEmpty ? nil : $0 }
        part = .edge(source: source, target: target.isEmpty ? nil : target, predicate: named)
      } else {
        let key = cell(keyColumn)
        let name = cell(nameColumn)
        guard !key.isEmpty || !name.isEmpty else {
          findings.append(ImportFinding(.warning, line: row.line, "the row has no name"))
          continue
        }
        part = .node(
          key: key.isEmpty ? name : key, name: name.isEmpty ? key : name,
          kind: kind.map { cell($0) }.flatMap { $0.isEmpty ? nil : $0 })
      }
      return BulkRow(part: part, fields: fields, line: row.line)
    }
    if let fault = rows.fault {
      findings.append(ImportFinding(.error, line: fault.line, fault.message + ": the rest of the file is not read"))
    }
    return nil
  }

  /// Takes the findings so far.
  public mutating func takeFindings() -> [ImportFinding] {
    defer { findings.removeAll { $0.severity != .error } }
    return findings
  }
}

/// The rows of a table, one at a time, in a buffer that is filled as they are asked for.
private struct RowSource {
  struct Row {
    var count: Int
    var line: Int
  }

  private let source: ByteSource
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var line = 1
  private var separator: UInt8?
  private var cells: [(range: Range<Int>, isQuoted: Bool)] = []
  /// Why there are no more rows, where the file goes on.
  private(set) var fault: (line: Int, message: String)?

  init(_ source: ByteSource) { self.source = source }

  func isEmpty(_ cell: Int) -> Bool { cells[cell].range.isEmpty }

  func text(_ cell: Int) -> String {
    let (range, isQuoted) = cells[cell]
    guard isQuoted else { return CSV.unguarded(String(decoding: buffer[range], as: UTF8.self)) }
    var text: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      text.append(buffer[index])
      // A quote in quotes is written twice.
      index += buffer[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    return CSV.unguarded(String(decoding: text, as: UTF8.self))
  }

  /// Brings in more bytes behind those that are not read yet; false at the end.
  private mutating func fill() throws -> Bool {
    guard !isAtEnd else { return false }
    let more = try source.more()
    if more.isEmpty {
      isAtEnd = true
      return false
    }
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer += more
    return true
  }

  mutating func next() throws -> Row? {
    while true {
      guard let end = try rowEnd() else { return nil }
      let first = line
      let next = split(upTo: end)
      start = next
      if cells.count == 1, cells[0].range.isEmpty, !cells[0].isQuoted { continue }
      return Row(count: cells.count, line: first)
    }
  }

  /// Where the row that begins at `start` ends; nil where there is none, or where its quotes are never closed.
  private mutating func rowEnd() throws -> Int? {
    var index = start
    var isQuoted = false
    while true {
      while index < buffer.count {
        let byte = buffer[index]
        if byte == UInt8(ascii: "\"") {
          isQuoted.toggle()
        } else if !isQuoted, byte == 0x0a || byte == 0x0d {
          // A line may end in CR LF, of which the second may not be here yet.
          if byte == 0x0d, index + 1 == buffer.count, !isAtEnd { break }
          return index
        }
        index += 1
      }
      let offset = index - start
      guard offset <= source.longest else {
        fault = (
          line,
          "a row is longer than \(ByteSource.size(source.longest))" + (isQuoted ? ", or a quote is not closed" : "")
        )
        return nil
      }
      guard try fill() else {
        if isQuoted {
          fault = (line, "a quote is not closed")
          return nil
        }
        return offset > 0 ? buffer.count : nil
      }
      index = start + offset
    }
  }

  /// Finds the cells of a row; gives where the next begins.
  private mutating func split(upTo end: Int) -> Int {
    if separator == nil {
      if buffer[start...].starts(with: [0xef, 0xbb, 0xbf]) { start += 3 }
      separator = RowSource.separator(of: buffer[start..<max(start, end)])
    }
    let separator = separator ?? UInt8(ascii: ",")
    cells.removeAll(keepingCapacity: true)
    var index = start
    repeat {
      if index < end, buffer[index] == UInt8(ascii: "\"") {
        let first = index + 1
        index = first
        while index < end {
          if buffer[index] == UInt8(ascii: "\"") {
            guard index + 1 < end, buffer[index + 1] == UInt8(ascii: "\"") else { break }
            index += 1
          } else if buffer[index] == 0x0a {
            line += 1
          }
          index += 1
        }
        cells.append((first..<min(index, end), true))
        while index < end, buffer[index] != separator { index += 1 }
      } else {
        let first = index
        while index < end, buffer[index] != separator { index += 1 }
        cells.append((first..<index, false))
      }
      index += 1
    } while index <= end
    line += 1
    var next = end
    if next < buffer.count, buffer[next] == 0x0d { next += 1 }
    if next < buffer.count, buffer[next] == 0x0a, next == end || buffer[end] == 0x0d { next += 1 }
    return next
  }

  private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
    func count(_ byte: UInt8) -> Int { bytes.count { $0 == byte } }
    let commas = count(UInt8(ascii: ","))
    for other in [UInt8(ascii: ";"), 0x09] where count(other) > commas { return other }
    return UInt8(ascii: ",")
  }
}
