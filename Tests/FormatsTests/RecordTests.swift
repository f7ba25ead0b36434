import Formats
import KnowledgeGraph
import Testing

/// A deal as the notes tell it, small enough that its JSON can be written out by hand.
enum Deal {
  static let source = SourceID("url:https://example.org/cloud")
  static let passage = Passage(
    id: PassageID(rawValue: "00112233445566778899aabbccddeeff"), source: source, note: "Articles/Cloud.md",
    text: "In March 2024, Acme partnered with Mobily.", offset: 120, line: 9, links: ["https://example.org/h/1"])
  static let claim = Claim(
    id: ClaimID(rawValue: "c7f30000000000000000000000000000"),
    subject: Argument("Acme", kind: .company, range: 15..<19), predicate: .partnersWith,
    object: Argument("Mobily", kind: .company, range: 35..<41),
    qualifiers: Qualifiers(
      at: PartialDate(edtf: "2024-03").map { StatedDate($0, inherited: .year) },
      amount: Amount(
        ExactDecimal(significand: 43, exponent: 7), unit: .money(currency: "USD"), kind: .committed, precision: .max,
        period: Period(5, .year)), status: .planned, isNegated: true, accordingTo: "Feifan"),
    evidence: .passage(passage.id, quote: "Acme partnered with Mobily", range: 15..<41), source: source,
    note: "Articles/Cloud.md", origin: .rule("trigger.partner"), confidence: 0.9, act: 1)
}

@Suite struct ClaimRecords {
  @Test func everythingIsWritten() {
    #expect(
      JSONValue(Deal.claim, passage: Deal.passage).text() == """
        {"id":"c7f30000000000000000000000000000",\
        "subject":{"surface":"Acme","kind":"Company","reference":"name","range":[15,19]},"predicate":"PARTNERS_WITH",\
        "object":{"surface":"Mobily","kind":"Company","reference":"name","range":[35,41]},\
        "qualifiers":{"at":{"date":"2024-03","inherited":["year"]},\
        "amount":{"value":"430000000","unit":"money","currency":"USD","kind":"committed","precision":"max",\
        "period":"P5Y"},"status":"planned","negated":true,"accordingTo":"Feifan"},\
        "evidence":{"passage":"00112233445566778899aabbccddeeff","quote":"Acme partnered with Mobily",\
        "range":[15,41],"line":9,"links":["https://example.org/h/1"]},\
        "source":{"id":"url:https://example.org/cloud"},"note":"Articles/Cloud.md",\
        "origin":{"rule":"trigger.partner"},"confidence":0.9,"act":1}
        """)
  }

  @Test func aFieldIsEvidenceToo() {
    var claim = Deal.claim
    claim.evidence = .field(name: "author", text: "[[Hugging Face]]", line: 2)
    #expect(
      JSONValue(claim)["evidence"]?.text() == #"{"field":"author","text":"[[Hugging Face]]","line":2}"#)
  }
}

@Suite struct NodeLinkForm {
  @Test func linksValuesAndActs() throws {
    let acme = Entity(id: EntityID(rawValue: 0), name: "Acme", kind: .company, aliases: ["Acme Inc."], sourceCount: 1)
    let mobily = Entity(id: EntityID(rawValue: 1), name: "Mobily", kind: .company, isAuthor: true, sourceCount: 2)
    let partners = Relation(
      id: RelationID(rawValue: 4), subject: acme.id, predicate: .partnersWith, object: mobily.id,
      claims: [Deal.claim.id], act: ActID(rawValue: 0))
    let staff = Relation(
      id: RelationID(rawValue: 5), subject: mobily.id, predicate: .employs, object: nil,
      qualifiers: Qualifiers(amount: Amount(ExactDecimal(1500), unit: .count(of: "employees"))),
      claims: [Deal.claim.id], contestedBy: [RelationID(rawValue: 9)])
    let act = Act(
      id: ActID(rawValue: 0), predicate: .partnersWith, relations: [partners.id], claims: [Deal.claim.id])
    let part = Subgraph(
      entities: [acme, mobily], relations: [partners, staff], acts: [act], proofs: [partners.id: []],
      focus: [mobily.id])
    let empty = Graph(ontology: .builtIn, entities: [], relations: [], acts: [])
    let text = try NodeLink().text(of: GraphExport(empty, part: part))
    #expect(
      try JSONValue(parsing: text.utf8).text() == """
        {"schemaVersion":1,"directed":true,"multigraph":true,"graph":{"focus":["Mobily"]},"nodes":[\
        {"id":"Acme","kind":"Company","aliases":["Acme Inc."],"sourceCount":1},\
        {"id":"Mobily","kind":"Company","aliases":[],"author":true,"sourceCount":2}],"links":[\
        {"source":"Acme","key":"PARTNERS_WITH","target":"Mobily","qualifiers":{},"sourceCount":1,"confidence":1.0,\
        "claims":["c7f30000000000000000000000000000"],"proofs":[]}],"values":[\
        {"source":"Mobily","key":"EMPLOYS","qualifiers":{"amount":{"value":"1500","unit":"count","of":"employees",\
        "precision":"exact"}},"sourceCount":1,"confidence":1.0,"contested":true,\
        "claims":["c7f30000000000000000000000000000"],"proofs":[]}],"acts":[\
        {"key":"PARTNERS_WITH","links":[0],"sourceCount":1,"claims":["c7f30000000000000000000000000000"]}]}
        """)
    // Written piece by piece, it reads as if it had been written at once.
    #expect(try JSONValue(parsing: text.utf8).text(indented: true) + "\n" == text)
  }
}

@Suite struct Lines {
  @Test func oneClaimALineSortedWithItsPassage() throws {
    var other = Deal.claim
    other.id = ClaimID(rawValue: "0a000000000000000000000000000000")
    other.evidence = .field(name: "author", text: "Ann", line: 2)
    let graph = Graph(
      ontology: .builtIn, entities: [], relations: [], acts: [], claims: [Deal.claim, other], passages: [Deal.passage])
    #expect(
      try ClaimLines().text(of: GraphExport(graph))
        == "\(JSONValue(other).text())\n\(JSONValue(Deal.claim, passage: Deal.passage).text())\n")
  }
}
