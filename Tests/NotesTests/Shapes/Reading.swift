import KnowledgeGraph
import Notes
import Testing

/// What a careful person takes from a note, one thing a line, so that a test can show it whole.
///
/// Fields are left out: those that mean something are in the source, and typed links are claims.
struct Reading {
  let text: String

  init(_ markdown: String, path: String = "Notes/Plain.md") {
    self.init(NoteParser(ontology: .builtIn).parse(path: path, bytes: Array(markdown.utf8)))
  }

  init(_ note: Note) {
    var lines = ["\(Reading.role(note)) “\(note.title)”"]
    if !note.source.authors.isEmpty { lines.append("by " + note.source.authors.joined(separator: " | ")) }
    if let url = note.source.url { lines.append("url " + url) }
    if let date = note.source.date { lines.append("date " + date.edtf) }
    if !note.source.tags.isEmpty { lines.append("tags " + note.source.tags.joined(separator: " | ")) }
    if !note.aliases.isEmpty { lines.append("aliases " + note.aliases.joined(separator: " | ")) }
    for passage in note.passages {
      var line = "\(passage.line): " + passage.text.split(separator: "\n").joined(separator: "⏎")
      if let heading = passage.heading { line += " {\(heading)}" }
      if let added = passage.added { line += " +\(added.edtf)" }
      if !passage.tags.isEmpty { line += " #" + passage.tags.joined(separator: " #") }
      for link in passage.links { line += " <\(link)>" }
      if let comment = passage.comment { line += " (\(comment))" }
      lines.append(line)
    }
    for diagnostic in note.diagnostics {
      lines.append("\(diagnostic.severity.rawValue) \(diagnostic.line):\(diagnostic.column) \(diagnostic.message)")
    }
    text = lines.joined(separator: "\n")
  }

  private static func role(_ note: Note) -> String {
    switch note.role {
    case .source: note.source.kind.rawValue
    case .entity(let kind): "entity " + (kind?.rawValue ?? "?")
    case .plain: "plain"
    }
  }
}

/// A note of one shape and the reading that is expected of it.
struct Shape: Sendable, CustomTestStringConvertible {
  var name: String
  var note: String
  var reading: String

  init(_ name: String, _ note: String, _ reading: String) {
    self.name = name
    self.note = note
    self.reading = reading
  }

  var testDescription: String { name }
}
