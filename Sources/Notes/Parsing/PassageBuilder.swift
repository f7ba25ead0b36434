import KnowledgeGraph

/// Makes passages of the blocks of a note, one of all that say the same.
struct PassageBuilder {
  let text: NoteText
  /// Tags within the texts.
  var tags = UniqueList<String>()
  /// Whether a highlight links to Kindle.
  var isKindle = false

  private var read: [(candidate: Candidate, normalized: String, tags: UniqueList<String>)] = []

  init(text: NoteText) { self.text = text }

  /// Takes a block, unless no word of it remains without marks and pictures.
  mutating func read(_ candidate: Candidate) {
    let range = candidate.block.range
    let inline = InlineText(text.string(range))
    let normalized = NormalizedText.folded(inline.plain)
    guard !normalized.isEmpty else { return }
    var own = candidate.tags
    for mark in inline.marks where mark.kind == .tag {
      let tag = String(decoding: inline.plain[mark.range].dropFirst(), as: UTF8.self).lowercased()
      own.append(tag)
      tags.append(tag)
    }
    if candidate.block.links.contains(where: { HighlightLink.isKindle($0) }) {
      isKindle = true
    }
    read.append((candidate, normalized, own))
  }

  /// The passages, and where each stands in the file, both in the order of the file.
  consuming func passages(of source: SourceID) -> ([Passage], [(range: Range<Int>, id: PassageID)]) {
    var passages: [Passage] = []
    passages.reserveCapacity(read.count)
    var places: [(range: Range<Int>, id: PassageID)] = []
    var known: [PassageID: Int] = [:]
    // An identity costs a few microseconds, which a note of nothing but short equal lines would pay for each.
    var short: [String: PassageID] = [:]
    var links: [UniqueList<String>] = []
    var tags: [UniqueList<String>] = []
    for (candidate, normalized, own) in read {
      let range = candidate.block.range
      let isShort = normalized.utf8.count <= 32
      let id = (isShort ? short[normalized] : nil) ?? PassageID(source: source, normalizedText: normalized)
      if isShort { short[normalized] = id }
      places.append((range, id))
      if let index = known[id] {
        links[index].append(contentsOf: candidate.block.links)
        tags[index].append(contentsOf: own.values)
        if passages[index].comment == nil { passages[index].comment = candidate.comment }
        continue
      }
      known[id] = passages.count
      links.append(UniqueList(candidate.block.links))
      tags.append(own)
      passages.append(
        Passage(
          id: id, source: source, note: text.path, text: text.string(range), offset: range.lowerBound,
          line: candidate.block.lines.lowerBound + 1, comment: candidate.comment, heading: candidate.heading,
          added: candidate.added))
    }
    for index in passages.indices {
      passages[index].links = links[index].values
      passages[index].tags = tags[index].values
    }
    return (passages, places)
  }
}
