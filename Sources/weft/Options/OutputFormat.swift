import ArgumentParser

/// The forms in which answers are written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json, jsonl, csv, dot, svg

  /// Whether the form is a picture.
  var isFigure: Bool { self == .dot || self == .svg }

  /// The form that the ending of a file name asks for: `figure.svg`, `rows.csv`; text for `.txt`.
  init?(ending path: String) {
    guard let name = path.split(separator: "/").last, let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "txt": self = .table
    case "gv": self = .dot
    case "ndjson": self = .jsonl
    case let ending:
      guard let format = OutputFormat(rawValue: ending) else { return nil }
      self = format
    }
  }
}
