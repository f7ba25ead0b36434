/// The fields between two lines `---` at the beginning of a note.
struct FrontMatter {
  var fields: [Field] = []
  var diagnostics: [Diagnostic] = []
  /// The first line that is no part of it, by index.
  var bodyLine = 0
  /// The keys of its lines, in lower case; empty where there is no front matter.
  var keys: Set<String> = []

  /// Reads the front matter of a note, which may follow blank lines.
  ///
  /// Common shapes are read line by line; the rest is YAML's, and where it is no YAML either, each line with a key
  /// counts with its text as written, under a diagnostic.
  init(_ text: NoteText) {
    var open = 0
    while open < text.lines.count, text.isBlank(open) { open += 1 }
    guard open < text.lines.count, FrontMatter.isFence(text, open) else { return }
    var close = open + 1
    while close < text.lines.count, !FrontMatter.isFence(text, close, mayBeDots: true) { close += 1 }
    let isClosed = close < text.lines.count
    if !isClosed {
      // The fields are those lines before anything that can be no field.
      close = open + 1
      while close < text.lines.count, FrontMatterLines.isPlausible(text, close) { close += 1 }
    }
    let block = open + 1..<close
    let hasKey = block.contains { FrontMatterLines.key(text, $0) != nil }
    let isEmpty = block.allSatisfy { text.isBlank($0) }
    // A rule above prose is no front matter.
    guard hasKey || (isEmpty && isClosed) else { return }
    bodyLine = isClosed ? close + 1 : close
    keys = Set(block.compactMap { FrontMatterLines.key(text, $0).map { text.string($0).lowercased() } })
    if !isClosed {
      diagnostics.append(
        text.diagnostic(
          .error, at: text.lines[open].lowerBound, "front matter is not closed",
          hint: "add a line \"---\" after its last field"))
    }
    read(text, block)
  }

  /// Reads the lines between the fences.
  mutating func read(_ text: NoteText, _ block: Range<Int>) {
    var reader = FrontMatterLines(text, block)
    reader.read()
    if let problem = reader.problem {
      switch YAMLFields.read(text, block) {
      case .success(let fields):
        reader.fields = fields
        reader.diagnostics.removeAll()
      case .failure(let failure):
        for index in reader.fields.indices {
          reader.fields[index].values = reader.fields[index].values.flatMap { value in
            value.link == nil ? FieldValue.repaired(value.text) : [value]
          }
        }
        let place = failure.offset ?? text.lines[problem].lowerBound
        diagnostics.append(
          text.diagnostic(
            .warning, at: place, "front matter is not valid YAML: \(failure.reason)",
            hint: "put the value in quotes; its lines were read as they are written"))
      }
    }
    fields = reader.fields
    diagnostics += reader.diagnostics
    dropPlaceholders(text)
    reportDuplicates(text)
  }

  /// Takes out the values that a template left open: they say nothing.
  private mutating func dropPlaceholders(_ text: NoteText) {
    var first: Int?
    for index in fields.indices {
      let count = fields[index].values.count
      fields[index].values.removeAll { Placeholder.isWhole($0.link ?? $0.text) }
      if fields[index].values.count < count, first == nil { first = fields[index].line }
    }
    guard let first, first <= text.lines.count else { return }
    diagnostics.append(
      text.diagnostic(
        .note, at: text.lines[first - 1].lowerBound, Placeholder.message, hint: Placeholder.hint))
  }

  private mutating func reportDuplicates(_ text: NoteText) {
    var seen: [String: Int] = [:]
    for field in fields where diagnostics.count < 20 {
      if let first = seen[field.name] {
        guard field.line <= text.lines.count else { continue }
        diagnostics.append(
          text.diagnostic(
            .warning, at: text.lines[field.line - 1].lowerBound,
            "\"\(field.name)\" stands twice in the front matter, first on line \(first); "
              + "where there can be one value, the first counts",
            hint: "remove one of the two"))
      } else {
        seen[field.name] = field.line
      }
    }
  }

  /// Whether a line is `---`, or `...` where that may end a block too.
  static func isFence(_ text: NoteText, _ line: Int, mayBeDots: Bool = false) -> Bool {
    let range = text.lines[line]
    guard range.count >= 3 else { return false }
    let first = text.bytes[range.lowerBound]
    guard first == Byte.hyphen || (mayBeDots && first == Byte.period) else { return false }
    for index in range.lowerBound..<range.lowerBound + 3 where text.bytes[index] != first { return false }
    for index in range.lowerBound + 3..<range.upperBound where !text.bytes[index].isSpaceOrTab { return false }
    return true
  }
}
