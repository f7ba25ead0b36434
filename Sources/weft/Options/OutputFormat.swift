import ArgumentParser

/// The forms in which answers are written.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json, jsonl, csv, md, dot, svg, png, pdf, html

  /// What commands write whose answer can also be drawn.
  static let ofFigures: [OutputFormat] = [.table, .json, .jsonl, .csv, .dot, .svg, .png, .pdf, .html]

  /// Whether the form is a picture.
  var isFigure: Bool { self == .dot || self == .svg || self == .html || hasSize }
  /// Whether the form is a picture of a size of its own, which no terminal can show.
  var hasSize: Bool { self == .png || self == .pdf }

  /// The form that the ending of a file name asks for: `figure.svg`, `rows.csv`; text for `.txt`.
  init?(ending path: String) {
    switch OutputFormat.ending(of: path) {
    case nil: return nil
    case "txt": self = .table
    case "gv": self = .dot
    case "ndjson": self = .jsonl
    case let ending?:
      guard let format = OutputFormat(rawValue: ending) else { return nil }
      self = format
    }
  }

  /// Whether a file name asks for a form by an ending; those of a device and of a hidden file have none.
  static func hasEnding(_ path: String) -> Bool { ending(of: path) != nil }

  private static func ending(of path: String) -> String? {
    guard let name = path.split(separator: "/").last, let dot = name.lastIndex(of: "."), dot > name.startIndex else {
      return nil
    }
    return name[name.index(after: dot)...].lowercased()
  }
}

extension OutputFormat {
  /// Refuses to write bytes that are no text where a person would see them.
  func refuseTerminal() throws(Failure) {
    guard hasSize, Descriptor.output.isTerminal else { return }
    throw Failure("a picture is not for the terminal", status: .usage, hint: "give a file: -o figure.\(rawValue)")
  }
}
