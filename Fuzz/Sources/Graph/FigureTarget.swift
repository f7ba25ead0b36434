import Fuzzing
import Drawing
import Foundation
import KnowledgeGraph
import Raster

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The way of text into figures: names, quotes, links and dates of any bytes make SVG that two checks find well-formed
/// and nothing that runs, and DOT in which every string ends on its line.
enum FigureTarget {
  static func test(_ bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    let options = FigureOptions(
      title: reader.optional { $0.text() }, question: reader.optional { $0.text() }, figure: reader.text(),
      mode: reader.element(of: FigureOptions.Mode.allCases),
      style: reader.optional { $0.element(of: FigureOptions.Style.allCases) },
      highlight: reader.optional { [RelationID(rawValue: Int64($0.number(below: 8)))] },
      mentions: reader.element(of: FigureOptions.Mentions.allCases), showsNumbers: reader.flag())
    var parts = SubgraphReader(reader)
    let subgraph = parts.subgraph()
    let scene: Scene
    do throws(DrawingError) {
      scene = try Scene(subgraph, options: options)
    } catch {
      check(subgraph.entities.isEmpty || subgraph.entities.count > 20, "a small part can be drawn: \(error.message)")
      return
    }
    check(Set(scene.cards.map(\.id)).count == scene.cards.count, "cards have ids of their own")
    check(Set(scene.edges.map(\.id)).count == scene.edges.count, "edges have ids of their own")
    for edge in scene.edges {
      check(scene.cards.indices.contains(edge.tail) && scene.cards.indices.contains(edge.head), "edges join cards")
    }
    do throws(DrawingError) {
      let record = FigureRecord(
        version: options.figure, arguments: ["draw", options.title ?? "", options.question ?? ""],
        fingerprint: "f" + options.figure, claims: scene.claims)
      let placement = placement(of: scene)
      let svg = try SVGWriter.text(scene, placement, record: record)
      checkSVG(svg)
      check((try? FigureFile.record(in: Array(svg.utf8))) == record, "a figure knows what it was told")
      checkSVG(try SVGWriter.text(scene, placement, for: .page))
    } catch {
      check(false, "a scene can be written: \(error.message)")
    }
    checkDOT(DOTWriter.text(scene))
  }

  /// The cards on a diagonal, and edges straight from one to the other.
  private static func placement(of scene: Scene) -> Placement {
    var centers: [Point] = []
    var size = Size(0, 0)
    for card in scene.cards {
      centers.append(Point(size.width + card.size.width / 2, size.height + card.size.height / 2))
      size = Size(size.width + card.size.width, size.height + card.size.height)
    }
    let routes = scene.edges.map { Route(from: centers[$0.tail], to: centers[$0.head]) }
    let labels = scene.edges.map { edge in
      edge.labelSize.map { Rect(center: centers[edge.head], size: $0) }
    }
    return Placement(direction: .down, size: size, centers: centers, routes: routes, labels: labels)
  }

  private static func checkSVG(_ text: String) {
    if let fault = XMLCheck.fault(in: text) { check(false, "SVG is well-formed: \(fault)") }
    check(!text.lowercased().contains("<script"), "SVG has no script")
    let audit = SVGAudit()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = audit
    check(parser.parse(), "SVG is well-formed for libxml2: \(String(describing: parser.parserError))")
  }

  /// Every string of DOT ends on its line, and no control character is in one.
  private static func checkDOT(_ text: String) {
    for line in text.utf8.split(separator: 0x0a) {
      var isInString = false
      var isEscaped = false
      for byte in line {
        check(byte >= 0x20 && byte != 0x7f, "DOT holds no control characters")
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5c {
          check(isInString, "DOT escapes only in strings")
          isEscaped = true
        } else if byte == 0x22 {
          isInString.toggle()
        }
      }
      check(!isInString && !isEscaped, "a string of DOT ends on its line: \(String(line) ?? "")")
    }
  }
}

/// Looks at each element that another parser sees.
private final class SVGAudit: NSObject, XMLParserDelegate {
  private var ids: Set<String> = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    check(!["script", "foreignobject", "iframe", "object"].contains(name.lowercased()), "no element runs: \(name)")
    for (attribute, value) in attributes {
      let attribute = attribute.lowercased()
      check(!attribute.hasPrefix("on"), "no attribute runs: \(attribute)")
      if attribute == "id" { check(ids.insert(value).inserted, "an id is given once: \(value)") }
      guard attribute == "href" || attribute.hasSuffix(":href") else { continue }
      let link = value.lowercased()
      let place = link.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      guard let colon = place.firstIndex(of: ":") else { continue }
      check(["http", "https", "mailto", "obsidian"].contains(place[..<colon]), "a link leads to a page: \(value)")
    }
  }
}

/// Builds a part of a graph from an input.
private struct SubgraphReader {
  private var reader: ByteReader
  private let kinds: [Kind] = [
    .article, .book, .note, .person, .company, .publicBody, .country, .region, .initiative, .product, .topic,
    Kind("Vessel"),
  ]
  private let predicates: [KnowledgeGraph.Predicate] = [
    .authoredBy, .mentions, .tagged, .linksTo, .partnersWith, .acquired, .investedIn, .launched, .partOf, .targets,
    .builds, .raised, .employs, KnowledgeGraph.Predicate("SAILS_TO"),
  ]

  init(_ reader: ByteReader) { self.reader = reader }

  mutating func subgraph() -> Subgraph {
    let count = reader.number(below: 40)
    var entities: [Entity] = []
    for number in 0..<count {
      entities.append(
        Entity(
          id: EntityID(rawValue: Int32(number)), name: reader.text(), kind: reader.element(of: kinds),
          isDescribed: reader.flag(), isAuthor: reader.flag(), candidates: reader.optional { [$0.text()] } ?? [],
          date: date(), url: reader.optional { $0.text() }, note: reader.optional { $0.text() },
          sourceCount: reader.number(below: 9)))
      if reader.isAtEnd { break }
    }
    var relations: [Relation] = []
    var proofs: [RelationID: [Proof]] = [:]
    while !reader.isAtEnd, relations.count < 64, !entities.isEmpty {
      let relation = relation(number: relations.count, entities: entities.count)
      relations.append(relation)
      proofs[relation.id] = relation.claims.map { proof($0) }
    }
    let acts = acts(of: relations)
    return Subgraph(
      entities: entities.sorted { ($0.name, $0.id) < ($1.name, $1.id) }, relations: relations, acts: acts,
      proofs: proofs, focus: entities.prefix(1).map(\.id),
      omitted: entities.last.map { [$0.id: omission()] } ?? [:])
  }

  /// What is said to be left out, with the names of some of it.
  private mutating func omission() -> Omission {
    var names: [String] = []
    while reader.flag(), names.count < Omission.nameLimit { names.append(reader.text()) }
    return Omission(
      neighbours: names.count + reader.number(below: 3), kinds: [reader.element(of: kinds): 1 + names.count],
      names: names,
      statements: reader.flag() ? [reader.element(of: predicates): reader.number(below: 3)] : [:])
  }

  private mutating func relation(number: Int, entities: Int) -> Relation {
    let end = EntityID(rawValue: Int32(reader.number(below: entities + 1)))
    let isContested = number > 0 && reader.flag()
    return Relation(
      id: RelationID(rawValue: Int64(number)), subject: EntityID(rawValue: Int32(reader.number(below: entities))),
      predicate: reader.element(of: predicates), object: reader.flag() ? nil : end, qualifiers: qualifiers(),
      claims: [ClaimID(rawValue: reader.text()), ClaimID(rawValue: String(number))],
      sourceCount: reader.number(below: 300), confidence: Double(reader.byte()) / 255,
      contestedBy: isContested ? [RelationID(rawValue: Int64(number - 1))] : [],
      act: reader.optional { ActID(rawValue: Int64($0.number(below: 4))) })
  }

  private func acts(of relations: [Relation]) -> [Act] {
    let members = Dictionary(grouping: relations.filter { $0.act != nil }) { $0.act ?? ActID(rawValue: 0) }
    return members.sorted { $0.key < $1.key }.compactMap { id, relations in
      relations.first.map { first in
        Act(
          id: id, predicate: first.predicate, relations: relations.map(\.id), amount: first.qualifiers.amount,
          at: first.qualifiers.at, status: first.qualifiers.status, claims: first.claims)
      }
    }
  }

  private mutating func proof(_ claim: ClaimID) -> Proof {
    Proof(
      claim: claim, shortID: String(claim.rawValue.prefix(4)), quote: reader.text(), sourceTitle: reader.text(),
      sourceDate: date(), link: reader.optional { $0.text() }, note: reader.text(), line: reader.number(below: 99),
      origin: .rule(reader.text()), confidence: 0.5)
  }

  private mutating func qualifiers() -> Qualifiers {
    guard reader.flag() else { return Qualifiers() }
    return Qualifiers(
      at: date().map { StatedDate($0) }, from: date().map { StatedDate($0) }, to: date().map { StatedDate($0) },
      announced: date().map { StatedDate($0) }, amount: amount(), role: reader.optional { $0.text() },
      place: reader.optional { $0.text() }, status: reader.optional { $0.element(of: Qualifiers.Status.allCases) },
      isNegated: reader.flag(), accordingTo: reader.optional { $0.text() })
  }

  private mutating func date() -> PartialDate? {
    guard reader.flag() else { return nil }
    return PartialDate(
      year: 1 + reader.number(below: 256) * 39, month: reader.optional { 1 + $0.number(below: 36) },
      day: reader.optional { 1 + $0.number(below: 31) })
  }

  private mutating func amount() -> Amount? {
    guard reader.flag() else { return nil }
    let units: [Amount.Unit] = [.money(currency: reader.text()), .count(of: nil), .count(of: reader.text()), .percent]
    return Amount(
      number(), upper: reader.flag() ? number() : nil, unit: reader.element(of: units),
      kind: reader.optional { $0.element(of: Amount.Kind.allCases) },
      precision: reader.element(of: Amount.Precision.allCases),
      period: reader.optional { Period(1 + $0.number(below: 200), .year) })
  }

  private mutating func number() -> ExactDecimal {
    ExactDecimal(significand: reader.integer(), exponent: reader.number(below: 41) - 20)
  }
}
