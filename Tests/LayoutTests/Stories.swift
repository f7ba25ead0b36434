import KnowledgeGraph
import TestSupport

/// The graphs that the figures of the tests show.
enum Stories {
  /// One article and what it tells of three firms that go abroad; the facts are public, the words are the test's.
  static var expansion: GraphSketch {
    var sketch = GraphSketch()
    let article = "A Short Summary of Chinese AI Global Expansion"
    sketch.entity("Hugging Face – Blog", .organization) { $0.isAuthor = true }
    sketch.entity(article, .article) {
      $0.date = PartialDate(year: 2024, month: 10, day: 7)
      $0.url = "https://example.org/blog/ai-abroad?ref=a&page=1"
    }
    for name in ["Tencent Cloud", "Huawei", "Alibaba"] { sketch.entity(name, .company) }
    sketch.entity("Etihad Etisalat", .company) { $0.aliases = ["Mobily"] }
    for name in ["Go Saudi", "Vision 2030"] { sketch.entity(name, .initiative) }
    sketch.entity("five-year investment plan", .initiative) { $0.isDescribed = true }
    for name in ["Galaxy AI", "Model Studio"] { sketch.entity(name, .product) }
    for name in ["Saudi Arabia", "Malaysia", "Philippines", "Thailand", "Mexico"] { sketch.entity(name, .country) }
    sketch.entity("Korea", .country) { $0.candidates = ["North Korea", "South Korea"] }
    sketch.entity("North Africa", .region)

    sketch.relation(article, .authoredBy, "Hugging Face – Blog", quote: "Author: Hugging Face – Blog")
    sketch.relation(
      "Tencent Cloud", .partnersWith, "Etihad Etisalat", at: "2024-03",
      quote: "In March, Tencent Cloud and Etihad Etisalat (Mobily) became partners.", sources: 3)
    let first = sketch.relation(
      "Tencent Cloud", .launched, "Go Saudi", at: "2024-03", quote: "The two of them started “Go Saudi”.")
    let second = sketch.relation(
      "Etihad Etisalat", .launched, "Go Saudi", at: "2024-03", quote: "The two of them started “Go Saudi”.")
    sketch.act(.launched, [first, second])
    sketch.relation("Etihad Etisalat", .operatesIn, "Saudi Arabia")
    sketch.relation("Go Saudi", .partOf, "Vision 2030")
    sketch.relation("Go Saudi", .targets, "Saudi Arabia")
    sketch.relation("Huawei", .launched, "Galaxy AI", at: "2024-05")
    sketch.relation("Galaxy AI", .partOf, "five-year investment plan")
    let plan = sketch.relation(
      "Huawei", .launched, "five-year investment plan", quote: "Huawei’s plan of $430 million runs for five years.")
    sketch.act(
      .launched, [plan],
      amount: Amount(
        ExactDecimal(430_000_000), unit: .money(currency: "USD"), kind: .committed, period: Period(5, .year)))
    sketch.relation("five-year investment plan", .targets, "North Africa")
    let sites = ["Korea", "Malaysia", "Philippines", "Thailand", "Mexico"].map { country in
      sketch.relation("Alibaba", .builds, country, quote: "Alibaba will build in five countries.") {
        $0.role = "data center"
        $0.status = .planned
        $0.announced = PartialDate(year: 2024, month: 5).map { StatedDate($0) }
      }
    }
    sketch.act(.builds, sites)
    sketch.relation("Alibaba", .launched, "Model Studio", at: "2024-05")
    for name in [
      "Tencent Cloud", "Huawei", "Alibaba", "Etihad Etisalat", "Go Saudi", "Saudi Arabia", "Korea", "North Africa",
    ] {
      sketch.relation(article, .mentions, name)
    }
    return sketch
  }

  /// Every manner of line and card in one small figure.
  static var manners: GraphSketch {
    var sketch = GraphSketch()
    for name in ["Nordwind", "Südsee AG", "Ostpark", "Westbank"] { sketch.entity(name, .company) }
    sketch.entity("Clara Stein", .person)
    sketch.entity("Oslo", .city)
    sketch.entity("Bergen", .city)
    sketch.entity("Hafenwerk", .facility)
    let oslo = sketch.relation("Nordwind", .basedIn, "Oslo", quote: "Nordwind of Oslo")
    let bergen = sketch.relation("Nordwind", .basedIn, "Bergen", quote: "Nordwind, which sits in Bergen")
    sketch.contest(oslo, bergen)
    sketch.relation("Clara Stein", .worksFor, "Nordwind") {
      $0.role = "CEO"
      $0.from = PartialDate(year: 2021).map { StatedDate($0) }
    }
    sketch.relation("Nordwind", .builds, "Hafenwerk") { $0.status = .planned }
    sketch.relation("Westbank", .partnersWith, "Nordwind") { $0.status = .former }
    let first = sketch.relation("Nordwind", .acquired, "Südsee AG", at: "2023-33")
    sketch.act(
      .acquired, [first], amount: Amount(ExactDecimal(significand: 23, exponent: 5), unit: .money(currency: "EUR")))
    let raised = sketch.relation("Ostpark", .raised, nil, at: "2022-09-14", sources: 4)
    sketch.act(
      .raised, [raised], amount: Amount(ExactDecimal(310_000), unit: .money(currency: "AUD"), kind: .raised))
    sketch.relation("Nordwind", .owns, "Ostpark") { $0.amount = Amount(ExactDecimal(30), unit: .percent) }
    sketch.omitted = ["Westbank": 12]
    sketch.focus = ["Nordwind"]
    return sketch
  }

  /// A graph of `count` entities with about one and a half relations each, the same for the same seed.
  static func random(_ count: Int, seed: UInt64, name: (Int, inout SplitMix64) -> String) -> GraphSketch {
    var generator = SplitMix64(seed: seed)
    var sketch = GraphSketch()
    let kinds: [Kind] = [.company, .company, .country, .product, .initiative, .person, .article, .topic, .facility]
    var names: [String] = []
    for index in 0..<count {
      let text = name(index, &generator) + " \(index)"
      names.append(text)
      sketch.entity(text, kinds[Int.random(in: 0..<kinds.count, using: &generator)]) {
        $0.isDescribed = index % 11 == 3
        if index % 13 == 5 { $0.candidates = ["one", "another"] }
      }
    }
    let predicates: [Predicate] = [
      .partnersWith, .launched, .operatesIn, .partOf, .investedIn, .uses, .mentions, .builds, .raised,
      Predicate("MY_LINK"),
    ]
    for _ in 0..<(count * 3 / 2) {
      let subject = Int.random(in: 0..<count, using: &generator)
      // A few hubs, as real graphs have.
      let hub = Int.random(in: 0..<max(1, count / 6), using: &generator)
      let object = Bool.random(using: &generator) ? hub : Int.random(in: 0..<count, using: &generator)
      let predicate = predicates[Int.random(in: 0..<predicates.count, using: &generator)]
      let amount = Int64.random(in: 1...9_999, using: &generator)
      let isPlanned = Int.random(in: 0..<8, using: &generator) == 0
      let relation = sketch.relation(
        names[subject], predicate, predicate == .raised ? nil : names[object], at: "2024-05"
      ) {
        if predicate == .raised {
          $0.amount = Amount(ExactDecimal(significand: amount, exponent: 4), unit: .money(currency: "USD"))
        }
        if isPlanned { $0.status = .planned }
      }
      if predicate == .investedIn {
        sketch.act(
          .investedIn, [relation],
          amount: Amount(ExactDecimal(significand: amount, exponent: 5), unit: .money(currency: "EUR")))
      }
    }
    return sketch
  }

  /// Sixty firms, places, products and programs as news of a year would tie them.
  /// A market: firms that are tied to each other more than to anything else, with people, places and products.
  ///
  /// It has no layers: nearly every firm is tied to nearly every other over two steps.
  static func market(_ count: Int, seed: UInt64) -> GraphSketch {
    var generator = SplitMix64(seed: seed)
    var sketch = GraphSketch()
    let firms = (0..<max(2, count * 2 / 5)).map { "\(words[$0 % words.count]) \(forms[$0 / words.count % 4])" }
    for name in firms { sketch.entity(name, .company) }
    for (index, name) in firms.enumerated() {
      for _ in 0..<(index < firms.count / 4 ? 2 : 1) {
        let other = firms[Int.random(in: 0..<firms.count, using: &generator)]
        if other != name { sketch.relation(name, .partnersWith, other, at: "2024") }
      }
      if index % 2 == 0 {
        sketch.relation(
          firms[Int.random(in: 0..<max(1, firms.count / 4), using: &generator)], .investedIn, name, at: "2023")
      }
    }
    let kinds: [(Kind, Predicate)] = [(.person, .founded), (.country, .operatesIn), (.product, .launched)]
    for index in firms.count..<count {
      let (kind, predicate) = kinds[index % 3]
      let name = "\(words[(index * 7) % words.count]) \(kind.rawValue) \(index)"
      sketch.entity(name, kind)
      for _ in 0..<(kind == .country ? 3 : 1) {
        let firm = firms[Int.random(in: 0..<firms.count, using: &generator)]
        if kind == .person {
          sketch.relation(name, predicate, firm, at: "1999")
        } else {
          sketch.relation(firm, predicate, name)
        }
      }
    }
    return sketch
  }

  private static let words = [
    "Nordwind", "Kettleby", "Tembo", "Ferroviva", "Halcyon", "Brightwater", "Orinoco", "Sable", "Quillon", "Lumen",
  ]
  private static let forms = ["Energy", "Semiconductors", "Capital", "Health"]

  static var atlas: GraphSketch {
    var generator = SplitMix64(seed: 60)
    var sketch = GraphSketch()
    let companies = [
      "Tencent Cloud", "Mobily", "Huawei", "Alibaba", "Baidu", "ByteDance", "STC", "G42", "Etisalat", "Safaricom",
      "SK Telecom", "Telkom", "Zhipu AI", "01.AI",
    ]
    let countries = [
      "Saudi Arabia", "Mexico", "Morocco", "Malaysia", "Indonesia", "Singapore", "Algeria", "Philippines", "Thailand",
      "Kenya", "Nigeria", "Egypt", "Japan", "South Korea", "UAE",
    ]
    let products = [
      "Hunyuan", "Ernie Bot", "Pangu", "ELB Cloud", "Yi-34B", "Ascend 910", "Doubao", "Qwen", "Model Studio", "GLM-4",
      "Galaxy AI",
    ]
    let plans = [
      "Thailand 4.0", "Vision 2030", "Go Saudi", "Smart Africa", "MyDigital", "Digital Egypt", "Data Corridor",
    ]
    let articles = [
      "Chinese AI Global Expansion", "Cloud in the Gulf", "ASEAN Data Centres", "Open-weight Models", "Sovereign AI",
      "Africa Digital Plan", "Chips and Charters",
    ]
    let authors = ["HF Blog", "Reuters", "SCMP"]
    for name in companies { sketch.entity(name, .company) }
    for name in countries { sketch.entity(name, .country) }
    for name in products { sketch.entity(name, .product) }
    for name in plans { sketch.entity(name, .initiative) }
    for name in articles { sketch.entity(name, .article) }
    for name in authors { sketch.entity(name, .organization) { $0.isAuthor = true } }
    sketch.entity("North Africa", .region)
    sketch.entity("Maryam Al Nasser", .person)
    sketch.entity("Gulf AI Summit", .event)
    func pick(_ names: [String], _ generator: inout SplitMix64) -> String {
      // The first names are told of most.
      let a = Int.random(in: 0..<names.count, using: &generator)
      let b = Int.random(in: 0..<names.count, using: &generator)
      return names[min(a, b)]
    }
    for (index, name) in articles.enumerated() {
      sketch.relation(name, .authoredBy, authors[index % authors.count])
      for _ in 0..<3 { sketch.relation(name, .mentions, pick(companies, &generator)) }
    }
    for (index, name) in products.enumerated() { sketch.relation(companies[index % 6], .launched, name, at: "2024-05") }
    for (index, name) in countries.enumerated() {
      sketch.relation(pick(companies, &generator), index % 4 == 1 ? .builds : .operatesIn, name) {
        if index % 4 == 1 { $0.status = .planned }
      }
    }
    for name in plans { sketch.relation(pick(companies, &generator), .launched, name) }
    for index in 0..<8 { sketch.relation(companies[index], .partnersWith, companies[(index * 5 + 3) % 14]) }
    sketch.relation("Go Saudi", .partOf, "Vision 2030")
    sketch.relation("Vision 2030", .targets, "Saudi Arabia")
    sketch.relation("Smart Africa", .targets, "North Africa")
    sketch.relation("Maryam Al Nasser", .worksFor, "STC")
    sketch.relation("G42", .launched, "Gulf AI Summit")
    return sketch
  }
}
