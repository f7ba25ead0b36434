import KnowledgeGraph
import Store
import TestSupport
import Testing

@Suite struct GraphStoreTests {
  let folder: TemporaryFolder
  var path: String { folder.path("graph.sqlite") }

  init() throws { folder = try TemporaryFolder() }

  @Test func recordsComeBackWhole() throws {
    let store = try GraphStore.create(at: path)
    try store.apply(changed: Sample.entries().reversed())
    var records: [NoteRecord] = []
    try store.forEachRecord { records.append($0) }
    #expect(records == Sample.entries().map(\.record))
    #expect(try store.record(at: "b.md") == Sample.entries()[1].record)
    #expect(try store.record(at: "c.md") == nil)
    #expect(try store.stamps() == Dictionary(uniqueKeysWithValues: Sample.entries().map { ($0.record.path, $0.stamp) }))
    #expect(try store.diagnostics() == ["a.md": Sample.entries()[0].diagnostics])
  }

  @Test func aChangedNoteTakesThePlaceOfTheOldOne() throws {
    let store = try Sample.store(at: path)
    var entry = Sample.entries()[0]
    entry.record.claims.removeLast()
    entry.record.passages[0].text = "Nothing of the kind."
    entry.diagnostics = []
    try store.apply(changed: [entry], removed: ["b.md", "never.md"])
    var records: [NoteRecord] = []
    try store.forEachRecord { records.append($0) }
    #expect(records == [entry.record, Sample.entries()[2].record])
    #expect(try store.diagnostics().isEmpty)
    #expect(try store.search("steel million", limit: 5).isEmpty)
    #expect(try store.search("nothing kind", limit: 5).count == 1)
    #expect(try store.isCurrent() == false)
  }

  @Test func aTextWithNULIsForgottenWhole() throws {
    var entry = Sample.entries()[0]
    entry.record.passages[0].text = "Before \0 and behind it."
    let store = try GraphStore.create(at: path)
    try store.apply(changed: [entry])
    #expect(try store.record(at: "a.md") == entry.record)
    try store.indexNotes()
    #expect(try store.search("behind", limit: 5).count == 1)
    try store.apply(changed: [], removed: ["a.md"])
    #expect(try store.search("behind", limit: 5).isEmpty)
    // A store without notes is as one that never had any.
    try store.apply(changed: [entry])
    try store.indexNotes()
    #expect(try store.search("behind", limit: 5).count == 1)
    try store.apply(changed: [], removed: ["a.md"])
    #expect(try store.search("behind", limit: 5).isEmpty)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test func aFirstBuildIndexesTextsOnceItHasReadThemAll() throws {
    let entries = Sample.entries()
    let store = try GraphStore.create(at: path)
    // Kept, changed and removed before there is an index, as by a first build that is broken off and goes on.
    try store.apply(changed: entries)
    var changed = entries[0]
    changed.record.passages[0].text = "Nothing of the kind."
    changed.record.claims = []
    try store.apply(changed: [changed], removed: ["b.md"])
    #expect(try store.search("nothing kind", limit: 5).isEmpty)
    try store.replaceGraph(entities: [], relations: [], acts: [], additions: Ontology(kinds: [], predicates: []))
    #expect(try store.search("nothing kind", limit: 5).count == 1)
    #expect(try store.search("steel million", limit: 5).isEmpty)
    #expect(try store.integrityCheck().isEmpty)
    // From then on the index goes along.
    try store.apply(changed: [entries[0]])
    #expect(try store.search("nothing kind", limit: 5).isEmpty)
    #expect(try store.search("steel million", limit: 5).count == 1)
    #expect(try store.integrityCheck().isEmpty)
  }

  @Test func aReaderAnswersAsTheGraphInMemory() throws {
    try Sample.store(at: path).close()
    let store = try GraphStore.open(at: path)
    let graph = Sample.graph()
    #expect(store.ontology == graph.ontology)
    #expect(try store.entities() == graph.entities())
    #expect(try store.relations() == graph.relations())
    #expect(try store.acts() == graph.acts())
    for name in ["québec STEEL", "qs", "Ann", "A. Lee", "ann lee", "fjord wind & son", "Korea", "nobody", "", "'\""] {
      #expect(try store.entities(named: name) == graph.entities(named: name), "\(name)")
      #expect(try store.names(like: name, limit: 3) == graph.names(like: name, limit: 3), "\(name)")
    }
    for number in Int32(-1)...6 {
      let id = EntityID(rawValue: number)
      #expect(try store.entity(id) == graph.entity(id))
      #expect(
        try store.relation(RelationID(rawValue: Int64(number))) == graph.relation(RelationID(rawValue: Int64(number))))
      #expect(try store.act(ActID(rawValue: Int64(number))) == graph.act(ActID(rawValue: Int64(number))))
      for direction in Direction.allCases {
        for predicates in [nil, [], [.investedIn], [.basedIn, .raised, .authoredBy]] as [Set<KnowledgeGraph.Predicate>?]
        {
          #expect(
            try store.relations(of: id, direction: direction, predicates: predicates)
              == graph.relations(of: id, direction: direction, predicates: predicates))
        }
      }
    }
    for prefix in ["", "0", "7", "zz", "%", try #require(graph.claims(withPrefix: "", limit: 1).first).id.rawValue] {
      #expect(try store.claims(withPrefix: prefix, limit: 2) == graph.claims(withPrefix: prefix, limit: 2), "\(prefix)")
      #expect(try store.claim(ClaimID(rawValue: prefix)) == graph.claim(ClaimID(rawValue: prefix)))
    }
    #expect(try store.source(Sample.source) == graph.source(Sample.source))
    #expect(try store.source(SourceID("none")) == nil)
    let passage = try #require(Sample.entries()[0].record.passages.first)
    #expect(try store.passage(passage.id)?.text == passage.text)
    #expect(
      try store.passage(passage.id)?.links
        == ["https://read.example/1", "https://read.example/2", "https://read.example/3"])
    #expect(try store.fingerprint() == (try graph.fingerprint()))
    #expect(try store.integrityCheck() == [])
  }

  @Test func aReaderSeesTheGraphThatItOpened() throws {
    let writer = try Sample.store(at: path)
    let reader = try GraphStore.open(at: path)
    #expect(try reader.generation() == 1)
    try writer.replaceGraph(entities: [], relations: [], acts: [], additions: Ontology(kinds: [], predicates: []))
    #expect(try reader.entities().count == 5)
    #expect(try reader.generation() == 1)
    #expect(try GraphStore.open(at: path).entities().isEmpty)
    #expect(try GraphStore.open(at: path).generation() == 2)
    #expect(try GraphStore.open(at: path).ontology == .builtIn)
  }

  @Test func whatAFailedWriteBeganIsUndone() throws {
    let store = try Sample.store(at: path)
    let before = try store.fingerprint()
    let orphan = Relation(
      id: RelationID(rawValue: 0), subject: EntityID(rawValue: 99), predicate: .owns, object: nil, claims: [])
    #expect(throws: StoreError.self) {
      try store.replaceGraph(entities: [], relations: [orphan], acts: [], additions: Sample.additions)
    }
    #expect(try store.fingerprint() == before)
    #expect(try store.entities() == Sample.graph().entities())
    #expect(try store.integrityCheck() == [])
  }

  @Test func conformsToGraphReading() throws {
    let failures = try GraphReadingConformance.failures { parts in
      let store = try GraphStore.create(at: path)
      let source = try #require(parts.sources.first)
      let record = NoteRecord(
        path: source.note, role: .source, title: source.title, source: source, passages: parts.passages,
        claims: parts.claims)
      try store.apply(changed: [NoteEntry(record: record, stamp: FileStamp(size: 1, modified: 1, hash: "aa"))])
      try store.replaceGraph(
        entities: parts.entities, relations: parts.relations, acts: parts.acts,
        additions: Ontology(kinds: [], predicates: []))
      try store.close()
      return try GraphStore.open(at: path)
    }
    #expect(failures == [])
  }

  @Test func endsThatAreNotThereAreRefused() throws {
    let store = try Sample.store(at: path)
    let graph = Sample.graph()
    var relations = graph.relations()
    relations[2].object = EntityID(rawValue: 7)
    var acts = graph.acts()
    acts[0].relations.append(RelationID(rawValue: 50))
    for (relations, acts) in [(relations, []), (graph.relations(), []), (graph.relations(), acts)] {
      #expect(throws: StoreError.self) {
        try store.replaceGraph(
          entities: graph.entities(), relations: relations, acts: acts, additions: Sample.additions)
      }
    }
    #expect(try store.generation() == 1)
    // Notes are still forgotten with all that they gave.
    try store.apply(changed: [], removed: ["a.md", "b.md", "people/Ann.md"])
    #expect(try store.integrityCheck() == [])
  }

  @Test func keptNumbersAreThoseThatAreCounted() throws {
    let store = try Sample.store(at: path)
    let kept = try store.statistics()
    // What is kept holds no longer once a note was written.
    try store.apply(changed: [Sample.entries()[0]])
    #expect(try store.isCurrent() == false)
    #expect(try store.statistics() == kept)
    #expect(kept.claims(from: 0.5) == 3)
    #expect(kept.claims(from: 0.6) == 2)
    #expect(kept.claims(from: 1) == 1)
  }

  @Test func statisticsCount() throws {
    let statistics = try Sample.store(at: path).statistics()
    #expect(statistics.notes == 3)
    #expect(statistics.sources == 2)
    #expect(statistics.passages == 1)
    #expect(statistics.claims == 3)
    #expect(statistics.claimsWithoutDate == 2)
    #expect(statistics.claimsNotFactual == 1)
    #expect(statistics.contested == 2)
    #expect(statistics.corroborated == 1)
    #expect(statistics.diagnostics == 2)
    #expect(statistics.entitiesByKind == [.person: 1, .company: 2, .country: 1, .article: 1])
    #expect(statistics.claimsByPredicate == [.investedIn: 1, .raised: 1, .authoredBy: 1])
  }

  @Test func stampsAreRenewedAlone() throws {
    let store = try Sample.store(at: path)
    let stamp = FileStamp(size: 10, modified: 99, hash: "aa")
    try store.restamp(["a.md": stamp])
    #expect(try store.stamps()["a.md"] == stamp)
    #expect(try store.isCurrent())
  }
}
