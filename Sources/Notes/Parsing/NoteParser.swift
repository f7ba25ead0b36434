public import KnowledgeGraph

/// Reads Markdown notes: exports of Readwise, notes about entities, plain text.
///
/// A parser holds nothing but the ontology, so one serves any number of threads.
public struct NoteParser: Sendable {
  /// The largest file that is read, in bytes: 16 MiB.
  public static let sizeLimit = 16 * 1024 * 1024

  private let ontology: Ontology

  /// A parser that knows the kinds of `ontology` in `type:` and `kind:` fields.
  public init(ontology: Ontology) {
    self.ontology = ontology
  }

  /// Reads the note in a file.
  ///
  /// Nothing in a file makes this fail: what cannot be read is told in ``Note/diagnostics``. Offsets and lines are
  /// those of the file; bytes that are no UTF-8 become U+FFFD in texts.
  ///
  /// - Parameters:
  ///   - path: The vault-relative path with `/` between folders.
  ///   - bytes: The content of the file.
  /// - Returns: The note; without content where the file is larger than ``sizeLimit``.
  /// - Complexity: O(bytes), whatever they are.
  public func parse(path: String, bytes: [UInt8]) -> Note {
    guard bytes.count <= NoteParser.sizeLimit else {
      return unread(
        path, "file is larger than 16 MiB and was not read", hint: "split it, or leave it out with exclude:")
    }
    // Offsets are those of the file, which must therefore be read as it is.
    guard !bytes.starts(with: [0xff, 0xfe]), !bytes.starts(with: [0xfe, 0xff]) else {
      return unread(
        path, "file is in UTF-16 and was not read", hint: "save it as UTF-8: iconv -f UTF-16 -t UTF-8 does so")
    }
    return assemble(NoteText(path: path, bytes: bytes))
  }

  /// A note without content.
  private func unread(_ path: String, _ message: String, hint: String) -> Note {
    var note = assemble(NoteText(path: path, bytes: []))
    note.diagnostics = [Diagnostic(.error, path: path, message: message, hint: hint)]
    return note
  }

  private func assemble(_ text: NoteText) -> Note {
    var diagnostics = ConflictingCopy.diagnostics(path: text.path) + NoteParser.checkEncoding(text)
    var frontMatter = FrontMatter(text)
    var body = BodyReader(text, from: frontMatter.bodyLine, keys: frontMatter.keys)
    body.read()
    if let block = body.frontMatter { frontMatter.read(text, block) }
    diagnostics += frontMatter.diagnostics
    diagnostics += body.diagnostics
    let bodyStart = frontMatter.bodyLine < text.lines.count ? text.lines[frontMatter.bodyLine].lowerBound : 0
    var scanner = LinkScanner(text, opaque: body.opaque, frontMatterEnd: bodyStart - 1)
    scanner.scan()
    diagnostics += scanner.diagnostics

    var fields = frontMatter.fields
    if scanner.fields.isEmpty {
      fields += body.fields
    } else {
      fields += (body.fields + scanner.fields).enumerated()
        .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
    }
    let hasHighlights = body.candidates.contains(where: \.isHighlight)
    var builder = PassageBuilder(text: text)
    for candidate in body.candidates where candidate.isHighlight || !hasHighlights { builder.read(candidate) }
    let reader = SourceReader(
      ontology: ontology, path: text.path, fields: fields, heading: body.title, hasHighlights: hasHighlights,
      isKindle: builder.isKindle, inlineTags: hasHighlights ? [] : builder.tags.values)
    let result = reader.read()
    let (passages, places) = builder.passages(of: result.source.id)
    return Note(
      path: text.path, role: result.role, title: result.title, aliases: result.aliases, source: result.source,
      fields: fields, passages: passages, links: NoteParser.links(scanner.links, text, places),
      diagnostics: diagnostics.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
        .map(\.element))
  }

  private static func checkEncoding(_ text: NoteText) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: text.bytes.span)
    } catch {
      diagnostics.append(
        text.diagnostic(
          .warning, at: error.byteOffsets.lowerBound, "file is not valid UTF-8; what is not is read as U+FFFD",
          hint: "save the file as UTF-8"))
    }
    if let nul = text.bytes.firstIndex(of: 0) {
      diagnostics.append(
        text.diagnostic(.warning, at: nul, "file has a NUL byte", hint: "remove it, if the file is text at all"))
    }
    return diagnostics
  }

  /// The links with their lines and passages; links and places are in the order of the file.
  private static func links(
    _ found: [LinkScanner.Found], _ text: NoteText, _ places: [(range: Range<Int>, id: PassageID)]
  ) -> [Wikilink] {
    var place = 0
    var line = 0
    return found.map { link in
      while place < places.count, places[place].range.upperBound <= link.offset { place += 1 }
      while line + 1 < text.lines.count, text.lines[line + 1].lowerBound <= link.offset { line += 1 }
      let isWithin = place < places.count && places[place].range.contains(link.offset)
      return Wikilink(
        target: link.target, heading: link.heading, block: link.block, label: link.label, isEmbed: link.isEmbed,
        offset: link.offset, line: line + 1, passage: isWithin ? places[place].id : nil)
    }
  }
}
