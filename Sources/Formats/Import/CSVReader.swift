/// Reads tables of separated values (RFC 4180): commas, or semicolons or tabs where the first line has more of them.
struct CSVReader {
  struct Record: Hashable {
    /// Where it begins, counted from 1.
    var line: Int
    var text: String
    var cells: [String]
  }

  private let bytes: [UInt8]
  private let separator: UInt8
  private var index = 0
  private var line = 1
  private(set) var findings: [ImportFinding] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    index = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    separator = CSVReader.separator(of: bytes[index...])
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
      index = bytes.count
      findings.append(
        ImportFinding(.error, line: 1, "the file is UTF-16", hint: "save it as CSV in UTF-8"))
    } else if !CSVReader.isUTF8(bytes) {
      findings.append(
        ImportFinding(
          .warning, line: 1, "the file is not UTF-8: letters are missing", hint: "save it as CSV in UTF-8"))
    }
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

  private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if byte == 0x0a || byte == 0x0d { break }
      counts[byte, default: 0] += 1
    }
    let comma = UInt8(ascii: ",")
    for other in [UInt8(ascii: ";"), 0x09] where counts[other, default: 0] > counts[comma, default: 0] { return other }
    return comma
  }

  /// The next record that is not empty, or nil where there is none.
  mutating func next() -> Record? {
    while index < bytes.count {
      let start = index
      let first = line
      var cells: [String] = []
      var isWhole = true
      while true {
        guard let cell = cell() else {
          isWhole = false
          break
        }
        cells.append(cell)
        guard index < bytes.count, bytes[index] == separator else { break }
        index += 1
      }
      let end = index
      if index < bytes.count, bytes[index] == 0x0d { index += 1 }
      if index < bytes.count, bytes[index] == 0x0a, index == end || bytes[end] == 0x0d { index += 1 }
      if isWhole { line += 1 }
      guard isWhole else { continue }
      if cells == [""] { continue }
      return Record(line: first, text: String(decoding: bytes[start..<end], as: UTF8.self), cells: cells)
    }
    return nil
  }

  /// A cell up to the separator or the end of the line, or nil where its quotes are never closed.
  private mutating func cell() -> String? {
    var text: [UInt8] = []
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      let (start, first) = (index, line)
      index += 1
      var isClosed = false
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if byte == UInt8(ascii: "\"") {
          guard index < bytes.count, bytes[index] == byte else {
            isClosed = true
            break
          }
          index += 1
        } else if byte == 0x0a {
          line += 1
        }
        text.append(byte)
      }
      guard isClosed else {
        let before = bytes[..<start].reversed().prefix { $0 != 0x0a }.count
        findings.append(
          ImportFinding(
            .error, line: first, column: before + 1, "a quote is not closed: the rest of the file is not read"))
        return nil
      }
    }
    while index < bytes.count, bytes[index] != separator, bytes[index] != 0x0a, bytes[index] != 0x0d {
      text.append(bytes[index])
      index += 1
    }
    return CSV.unguarded(String(decoding: text, as: UTF8.self))
  }
}

extension CSVTables {
  /// Reads a table of nodes or of edges: of edges where the first row names a `source` and a `target`, else of nodes.
  ///
  /// `subject` and `object` are `source` and `target` too; a node's name is its `name`, else its `label`, else its `id`.
  ///
  /// - Complexity: O(size of the file).
  public static func read(_ bytes: [UInt8]) -> GraphTable {
    var reader = CSVReader(bytes)
    var table = GraphTable()
    guard let header = reader.next() else {
      table.findings = reader.findings
      if table.findings.isEmpty { table.findings.append(ImportFinding(.error, line: 1, "the table has no first row")) }
      return table
    }
    let keys = header.cells.map { GraphTable.key($0) }
    let source = keys.firstIndex(of: "source") ?? keys.firstIndex(of: "subject")
    let target = keys.firstIndex(of: "target") ?? keys.firstIndex(of: "object")
    let name = ["name", "label", "id"].lazy.compactMap { keys.firstIndex(of: $0) }.first
    let isEdges = source != nil && target != nil
    guard isEdges || name != nil else {
      table.findings.append(
        ImportFinding(
          .error, line: header.line, "the first row names neither source and target nor name",
          hint: "a table of relations has the columns source, predicate and target; one of entities name and kind"))
      return table
    }
    while let record = reader.next() {
      if record.cells.count > keys.count {
        table.findings.append(
          ImportFinding(
            .warning, line: record.line, "the row has \(record.cells.count) cells where the first has \(keys.count)"))
        continue
      }
      var fields: [String: String] = [:]
      for (key, cell) in zip(keys, record.cells) where !cell.isEmpty && fields[key] == nil { fields[key] = cell }
      func cell(_ position: Int?) -> String {
        position.flatMap { record.cells.indices.contains($0) ? record.cells[$0] : nil } ?? ""
      }
      let place = GraphTable.Place(line: record.line, text: record.text)
      guard !cell(isEdges ? source : name).isEmpty else {
        table.findings.append(
          ImportFinding(.warning, line: record.line, isEdges ? "the row has no source" : "the row has no name"))
        continue
      }
      if isEdges {
        let end = cell(target)
        table.edges.append(
          GraphTable.Edge(
            id: fields["id"] ?? "", source: cell(source), target: end.isEmpty ? nil : end, fields: fields, place: place)
        )
      } else {
        table.nodes.append(GraphTable.Node(name: cell(name), fields: fields, place: place))
      }
    }
    table.findings += reader.findings
    return table
  }
}
