/// Rows under headings, for people on a terminal and as comma-separated values for programs.
struct Table {
  struct Column {
    enum Alignment { case left, right }
    var title: String
    var alignment = Alignment.left
    /// Whether long text may be cut to fit the terminal; names of claims and numbers never are.
    var shrinks = false

    init(_ title: String, alignment: Alignment = .left, shrinks: Bool = false) {
      self.title = title
      self.alignment = alignment
      self.shrinks = shrinks
    }
  }

  var columns: [Column]
  /// As many cells in each row as there are columns.
  private(set) var rows: [[String]] = []

  init(_ columns: [Column]) { self.columns = columns }

  mutating func append(_ cells: [String]) { rows.append(cells) }

  /// The table in at most `width` columns, or as wide as it is where that is nil; columns without any text are left
  /// out. Nothing at all where there are no rows.
  func text(width: Int?, style: Style) -> String {
    guard !rows.isEmpty else { return "" }
    let cells = rows.map { $0.map { TerminalText.safe($0) } }
    let shown = columns.indices.filter { column in cells.contains { $0.indices.contains(column) && $0[column] != "" } }
    var widths = shown.map { column in
      (cells.map { $0.indices.contains(column) ? TerminalText.width($0[column]) : 0 } + [columns[column].title.count])
        .max() ?? 0
    }
    if let width { shrink(&widths, of: shown, to: width) }
    let header = line(shown.map { columns[$0].title }, shown, widths)
    var text = style.dim(header) + "\n"
    for row in cells {
      text += line(shown.map { row.indices.contains($0) ? row[$0] : "" }, shown, widths) + "\n"
    }
    return text
  }

  /// The table for programs: headings in lower case, all columns, no cell cut.
  var csv: [[String]] { [columns.map { $0.title.lowercased() }] + rows }

  private static let gap = 2
  private static let narrowest = 8

  /// Takes columns from the widest that may shrink, until the table fits or none is left to take from.
  private func shrink(_ widths: inout [Int], of shown: [Int], to width: Int) {
    var excess = widths.reduce(0, +) + Table.gap * (widths.count - 1) - width
    while excess > 0 {
      let candidates = widths.indices.filter { columns[shown[$0]].shrinks && widths[$0] > Table.narrowest }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
      excess -= 1
    }
  }

  private func line(_ cells: [String], _ shown: [Int], _ widths: [Int]) -> String {
    var line = ""
    for (position, cell) in cells.enumerated() {
      let isRight = columns[shown[position]].alignment == .right
      let fitting = TerminalText.truncated(cell, to: widths[position])
      let isLast = position == cells.count - 1
      line += isLast && !isRight ? fitting : TerminalText.padded(fitting, to: widths[position], right: isRight)
      if !isLast { line += String(repeating: " ", count: Table.gap) }
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
