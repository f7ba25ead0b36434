import Drawing

/// A piece of a report with the numbers of its footnotes: what is written in every form.
enum NumberedPart: Hashable, Sendable {
  struct Cell: Hashable, Sendable {
    var text: String
    var notes: [Int]
  }
  struct Table: Hashable, Sendable {
    var columns: [String]
    var rows: [[Cell]]
    var caption: String?
    var omitted: Int
  }
  struct Figure: Hashable, Sendable {
    var name: String
    /// The picture, for a page.
    var svg: String
    /// What it knows of itself as a file of its own.
    var record: FigureRecord
    var caption: String?
    var description: String
    var notes: [Int]
  }

  case text(String)
  case figure(Figure, indent: String)
  case table(Table, indent: String)
  case quotes([Footnote], indent: String)
  case remark(String, indent: String)
  case value(Cell)
}
