@_spi(Training) import Extraction

/// A sentence with, by token, the labels that its marks leave open.
struct TaggerExample {
  var features: [[UInt64]]
  /// One bit a label.
  var allowed: [UInt16]
}

/// Turns marked texts into examples. The sets tell apart different kinds, so that a mark leaves several labels open where
/// its set does not say more ("ORG" is a company or another organization).
struct TaggerExamples {
  let lexicon: Lexicon

  func examples(_ row: GoldRow, of file: String) -> [TaggerExample] {
    let offsets = row.scalarOffsets
    let isPartial = file.hasPrefix("core")
    var spans: [(range: Range<Int>, kinds: [TaggedKind])] = []
    for entity in row.entities {
      guard let kinds = Self.kinds(entity.type) else { continue }
      guard let start = entity.start, let end = entity.end else {
        for name in [entity.text] + (entity.aliases ?? []) {
          spans += ScorerExamples.occurrences(of: [name], in: row.text).map { ($0, kinds) }
        }
        continue
      }
      guard start < end, end < offsets.count else { continue }
      var range = offsets[start]..<offsets[end]
      // "Acme Works, LLC (Acme)": the short name in brackets is a name of its own.
      if file.hasPrefix("fire"), let bracket = entity.text.firstRange(of: " ("), entity.text.hasSuffix(")") {
        range = range.lowerBound..<range.lowerBound + entity.text[..<bracket.lowerBound].utf8.count
      }
      spans.append((range, kinds))
    }
    spans.sort { ($1.range.count, $0.range.lowerBound) < ($0.range.count, $1.range.lowerBound) }
    return Extractor.taggerSentences(of: row.text, lexicon: lexicon).map { sentence in
      var allowed = Array(repeating: isPartial ? Self.any : UInt16(1), count: sentence.tokens.count)
      var isSet = Array(repeating: false, count: sentence.tokens.count)
      for span in spans {
        let tokens = sentence.tokens.indices.filter {
          sentence.tokens[$0].lowerBound < span.range.upperBound
            && sentence.tokens[$0].upperBound > span.range.lowerBound
        }
        guard !tokens.isEmpty, !tokens.contains(where: { isSet[$0] }) else { continue }
        if tokens.allSatisfy({ sentence.isDemonym[$0] }) { continue }
        for (offset, token) in tokens.enumerated() {
          isSet[token] = true
          // No kinds: no agent and no place, and perhaps no name.
          allowed[token] = span.kinds.isEmpty ? Self.things : 0
          for kind in span.kinds {
            let label = offset == 0 ? TaggerLabel.begin(kind) : TaggerLabel.inside(kind)
            allowed[token] |= 1 << UInt16(label)
          }
        }
      }
      return TaggerExample(features: sentence.features, allowed: allowed)
    }
  }

  private static let any: UInt16 = 0x7FFF
  private static let things: UInt16 = [TaggedKind.product, .event, .work].reduce(1) {
    $0 | 1 << UInt16(TaggerLabel.begin($1)) | 1 << UInt16(TaggerLabel.inside($1))
  }

  /// The kinds that a mark leaves open; none where it may be no name; nil where it marks no name.
  private static func kinds(_ type: String) -> [TaggedKind]? {
    switch type {
    case "PER", "Person", "person", "politician", "scientist", "writer", "musicalartist", "researcher": [.person]
    case "Company", "Business", "corporation": [.company]
    case "ORG", "organisation", "organization": [.company, .organization]
    case "Organization", "PublicBody", "group", "politicalparty", "university", "band": [.organization]
    case "LOC", "Location", "location", "GeopoliticalEntity", "country", "Country", "Region", "City", "Facility":
      [.place]
    case "Product", "product", "programlang": [.product]
    // Programs, plans and strategies are products or works by their form.
    case "Initiative": [.product, .event, .work]
    case "Event", "event", "election", "conference": [.event]
    case "book", "poem", "album", "song", "magazine", "academicjournal", "award", "creative-work": [.work]
    case "MISC", "misc": [.product, .event, .work]
    case "TIME", "NUM", "Action", "Date", "Money", "FinancialEntity", "Quantity", "Sector", "Designation": nil
    default: []
    }
  }
}
