import Drawing
import KnowledgeGraph
import Testing

@Suite("Scenes")
struct SceneTests {
  private func scene(
    _ sketch: GraphSketch, _ options: FigureOptions = FigureOptions()
  ) throws(DrawingError) -> Scene {
    try Scene(sketch.subgraph, options: options)
  }

  private func card(_ name: String, in scene: Scene) throws -> Scene.Card {
    try #require(scene.cards.first { $0.name.joined(separator: " ") == name })
  }

  private func edges(_ scene: Scene) -> [String] {
    func name(_ card: Scene.Card) -> String { card.name.isEmpty ? card.caption : card.name.joined(separator: " ") }
    return scene.edges.map { edge in
      let words = (edge.label + edge.details).joined(separator: ", ")
      return "\(name(scene.cards[edge.tail])) [\(words)] \(name(scene.cards[edge.head]))"
    }
  }

  @Test("The story has the cards and edges that its statements ask for, and no others")
  func story() throws {
    let scene = try scene(Stories.expansion)
    #expect(
      edges(scene) == [
        "Hugging Face – Blog [wrote] A Short Summary of Chinese AI Global Expansion", "Huawei [launched] $430M",
        "Tencent Cloud [partnered with, Mar 2024] Etihad Etisalat", "Tencent Cloud [launched, Mar 2024] Go Saudi",
        "Etihad Etisalat [launched, Mar 2024] Go Saudi", "Etihad Etisalat [operates in] Saudi Arabia",
        "Go Saudi [part of] Vision 2030", "Go Saudi [targets] Saudi Arabia", "Huawei [launched, May 2024] Galaxy AI",
        "Galaxy AI [part of] $430M", "$430M [targets] North Africa",
        "Alibaba [builds, data center, announced May 2024] 5 COUNTRIES", "Alibaba [launched, May 2024] Model Studio",
        "A Short Summary of Chinese AI Global Expansion [] Tencent Cloud",
        "A Short Summary of Chinese AI Global Expansion [] Huawei",
        "A Short Summary of Chinese AI Global Expansion [] Alibaba",
      ])
    #expect(scene.cards.count == 14)
    #expect(scene.style == .paper)
  }

  @Test("An amount is one card with the plan that it pays for")
  func amountCard() throws {
    let scene = try scene(Stories.expansion)
    let card = try card("$430M", in: scene)
    #expect(card.role == .act)
    #expect(card.caption == "INVESTMENT")
    #expect(card.details == ["five-year investment plan · over 5 years"])
    #expect(card.tooltip.contains("$430,000,000"))
    #expect(!scene.cards.contains { $0.name == ["five-year investment plan"] })
  }

  @Test("An amount between two parties that have names stands between them")
  func amountBetween() throws {
    let scene = try scene(Stories.manners)
    let all = edges(scene)
    #expect(all.contains("Nordwind [acquired, Q1 2023] €2.3M"))
    #expect(all.contains("€2.3M [] Südsee AG"))
    #expect(all.contains("Ostpark [raised, 14 Sep 2022] A$310K"))
    #expect(try card("€2.3M", in: scene).caption == "ACQUISITION")
    #expect(try card("A$310K", in: scene).caption == "FUNDING")
    // Only the first leg carries the number of the proof.
    #expect(scene.edges.filter { $0.relations == [RelationID(rawValue: 5)] }.compactMap(\.number).count == 1)
  }

  @Test("A deal of three without a party in common is a card that joins them")
  func threeParties() throws {
    var sketch = GraphSketch()
    for name in ["A", "B", "C"] { sketch.entity(name, .company) }
    let pairs = [("A", "B"), ("B", "C"), ("A", "C")].map { sketch.relation($0, .partnersWith, $1, at: "2024") }
    sketch.act(.partnersWith, pairs)
    let scene = try scene(sketch)
    #expect(scene.cards.count == 4)
    #expect(scene.edges.count == 3)
    let deal = try #require(scene.cards.first { $0.role == .act })
    #expect(deal.caption == "DEAL" && deal.name == ["3 parties"])
  }

  @Test("Four leaves of one kind and relation fold, three do not, and the asked-for one stays out")
  func folding() throws {
    func built(_ count: Int, focus: [String] = []) throws -> [Scene.Card.Role] {
      var sketch = GraphSketch()
      sketch.entity("Hub", .company)
      for index in 0..<count {
        sketch.entity("Land \(index)", .country)
        sketch.relation("Hub", .operatesIn, "Land \(index)")
      }
      sketch.focus = focus
      return try scene(sketch).cards.map(\.role)
    }
    #expect(try built(3) == [.entity, .entity, .entity, .entity])
    #expect(try built(4) == [.entity, .list])
    #expect(try built(5, focus: ["Land 2"]).sorted { $0.rawValue < $1.rawValue } == [.entity, .entity, .list])
    #expect(try built(4, focus: ["Land 2"]).count == 5)
    #expect(try !scene(Stories.expansion, FigureOptions(foldsLeaves: false)).cards.contains { $0.role == .list })
  }

  @Test("A list card keeps the order of the text, marks what is uncertain and holds all proofs")
  func listCard() throws {
    let scene = try scene(Stories.expansion)
    let list = try #require(scene.cards.first { $0.role == .list })
    #expect(list.items.map(\.text) == ["Korea", "Malaysia", "Philippines", "Thailand", "Mexico"])
    #expect(list.items.map(\.isUncertain) == [true, false, false, false, false])
    #expect(list.tooltip.contains("may be: North Korea, South Korea"))
    let edge = try #require(scene.edges.first { scene.cards[$0.head] == list })
    #expect(edge.relations.count == 5 && edge.claims.count == 5 && edge.line == .planned)
    #expect(scene.footnotes.first { $0.number == edge.number }?.proofs.count == 5)
    // One sentence proves all five: it is quoted once.
    #expect(edge.tooltip.components(of: "Alibaba will build in five countries.") == 1)
  }

  @Test("Mentions are drawn where nothing else leads, or all where asked")
  func mentions() throws {
    #expect(try scene(Stories.expansion).edges.filter { $0.line == .mention }.count == 3)
    #expect(try scene(Stories.expansion, FigureOptions(mentions: .all)).edges.filter { $0.line == .mention }.count >= 7)
    var bare = GraphSketch()
    bare.entity("Essay", .article)
    bare.entity("Bern", .city)
    bare.relation("Essay", .mentions, "Bern")
    #expect(try scene(bare).edges.count == 1)
  }

  @Test("An author is an author whatever its kind; an ambiguous name shows what it may mean")
  func captions() throws {
    let scene = try scene(Stories.expansion)
    #expect(try card("Hugging Face – Blog", in: scene).caption == "AUTHOR")
    var sketch = GraphSketch()
    sketch.entity("Korea", .country) { $0.candidates = ["North Korea", "South Korea"] }
    let korea = try #require(try self.scene(sketch).cards.first)
    #expect(korea.isUncertain)
    #expect(korea.tooltip == "Country: Korea\nmay be: North Korea, South Korea\n1 source")
  }

  @Test("Planned, contested, ended and wider lines are told apart, and the legend names what occurs")
  func lines() throws {
    let scene = try scene(Stories.manners)
    let lines = Dictionary(grouping: scene.edges, by: \.line).mapValues(\.count)
    #expect(lines == [.solid: 5, .planned: 1, .contested: 2, .ended: 1, .more: 1])
    #expect(scene.edges.filter(\.isSymmetric).count == 1)
    let widest = try #require(scene.edges.max { $0.width < $1.width })
    #expect(widest.label == ["raised"])
    let legend = scene.legend.map { entry in
      switch entry {
      case .kind(_, _, let label), .line(_, let label), .symmetric(let label), .weight(let label): label
      case .change(let mark): mark.rawValue
      }
    }
    #expect(
      Set(legend) == [
        "Company", "Person", "City", "Facility", "Acquisition", "Funding", "planned", "sources disagree",
        "denied, cancelled or over", "mutual", "more sources",
      ])
    #expect(scene.cards.contains { $0.role == .more && $0.name == ["+12 more", "10 companies, 2 people"] })
    #expect(scene.cards.filter(\.isFocus).map(\.name) == [["Nordwind"]])
  }

  @Test("What is contested shows the quotes of both sides")
  func contested() throws {
    let contested = try scene(Stories.manners).edges.filter { $0.line == .contested }
    for edge in contested {
      #expect(edge.tooltip.contains("Nordwind of Oslo") && edge.tooltip.contains("which sits in Bergen"))
    }
  }

  @Test("Roles, shares and times stand below the label")
  func details() throws {
    let all = edges(try scene(Stories.manners))
    #expect(all.contains("Clara Stein [works for, CEO · since 2021] Nordwind"))
    #expect(all.contains("Nordwind [owns, 30%] Ostpark"))
    #expect(all.contains("Nordwind [builds, planned] Hafenwerk"))
    #expect(all.contains("Westbank [partnered with, former] Nordwind"))
  }

  @Test("Dates that sources disagree about stand on the edge together")
  func rivalDates() throws {
    var sketch = GraphSketch()
    let deal = sketch.relation("Acme", .partnersWith, "Bolt")
    let proof = try #require(sketch.proofs[deal]?.first)
    sketch.proofs[deal] = ["2024", "2024-03-07", "2024-04"].map { edtf in
      var telling = proof
      telling.at = PartialDate(edtf: edtf).map { StatedDate($0) }
      return telling
    }
    #expect(edges(try scene(sketch)).contains("Acme [partnered with, 7 Mar 2024 or Apr 2024] Bolt"))
  }

  @Test("Numbers run from 1 without a gap and match the footnotes")
  func numbers() throws {
    let scene = try scene(Stories.expansion)
    let numbers = scene.edges.compactMap(\.number)
    #expect(numbers == Array(1...13))
    #expect(scene.footnotes.map(\.number) == numbers)
    #expect(scene.footnotes.allSatisfy { !$0.proofs.isEmpty })
    #expect(try self.scene(Stories.expansion, FigureOptions(showsNumbers: false)).footnotes.isEmpty)
  }

  @Test("A highlight dims all else")
  func highlight() throws {
    let chosen = RelationID(rawValue: 1)
    let scene = try scene(Stories.expansion, FigureOptions(highlight: [chosen]))
    #expect(scene.edges.filter { !$0.isDimmed }.map(\.relations) == [[chosen]])
    #expect(Set(scene.cards.filter { !$0.isDimmed }.map(\.name)) == [["Tencent Cloud"], ["Etihad Etisalat"]])
    #expect(try self.scene(Stories.expansion).edges.allSatisfy { !$0.isDimmed })
  }

  @Test("Up to 25 cards are paper, up to 60 entities an atlas, and more are refused with advice")
  func limits() throws {
    func chain(_ count: Int) -> GraphSketch {
      var sketch = GraphSketch()
      for index in 0..<count { sketch.entity("N\(index)", .company) }
      for index in 1..<count { sketch.relation("N\(index - 1)", .partnersWith, "N\(index)") }
      return sketch
    }
    #expect(try scene(chain(25)).style == .paper)
    #expect(try scene(chain(26)).style == .atlas)
    #expect(try scene(chain(60)).style == .atlas)
    #expect(throws: DrawingError.self) { try scene(chain(61)) }
    #expect(throws: DrawingError.self) { try scene(GraphSketch()) }
    let refusal = #expect(throws: DrawingError.self) { try scene(chain(40), FigureOptions(style: .paper)) }
    #expect(refusal?.hint?.contains("atlas") == true)
    var dense = GraphSketch()
    for index in 0..<120 { dense.relation("N\(index % 12)", .owns, "N\((index * 5 + 3) % 11)", at: "2024") }
    #expect(try scene(dense).style == .atlas)
    #expect(throws: DrawingError.self) { try scene(dense, FigureOptions(style: .paper)) }
    for index in 0..<120 { dense.relation("N\(index % 12)", .uses, "N\((index * 5 + 3) % 11)", at: "2024") }
    #expect(throws: DrawingError.self) { try scene(dense) }
    #expect(try scene(chain(200), FigureOptions(style: .paper, limit: .max)).cards.count == 200)
    #expect(try scene(chain(3), FigureOptions(style: .atlas)).edges.allSatisfy { $0.labelSize == nil })
  }

  @Test("What happened several times between the same two is one edge with its dates")
  func parallels() throws {
    var sketch = GraphSketch()
    for date in ["2021", "2023-05"] { sketch.relation("Acme", .investedIn, "Bolt", at: date) }
    for year in 2018...2022 { sketch.relation("Acme", .partnersWith, "Corex", at: String(year)) }
    sketch.relation("Acme", .owns, "Bolt", at: "2023-05")
    let scene = try scene(sketch)
    #expect(
      edges(scene) == [
        "Acme [invested in, 2021 · May 2023] Bolt", "Acme [partnered with, 5 times] Corex",
        "Acme [owns, May 2023] Bolt",
      ])
    #expect(scene.edges.map(\.claims.count) == [2, 5, 1])
    #expect(scene.footnotes.map(\.proofs.count) == [2, 5, 1])
    // DOT for other programs keeps every relation; pills have no labels, so what looks the same is one line.
    #expect(try self.scene(sketch, FigureOptions(foldsLeaves: false)).edges.count == 8)
    #expect(try self.scene(sketch, FigureOptions(style: .atlas)).edges.count == 3)
  }

  @Test("What sources disagree about stays apart")
  func contestedParallels() throws {
    var sketch = GraphSketch()
    let one = sketch.relation("Acme", .investedIn, "Bolt", at: "2021")
    sketch.contest(one, sketch.relation("Acme", .investedIn, "Bolt", at: "2022"))
    #expect(try scene(sketch).edges.count == 2)
  }

  @Test("Of many places where something is left out four have a card, and the others a line")
  func manyOmissions() throws {
    var sketch = GraphSketch()
    for index in 0..<8 {
      sketch.relation("Hub", .partnersWith, "N\(index)", at: String(2010 + index))
      sketch.omitted["N\(index)"] = index + 1
    }
    sketch.focus = ["N0"]
    let scene = try scene(sketch)
    let cards = scene.cards.filter { $0.role == .more }.compactMap(\.name.first)
    #expect(Set(cards) == ["+1 more", "+8 more", "+7 more", "+6 more"])
    let lines = scene.cards.filter { $0.role == .entity }.flatMap(\.details)
    #expect(Set(lines) == ["+2 more", "+3 more", "+4 more", "+5 more"])
  }

  @Test("A thousand acts of one name are chosen from, not refused")
  func readable() throws {
    var sketch = GraphSketch()
    for index in 0..<1_000 {
      let paid = sketch.relation("Hub", .investedIn, "N\(index % 40)", at: String(1_000 + index))
      sketch.act(.investedIn, [paid], amount: Amount(ExactDecimal(index + 1), unit: .money(currency: "USD")))
    }
    let whole = sketch.subgraph
    #expect(throws: DrawingError.self) { try Scene(whole, options: FigureOptions(style: .paper)) }
    let graph = Graph(
      ontology: .builtIn, entities: whole.entities, relations: whole.relations, acts: whole.acts, claims: [],
      passages: [])
    for style in [nil, FigureOptions.Style.atlas] {
      var part = try graph.rankedPart(Selection(includesProofs: false))
      let drawn = try Scene.readable(options: FigureOptions(style: style)) { extent throws(GraphError) in
        try part.subgraph(limit: extent.entities, statements: extent.statements, of: graph)
      }
      let scene = try #require(try drawn?.get().scene)
      #expect(scene.cards.count > 8)
      #expect(scene.cards.contains { $0.role == .more && $0.name.last?.hasSuffix("of: invested in") == true })
    }
  }

  @Test("A relation to an entity that is not there is left out")
  func danglingRelation() throws {
    var graph = Stories.manners.subgraph
    graph.entities.removeAll { $0.name == "Oslo" }
    let scene = try Scene(graph)
    #expect(scene.edges.filter { $0.line == .contested }.count == 1)
  }

  @Test("The scene depends on the content alone, not on the order of dictionaries or acts")
  func order() throws {
    var graph = Stories.expansion.subgraph
    let first = try Scene(graph)
    graph.acts.reverse()
    graph.relations.reverse()
    #expect(try Scene(graph) == first)
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int {
    var count = 0
    var rest = self[...]
    while let found = rest.firstRange(of: text) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }
}
