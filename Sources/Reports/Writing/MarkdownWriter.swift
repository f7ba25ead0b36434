import Drawing
import Notes

/// Writes a filled report as Markdown that GitHub, Obsidian and pandoc read: figures as images, proofs as footnotes.
struct MarkdownWriter {
  private var out: String
  /// Where the figures are, relative to the report.
  private let folder: String

  static func text(
    _ parts: [NumberedPart], footnotes: [Footnote], frontMatter: String, figureFolder: String
  ) -> String {
    var writer = MarkdownWriter(out: marked(frontMatter), folder: figureFolder)
    for part in parts { writer.write(part) }
    writer.write(footnotes)
    return writer.out
  }

  /// The front matter with the mark by which the next build knows that this is no note.
  private static func marked(_ frontMatter: String) -> String {
    guard frontMatter.hasPrefix("---\n") else { return GeneratedMarker.comment + " -->\n\n" }
    let rest = frontMatter.dropFirst(4).split(separator: "\n", omittingEmptySubsequences: false)
    return "---\n\(GeneratedMarker.frontMatter)\n"
      + rest.filter { $0 != GeneratedMarker.report }.joined(separator: "\n")
  }

  private init(out: String, folder: String) {
    self.out = out
    self.folder = folder
  }

  private mutating func write(_ part: NumberedPart) {
    switch part {
    case .text(let text):
      // The line that followed the fence need not follow the blank line after the answer.
      out += out.hasSuffix("\n\n") ? String(text.drop { $0 == "\n" }) : text
    case .value(let cell): out += Self.cell(cell)
    case .remark(let text, let indent): lines(["*\(MarkdownText.escaped(text))*"], indent)
    case .table(let table, let indent): lines(Self.table(table), indent)
    case .quotes(let quotes, let indent):
      lines(Array(quotes.map { ["> \(Self.quote($0))[^\($0.number)]"] }.joined(separator: [""])), indent)
    case .figure(let figure, let indent):
      // GitHub shows no SVG within Markdown and Obsidian no picture of an HTML element beside the note; this form of
      // an image is shown by both, and pandoc takes it into documents.
      var block = ["![\(MarkdownText.escaped(figure.description))](\(Self.target("\(folder)/\(figure.name).svg")))"]
      let notes = figure.notes.map { "[^\($0)]" }.joined(separator: " ")
      let caption = figure.caption.map { "*\(MarkdownText.escaped($0))*" }
      let below = [caption, notes.isEmpty ? nil : "Proof: \(notes)"].compactMap { $0 }.joined(separator: " ")
      if !below.isEmpty { block += ["", below] }
      lines(block, indent)
    }
  }

  /// A block with a blank line on both sides.
  private mutating func lines(_ lines: [String], _ indent: String) {
    if !out.isEmpty, !out.hasSuffix("\n\n") { out += "\n" }
    for line in lines { out += line.isEmpty ? "\n" : indent + line + "\n" }
    out += "\n"
  }

  private mutating func write(_ footnotes: [Footnote]) {
    guard !footnotes.isEmpty else { return }
    while out.hasSuffix("\n\n") { out.removeLast() }
    out += "\n"
    for note in footnotes {
      out += "[^\(note.number)]: \(Self.quote(note))"
      if let link = note.link { out += " [Read it](<\(link)>)." }
      out += " \(note.claims.map { "`\($0)`" }.joined(separator: ", ")) in \(MarkdownText.escaped(note.place))\n"
    }
  }

  /// “The sentence” — *the source*, its date; what a person asserts without marks of quotation.
  private static func quote(_ note: Footnote) -> String {
    let words = MarkdownText.escaped(note.quote)
    let source = note.sourceTitle.map { " — *\(MarkdownText.escaped($0))*\(note.date.map { ", \($0)" } ?? "")" }
    return (note.isQuoted ? "“\(words)”" : words) + (source ?? "") + "."
  }

  private static func cell(_ cell: NumberedPart.Cell) -> String {
    MarkdownText.escaped(cell.text) + cell.notes.map { "[^\($0)]" }.joined(separator: cell.text.isEmpty ? " " : "")
  }

  private static func table(_ table: NumberedPart.Table) -> [String] {
    var lines = [
      "| " + table.columns.map { MarkdownText.escaped($0) }.joined(separator: " | ") + " |",
      "|" + table.columns.map { _ in " --- |" }.joined(),
    ]
    for row in table.rows { lines.append("| " + row.map(cell).joined(separator: " | ") + " |") }
    if table.omitted > 0 { lines += ["", "*and \(table.omitted) more*"] }
    if let caption = table.caption { lines += ["", "*\(MarkdownText.escaped(caption))*"] }
    return lines
  }

  /// A relative path as the target of an image.
  private static func target(_ path: String) -> String {
    (LinkPolicy.allowed(path) ?? path).replacing("(", with: "%28").replacing(")", with: "%29")
  }
}
