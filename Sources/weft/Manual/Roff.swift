/// A text for `man`, built line by line in the man(7) macros.
struct Roff {
  private(set) var text = ""

  mutating func request(_ name: String, _ arguments: String...) {
    text += ".\(name)" + arguments.map { " \"\(Roff.escaped($0))\"" }.joined() + "\n"
  }

  mutating func section(_ title: String) { request("SH", title) }

  mutating func subsection(_ title: String) { request("SS", title) }

  mutating func paragraph(_ words: String) { text += ".PP\n\(Roff.escaped(words))\n" }

  mutating func bold(_ words: String, then rest: String) {
    text += "\\fB\(Roff.escaped(words))\\fR \(Roff.escaped(rest))\n"
  }

  /// A term and, indented below it, what it means.
  mutating func item(_ term: String, _ meaning: String) {
    text += ".TP\n\\fB\(Roff.escaped(term))\\fR\n\(Roff.escaped(meaning))\n"
  }

  /// Examples, which are the lines that begin with a space and keep their breaks, and paragraphs, which do not; the
  /// heading `EXAMPLES:` is left out.
  mutating func discussion(_ lines: String?) {
    var isExample = false
    for line in (lines ?? "").split(separator: "\n") where line != "EXAMPLES:" {
      if line.hasPrefix(" ") {
        if !isExample { text += ".PP\n.nf\n" }
        isExample = true
        text += Roff.escaped(String(line)) + "\n"
      } else {
        if isExample { text += ".fi\n" }
        isExample = false
        paragraph(String(line))
      }
    }
    if isExample { text += ".fi\n" }
  }

  /// Text in which no character has a meaning of its own for roff.
  static func escaped(_ text: String) -> String {
    var result = ""
    for (position, character) in text.enumerated() {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "\"": result += "\\(dq"
      case "." where position == 0, "'" where position == 0: result += "\\&\(character)"
      case "\n": result += " "
      default: result.append(character)
      }
    }
    return result
  }
}
