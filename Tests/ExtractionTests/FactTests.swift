import Extraction
import KnowledgeGraph
import Testing

/// What a text says, as one line a claim: "A PREDICATE B" with the qualifiers that are set.
func facts(_ text: String, date: String? = "2024-06") -> [String] {
  let reading = Extractor().extract(text: text, date: date.flatMap { PartialDate(edtf: $0) })
  return reading.claims.filter { $0.confidence >= ConfidenceBand.acceptance }.map(line)
}

func line(_ claim: Claim) -> String {
  var words = [claim.subject.surface, claim.predicate.rawValue]
  if let object = claim.object { words.append(object.surface) }
  let qualifiers = claim.qualifiers
  if let amount = qualifiers.amount {
    words.append("\(amount.value)" + (amount.currency.map { " \($0)" } ?? (amount.unit == .percent ? "%" : "")))
    if let period = amount.period { words.append("\(period)") }
  }
  for (name, date) in [
    ("at", qualifiers.at), ("from", qualifiers.from), ("to", qualifiers.to), ("announced", qualifiers.announced),
  ] {
    if let date { words.append("\(name)=\(date.date.edtf)" + (date.inherited == [] ? "" : "*")) }
  }
  if let role = qualifiers.role { words.append("(\(role))") }
  if let status = qualifiers.status { words.append(status.rawValue) }
  if qualifiers.isNegated { words.append("not") }
  return words.joined(separator: " ")
}

@Suite("Facts by rule")
struct FactTests {
  @Test(
    "Each predicate, in the active, the passive and as a noun",
    arguments: [
      ("Zelta partnered with Quorra in March 2021.", ["Zelta PARTNERS_WITH Quorra at=2021-03"]),
      ("Zelta and Quorra announced a partnership.", ["Zelta PARTNERS_WITH Quorra"]),
      ("Zelta signed an agreement with Quorra on 5 May 2023.", ["Zelta PARTNERS_WITH Quorra at=2023-05-05"]),
      ("Quorra acquired Zelta for $5 million in 2019.", ["Quorra ACQUIRED Zelta 5000000 USD at=2019"]),
      ("Zelta was acquired by Quorra in 2019.", ["Quorra ACQUIRED Zelta at=2019"]),
      ("The acquisition of Zelta by Quorra closed in May 2023.", ["Quorra ACQUIRED Zelta at=2023-05"]),
      ("Quorra's acquisition of Zelta was announced.", ["Quorra ACQUIRED Zelta"]),
      ("Quorra completed its acquisition of Norvo.", ["Quorra ACQUIRED Norvo"]),
      ("In 2020, Quorra took over Norvo.", ["Quorra ACQUIRED Norvo at=2020"]),
      ("Zelta merged with Quorra in 2018.", ["Zelta MERGED_WITH Quorra at=2018"]),
      ("Zelta invested $40 million in Quorra.", ["Zelta INVESTED_IN Quorra 40000000 USD"]),
      ("Quorra is backed by Zelta.", ["Zelta INVESTED_IN Quorra"]),
      ("Quorra owns Zelta.", ["Quorra OWNS Zelta"]),
      ("Quorra holds a 20% stake in Norvo.", ["Quorra OWNS Norvo 20%"]),
      ("Zelta is owned by Quorra.", ["Quorra OWNS Zelta"]),
      ("Quorra is a subsidiary of Zelta.", ["Quorra SUBSIDIARY_OF Zelta"]),
      ("Zelta's subsidiary Quorra grew.", ["Quorra SUBSIDIARY_OF Zelta"]),
      ("Jane Doyle founded Quorra in 2015.", ["Jane Doyle FOUNDED Quorra at=2015"]),
      ("Quorra was founded by Jane Doyle.", ["Jane Doyle FOUNDED Quorra"]),
      ("Quorra co-founder Jane Doyle resigned.", ["Jane Doyle FOUNDED Quorra"]),
      ("Jane Doyle is the CEO of Quorra.", ["Jane Doyle WORKS_FOR Quorra (CEO)"]),
      ("Quorra CEO Jane Doyle said so.", ["Jane Doyle WORKS_FOR Quorra (CEO)"]),
      (
        "“We grow,” said Jane Doyle, general manager of retail banking at Quorra.",
        [
          "Jane Doyle WORKS_FOR Quorra (general manager of retail banking)"
        ]
      ),
      ("Jane Doyle joined Quorra in 2020.", ["Jane Doyle WORKS_FOR Quorra from=2020"]),
      ("Quorra launched Vexo in June 2022.", ["Quorra LAUNCHED Vexo at=2022-06"]),
      ("Vexo was launched by Quorra.", ["Quorra LAUNCHED Vexo"]),
      ("Quorra announced the release of Vexo.", ["Quorra LAUNCHED Vexo"]),
      ("Quorra develops Vexo.", ["Quorra DEVELOPS Vexo"]),
      ("Vexo is made by Quorra.", ["Quorra DEVELOPS Vexo"]),
      ("Quorra operates in Kenya and Ghana.", ["Quorra OPERATES_IN Kenya", "Quorra OPERATES_IN Ghana"]),
      ("Quorra expanded into Brazil in 2021.", ["Quorra OPERATES_IN Brazil from=2021"]),
      ("Quorra has offices in Spain and Poland.", ["Quorra OPERATES_IN Spain", "Quorra OPERATES_IN Poland"]),
      ("Quorra, a leading telecom company in Chile, grew.", ["Quorra OPERATES_IN Chile"]),
      ("Quorra is headquartered in Lisbon.", ["Quorra BASED_IN Lisbon"]),
      ("The Lisbon-based startup Quorra grew.", ["Quorra BASED_IN Lisbon"]),
      ("The Spanish company Quorra grew.", ["Quorra BASED_IN Spanish"]),
      ("Quorra opened a factory in Poland.", ["Quorra BUILDS Poland (factory)"]),
      ("Zelta supplies batteries to Quorra.", ["Zelta SUPPLIES Quorra"]),
      ("Quorra uses the Vexo platform.", ["Quorra USES Vexo"]),
      ("Quorra competes with Zelta.", ["Quorra COMPETES_WITH Zelta"]),
      ("Quorra's rival Zelta grew.", ["Zelta COMPETES_WITH Quorra"]),
      ("Quorra sued Zelta in 2021.", ["Quorra ACCUSED Zelta at=2021"]),
      ("The European Commission fined Quorra €2 million.", ["European Commission ACCUSED Quorra 2000000 EUR"]),
      ("Quorra raised $12 million in 2022.", ["Quorra RAISED 12000000 USD at=2022"]),
      ("Quorra closed a €3.5m seed round.", ["Quorra RAISED 3500000 EUR"]),
      ("Quorra is valued at $3 billion.", ["Quorra VALUED_AT 3000000000 USD"]),
      ("Quorra employs 1,200 people.", ["Quorra EMPLOYS 1200"]),
    ])
  func predicates(text: String, expected: [String]) {
    #expect(facts(text) == expected)
  }

  @Test(
    "Where a firm is from, whose a name is, and who is meant",
    arguments: [
      ("The bid for France's Quorra Group failed.", ["Quorra Group BASED_IN France"]),
      ("The Danish peptide specialist Quorra Pharma grew.", ["Quorra Pharma BASED_IN Danish"]),
      ("Chile's Ministry of Mines said no.", ["Ministry of Mines PART_OF Chile"]),
      ("Quorra rose. The Danish drugmaker launched Vexo.", ["Quorra BASED_IN Danish", "Quorra LAUNCHED Vexo"]),
      ("Zelta sued the Lyon company.", []),
      ("Apple's Tim Cook said no.", ["Tim Cook WORKS_FOR Apple"]),
      ("Zelta's Quorra unit grew.", ["Quorra SUBSIDIARY_OF Zelta"]),
      ("Quorra said that rival Zelta grew.", ["Zelta COMPETES_WITH Quorra"]),
      ("Quorra named Jane Doyle as chief executive.", ["Jane Doyle WORKS_FOR Quorra (chief executive)"]),
      ("Jane Doyle, a partner at Quorra, left.", ["Jane Doyle WORKS_FOR Quorra (partner)"]),
      ("Zelta, which runs shops in Chile, Peru and Brazil, was bought by Quorra.", ["Quorra ACQUIRED Zelta"]),
      ("Quorra bought a rival, Zelta.", ["Quorra ACQUIRED Zelta", "Zelta COMPETES_WITH Quorra"]),
      ("Quorra unveiled a new phone, the Vexo.", ["Quorra LAUNCHED Vexo"]),
      ("Quorra launched an assistant called Vexo.", ["Quorra LAUNCHED Vexo"]),
      ("Zelta belongs to Quorra.", ["Quorra OWNS Zelta"]),
      ("Norvo Energy grew. Norvo acquired Zelta.", ["Norvo Energy ACQUIRED Zelta"]),
      ("Norvo Energy left Norvo Capital. Norvo acquired Zelta.", ["Norvo ACQUIRED Zelta"]),
      ("Quorra sells the pumps to Zelta Mining.", ["Quorra SUPPLIES Zelta Mining"]),
      ("Quorra closed the purchase of 40% of Zelta.", ["Quorra OWNS Zelta 40%"]),
    ])
  func origins(text: String, expected: [String]) {
    let found = facts(text)
    #expect(Set(found).isSuperset(of: expected), "\(found)")
    #expect(!expected.isEmpty || !found.contains { $0.contains("BASED_IN") }, "\(found)")
  }

  @Test(
    "Since when a role or a part is held, and when a deal was told",
    arguments: [
      (
        "Jane Doyle has been chief executive of Quorra since 2016.",
        ["Jane Doyle WORKS_FOR Quorra from=2016 (chief executive)"]
      ),
      (
        "Jane Doyle took over as chairman of Quorra in March 2013.",
        ["Jane Doyle WORKS_FOR Quorra from=2013-03 (chairman)"]
      ),
      (
        "Jane Doyle, chief executive of Quorra from 2005 to 2016, left.",
        ["Jane Doyle WORKS_FOR Quorra from=2005 to=2016 (chief executive)"]
      ),
      (
        "Jane Doyle has been co-founder and chief executive of Quorra since 2016.",
        ["Jane Doyle WORKS_FOR Quorra from=2016 (chief executive)", "Jane Doyle FOUNDED Quorra"]
      ),
      ("Quorra is part of Zelta since 2019.", ["Quorra PART_OF Zelta from=2019"]),
      (
        "Quorra has agreed to buy Zelta for $3 million, it said on 14 March 2024.",
        ["Quorra ACQUIRED Zelta 3000000 USD announced=2024-03-14 announced"]
      ),
      (
        "Quorra has merged with Zelta, the companies said in a statement on 4 March 2024.",
        ["Quorra MERGED_WITH Zelta announced=2024-03-04"]
      ),
      (
        "Quorra signed an agreement with Zelta to build a port by 2028.", ["Quorra PARTNERS_WITH Zelta"]
      ),
      ("Quorra bought Zelta, and in 2011 it moved to Paris.", ["Quorra ACQUIRED Zelta"]),
      (
        "The Lisbon retailer, which went public in 2021, has acquired Zelta.", []
      ),
    ])
  func tellings(text: String, expected: [String]) {
    let found = facts(text)
    #expect(Set(found).isSuperset(of: expected), "\(found)")
    #expect(!expected.isEmpty || !found.contains { $0.contains("2021") }, "\(found)")
  }

  @Test(
    "What part of a firm is whose, and what a deal is worth",
    arguments: [
      (
        "Zelta Inc. is 45% owned by Quorra Inc. and 30% owned by Norvo Inc.",
        ["Quorra Inc. OWNS Zelta Inc. 45%", "Norvo Inc. OWNS Zelta Inc. 30%"]
      ),
      (
        "Zelta Inc. is owned by Quorra Inc. (55%) and Norvo Inc. (45%).",
        ["Quorra Inc. OWNS Zelta Inc. 55%", "Norvo Inc. OWNS Zelta Inc. 45%"]
      ),
      ("Quorra Inc., which is owned by Zelta Inc., seeks $9 million.", ["Zelta Inc. OWNS Quorra Inc."]),
      ("Zelta Inc. holds 19.9% of Quorra Inc.", ["Zelta Inc. OWNS Quorra Inc. 19.9%"]),
      (
        "Quorra Inc. has acquired Zelta Inc., a firm that makes shoes, for $75 million.",
        ["Quorra Inc. ACQUIRED Zelta Inc. 75000000 USD"]
      ),
      (
        "Quorra Inc. won a $35 million contract from Zelta Inc. in 2023.",
        ["Quorra Inc. SUPPLIES Zelta Inc. 35000000 USD at=2023"]
      ),
      (
        "Zelta Inc. got $5 million from Quorra Inc.",
        ["Zelta Inc. RAISED 5000000 USD", "Quorra Inc. INVESTED_IN Zelta Inc. 5000000 USD"]
      ),
      ("Zelta Inc. closed a Series A of $11 million in 2022.", ["Zelta Inc. RAISED 11000000 USD at=2022"]),
      (
        "Quorra Inc. agreed to supply Zelta Inc. with 1.5 million pounds of tin.",
        ["Quorra Inc. SUPPLIES Zelta Inc. announced"]
      ),
      ("Quorra Inc. has opened a $12 million plant in Lyon.", ["Quorra Inc. BUILDS Lyon 12000000 USD (plant)"]),
    ])
  func parts(text: String, expected: [String]) {
    let found = facts(text)
    #expect(Set(found).isSuperset(of: expected), "\(found)")
  }

  @Test(
    "Names of one list are of one kind, and a product is what has users or copies",
    arguments: [
      ("Jane Doyle sells shoes in Paris, Lyon and Zelta.", "Zelta", Kind.city),
      ("It competes with Quorra Inc., Norvo Inc. and Gujarat Looms.", "Gujarat Looms", .company),
      ("Nobody can say how many copies of Tabulon are running.", "Tabulon", .product),
      ("Zelta Rhein, its partner of many years, has left.", "Zelta Rhein", .company),
      ("It runs through a franchisee called Nonstop Baltija.", "Nonstop Baltija", .company),
    ])
  func kinds(text: String, name: String, kind: Kind) throws {
    let reading = Extractor().extract(text: text)
    let found = reading.mentions.first { $0.surface == name }
    #expect(found?.kind == kind, "\(reading.mentions)")
  }

  @Test(
    "What is over, called off or goes on, and whose date it is",
    arguments: [
      ("Quorra has dropped plans to acquire Zelta.", ["Quorra ACQUIRED Zelta cancelled not"]),
      ("Quorra ended talks to merge with Zelta.", ["Quorra MERGED_WITH Zelta cancelled not"]),
      ("Quorra will continue to operate in France.", ["Quorra OPERATES_IN France"]),
      ("Quorra was founded in 2014 by Jane Doyle and has offices in Lisbon.", ["Quorra OPERATES_IN Lisbon"]),
      ("Quorra, part of Zelta since 2020, has 85 employees.", ["Quorra EMPLOYS 85", "Quorra PART_OF Zelta from=2020"]),
      ("Jane Doyle spent nine years at Quorra.", ["Jane Doyle WORKS_FOR Quorra former"]),
    ])
  func standings(text: String, expected: [String]) {
    let found = facts(text)
    #expect(Set(found).isSuperset(of: expected), "\(found)")
  }

  @Test(
    "Enumerations make one claim each",
    arguments: [
      (
        "Quorra will build data centers in Chile, Peru, and Brazil.",
        [
          "Quorra BUILDS Chile (data center) planned", "Quorra BUILDS Peru (data center) planned",
          "Quorra BUILDS Brazil (data center) planned",
        ]
      ),
      ("Zelta and Quorra launched Vexo.", ["Zelta LAUNCHED Vexo", "Quorra LAUNCHED Vexo"]),
      (
        "Quorra competes with Zelta, Norvo and Mexa.",
        [
          "Quorra COMPETES_WITH Zelta", "Quorra COMPETES_WITH Norvo", "Quorra COMPETES_WITH Mexa",
        ]
      ),
      (
        "Quorra partnered with companies such as Zelta and Norvo.",
        [
          "Quorra PARTNERS_WITH Zelta", "Quorra PARTNERS_WITH Norvo",
        ]
      ),
    ])
  func enumerations(text: String, expected: [String]) {
    #expect(facts(text) == expected)
  }

  @Test(
    "What is planned, denied, over or not so is told as such",
    arguments: [
      ("Quorra plans to acquire Zelta.", ["Quorra ACQUIRED Zelta planned"]),
      ("Quorra agreed to acquire Zelta.", ["Quorra ACQUIRED Zelta announced"]),
      ("Quorra will launch Vexo in 2025.", ["Quorra LAUNCHED Vexo at=2025 planned"]),
      ("Quorra announced the construction of a factory in Chile.", ["Quorra BUILDS Chile (factory) planned"]),
      ("Quorra denied that it had bought Zelta.", ["Quorra ACQUIRED Zelta denied"]),
      ("Quorra did not acquire Zelta.", ["Quorra ACQUIRED Zelta not"]),
      ("Quorra no longer owns Zelta.", ["Quorra OWNS Zelta former"]),
      ("Jane Doyle, former CEO of Quorra, spoke.", ["Jane Doyle WORKS_FOR Quorra (CEO) former"]),
    ])
  func standing(text: String, expected: [String]) {
    #expect(facts(text) == expected)
  }

  @Test(
    "Pronouns and definite phrases go back to whom the text was about",
    arguments: [
      (
        "Zelta partnered with Quorra in March 2021. Together, they launched Vexo.",
        [
          "Zelta PARTNERS_WITH Quorra at=2021-03", "Zelta LAUNCHED Vexo at=2021-03*",
          "Quorra LAUNCHED Vexo at=2021-03*",
        ]
      ),
      (
        "Zelta and Quorra announced a partnership. The two companies launched Vexo.",
        [
          "Zelta PARTNERS_WITH Quorra", "Zelta LAUNCHED Vexo", "Quorra LAUNCHED Vexo",
        ]
      ),
      ("Zelta grew fast. The company employs 100 people.", ["Zelta EMPLOYS 100"]),
      ("Zelta grew fast. It acquired Norvo.", ["Zelta ACQUIRED Norvo"]),
      (
        "In May 2023 Zelta launched Vexo. In June, Zelta bought Norvo.",
        [
          "Zelta LAUNCHED Vexo at=2023-05", "Zelta ACQUIRED Norvo at=2023-06*",
        ]
      ),
      (
        "Zelta raised $9 million. The round was led by Norvo Capital with participation from Ventur Partners.",
        [
          "Zelta RAISED 9000000 USD", "Norvo Capital INVESTED_IN Zelta", "Ventur Partners INVESTED_IN Zelta",
        ]
      ),
    ])
  func references(text: String, expected: [String]) {
    #expect(facts(text) == expected)
  }

  @Test(
    "What was, is not and is still to come",
    arguments: [
      ("Zelta hasn't bought Quorra.", ["Zelta ACQUIRED Quorra not"]),
      ("Zelta hasn’t bought Quorra.", ["Zelta ACQUIRED Quorra not"]),
      ("Zelta used to own Quorra.", ["Zelta OWNS Quorra former"]),
      ("Zelta once owned Quorra.", ["Zelta OWNS Quorra former"]),
      ("Jane Doyle previously worked at Zelta.", ["Jane Doyle WORKS_FOR Zelta former"]),
      ("Quorra is going to be bought by Zelta.", ["Zelta ACQUIRED Quorra planned"]),
      ("Zelta quietly acquired Quorra.", ["Zelta ACQUIRED Quorra"]),
      ("Reports that Zelta would buy Quorra are wrong.", ["Zelta ACQUIRED Quorra denied"]),
      ("The merger of Zelta and Quorra fell through.", ["Zelta MERGED_WITH Quorra cancelled not"]),
      ("Zelta is going to buy Quorra.", ["Zelta ACQUIRED Quorra planned"]),
      (
        "The departures of several Zelta executives, including the chief executive Jane Doyle, came in May.",
        ["Jane Doyle WORKS_FOR Zelta (executives) former"]
      ),
      (
        "In 2001 Zelta moved its headquarters from Seattle to Chicago.",
        ["Zelta BASED_IN Seattle former", "Zelta BASED_IN Chicago from=2001"]
      ),
      (
        "In 2001 Zelta moved its headquarters from its first home in Seattle to Chicago.",
        ["Zelta BASED_IN Seattle former", "Zelta BASED_IN Chicago from=2001"]
      ),
    ] as [(String, [String])])
  func times(text: String, expected: [String]) { #expect(facts(text).sorted() == expected.sorted()) }

  @Test("Who raises money is a company, though its name looks like a product's")
  func raiser() {
    #expect(facts("Quorra 3 raised $5 million in 2023.") == ["Quorra 3 RAISED 5000000 USD at=2023"])
  }

  @Test("What is taken for no name does not end a list")
  func unreadName() {
    let found = facts("Zelta raised a round led by Quorra Capital, 7gx, Norvo Ventures and Jane Doyle.")
    #expect(found.contains("Norvo Ventures INVESTED_IN Zelta"))
    #expect(found.contains("Jane Doyle INVESTED_IN Zelta"))
  }

  @Test("A plan without a name is described, with its owner, money, period and place")
  func describedPlan() {
    let claims = facts(
      "Vexo is part of Quorra's broader $20 million, three-year growth plan aimed at schools in Kenya.")
    #expect(claims.contains("Quorra LAUNCHED three-year growth plan 20000000 USD P3Y"))
    #expect(claims.contains("three-year growth plan TARGETS Kenya"))
  }

  @Test(
    "Lists of customers, rivals and investors, founders' firms, denials and the same day",
    arguments: [
      (
        "Zelta's customers include Quorra and Vexo Group.",
        ["Zelta SUPPLIES Quorra", "Zelta SUPPLIES Vexo Group"]
      ),
      (
        "The main competitors of Zelta were Quorra and Vexo.",
        ["Quorra COMPETES_WITH Zelta", "Vexo COMPETES_WITH Zelta"]
      ),
      ("Zelta counts Quorra among its customers.", ["Zelta SUPPLIES Quorra"]),
      ("Zelta developed the chip in collaboration with Quorra Labs.", ["Zelta PARTNERS_WITH Quorra Labs"]),
      (
        "Zelta received funding of $4 million from Quorra Ventures in June 2007.",
        ["Zelta RAISED 4000000 USD at=2007-06", "Quorra Ventures INVESTED_IN Zelta 4000000 USD at=2007-06"]
      ),
      (
        "Ana Lopez founded Zelta in 1999. The company is based in Porto.",
        ["Ana Lopez FOUNDED Zelta at=1999", "Zelta BASED_IN Porto"]
      ),
      (
        "In May 2023, Zelta denied that it would acquire Quorra.",
        ["Zelta ACQUIRED Quorra announced=2023-05 denied"]
      ),
      (
        "On 7 May 2023, Zelta acquired Quorra. On the same day, Zelta acquired Vexo.",
        ["Zelta ACQUIRED Quorra at=2023-05-07", "Zelta ACQUIRED Vexo at=2023-05-07*"]
      ),
      (
        "Zelta raised $5 million in May 2023. The round was led by Quorra Ventures.",
        ["Zelta RAISED 5000000 USD at=2023-05", "Quorra Ventures INVESTED_IN Zelta at=2023-05*"]
      ),
      ("We met at NORDA, the technology fair in Riyadh.", ["NORDA LOCATED_IN Riyadh"]),
      ("In May 2023, Zelta announced that it would acquire Quorra.", ["Zelta ACQUIRED Quorra at=2023-05 planned"]),
      ("Zelta would acquire Quorra.", []),
      ("Zelta merged its health plan with Quorra.", []),
      ("In 2012, Zelta bought 1.7 million MWh of power.", []),
      ("The party took back this seat.", []),
    ])
  func careful(text: String, expected: [String]) {
    #expect(facts(text) == expected)
  }

  @Test(
    "What is to come, weighed, called off, denied or over is never told as done",
    arguments: [
      (
        "Zelta said on 3 May 2024 that it would buy Quorra for $12 million.",
        ["Zelta ACQUIRED Quorra 12000000 USD at=2024-05-03 planned"]
      ),
      ("Zelta is buying Quorra for $12 million.", ["Zelta ACQUIRED Quorra 12000000 USD planned"]),
      ("Zelta to acquire Quorra", ["Zelta ACQUIRED Quorra planned"]),
      ("Zelta made a bid for Quorra.", ["Zelta ACQUIRED Quorra planned"]),
      ("Zelta has entered into an agreement to acquire Quorra.", ["Zelta ACQUIRED Quorra planned"]),
      ("Regulators have approved Zelta's purchase of Quorra.", ["Zelta ACQUIRED Quorra planned"]),
      ("Zelta's takeover of Quorra collapsed in May 2023.", ["Zelta ACQUIRED Quorra at=2023-05 cancelled not"]),
      ("Zelta abandoned its $5 million bid for Quorra.", ["Zelta ACQUIRED Quorra 5000000 USD cancelled not"]),
      ("Zelta rejected Quorra's £3m offer.", ["Quorra ACQUIRED Zelta 3000000 GBP denied"]),
      ("Zelta dismissed reports that it had bought Quorra.", ["Zelta ACQUIRED Quorra denied"]),
      ("Zelta denied on Tuesday that it had bought Quorra.", ["Zelta ACQUIRED Quorra denied"]),
      ("Neither Zelta nor Quorra has confirmed the merger.", ["Zelta MERGED_WITH Quorra planned"]),
      ("Zelta hopes that Quorra will not compete with it.", []),
      ("Jane Doe is no longer chair of Quorra.", ["Jane Doe WORKS_FOR Quorra (chair) former"]),
      ("Jane Doe stepped down as chair of Quorra.", ["Jane Doe WORKS_FOR Quorra (chair) former"]),
      ("Jane Doe will become head of Quorra.", ["Jane Doe WORKS_FOR Quorra (head) planned"]),
      ("Zelta isn't a customer of Quorra any more.", ["Quorra SUPPLIES Zelta former"]),
    ])
  func notDone(text: String, expected: [String]) {
    #expect(facts(text) == expected)
  }

  @Test(
    "Shares, sums and numbers of people with what they belong to",
    arguments: [
      ("Zelta owns 31 percent of Quorra.", ["Zelta OWNS Quorra 31%"]),
      ("Zelta holds a 70 percent interest in Quorra.", ["Zelta OWNS Quorra 70%"]),
      ("Zelta paid $95 million for Quorra.", ["Zelta ACQUIRED Quorra 95000000 USD"]),
      (
        "Zelta invested $6 million in Quorra and $11 million in Norvo.",
        ["Zelta INVESTED_IN Quorra 6000000 USD", "Zelta INVESTED_IN Norvo 11000000 USD"]
      ),
      (
        "Zelta led a €9m seed round in Quorra.",
        ["Quorra RAISED 9000000 EUR", "Zelta INVESTED_IN Quorra"]
      ),
      (
        "Zelta and Quorra own 60% and 40% of Norvo.", ["Zelta OWNS Norvo 60%", "Quorra OWNS Norvo 40%"]
      ),
      ("Zelta and Quorra each own 33.1% of Norvo.", ["Zelta OWNS Norvo 33.1%", "Quorra OWNS Norvo 33.1%"]),
      (
        "Norvo is 45% owned by the British fund Zelta and 30% owned by Qatar's Quorra.",
        ["Zelta BASED_IN British", "Quorra BASED_IN Qatar", "Zelta OWNS Norvo 45%", "Quorra OWNS Norvo 30%"]
      ),
      ("Zelta has 640 employees.", ["Zelta EMPLOYS 640"]),
      (
        "Zelta acquired Quorra, a trucking firm with 2,300 employees.",
        ["Zelta ACQUIRED Quorra", "Quorra EMPLOYS 2300"]
      ),
      ("Zelta laid off 40 employees.", []),
    ])
  func measures(text: String, expected: [String]) {
    #expect(facts(text) == expected)
  }

  @Test(
    "A later sentence gives the date and the sum of what was told before it",
    arguments: [
      (
        "Zelta agreed to acquire Quorra for $12 million. The deal is expected to close in March 2026.",
        ["Zelta ACQUIRED Quorra 12000000 USD at=2026-03 announced"]
      ),
      (
        "Zelta has ordered nine ferries from Quorra. The order is worth about €40 million, and deliveries begin in 2028.",
        ["Quorra SUPPLIES Zelta 40000000 EUR"]
      ),
      (
        "Zelta will build a plant in Chile. The plant, near the coast, will cost $240 million.",
        ["Zelta BUILDS Chile 240000000 USD (plant) planned"]
      ),
      (
        "Zelta will build a plant in Chile. It has long wanted one. Construction is due to begin in 2027.",
        ["Zelta BUILDS Chile at=2027 (plant) planned"]
      ),
      ("Zelta acquired Quorra in May 2024. The transaction closed in June 2024.", ["Zelta ACQUIRED Quorra at=2024-05"]),
      (
        "Regulators have approved Zelta's purchase of Quorra, clearing the way for the deal to close by March 2026.",
        ["Zelta ACQUIRED Quorra at=2026-03 planned"]
      ),
      (
        "Zelta agreed to acquire Quorra. It expects to complete the deal by the end of September 2025.",
        ["Zelta ACQUIRED Quorra at=2025-09 announced"]
      ),
      (
        "Zelta will build a plant in Chile, which is scheduled to open in 2027.",
        ["Zelta BUILDS Chile at=2027 (plant) planned"]
      ),
      (
        "Zelta closed a $9 million round in May 2023, led by Norvo, with money from Mexa.",
        [
          "Zelta RAISED 9000000 USD at=2023-05", "Norvo INVESTED_IN Zelta at=2023-05",
          "Mexa INVESTED_IN Zelta at=2023-05",
        ]
      ),
      // What says itself whose it is, what is of another kind, what does not come about, and what two may mean.
      ("Zelta acquired Quorra. The purchase of Norvo closed in 2023.", ["Zelta ACQUIRED Quorra"]),
      ("Zelta acquired Quorra. The plant opened in 2023.", ["Zelta ACQUIRED Quorra"]),
      ("Zelta acquired Quorra. The deal is not expected to close in 2026.", ["Zelta ACQUIRED Quorra"]),
      (
        "Zelta acquired Quorra, while Norvo bought Mexa. The deal closed in 2023.",
        ["Zelta ACQUIRED Quorra", "Norvo ACQUIRED Mexa"]
      ),
      (
        "Zelta acquired Quorra. Shops opened. Bread was sold. The deal closed in 2023.",
        ["Zelta ACQUIRED Quorra"]
      ),
    ])
  func sequels(text: String, expected: [String]) {
    #expect(facts(text) == expected)
  }

  @Test(
    "A sum of a later sentence is of the kind that one beside the act would be",
    arguments: [
      ("Zelta acquired Quorra. The deal is worth $5 million.", Amount.Kind.paid),
      ("Zelta has ordered nine ferries from Quorra. The order is worth $5 million.", .committed),
      ("Zelta built a plant in Chile. The plant cost $5 million.", .committed),
    ])
  func kindOfSequel(text: String, expected: Amount.Kind) {
    #expect(Extractor().extract(text: text).claims.compactMap(\.qualifiers.amount).map(\.kind) == [expected])
  }

  @Test("A date that stands far behind is left out", arguments: [700, 900])
  func longSequel(bytes: Int) {
    let filler = "It rained " + String(repeating: "and rained ", count: bytes / 11) + "there."
    let found = facts("Zelta acquired Quorra. \(filler) The deal closed in 2023.")
    #expect(found == [bytes > 800 ? "Zelta ACQUIRED Quorra" : "Zelta ACQUIRED Quorra at=2023"])
  }

  @Test("What two sentences tell is quoted from both")
  func quoteOfSequel() throws {
    let text = "It rained. Zelta agreed to acquire Quorra. The deal will close in March 2026. It rained."
    let claims = Extractor().extract(text: text).claims
    #expect(
      claims.map(\.evidence.quote) == ["Zelta agreed to acquire Quorra. The deal will close in March 2026."])
  }

  @Test(
    "Money that is spent to build, and dates that are of something else",
    arguments: [
      (
        "Zelta will invest $3.2 billion over five years to build a plant in Chile.",
        ["Zelta BUILDS Chile 3200000000 USD P5Y (plant) planned"]
      ),
      ("Zelta opened three shops in Chile in 2020.", ["Zelta OPERATES_IN Chile at=2020"]),
      (
        "Zelta has sold bread to its customers in Chile since 2020.",
        ["Zelta OPERATES_IN Chile"]
      ),
      // What the scorer finds of the state that a sentence's one date is not of.
      (
        "Sweden's privacy watchdog, IMY, has been investigating Quorra since October 2024.",
        ["IMY PART_OF Sweden"]
      ),
      (
        "Jane Doyle joined Quorra in 2019 from Zelta, a bank.",
        ["Jane Doyle WORKS_FOR Quorra from=2019", "Jane Doyle WORKS_FOR Zelta to=2019 former"]
      ),
    ])
  func whoseDate(text: String, expected: [String]) {
    #expect(facts(text) == expected)
  }

  @Test(
    "Appositions, possessives, relative clauses and what stands behind a name",
    arguments: [
      ("Zelta, the Porto-based grocer, grew.", ["Zelta BASED_IN Porto"]),
      ("Zelta Inc., the studio behind Norvo, grew.", ["Zelta Inc. DEVELOPS Norvo"]),
      ("Norvo, which Zelta acquired in 2019, grew.", ["Zelta ACQUIRED Norvo at=2019"]),
      ("Norvo is owned and operated by Zelta.", ["Zelta OWNS Norvo"]),
      ("Zelta, then part of Quorra, acquired Norvo.", ["Zelta PART_OF Quorra former", "Zelta ACQUIRED Norvo"]),
      ("Zelta Motors' chief executive, Jane Doe, spoke.", ["Jane Doe WORKS_FOR Zelta Motors (chief executive)"]),
      ("Zelta ordered 40 trains from Quorra in 2022.", ["Quorra SUPPLIES Zelta at=2022"]),
      ("Zelta opened an office in Porto.", ["Zelta OPERATES_IN Porto"]),
      ("Zelta Inc. grew. Its Italian arm did not.", ["Zelta Inc. OPERATES_IN Italian"]),
      ("Zelta's Berlin office is new.", ["Zelta OPERATES_IN Berlin"]),
      ("Zelta Inc. sold its Polish business.", ["Zelta Inc. OPERATES_IN Polish former"]),
      ("Zelta Inc. will not close its Berlin plant.", ["Zelta Inc. OPERATES_IN Berlin"]),
      ("Zelta Inc. grew at its Porto headquarters.", ["Zelta Inc. BASED_IN Porto"]),
      ("Jane Doe likes her Berlin office.", []),
      ("Montaigne in Vienna is different from reading Montaigne at home.", []),
      (
        "Zelta Inc. has signed a deal with Norvo AG. The American firm put $5 million into the Berlin group.",
        [
          "Zelta Inc. PARTNERS_WITH Norvo AG", "Zelta Inc. BASED_IN American",
          "Zelta Inc. INVESTED_IN Norvo AG 5000000 USD", "Norvo AG BASED_IN Berlin",
        ]
      ),
      (
        "Zelta's deal with Norvo, announced in May 2024, was unusual. The American firm grew.",
        ["Zelta PARTNERS_WITH Norvo announced=2024-05", "Zelta BASED_IN American"]
      ),
      ("Zelta runs forty shops in Kenya and Ghana.", ["Zelta OPERATES_IN Kenya", "Zelta OPERATES_IN Ghana"]),
      (
        "Norvo, the Porto company that Zelta bought the year before, grew.",
        ["Norvo BASED_IN Porto", "Zelta ACQUIRED Norvo"]
      ),
      (
        "Jane Doe, who runs Zelta Inc., spoke at its headquarters in Porto.",
        [
          "Jane Doe WORKS_FOR Zelta Inc.", "Zelta Inc. BASED_IN Porto",
        ]
      ),
    ])
  func grammar(text: String, expected: [String]) {
    #expect(facts(text) == expected)
  }

  @Test("What the scorer finds of one item of a list holds for the others, a little less")
  func lists() throws {
    let text = "Quorra Inc., Norvo AG and Mexa Inc. all buy their steel at Zelta Inc."
    let claims = Extractor().extract(text: text).claims
    #expect(
      Set(claims.map(line)) == [
        "Zelta Inc. SUPPLIES Quorra Inc.", "Zelta Inc. SUPPLIES Norvo AG", "Zelta Inc. SUPPLIES Mexa Inc.",
      ])
  }

  @Test("A long sentence is quoted by the clause that states the claim")
  func clauses() throws {
    let text =
      "While the weather over the northern hills was worse than anybody in the valley could remember, the harvest was "
      + "still good; Zelta acquired Quorra in 2019, and the price of bread, which had troubled the ministers for the "
      + "whole of the winter, fell again."
    let claim = try #require(Extractor().extract(text: text).claims.first)
    #expect(claim.evidence.quote == "Zelta acquired Quorra in 2019")
    let short = try #require(Extractor().extract(text: "It rained; Zelta acquired Quorra in 2019.").claims.first)
    #expect(short.evidence.quote == "It rained; Zelta acquired Quorra in 2019.")
  }

  @Test("A confidence is a number of whole hundredths, also where a doubt is taken from it")
  func confidence() {
    let claims =
      Extractor().extract(text: "Quorra Inc. reportedly acquired Zelta Inc. in 2019.").claims
      + Extractor().extract(text: "Quorra Inc. might acquire Zelta Inc. next year.").claims
    #expect(claims.contains { "\($0.confidence)" == "0.35" })
    #expect(claims.allSatisfy { "\($0.confidence)".utf8.count <= 4 })
  }

  @Test("A name in brackets is another name")
  func alias() {
    #expect(facts("Zelta Norvana (Zenova) grew.") == ["Zelta Norvana ALSO_KNOWN_AS Zenova"])
  }

  @Test("The quote and the argument ranges are cut from the Markdown")
  func ranges() throws {
    let text = "It rained. In 2019, **Quorra** acquired [Zelta](https://zelta.example) for $5 million. It rained."
    let claim = try #require(Extractor().extract(text: text).claims.first)
    guard case .passage(_, let quote, let range) = claim.evidence else {
      Issue.record("not from a passage")
      return
    }
    #expect(quote == "In 2019, **Quorra** acquired [Zelta](https://zelta.example) for $5 million.")
    let bytes = Array(text.utf8)
    #expect(String(decoding: bytes[range], as: UTF8.self) == quote)
    let subject = try #require(claim.subject.range)
    #expect(String(decoding: bytes[subject], as: UTF8.self).contains("Quorra"))
  }

  @Test("Offsets in scalars count what is wider than a byte once")
  func scalarOffsets() {
    let offsets = ScalarOffsets("é“a")
    #expect(offsets[byte: 0] == 0)
    #expect(offsets[byte: 2] == 1)
    #expect(offsets[byte: 5] == 2)
    #expect(offsets[byte: 6] == 3)
    #expect(offsets[byte: 99] == 3)
  }
}
