import Drawing
import Foundation
import KnowledgeGraph
import Layout
import TestSupport
import Testing

@Suite("Figures")
struct FigureTests {
  private func figure(_ sketch: GraphSketch, _ options: FigureOptions = FigureOptions()) throws -> (
    Scene, Placement, String
  ) {
    let scene = try Scene(sketch.subgraph, options: options)
    let placement = try LayoutEngine.shared.place(scene)
    return (scene, placement, try SVGWriter.text(scene, placement))
  }

  @Test("Graphviz is ready")
  func plugins() { #expect(LayoutEngine.shared.pluginStatus() == .ready) }

  @Test("The story is placed without a fault, and its text is not shrunk on a page")
  func storyPlacement() throws {
    let (scene, placement, _) = try figure(Stories.expansion)
    var expected = Faults()
    expected.crossings = placement.faults(in: scene).crossings
    #expect(placement.faults(in: scene) == expected)
    #expect(expected.crossings <= 1)
    #expect(placement.size.width <= 900)
  }

  @Test("The SVG holds each card and edge with its words, title, claim and link")
  func structure() throws {
    let (scene, _, text) = try figure(Stories.expansion, FigureOptions(title: "Abroad", question: "weft draw --all"))
    let svg = try #require(ParsedSVG(text))
    let root = try #require(svg.elements.first)
    #expect(root.name == "svg" && root.attributes["role"] == "img")
    #expect(svg.elements("title").first?.text == "Abroad")
    #expect(
      svg.elements("desc").first?.text.contains("Tencent Cloud partnered with Etihad Etisalat, Mar 2024.") == true)
    #expect(svg.elements("g", class: "weft-card").count == scene.cards.count)
    #expect(svg.elements("g", class: "weft-edge").count == scene.edges.count)
    #expect(svg.lines(in: "weft-n-tencent-cloud") == ["COMPANY", "Tencent Cloud"])
    #expect(svg.lines(in: "weft-n-430m") == ["INVESTMENT", "$430M", "five-year investment plan · over 5 years"])
    // The keyboard reaches every card and edge: by its link, or where it has none, itself.
    for group in svg.elements where group.classes.contains("weft-card") || group.classes.contains("weft-edge") {
      let id = try #require(group.attributes["id"])
      let hasLink = svg.elements.contains { $0.name == "a" && $0.within.last == id }
      #expect(hasLink != (group.attributes["tabindex"] == "0"), "\(id)")
    }
    for (index, edge) in scene.edges.enumerated() {
      let id = "weft-e-\(edge.id)"
      #expect(
        svg.elements.first { $0.attributes["id"] == id }?.attributes["data-ends"]
          == "\(scene.cards[edge.tail].id) \(scene.cards[edge.head].id)")
      let group = try #require(svg.elements.first { $0.attributes["id"] == id }, "edge \(index)")
      #expect(group.attributes["data-claim"] == edge.claims.map(\.rawValue).joined(separator: " "))
      #expect(group.classes.contains("weft-c-\(edge.claims[0].rawValue)"))
      let title = try #require(svg.elements.first { $0.name == "title" && $0.within.last == id })
      #expect(title.text == edge.tooltip)
      let link = svg.elements.first { $0.name == "a" && $0.within.last == id }
      #expect(link?.attributes["href"] == "https://example.org/highlight/1")
      if edge.labelSize != nil {
        var lines = edge.label + edge.details
        if let number = edge.number { lines.insert(String(number), at: 1) }
        #expect(svg.lines(in: "weft-l-\(edge.id)") == lines)
      }
    }
    let partner = try #require(scene.edges.first { $0.isSymmetric })
    let heads = svg.elements.filter { element in
      element.within.contains("weft-e-\(partner.id)") && element.classes.contains { $0.hasPrefix("weft-head") }
    }
    #expect(heads.count == 2)
    #expect(
      partner.tooltip.contains(
        "“In March, Tencent Cloud and Etihad Etisalat (Mobily) became partners.” – AI goes abroad, 7 Oct 2024 · "))
  }

  @Test("Ids and classes carry the figure's prefix, and two figures share a page")
  func prefixes() throws {
    let ids = try ["one", "two"].map { name in
      let (_, _, text) = try figure(Stories.manners, FigureOptions(figure: name))
      let svg = try #require(ParsedSVG(text))
      for element in svg.elements { #expect(element.classes.allSatisfy { $0 == name || $0.hasPrefix("\(name)-") }) }
      let style = try #require(svg.elements("style").first)
      for line in style.text.split(separator: "\n") where line.contains("{") && !line.hasPrefix("@") {
        #expect(line.hasPrefix(".\(name) "))
      }
      let ids = svg.elements.compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count)
      return Set(ids)
    }
    #expect(ids[0].isDisjoint(with: ids[1]))
  }

  @Test("Light and dark are fixed; auto follows the reader and can be restyled")
  func modes() throws {
    let light = try figure(Stories.manners, FigureOptions(mode: .light)).2
    let dark = try figure(Stories.manners, FigureOptions(mode: .dark)).2
    let auto = try figure(Stories.manners, FigureOptions(mode: .auto)).2
    #expect(!light.contains("@media") && light.contains("#EFF6FF") && !light.contains("#0F1F47"))
    #expect(!dark.contains("@media") && dark.contains("#0F1F47") && !dark.contains("#EFF6FF"))
    #expect(auto.contains("@media (prefers-color-scheme:dark)") && auto.contains("var(--weft-company-fill,#0F1F47)"))
    #expect(auto.contains("fill=\"#EFF6FF\""))
  }

  @Test("The same graph gives the same bytes, from any number of tasks at once")
  func repeatable() async throws {
    let first = try figure(Stories.expansion).2
    _ = try figure(Stories.random(22, seed: 9) { index, _ in "N" + String(index) })
    let others = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<8 { group.addTask { try figure(Stories.expansion).2 } }
      var texts: [String] = []
      for try await text in group { texts.append(text) }
      return texts
    }
    #expect(others.allSatisfy { $0 == first })
  }

  @Test("An atlas of sixty has every pill and line, no label, and no line through a pill")
  func atlas() throws {
    let (scene, placement, text) = try figure(Stories.atlas)
    #expect(scene.style == .atlas && scene.cards.count == 60)
    let faults = placement.faults(in: scene)
    #expect(faults.count == 0)
    #expect(placement.size.width < 1_000)
    let svg = try #require(ParsedSVG(text))
    #expect(svg.elements("g", class: "weft-card").count == 60)
    #expect(svg.elements("g", class: "weft-edge").count == scene.edges.count)
    #expect(!svg.elements.contains { $0.attributes["id"]?.hasPrefix("weft-l-") == true })
    let sizes = Dictionary(scene.cards.map { ($0.name[0], $0.nameSize) }, uniquingKeysWith: { first, _ in first })
    #expect(try #require(sizes["Tencent Cloud"]) > #require(sizes["Zhipu AI"]))
  }

  @Test("A chain of four fits the page; many levels or many neighbours are turned to fit")
  func direction() throws {
    var wide = GraphSketch()
    wide.entity("Hub", .company)
    for (index, kind) in [Kind.company, .person, .product, .topic, .city, .event, .facility, .initiative, .article]
      .enumerated()
    {
      wide.entity("Neighbour \(index)", kind)
      wide.relation("Hub", .relatedTo, "Neighbour \(index)", at: "2024")
    }
    #expect(try figure(wide).1.direction == .right)
    var chain = GraphSketch()
    for index in 0..<4 { chain.entity("Link \(index)", .company) }
    for index in 1..<4 { chain.relation("Link \(index - 1)", .acquired, "Link \(index)") }
    #expect(try figure(chain).1.direction == .down)
  }

  static let hostile: [String] = [
    "<script>alert(1)</script>", "]]>", "a\u{0}b\u{1}c", "\"><image href=x onerror=alert(1)>", "&lt;b&gt; &amp; &nbsp;",
    "\u{202e}gnihsarc\u{202d}", "שלום עולם", "مرحبا بالعالم", "\\N \\G \\E \\n \\l \\", "{<f0> a|b}", "<!-- -->",
    "<![CDATA[x]]>",
    "%s%n%d", "line\nbreak\rreturn\ttab", String(decoding: [0x61, 0xed, 0xa0, 0x80, 0xff, 0xc0, 0x80], as: UTF8.self),
    String(repeating: "x", count: 10_000), String(repeating: "word ", count: 2_000),
    "e" + String(repeating: "\u{301}", count: 9_000),
    "👩\u{200d}👩\u{200d}👧\u{200d}👦🇨🇭", "", " ", "javascript:alert(1)", "\u{fffe}\u{ffff}\u{10ffff}", "';--", "$(id)`id`",
  ]

  private func hostileSketch(_ text: String) -> GraphSketch {
    var sketch = GraphSketch()
    sketch.entity(text, .company) {
      $0.aliases = [text]
      $0.candidates = [text]
      $0.url = text
    }
    sketch.entity("\(text) too", Kind(text)) { $0.url = "javascript:\(text)" }
    sketch.relation(text, Predicate(text), "\(text) too", quote: text, link: "javascript:\(text)") {
      $0.role = text
      $0.place = text
      $0.amount = Amount(ExactDecimal(3), unit: .count(of: text))
    }
    let paid = sketch.relation(text, .investedIn, "\(text) too", quote: text, link: text)
    sketch.act(.investedIn, [paid], amount: Amount(ExactDecimal(7), unit: .money(currency: text)))
    return sketch
  }

  @Test("Hostile text stays text", arguments: hostile.indices)
  func hostileText(index: Int) throws {
    let text = FigureTests.hostile[index]
    let options = FigureOptions(title: text, question: text, figure: text)
    let (scene, placement, written) = try figure(hostileSketch(text), options)
    let svg = try #require(ParsedSVG(written))
    let known: Set<String> = ["svg", "title", "desc", "style", "g", "a", "rect", "path", "text"]
    #expect(Set(svg.elements.map(\.name)).isSubset(of: known))
    for element in svg.elements {
      #expect(!element.attributes.keys.contains { $0.lowercased().hasPrefix("on") })
      if let link = element.attributes["href"] { #expect(!link.lowercased().contains("script:")) }
      if element.name == "text" { #expect(element.text.count <= 100) }
    }
    #expect(placement.faults(in: scene).overlappingCards == 0)
    #expect(written.utf8.count < 400_000)
  }

  @Test("DOT text renders with any Graphviz, hostile text too", .enabled(if: Dot.path != nil, "needs dot"))
  func dot() throws {
    for sketch in [Stories.expansion, Stories.manners, Stories.atlas] {
      let scene = try Scene(sketch.subgraph, options: FigureOptions(title: "A \"title\"", question: "with \\N & more"))
      let text = DOTWriter.text(scene)
      #expect(text == DOTWriter.text(scene))
      let svg = try #require(ParsedSVG(try Dot.svg(text)))
      #expect(svg.elements("g", class: "node").count == scene.cards.count)
      #expect(svg.elements("g", class: "edge").count == scene.edges.count)
      let drawn = Set(svg.elements("text").map(\.text))
      #expect(drawn.contains("A \"title\"") && drawn.contains("with \\N & more"))
      for card in scene.cards { #expect(card.name.allSatisfy(drawn.contains)) }
    }
    for text in FigureTests.hostile {
      let scene = try Scene(hostileSketch(text).subgraph)
      let svg = try #require(ParsedSVG(try Dot.svg(DOTWriter.text(scene))), "\(text.prefix(40))")
      #expect(svg.elements("g", class: "node").count == scene.cards.count)
      #expect(
        !svg.elements.contains { $0.name == "script" || $0.attributes["xlink:href"]?.hasPrefix("javascript") == true })
    }
  }

  @Test(
    "Random graphs are drawn: well-formed, cards apart, text within its card", arguments: 1...16 as ClosedRange<UInt64>)
  func randomGraphs(seed: UInt64) throws {
    let count = 1 + Int(seed * 7 % 44)
    let words = [
      "Acme", "Long Name of a Company That Wraps", "北京智谱华章科技", "Ωmega", "a-b-c/d",
      "Übergroßeszusammengesetzteswort GmbH",
    ]
    let sketch = Stories.random(count, seed: seed) { _, generator in
      words[Int.random(in: 0..<words.count, using: &generator)]
    }
    let scene: Scene
    do {
      scene = try Scene(sketch.subgraph, options: FigureOptions(mode: .light))
    } catch {
      #expect(error.hint != nil)
      return
    }
    let placement = try LayoutEngine.shared.place(scene)
    let svg = try #require(ParsedSVG(try SVGWriter.text(scene, placement)))
    let faults = placement.faults(in: scene)
    #expect(faults.overlappingCards == 0)
    #expect(faults.edgesThroughCards <= scene.edges.count / 10)
    for (index, card) in scene.cards.enumerated() {
      let id = "weft-n-\(card.id)"
      let rect = try #require(
        svg.elements.first { $0.name == "rect" && $0.within.last == id || $0.name == "rect" && $0.within.contains(id) })
      let width = try #require(Double(rect.attributes["width"] ?? ""))
      let left = try #require(Double(rect.attributes["x"] ?? ""))
      #expect(abs(width - card.size.width) < 0.1, "card \(index)")
      for text in svg.elements where text.name == "text" && text.within.contains(id) {
        let size = try #require(Double(text.attributes["font-size"] ?? ""))
        let x = try #require(Double(text.attributes["x"] ?? ""))
        let weight: TextMetrics.Weight = text.attributes["font-weight"] == "bold" ? .bold : .regular
        let room = TextMetrics(weight, size: size).width(of: text.text)
        let start = text.attributes["text-anchor"] == "middle" ? x - room / 2 : x
        #expect(start >= left + 4 && start + room <= left + width - 4, "\(text.text) leaves its card")
      }
    }
  }
}

/// The `dot` program, where it is on the search path.
enum Dot {
  static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/dot" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  static func svg(_ text: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "weft-dot-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appending(path: "figure.dot")
    let output = folder.appending(path: "figure.svg")
    try Data(text.utf8).write(to: input)
    let process = Process()
    process.executableURL = URL(filePath: try #require(path))
    process.arguments = ["-Tsvg", "-o", output.path, input.path]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text.prefix(2_000))")
    return String(decoding: try Data(contentsOf: output), as: UTF8.self)
  }
}
