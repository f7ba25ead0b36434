import Drawing

/// Writes a filled report as one HTML file that needs nothing else: figures within it, no script but where it is asked for, light and dark, fit
/// for print.
struct HTMLWriter {
  private var markdown = ""
  private var blocks: [String: String] = [:]
  private var inlines: [String: String] = [:]
  private var count = 0
  private let marker: Marker
  /// How often each footnote was cited so far, for the way back.
  private var citations: [Int: Int] = [:]

  static func text(_ parts: [NumberedPart], footnotes: [Footnote], title: String, isInteractive: Bool) -> String {
    var source = ""
    for case .text(let text) in parts { source += text }
    var writer = HTMLWriter(marker: Marker(absentFrom: source))
    for part in parts { writer.add(part) }
    let body = CommonMark.html(writer.markdown, blocks: writer.blocks, inlines: writer.inlines)
    return HTMLPage.text(title: title, body: body + writer.notes(footnotes), isInteractive: isInteractive)
  }

  private init(marker: Marker) { self.marker = marker }

  private mutating func add(_ part: NumberedPart) {
    switch part {
    case .text(let text): markdown += text
    case .value(let cell):
      let mark = nextMark()
      inlines[mark] = inline(cell)
      markdown += mark
    case .remark(let text, let indent): block("<p class=\"remark\">\(XMLText.escaped(text))</p>\n", indent)
    case .table(let table, let indent): block(html(table), indent)
    case .quotes(let quotes, let indent):
      var html = ""
      for quote in quotes {
        html += "<blockquote class=\"proof\"><p>\(self.quote(quote))\(references([quote.number]))</p></blockquote>\n"
      }
      block(html, indent)
    case .figure(let figure, let indent): block(html(figure), indent)
    }
  }

  private mutating func nextMark() -> String {
    count += 1
    return marker[count]
  }

  private mutating func block(_ html: String, _ indent: String) {
    let mark = nextMark()
    blocks[mark] = html
    markdown += "\n\(indent)\(mark)\n\n"
  }

  private mutating func html(_ figure: NumberedPart.Figure) -> String {
    var html = "<figure>\n\(figure.svg)"
    let notes = references(figure.notes)
    if figure.caption != nil || !notes.isEmpty {
      html += "<figcaption>\(XMLText.escaped(figure.caption ?? ""))\(notes)</figcaption>\n"
    }
    return html + "</figure>\n"
  }

  private mutating func html(_ table: NumberedPart.Table) -> String {
    var html = "<div class=\"table\"><table>\n"
    if let caption = table.caption { html += "<caption>\(XMLText.escaped(caption))</caption>\n" }
    html += "<thead><tr>" + table.columns.map { "<th scope=\"col\">\(XMLText.escaped($0))</th>" }.joined()
    html += "</tr></thead>\n<tbody>\n"
    for row in table.rows {
      html += "<tr>"
      for cell in row { html += "<td>\(inline(cell))</td>" }
      html += "</tr>\n"
    }
    html += "</tbody>\n</table></div>\n"
    if table.omitted > 0 { html += "<p class=\"remark\">and \(table.omitted) more</p>\n" }
    return html
  }

  private mutating func inline(_ cell: NumberedPart.Cell) -> String {
    XMLText.escaped(cell.text) + references(cell.notes)
  }

  private mutating func references(_ numbers: [Int]) -> String {
    var html = ""
    for number in numbers {
      let citation = (citations[number] ?? 0) + 1
      citations[number] = citation
      html += "<sup class=\"ref\"><a href=\"#note-\(number)\" id=\"ref-\(number)-\(citation)\">\(number)</a></sup>"
    }
    return html
  }

  private func quote(_ note: Footnote) -> String {
    let words = XMLText.escaped(MarkdownText.oneLine(note.quote))
    let source = note.sourceTitle.map { title in
      " — <cite>" + XMLText.escaped(MarkdownText.oneLine(title)) + "</cite>" + (note.date.map { ", \($0)" } ?? "")
    }
    return (note.isQuoted ? "<q>\(words)</q>" : words) + (source ?? "") + "."
  }

  private func notes(_ footnotes: [Footnote]) -> String {
    guard !footnotes.isEmpty else { return "" }
    var html = "<section class=\"notes\" aria-label=\"Proof\">\n<h2>Proof</h2>\n<ol>\n"
    for note in footnotes {
      html += "<li id=\"note-\(note.number)\" value=\"\(note.number)\">\(quote(note))"
      if let link = note.link { html += " <a href=\"\(XMLText.escaped(link))\" rel=\"noopener\">Read it</a>." }
      html += " <span class=\"place\">"
      html += note.claims.map { "<code>\(XMLText.escaped($0))</code>" }.joined(separator: ", ") + " in "
      html += XMLText.escaped(MarkdownText.oneLine(note.place)) + "</span>"
      html += " <a href=\"#ref-\(note.number)-1\" aria-label=\"back to the text\">↩</a></li>\n"
    }
    return html + "</ol>\n</section>\n"
  }
}
