@_spi(Training) import Extraction
import KnowledgeGraph

/// Two names of a sentence and how they are related.
struct ScorerExample {
  var features: [UInt64]
  /// The lanes that are right; the first is learned.
  var lanes: [Int]
}

/// Turns marked texts into pairs of names. Where a set marks one pair of a sentence, that pair alone is an example.
struct ScorerExamples {
  let tagger: Tagger

  /// Whether relations are marked in a file.
  static func hasRelations(_ file: String) -> Bool {
    ["core", "fire", "redocred", "own"].contains { file.hasPrefix($0) }
  }

  private struct Truth {
    var subject: Int
    var object: Int
    var predicates: [Predicate]
  }

  func examples(_ row: GoldRow, of file: String) -> [ScorerExample] {
    let offsets = row.scalarOffsets
    var marks: [(range: Range<Int>, kind: Kind)] = []
    /// By mark, the entity that it names.
    var owners: [Int] = []
    for (index, entity) in row.entities.enumerated() {
      guard let kind = Self.kind(entity.type) else { continue }
      if let start = entity.start, let end = entity.end, start < end, end < offsets.count {
        marks.append((offsets[start]..<offsets[end], kind))
        owners.append(entity.id ?? index)
      } else if entity.start == nil {
        for range in Self.occurrences(of: [entity.text] + (entity.aliases ?? []), in: row.text) {
          marks.append((range, kind))
          owners.append(index)
        }
      }
    }
    guard marks.count > 1, marks.count < 40 else { return [] }
    let truths = row.relations.compactMap { truth($0, row, file) }
    let isPartial = file.hasPrefix("core")
    return Extractor.scorerPairs(of: row.text, marks: marks, tagger: tagger).compactMap { pair in
      let (first, second) = (owners[pair.first], owners[pair.second])
      guard first != second else { return nil }
      var lanes: [Int] = []
      var isMarked = false
      for truth in truths {
        let isForward = truth.subject == first && truth.object == second
        guard isForward || truth.subject == second && truth.object == first else { continue }
        isMarked = true
        lanes += truth.predicates.compactMap { ScoredRelation.lane($0, isTurned: !isForward) }
      }
      if lanes.isEmpty {
        // What the scorer has no lane for is no relation to it.
        if isPartial, !isMarked, row.relations.isEmpty { return nil }
        lanes = [ScoredRelation.none]
      }
      return ScorerExample(features: pair.features, lanes: lanes)
    }
  }

  static func occurrences(of names: [String], in text: String) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for name in names.sorted(by: { ($1.utf8.count, $0) < ($0.utf8.count, $1) }) where !name.isEmpty {
      for range in text.ranges(of: name) {
        let bytes =
          text.utf8.distance(
            from: text.startIndex, to: range.lowerBound)..<text.utf8.distance(
            from: text.startIndex, to: range.upperBound)
        if !result.contains(where: { $0.overlaps(bytes) }) { result.append(bytes) }
      }
    }
    return result
  }

  private func truth(_ relation: GoldRow.Relation, _ row: GoldRow, _ file: String) -> Truth? {
    if let subject = relation.s, let predicate = relation.p, let object = relation.o {
      func index(_ name: String) -> Int? {
        row.entities.firstIndex { $0.text == name || ($0.aliases ?? []).contains(name) }
      }
      guard let subject = index(subject), let object = index(object) else { return nil }
      return Truth(subject: subject, object: object, predicates: [Predicate(predicate)])
    }
    guard let type = relation.type, let head = relation.head, let tail = relation.tail else { return nil }
    func forward(_ predicates: Predicate...) -> Truth { Truth(subject: head, object: tail, predicates: predicates) }
    func turned(_ predicates: Predicate...) -> Truth { Truth(subject: tail, object: head, predicates: predicates) }
    let headType = row.entities.first { $0.id == head }?.type
    switch type {
    // CORE
    case "collaboration": return forward(.partnersWith)
    case "acquired_by": return turned(.acquired)
    case "subsidiary_of": return forward(.subsidiaryOf, .partOf)
    case "shareholder_of":
      let isInvestment = ["invest", "round", "fund", "led by", "capital", "raised", "series"].contains {
        row.text.lowercased().contains($0)
      }
      return isInvestment ? forward(.investedIn, .owns) : forward(.owns, .investedIn)
    case "product_or_service_of": return turned(.develops, .launched)
    case "brand_of": return turned(.owns, .develops, .launched)
    case "client_of": return turned(.supplies)
    case "competitor_of": return forward(.competesWith)
    case "merged_with": return forward(.mergedWith, .acquired)
    case "undefined", "traded_on", "regulated_by": return forward()
    // FIRE
    case "ActionBuy": return forward(.acquired, .investedIn, .owns)
    case "Subsidiaryof": return forward(.subsidiaryOf, .partOf)
    case "Locatedin": return forward(.basedIn, .locatedIn, .operatesIn)
    case "Productof": return turned(.develops, .launched)
    case "Employeeof": return forward(.worksFor, .founded)
    case "ActionMerge": return forward(.mergedWith)
    // Properties of Wikidata
    case "P127": return turned(.owns)
    case "P1830": return forward(.owns)
    case "P749": return forward(.subsidiaryOf)
    case "P355": return turned(.subsidiaryOf)
    case "P178", "P176": return turned(.develops)
    case "P1056": return forward(.develops)
    case "P112": return turned(.founded)
    case "P108": return forward(.worksFor)
    case "P159", "P740": return forward(.basedIn)
    case "P361": return forward(.partOf)
    case "P527": return turned(.partOf)
    case "P17", "P131":
      return headType == "ORG"
        ? forward(.basedIn, .locatedIn, .operatesIn) : headType == "LOC" ? forward(.locatedIn) : nil
    case "P150": return turned(.locatedIn)
    case "P276": return forward(.locatedIn)
    default: return nil
    }
  }

  /// What a mark is taken for where the extractor sees no name; nil where it marks none.
  private static func kind(_ type: String) -> Kind? {
    switch type {
    case "PER", "Person": .person
    case "Company", "Business", "ORG": .company
    case "LOC", "Location", "GeopoliticalEntity": .region
    case "Product": .product
    case "MISC": .topic
    case "Organization", "PublicBody", "Country", "Region", "City", "Facility", "Event", "Initiative": Kind(type)
    default: nil
    }
  }
}
