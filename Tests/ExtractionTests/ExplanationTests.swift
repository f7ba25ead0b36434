import Extraction
import KnowledgeGraph
import Notes
import Testing

/// What is told of how a text was read.
@Suite("Explanations")
struct ExplanationTests {
  /// A sentence's candidates as "rule subject PREDICATE object outcome".
  private func lines(_ reading: SentenceReading) -> [String] {
    reading.candidates.map { candidate in
      let outcome =
        switch candidate.outcome {
        case .made(let claim): "\(claim.confidence)"
        case .declined(let reason): reason.rawValue
        }
      return [
        candidate.rule, candidate.subject ?? "-", candidate.predicate?.rawValue ?? "-", candidate.object ?? "-",
        outcome,
      ].joined(separator: " ")
    }
  }

  @Test(
    "A sentence says what was made of it and what was declined, and why",
    arguments: [
      ("Quorra Inc. acquired Zelta Inc. in 2019.", ["trigger.acquire Quorra Inc. ACQUIRED Zelta Inc. 0.8"]),
      ("If Quorra acquired Zelta, it would grow.", ["trigger.acquire Quorra ACQUIRED Zelta conditional"]),
      ("Quorra raised the question.", ["trigger.raise - RAISED - no-amount"]),
      ("Quorra acquired.", ["trigger.acquire Quorra ACQUIRED - no-object"]),
      ("In 2019 someone acquired Quorra.", ["trigger.acquire - ACQUIRED Quorra no-subject"]),
      ("The weather was fine.", []),
    ])
  func candidates(text: String, expected: [String]) throws {
    let readings = Extractor().explain(text: text)
    #expect(readings.count == 1)
    #expect(try lines(#require(readings.first)) == expected)
  }

  @Test("A question is declined as a whole")
  func question() throws {
    let reading = try #require(Extractor().explain(text: "Did Quorra acquire Zelta?").first)
    #expect(reading.declined == .question)
    #expect(reading.mentions.map(\.surface) == ["Quorra", "Zelta"])
    #expect(reading.candidates == [])
  }

  @Test("The claims are those of extraction, in the sentences that they are read in")
  func sameClaims() {
    let text =
      "It rained. In 2019, **Quorra** acquired [Zelta](https://zelta.example) for $5 million. It then partnered with "
      + "Norvo.\n\nJane Doe, the CEO of Quorra, spoke. Who knows whether Norvo owns Mirra?"
    let extractor = Extractor()
    let readings = extractor.explain(text: text)
    let made = readings.flatMap(\.candidates).compactMap { candidate in
      if case .made(let claim) = candidate.outcome { claim } else { nil }
    }
    #expect(made == extractor.extract(text: text).claims)
    #expect(made.count == 3)
    #expect(readings.flatMap(\.mentions) == extractor.extract(text: text).mentions)
    for reading in readings {
      let bytes = Array(text.utf8)
      #expect(String(decoding: bytes[reading.range], as: UTF8.self) == reading.text)
    }
  }

  @Test("Later passages of a note are read with what the earlier ones show")
  func note() {
    let markdown = "Zelta is a product of Quorra Inc.\n\nQuorra Inc. launched Zelta in 2021.\n"
    let note = NoteParser(ontology: .builtIn).parse(path: "a.md", bytes: Array(markdown.utf8))
    let extractor = Extractor()
    let made = extractor.explain(note.passages, date: note.source.date).flatMap { $0 }.flatMap(\.candidates)
      .compactMap { candidate in if case .made(let claim) = candidate.outcome { claim } else { nil } }
    let facts = extractor.extract(note).claims.filter { !Ontology.builtIn.isBackground($0.predicate) }
    #expect(!made.isEmpty)
    #expect(Set(made.map(\.id)).isSubset(of: Set(facts.map(\.id))))
  }
}
