import KnowledgeGraph

/// Reads what a note is, and the source that it is about, from its fields.
struct SourceReader {
  let ontology: Ontology
  let path: String
  let fields: [Field]
  /// The text of the note's first heading of the first level.
  let heading: String?
  let hasHighlights: Bool
  /// Whether a highlight links to Kindle.
  let isKindle: Bool
  /// Tags within the text, which count where the text is the reader's own.
  let inlineTags: [String]

  /// The fields of each name, by index; empty where they are so few that looking through them is faster.
  private let places: [String: [Int]]
  private let keys: [String]

  init(
    ontology: Ontology, path: String, fields: [Field], heading: String?, hasHighlights: Bool, isKindle: Bool,
    inlineTags: [String]
  ) {
    self.ontology = ontology
    self.path = path
    self.fields = fields
    self.heading = heading
    self.hasHighlights = hasHighlights
    self.isKindle = isKindle
    self.inlineTags = inlineTags
    keys = fields.map { field in
      // The plugin that reads Kindle's notebook keeps what it knows of a book in a map.
      let key = field.key
      return key.hasPrefix("kindle sync.") ? String(key.dropFirst("kindle sync.".utf8.count)) : key
    }
    var places: [String: [Int]] = [:]
    if keys.count > 32 { for (index, key) in keys.enumerated() { places[key, default: []].append(index) } }
    self.places = places
  }

  struct Result {
    var role: NoteRecord.Role
    var title: String
    var aliases: [String]
    var source: Source
  }

  func read() -> Result {
    let url = values(of: ["url", "source url", "link", "source", "original url", "canonical url"])
      .lazy.compactMap { SourceURL.find(in: $0.text) }.first
    let authors = AuthorNames.names(of: firstValues(of: SourceReader.authorKeys))
    let statedTitle = ["full title", "title"].lazy.compactMap { name in firstValues(of: [name]).first }
      .map { folded(InlineText($0.text).plain) }.first { !$0.isEmpty }
    let title = statedTitle ?? heading ?? FileStem.name(path)
    let aliases = aliases().filter { !$0.isEmpty && $0 != title }
    let tags = tags()
    let stated = statedKind()
    var kind = stated.flatMap { ontology.isKind($0, under: .source) ? $0 : nil }
    if kind == nil { kind = category() ?? tags.lazy.compactMap(SourceReader.kind(ofTag:)).first }
    let isAbout = url != nil || !authors.isEmpty || hasHighlights || (kind != nil && kind != .note)
    let role: NoteRecord.Role =
      if let stated, !ontology.isKind(stated, under: .source) {
        .entity(stated)
      } else if isAbout {
        .source
      } else if !aliases.isEmpty {
        .entity(nil)
      } else {
        .plain
      }
    let isSource = role == .source
    let usual: Kind = isKindle ? .book : url != nil ? .article : .source
    let source = Source(
      id: identity(url: url, title: statedTitle, authors: authors), kind: isSource ? kind ?? usual : .note,
      title: title,
      authors: authors, date: date(), url: url, tags: hasHighlights ? tags : UniqueList(tags + inlineTags).values,
      note: path)
    return Result(role: role, title: title, aliases: aliases, source: source)
  }

  // MARK: Fields

  /// The values of all fields of these names, in the order of the names.
  private func values(of names: [String]) -> [FieldValue] {
    named(names).flatMap(\.values)
  }

  /// The fields of these names, in the order of the names.
  private func named(_ names: [String]) -> [Field] {
    var result: [Field] = []
    for name in names {
      if places.isEmpty {
        for (index, key) in keys.enumerated() where key == name { result.append(fields[index]) }
      } else {
        for index in places[name] ?? [] { result.append(fields[index]) }
      }
    }
    return result
  }

  /// The values of the first field that has any, in the order of the names.
  private func firstValues(of names: [String]) -> [FieldValue] {
    named(names).lazy.map(\.values).first { !$0.isEmpty } ?? []
  }

  /// Under which keys the authors stand.
  private static let authorKeys = ["author", "authors", "creator", "creators", "by", "author.name"]

  /// The values of a list each as they are, a single text at its commas: "PIF, The Fund", but "Acme, Inc." is one.
  private func aliases() -> [String] {
    let values = firstValues(of: ["aliases", "alias"])
    return values.flatMap { value -> [String] in
      if value.link != nil { return [value.text] }
      return values.count > 1
        ? [visibleName(value.text.utf8)] : AuthorNames.commaParts(value.text).map { visibleName($0.utf8) }
    }
  }

  private func date() -> PartialDate? {
    let names = [
      "published", "publish date", "published date", "publication date", "date published", "date", "created",
    ]
    return values(of: names).lazy.compactMap { NoteDate.read($0.link ?? $0.text) }.first
  }

  // MARK: Tags

  private func tags() -> [String] {
    var result = UniqueList<String>()
    for field in named(["tags", "tag", "keywords", "document tags"]) {
      let isScalar = field.values.count == 1
      for value in field.values {
        result.append(contentsOf: SourceReader.tags(in: value.text, splitsWords: isScalar && value.link == nil))
      }
    }
    return result.values
  }

  /// The tags of a text, in lower case and without `#`: `#a #[[b c]]`, `a, b`, and `a b` where words are tags of
  /// their own.
  static func tags(in text: String, splitsWords: Bool) -> [String] {
    let bytes = Array(AuthorNames.plainCommas(text).utf8)
    var result: [String] = []
    func add(_ range: Range<Int>) {
      let tag = visibleName(bytes[range]).lowercased()
      if !tag.isEmpty { result.append(tag) }
    }
    let hasHash = bytes.contains(Byte.hash)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == Byte.openBracket, let link = WikilinkSpan(bytes, at: index, end: bytes.count) {
        add(link.shown)
        index = link.range.upperBound
      } else if byte == Byte.hash || byte == Byte.comma || byte.isWhite || byte == Byte.openBracket {
        index += 1
      } else {
        let start = index
        while index < bytes.count, bytes[index] != Byte.comma, bytes[index] != Byte.hash,
          !((splitsWords || hasHash) && bytes[index].isWhite)
        {
          index += 1
        }
        add(trimmed(bytes, start..<index))
      }
    }
    return result
  }

  // MARK: Kinds

  private func statedKind() -> Kind? {
    let stated = values(of: ["type", "kind"])
    guard !stated.isEmpty else { return nil }
    var known = SourceReader.sourceKinds
    // A kind of the ontology goes before a category, and of two with one word the first by name.
    for definition in ontology.kinds.values.sorted(by: { $0.kind > $1.kind }) {
      for name in [definition.kind.rawValue, definition.label, definition.plural] {
        known[SourceReader.word(name)] = definition.kind
      }
    }
    return stated.lazy.compactMap { known[SourceReader.word($0.text)] }.first
  }

  private func category() -> Kind? {
    values(of: ["category", "type", "kind", "media type"]).lazy
      .compactMap { SourceReader.sourceKinds[SourceReader.word($0.text)] }.first
  }

  /// The kind that a tag names with the last of its parts: `readwise/articles`.
  private static func kind(ofTag tag: String) -> Kind? {
    let last = tag.split(separator: "/").last ?? ""
    return sourceKinds[word(String(last.split(separator: "-").last ?? ""))]
  }

  /// Letters and digits in lower case: "#Public Body" and "publicbody" are one word.
  private static func word(_ text: String) -> String {
    String(decoding: text.utf8.lazy.filter(\.isWordByte).map(\.lowercased), as: UTF8.self)
  }

  /// The categories of Readwise and of common templates.
  private static let sourceKinds: [String: Kind] = [
    "article": .article, "articles": .article, "news": .article, "webpage": .article,
    "tweet": .post, "tweets": .post, "post": .post, "posts": .post, "blogpost": .post, "thread": .post, "toot": .post,
    "book": .book, "books": .book, "ebook": .book, "kindle": .book, "supplementals": .book,
    "paper": .paper, "papers": .paper, "preprint": .paper, "study": .paper, "pdf": .paper, "pdfs": .paper,
    "podcast": .episode, "podcasts": .episode, "episode": .episode, "episodes": .episode, "video": .episode,
    "videos": .episode,
  ]

  // MARK: Identity

  /// The identity of the source: the URL, else the id in the front matter, else title and author, else the path.
  private func identity(url: String?, title: String?, authors: [String]) -> SourceID {
    if let url { return SourceID("url:" + SourceURL.canonical(url)) }
    if let id = firstValues(of: ["id", "readwise id", "uid"]).first { return SourceID("id:" + id.text) }
    if let title, !authors.isEmpty {
      return SourceID("title:" + NormalizedText.nfc(([title] + authors).joined(separator: " / ")))
    }
    return SourceID("path:" + path)
  }
}
