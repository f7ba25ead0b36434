import Extraction
import Foundation
import KnowledgeGraph

/// How often something was found, found falsely, and missed.
struct Tally {
  var found = 0
  var wrong = 0
  var missed = 0

  var precision: Double { ratio(found, found + wrong) }
  var recall: Double { ratio(found, found + missed) }
  var f1: Double { ratio(2 * found, 2 * found + wrong + missed) }

  private func ratio(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : 100 * Double(part) / Double(whole) }

  static func += (left: inout Tally, right: Tally) {
    left.found += right.found
    left.wrong += right.wrong
    left.missed += right.missed
  }
}

/// What extraction finds of labelled texts. Names are compared as readers do, without case, marks and articles; a
/// relation counts where predicate and sides agree (by name, or by words that overlap by half of both together), and
/// each label once; dates, amounts and statuses are judged on the relations found, where one that the label does not
/// have is false.
struct LabelScore {
  var entities = Tally()
  var kinds = Tally()
  var relations = Tally()
  var dates = Tally()
  var amounts = Tally()
  var statuses = Tally()
  var predicates: [String: Tally] = [:]

  /// Scores all claims from `confidence` on.
  init(_ texts: [LabelledText], confidence: Double = ConfidenceBand.acceptance) {
    let extractor = Extractor()
    for text in texts {
      let reading = extractor.extract(text: text.text)
      scoreEntities(text, reading)
      scoreRelations(text, reading.claims.filter { $0.confidence >= confidence && $0.predicate != .alsoKnownAs })
    }
  }

  private mutating func scoreEntities(_ text: LabelledText, _ reading: TextReading) {
    var said: [String: String?] = [:]
    for mention in reading.mentions {
      let name = Self.folded(mention.surface)
      if said[name] == nil { said[name] = .some(Self.coarse(mention.kind.rawValue)) }
    }
    var known: Set<String> = []
    var right: Set<String> = []
    var (hits, rightHits) = (0, 0)
    for entity in text.entities {
      let names = ([entity.text] + entity.aliases).map(Self.folded).filter { said[$0] != nil }
      known.formUnion(names)
      if !names.isEmpty { hits += 1 }
      let kind = Self.coarse(entity.type)
      if names.contains(where: { said[$0] == .some(kind) }) {
        rightHits += 1
        right.formUnion(names)
      }
    }
    entities += Tally(
      found: hits, wrong: said.keys.count { !known.contains($0) }, missed: text.entities.count - hits)
    kinds += Tally(
      found: rightHits, wrong: said.keys.count { !right.contains($0) }, missed: text.entities.count - rightHits)
  }

  private mutating func scoreRelations(_ text: LabelledText, _ claims: [Claim]) {
    let entities = Dictionary(
      text.entities.map { ($0.text, Named($0, in: text.text)) }, uniquingKeysWith: { first, _ in first })
    var used: Set<Int> = []
    for claim in claims {
      let predicate = claim.predicate.rawValue
      let isSymmetric = Ontology.builtIn.isSymmetric(claim.predicate)
      func isNamed(_ argument: Argument?, _ entity: String?) -> Bool {
        guard let entity else { return argument == nil }
        guard let argument else { return false }
        return entities[entity]?.isMeant(by: argument) ?? false
      }
      let hit = text.relations.indices.first { index in
        let label = text.relations[index]
        guard !used.contains(index), label.p == predicate else { return false }
        return isNamed(claim.subject, label.s) && isNamed(claim.object, label.o)
          || isSymmetric && isNamed(claim.subject, label.o) && isNamed(claim.object, label.s)
      }
      guard let hit else {
        count(predicate, Tally(wrong: 1))
        continue
      }
      used.insert(hit)
      count(predicate, Tally(found: 1))
      let (label, qualifiers) = (text.relations[hit], claim.qualifiers)
      judge((qualifiers.at ?? qualifiers.from ?? qualifiers.announced)?.date.edtf, label.at, into: \.dates)
      let amount = qualifiers.amount.map { Double("\($0.value)") ?? .nan }
      judge(amount, label.amount.map { Double($0.filter { $0 != "%" }) ?? .nan }, into: \.amounts)
      judge(
        Self.standing(qualifiers.status?.rawValue, qualifiers.isNegated),
        Self.standing(label.status, label.negated ?? false), into: \.statuses)
    }
    for (index, label) in text.relations.enumerated() where !used.contains(index) { count(label.p, Tally(missed: 1)) }
  }

  private mutating func count(_ predicate: String, _ tally: Tally) {
    relations += tally
    predicates[predicate, default: Tally()] += tally
  }

  private mutating func judge<Value: Equatable>(
    _ have: Value?, _ want: Value?, into tally: WritableKeyPath<LabelScore, Tally>
  ) {
    guard want != nil || have != nil else { return }
    if have == want {
      self[keyPath: tally].found += 1
    } else {
      if have != nil { self[keyPath: tally].wrong += 1 }
      if have == nil { self[keyPath: tally].missed += 1 }
    }
  }

  /// What is left of a status where only whether it is done counts.
  private static func standing(_ status: String?, _ isNegated: Bool) -> String? {
    if isNegated || status == "denied" { return "denied" }
    return switch status {
    case "planned", "announced", "signed": "planned"
    case "former": "former"
    default: nil
    }
  }

  private static func coarse(_ kind: String) -> String? {
    switch kind {
    case "Company", "Organization", "PublicBody": "agent"
    case "Country", "Region", "City": "place"
    case "Person", "Product", "Initiative": kind
    default: nil
    }
  }

  /// The names of a labelled entity and where they stand, in bytes.
  private struct Named {
    var names: Set<String> = []
    var ranges: [Range<Int>] = []

    init(_ entity: LabelledText.Entity, in text: String) {
      for name in [entity.text] + entity.aliases {
        names.insert(folded(name))
        for match in text.ranges(of: name) {
          let start = text.utf8.distance(from: text.startIndex, to: match.lowerBound)
          ranges.append(start..<start + name.utf8.count)
        }
      }
    }

    func isMeant(by argument: Argument) -> Bool {
      if names.contains(folded(argument.surface)) { return true }
      guard let range = argument.range else { return false }
      return ranges.contains {
        2 * range.clamped(to: $0).count >= max(range.upperBound, $0.upperBound) - min(range.lowerBound, $0.lowerBound)
      }
    }
  }

  private static func folded(_ name: String) -> String {
    let marks: Set<Character> = ["*", "_", "`", "[", "]", "“", "”", "\"", "’", "'", "(", ")"]
    var words = name.filter { !marks.contains($0) }.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    if words.count > 1, ["the", "a", "an"].contains(words[0]) { words.removeFirst() }
    return words.joined(separator: " ").trimmingCharacters(in: CharacterSet(charactersIn: " .,;:"))
  }
}

extension Tally: CustomStringConvertible {
  var description: String {
    func rounded(_ value: Double) -> String { String((value * 10).rounded() / 10) }
    return "P \(rounded(precision)) R \(rounded(recall)) F1 \(rounded(f1)) (\(found)/\(wrong)/\(missed))"
  }
}

extension LabelScore: CustomStringConvertible {
  var description: String {
    """
    entities \(entities)
    entities and kinds \(kinds)
    relations \(relations)
    dates \(dates)
    amounts \(amounts)
    statuses \(statuses)
    """
  }
}
