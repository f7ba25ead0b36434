import Drawing
import KnowledgeGraph
import Testing

@Suite("Figures of time")
struct TimelineTests {
  private var sketch: GraphSketch {
    var sketch = GraphSketch()
    let bought = sketch.relation("Acme", .acquired, "Bolt", at: "2021", sources: 2)
    sketch.act(.acquired, [bought], amount: Amount(ExactDecimal(2_300_000), unit: .money(currency: "EUR")))
    sketch.relation("Acme", .partnersWith, "Corex", at: "2024-03-07")
    sketch.relation("Acme", .builds, "Depot") {
      $0.status = .planned
      $0.announced = PartialDate(year: 2023, month: 5).map { StatedDate($0) }
    }
    sketch.relation("Dana", .worksFor, "Acme") { $0.from = PartialDate(year: 2022).map { StatedDate($0) } }
    let first = sketch.relation("Acme", .launched, "Go", at: "2024-03")
    let second = sketch.relation("Corex", .launched, "Go", at: "2024-03")
    sketch.act(.launched, [first, second])
    sketch.relation("Acme", .uses, "Tool")
    sketch.entity("Essay", .article)
    sketch.relation("Essay", .mentions, "Acme")
    sketch.relation("Essay", .authoredBy, "Dana")
    return sketch
  }

  @Test("Statements stand in the order of time, an act once, what has no date last")
  func order() throws {
    let timeline = try TimelineScene(sketch.subgraph, options: FigureOptions(title: "Acme"))
    #expect(
      timeline.frame.edges.map(\.sentence) == [
        "Acme acquired Bolt (€2.3M), 2021", "Dana works for Acme, since 2022",
        "Acme builds Depot, announced May 2023", "Acme and Corex launched Go, Mar 2024",
        "Acme partnered with Corex, 7 Mar 2024", "Acme uses Tool",
      ])
    #expect(timeline.undatedCount == 1)
    #expect(timeline.frame.edges.map(\.line) == [.solid, .solid, .planned, .solid, .solid, .solid])
    #expect(timeline.frame.edges.compactMap(\.number) == Array(1...6))
    #expect(timeline.frame.footnotes.map(\.sentence) == timeline.frame.edges.map(\.sentence))
    #expect(timeline.frame.edges[3].claims.count == 2 && timeline.frame.edges[3].relations.count == 2)
    #expect(timeline.frame.edges[0].tint == .deal)
  }

  @Test("What is not done says so in words, dated or not, and the legend holds what bars show")
  func standing() throws {
    var sketch = GraphSketch()
    sketch.relation("Acme", .builds, "Depot") { $0.status = .planned }
    sketch.relation("Acme", .acquired, "Bolt", at: "2024") { $0.status = .cancelled }
    sketch.relation("Dana", .worksFor, "Acme") { $0.status = .former }
    sketch.relation("Acme", .basedIn, "Oslo") { $0.status = .active }
    let timeline = try TimelineScene(sketch.subgraph)
    #expect(
      timeline.frame.edges.map(\.sentence) == [
        "Acme acquired Bolt, cancelled, 2024", "Acme based in Oslo", "Acme builds Depot, planned",
        "Dana works for Acme, former",
      ])
    #expect(timeline.frame.edges.map(\.details) == [["cancelled · 2024"], [], ["planned"], ["former"]])
    let words = timeline.frame.legend.map { entry in
      switch entry {
      case .kind(_, _, let label), .line(_, let label): label
      default: ""
      }
    }
    #expect(words == ["business ties", "denied, cancelled or over"])
    #expect(try SVGWriter.text(timeline).contains(">planned</text>"))
  }

  @Test("A date is as long as what was said: a year is a year, a state goes on")
  func spans() throws {
    let spans = try TimelineScene(sketch.subgraph).spans
    // 1 January 2021 is day 737,790 from 1 January of the year 1, by Python's datetime.
    let year = try #require(spans[0])
    #expect(year.first == 737_790 && year.last == 737_790 + 364 && !year.isState)
    let state = try #require(spans[1])
    #expect(state.isState && state.isOpenAfter && !state.isOpenBefore)
    let day = try #require(spans[4])
    #expect(day.first == 738_951 && day.last == 738_951)
    #expect(spans[5] == nil)
  }

  @Test("Where sources disagree about a date, all the days between count")
  func rivals() throws {
    var sketch = GraphSketch()
    let deal = sketch.relation("Acme", .partnersWith, "Bolt")
    let proof = try #require(sketch.proofs[deal]?.first)
    sketch.proofs[deal] = ["2023-11-30", "2024-02"].map { edtf in
      var telling = proof
      telling.at = PartialDate(edtf: edtf).map { StatedDate($0) }
      return telling
    }
    let timeline = try TimelineScene(sketch.subgraph)
    let span = try #require(timeline.spans[0])
    // 30 November 2023 to 29 February 2024.
    #expect(span.last - span.first == 91)
    #expect(timeline.frame.edges[0].sentence == "Acme partnered with Bolt, 30 Nov 2023 or Feb 2024")
  }

  @Test("The SVG holds each statement with its claim, link, quote and number, within the page")
  func svg() throws {
    let timeline = try TimelineScene(sketch.subgraph, options: FigureOptions(title: "Acme"))
    let text = try SVGWriter.text(timeline)
    #expect(text == (try SVGWriter.text(timeline)))
    let svg = try #require(ParsedSVG(text))
    #expect(svg.elements("g", class: "weft-edge").count == 6)
    #expect(svg.elements("text").contains { $0.text == "WITHOUT A DATE" })
    #expect(["2021", "2022", "2023", "2024"].allSatisfy { year in svg.elements("text").contains { $0.text == year } })
    #expect(svg.elements("pattern").count == 1)
    for edge in timeline.frame.edges {
      let id = "weft-e-\(edge.id)"
      let group = try #require(svg.elements.first { $0.attributes["id"] == id })
      #expect(group.attributes["data-claim"] == edge.claims.map(\.rawValue).joined(separator: " "))
      #expect(svg.elements.first { $0.name == "title" && $0.within.last == id }?.text == edge.tooltip)
      #expect(svg.elements.first { $0.name == "a" && $0.within.last == id }?.attributes["href"] == edge.link)
      for rect in svg.elements where rect.name == "rect" && rect.within.contains(id) {
        let x = try #require(Double(rect.attributes["x"] ?? ""))
        let width = try #require(Double(rect.attributes["width"] ?? ""))
        #expect(x >= 10 && width > 0 && x + width <= 890)
      }
    }
    for line in svg.elements("text") where line.attributes["text-anchor"] == nil {
      let x = try #require(Double(line.attributes["x"] ?? ""))
      let size = try #require(Double(line.attributes["font-size"] ?? ""))
      #expect(x + TextMetrics(.regular, size: size).width(of: line.text) <= 900, "\(line.text) leaves the page")
    }
  }

  @Test("Nothing but mentions is nothing to draw, and too much is refused with advice")
  func refusals() throws {
    var bare = GraphSketch()
    bare.entity("Essay", .article)
    bare.relation("Essay", .mentions, "Acme")
    #expect(throws: DrawingError.self) { try TimelineScene(bare.subgraph) }
    var many = GraphSketch()
    for index in 0...TimelineScene.limit { many.relation("Acme", .acquired, "N\(index)", at: "20\(10 + index % 10)") }
    let refusal = #expect(throws: DrawingError.self) { try TimelineScene(many.subgraph) }
    #expect(refusal?.hint != nil)
  }

  @Test("The oldest and the latest dates have their place", arguments: ["0001", "0001-01-01", "9999-12-31", "1900"])
  func extremes(edtf: String) throws {
    var sketch = GraphSketch()
    sketch.relation("Acme", .acquired, "Bolt", at: edtf)
    sketch.relation("Acme", .acquired, "Corex", at: "2024-03-07")
    let svg = try #require(ParsedSVG(try SVGWriter.text(try TimelineScene(sketch.subgraph))))
    #expect(svg.elements("g", class: "weft-edge").count == 2)
  }

  @Test(
    "Hostile names stay text", arguments: ["</text><script>", "\u{202E}\u{0}", String(repeating: "W", count: 5_000)])
  func hostile(text: String) throws {
    var sketch = GraphSketch()
    sketch.relation(text, .acquired, "x" + text, at: "2024", quote: text, link: text) { $0.role = text }
    let svg = try #require(
      ParsedSVG(try SVGWriter.text(try TimelineScene(sketch.subgraph, options: FigureOptions(title: text)))))
    #expect(!svg.elements.contains { $0.name == "script" })
  }
}
