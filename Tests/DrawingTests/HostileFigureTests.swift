import Foundation
import KnowledgeGraph
import TestSupport
import Testing

@testable import Drawing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Figures whose every text, link and date means harm, through all writers of Drawing.
///
/// `WEFT_HOSTILE` says how many texts; `make verify` takes a million.
@Suite("Hostile figures")
struct HostileFigureTests {
  private static let count = ProcessInfo.processInfo.environment["WEFT_HOSTILE"].flatMap { Int($0) } ?? 12_000
  private static let slices = 8

  @Test("No figure is ill-formed, runs anything or leads where it may not", arguments: 0..<slices)
  func figures(slice: Int) throws {
    var sketch = HostileSketch(seed: UInt64(slice + 1))
    var (figureCount, timelineCount) = (0, 0)
    while sketch.textCount < Self.count / Self.slices {
      let part = sketch.part()
      figureCount += 1
      let options = FigureOptions(
        title: sketch.text(), question: sketch.text(), figure: sketch.text(),
        mode: sketch.generator.pick(FigureOptions.Mode.allCases),
        theme: sketch.generator.next() % 4 == 0 ? .print : .standard,
        style: sketch.generator.pick(FigureOptions.Style.allCases), mentions: .all)
      let record = FigureRecord(
        version: sketch.text(), arguments: ["draw", sketch.text()], fingerprint: sketch.text(),
        claims: [ClaimID(rawValue: sketch.text())])
      let scene = try Scene(part, options: options)
      let medium: SVGWriter.Medium = sketch.generator.next() % 2 == 0 ? .screen : .page
      let svg = try SVGWriter.text(scene, grid(scene), for: medium, record: record)
      try check(svg, of: scene)
      // Where all statements are mentions there is none to draw along time.
      if let timeline = try? TimelineScene(part, ontology: .builtIn, options: options) {
        timelineCount += 1
        try check(try SVGWriter.text(timeline, record: record), of: timeline.frame)
      }
      check(dot: DOTWriter.text(scene))
      check(page: FigurePage.text(svg, title: options.title, mode: options.mode), with: svg)
    }
    #expect(timelineCount > figureCount / 2)
  }

  /// Cards in rows, so that no layout is needed.
  private func grid(_ scene: Scene) -> Placement {
    let centers = scene.cards.indices.map { Point(200 + Double($0 % 4) * 400, 200 + Double($0 / 4) * 300) }
    let routes = scene.edges.map { Route(from: centers[$0.tail], to: centers[$0.head]) }
    let labels = scene.edges.indices.map { index -> Rect? in
      let (tail, head) = (centers[scene.edges[index].tail], centers[scene.edges[index].head])
      return scene.edges[index].labelSize.map {
        Rect(center: Point((tail.x + head.x) / 2, (tail.y + head.y) / 2), size: $0)
      }
    }
    return Placement(direction: .right, size: Size(1_700, 1_200), centers: centers, routes: routes, labels: labels)
  }

  // MARK: What must hold

  private static let elements: Set<String> = [
    "svg", "title", "desc", "style", "g", "a", "rect", "path", "text", "tspan", "circle", "line", "metadata", "defs",
    "pattern", "rdf:RDF", "rdf:Description", "rdf:Seq", "rdf:li", "weft:arguments", "weft:claims", "weft:version",
    "weft:fingerprint", "x:xmpmeta", "xmp:CreatorTool",
  ]

  /// The SVG read by another parser than Weft's own.
  private func check(_ svg: String, of scene: Scene) throws {
    let reader = Reader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    guard parser.parse() else {
      Issue.record("ill-formed: \(svg.prefix(4_000))")
      return
    }
    let strange = reader.names.filter { !Self.elements.contains($0) && !$0.hasPrefix("weft:") && !$0.hasPrefix("rdf:") }
    #expect(strange.isEmpty)
    for (name, value) in reader.attributes {
      let name = name.lowercased()
      if name.hasPrefix("on") { Issue.record("an attribute that runs: \(name)") }
      if name == "href" || name.hasSuffix(":href") { check(link: value) }
      if name == "id" {
        if !value.utf8.allSatisfy({ $0 == 45 || $0 == 95 || (48...57).contains($0) || (97...122).contains($0 | 32) }) {
          Issue.record("an id of other characters: \(value)")
        }
      }
    }
    // Colours, fonts and sizes come from the program alone: nothing in a style sheet is fetched or ends it.
    for style in reader.styles {
      #expect(!style.contains("url(") && !style.contains("@import") && !style.contains("expression"))
    }
  }

  private func check(link: String) {
    // By bytes: a mark on a colon or a slash makes another character of it for Swift, and none for a browser.
    let bytes = Array(link.utf8)
    let end = bytes.firstIndex { ":/?#".utf8.contains($0) } ?? bytes.count
    let scheme = String(decoding: bytes[..<end], as: UTF8.self).lowercased()
    let isNamed = end < bytes.count && bytes[end] == UInt8(ascii: ":")
    if isNamed, !["http", "https", "mailto", "obsidian"].contains(scheme) {
      Issue.record("a link that may not be: \(link.prefix(200))")
    }
    if bytes.starts(with: "//".utf8) || bytes.contains(where: { $0 < 0x21 }) {
      Issue.record("a link that leads elsewhere: \(link.prefix(200))")
    }
  }

  /// DOT whose strings end where they should: what is left without them is made of the program's own words.
  private func check(dot text: String) {
    var isQuoted = false
    var isEscaped = false
    var quoted: [UInt8] = []
    var rest: [UInt8] = []
    for byte in text.utf8 {
      if isQuoted {
        if isEscaped {
          isEscaped = false
          quoted.append(byte)
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isQuoted = false
          if rest.suffix(4).elementsEqual("URL=".utf8) {
            check(link: String(decoding: quoted, as: UTF8.self).replacing("&amp;", with: "&"))
          }
        } else {
          if byte < 0x20 { Issue.record("a control character in a string of DOT") }
          quoted.append(byte)
        }
      } else if byte == UInt8(ascii: "\"") {
        (isQuoted, quoted) = (true, [])
      } else {
        rest.append(byte)
      }
    }
    #expect(!isQuoted, "a string of DOT has no end")
    let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ \n=[]{}->;.,".utf8)
    if let strange = rest.first(where: { !allowed.contains($0) }) {
      Issue.record("DOT has \(Unicode.Scalar(strange)) outside its strings: \(text.prefix(2_000))")
    }
  }

  /// A page that is the figure and Weft's own words: one script, and the text of the title as text.
  private func check(page: String, with svg: String) {
    // A character a byte: a mark on a bracket makes another character of it for Swift, and none for a browser.
    let (page, svg) = (Self.bytes(of: page), Self.bytes(of: svg))
    let parts = page.components(separatedBy: svg)
    guard parts.count == 2 else {
      Issue.record("the page does not hold the figure once")
      return
    }
    let around = (parts[0] + parts[1]).lowercased()
    #expect(around.components(separatedBy: "<script").count == 2)
    #expect(around.components(separatedBy: "<title").count == 2 && around.components(separatedBy: "</title").count == 2)
    for element in ["<img", "<iframe", "<object", "<embed", "<link", "<base", "javascript:", "</svg"] {
      if parts[0].lowercased().components(separatedBy: "<title>")[0].contains(element) {
        Issue.record("the head of a page has \(element)")
      }
    }
    let title = parts[0].components(separatedBy: "<title>").last?.components(separatedBy: "</title>").first ?? ""
    #expect(!title.contains("<") && !title.contains(">"))
    // HTML ends a script, a style and a comment where XML would not.
    for end in ["</script", "</style", "<!--", "<![cdata["] {
      let inFigure = svg.lowercased().components(separatedBy: end).count - 1
      #expect(inFigure == (end == "</style" ? 1 : 0), "\(end)")
    }
  }

  private static func bytes(of text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for byte in text.utf8 { scalars.append(Unicode.Scalar(byte)) }
    return String(scalars)
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var names: Set<String> = []
    var attributes: [(String, String)] = []
    var styles: [String] = []
    private var isInStyle = false

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      names.insert(name)
      for (key, value) in attributes { self.attributes.append((key, value)) }
      isInStyle = name == "style"
      if isInStyle { styles.append("") }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      if isInStyle { styles[styles.count - 1] += string }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      isInStyle = false
    }
  }
}

/// Parts of graphs of which every word is hostile, with a count of the words.
struct HostileSketch {
  var generator: SplitMix64
  private(set) var textCount = 0

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  /// Text of labels: markup, escapes, marks of direction, and what has broken other writers.
  mutating func text() -> String {
    textCount += 1
    switch generator.next() % 4 {
    case 0: return generator.pick(Self.payloads) + HostileText.text(using: &generator)
    case 1: return HostileText.text(using: &generator) + generator.pick(Self.payloads)
    default: return HostileText.text(using: &generator)
    }
  }

  private static let payloads = [
    "<script>alert(1)</script>", "</title><script>alert(1)</script>", "]]><script>", "<![CDATA[", "&#x3c;script&#x3e;",
    "\"><image href=x onerror=alert(1)>", "' onload='alert(1)", "</style><style>*{}", "url(javascript:alert(1))",
    "<foreignObject><body onload=x>", "<!ENTITY x SYSTEM \"file:///etc/passwd\">", "<?xml-stylesheet href=\"x\"?>",
    "\\\"]; x [URL=\"javascript:alert(1)\"", "\" URL=\"javascript:alert(1)", "\\N\\G\\E\\l\\r\\n", "<b>html</b>", "\\",
    "\u{202e}\u{2066}\u{2069}", "\u{feff}", "</svg><img src=x onerror=alert(1)>", "<use href=\"data:,x\"/>", "%00",
    "\u{b}",
  ]

  /// Addresses of every scheme, spelled in every way.
  mutating func url() -> String {
    textCount += 1
    let scheme = generator.pick(Self.schemes)
    return generator.next() % 5 == 0
      ? HostileText.text(using: &generator) : scheme + HostileText.text(using: &generator)
  }

  private static let schemes = [
    "https://example.org/?a=1&b=", "http://", "HTTPS://", "mailto:", "obsidian://open?vault=", "javascript:",
    "JaVaScRiPt:",
    "java\nscript:", "java\tscript:", " javascript:", "\u{1}javascript:", "\u{feff}javascript:", "javascript&colon;",
    "data:text/html,", "data:image/svg+xml,", "vbscript:", "file:///", "//evil.example/", "\\\\evil\\", "/\\evil",
    "?q=", "#", "notes/", "./", "../", "https:javascript:", "blob:", "about:", "view-source:", "ftp://", "x:",
    "https://a/\"",
    "https://a/' onclick='", "https://a/)", "https://a/\u{202e}",
  ]

  /// Dates in EDTF and what only looks like one.
  mutating func date() -> StatedDate? {
    textCount += 1
    var text = generator.pick(Self.dates)
    if generator.next() % 3 == 0 {
      var characters = Array(text)
      let place = Int.random(in: 0...characters.count, using: &generator)
      characters.insert(
        contentsOf: generator.pick(["9", "-", "~", "?", "/", "..", "X", "T", "<", "\"", "\u{0}"]), at: place)
      text = String(characters)
    }
    return PartialDate(edtf: text).map { StatedDate($0) }
  }

  private static let dates = [
    "2024", "2024-03", "2024-03-07", "2024-02-30", "0000", "9999-12-31", "-0001", "99999", "2024-Q1", "2024-21",
    "2024-33",
    "2024-13", "2024-00", "1-1-1", "2024/2025", "../2024", "2024-3-7", "Y170000002", "", "0001-01-01",
  ]

  mutating func part() -> Subgraph {
    let kinds: [Kind] = [.company, .person, .article, .country, .product, .initiative, Kind(text())]
    let count = Int.random(in: 2...6, using: &generator)
    var entities: [Entity] = []
    for index in 0..<count {
      var entity = Entity(
        id: EntityID(rawValue: Int32(index)), name: text(), kind: generator.pick(kinds), sourceCount: 1)
      entity.aliases = [text()]
      if generator.next() % 3 == 0 { entity.candidates = [text()] }
      entity.url = url()
      entity.date = date()?.date
      entity.isDescribed = generator.next() % 5 == 0
      entity.isAuthor = generator.next() % 5 == 0
      entities.append(entity)
    }
    let predicates: [KnowledgeGraph.Predicate] = [
      .partnersWith, .investedIn, .launched, .mentions, .operatesIn, KnowledgeGraph.Predicate(text()),
    ]
    var relations: [Relation] = []
    var proofs: [RelationID: [Proof]] = [:]
    for index in 0..<Int.random(in: 1...7, using: &generator) {
      let id = RelationID(rawValue: Int64(index))
      let claim = ClaimID(rawValue: text())
      var qualifiers = Qualifiers(at: date(), from: date(), announced: date())
      qualifiers.role = text()
      qualifiers.place = text()
      qualifiers.accordingTo = text()
      if generator.next() % 4 == 0 {
        qualifiers.amount = Amount(ExactDecimal(7), unit: .money(currency: text()))
      } else if generator.next() % 4 == 0 {
        qualifiers.amount = Amount(ExactDecimal(7), unit: .count(of: text()))
      }
      qualifiers.status = generator.pick([nil, .planned, .denied, .completed])
      let ends = (Int.random(in: 0..<count, using: &generator), Int.random(in: 0..<count, using: &generator))
      relations.append(
        Relation(
          id: id, subject: entities[ends.0].id, predicate: generator.pick(predicates), object: entities[ends.1].id,
          qualifiers: qualifiers, claims: [claim], sourceCount: 1 + index))
      proofs[id] = [
        Proof(
          claim: claim, shortID: text(), quote: text(), sourceTitle: text(), sourceDate: date()?.date, link: url(),
          note: text(), line: 3, origin: .rule(text()), confidence: 0.5, at: date())
      ]
    }
    return Subgraph(
      entities: entities, relations: relations, proofs: proofs, focus: [entities[0].id],
      omitted: [entities[0].id: Omission(neighbours: 5, kinds: [.company: 5])])
  }
}
