import Foundation
import KnowledgeGraph
import Store
import TestSupport
import Testing

/// The file with the shape of the graph beside the database: the same answers, and none from a file that is not the
/// graph's.
@Suite struct AdjacencyTests {
  let folder: TemporaryFolder
  var path: String { folder.path("graph.sqlite") }
  var sidecar: String { folder.path("graph.adjacency") }

  init() throws { folder = try TemporaryFolder() }

  /// A graph with loops, parallel relations, values, gaps between numbers and a predicate of the vault's own.
  private static func graph(using random: inout SplitMix64) -> (entities: [Entity], relations: [Relation]) {
    let kinds: [Kind] = [.company, .country, .person, Kind("Mine")]
    let predicates: [KnowledgeGraph.Predicate] = [
      .owns, .partnersWith, .mentions, KnowledgeGraph.Predicate("ÜBER"), .raised,
    ]
    var number: Int32 = 0
    let entities = (0..<Int.random(in: 1...12, using: &random)).map { index in
      number += Int32.random(in: 1...5, using: &random)
      return Entity(
        id: EntityID(rawValue: number), name: "Entity \(index)", kind: random.pick(kinds),
        isAuthor: Bool.random(using: &random))
    }
    var relations: [Relation] = []
    for entity in entities {
      let count = Int.random(in: 0...5, using: &random)
      var ends: [(predicate: KnowledgeGraph.Predicate, object: EntityID?)] = []
      for _ in 0..<count {
        let (predicate, other) = (random.pick(predicates), random.pick(entities).id)
        ends.append((predicate, predicate == .raised ? nil : other))
      }
      ends.sort { left, right in
        let (near, far) = (left.object?.rawValue ?? -1, right.object?.rawValue ?? -1)
        return left.predicate != right.predicate ? left.predicate < right.predicate : near < far
      }
      for (place, end) in ends.enumerated() {
        relations.append(
          Relation(
            id: RelationID(rawValue: Int64(entity.id.rawValue) << 32 | Int64(place)), subject: entity.id,
            predicate: end.predicate, object: end.object, claims: [ClaimID(rawValue: "\(entity.id.rawValue)-\(place)")])
        )
      }
    }
    return (entities, relations)
  }

  private func put(_ graph: (entities: [Entity], relations: [Relation])) throws {
    let store = try GraphStore.create(at: path)
    try store.replaceGraph(
      entities: graph.entities, relations: graph.relations, acts: [],
      additions: Ontology(
        kinds: [KindDefinition(Kind("Mine"), parent: .facility, label: "Mine", plural: "Mines", icon: "facility")],
        predicates: []))
    try store.refreshAdjacency()
    try store.close()
  }

  private static func steps(
    _ shape: GraphAdjacency, of entity: EntityID, _ direction: Direction
  ) throws -> [RelationID] {
    let position = try #require(shape.position(of: entity))
    var found: [RelationID] = []
    try shape.forEachStep(from: position, direction: direction) { step in
      found.append(shape.relation(at: step.relation))
      return true
    }
    return found
  }

  @Test func itSaysWhatTheDatabaseSays() throws {
    var random = SplitMix64(seed: 4)
    for _ in 0..<60 {
      let graph = AdjacencyTests.graph(using: &random)
      try put(graph)
      let store = try GraphStore.open(at: path)
      let shape = try #require(store.adjacency)
      #expect(shape.isUndamaged())
      #expect(shape.entityCount == graph.entities.count)
      #expect(shape.relationCount == graph.relations.count)
      for entity in graph.entities {
        let position = try #require(shape.position(of: entity.id))
        #expect(try shape.name(at: position) == entity.name)
        #expect(shape.kinds[try shape.kind(at: position)] == entity.kind)
        #expect(shape.isAuthor(at: position) == entity.isAuthor)
        #expect(try shape.positions(named: entity.name.uppercased()) == [position])
        for direction in Direction.allCases {
          let expected = try store.relations(of: entity.id, direction: direction, predicates: nil).map(\.id)
          #expect(try AdjacencyTests.steps(shape, of: entity.id, direction) == expected)
        }
      }
      #expect(shape.position(of: EntityID(rawValue: 0)) == nil)
      #expect(try shape.positions(named: "nobody").isEmpty)
      for (place, relation) in graph.relations.enumerated() {
        let ends = try shape.ends(ofRelationAt: place)
        #expect(shape.relation(at: place) == relation.id)
        #expect(shape.entity(at: ends.subject) == relation.subject)
        #expect((ends.object < 0 ? nil : shape.entity(at: ends.object)) == relation.object)
        #expect(shape.predicates[try shape.predicate(ofRelationAt: place)] == relation.predicate)
      }
      let valued = graph.relations.indices.filter { graph.relations[$0].object == nil }
      #expect(shape.valueRelations() == valued)
      try store.close()
    }
  }

  /// One made in memory of the same parts answers alike.
  @Test func oneInMemoryIsTheSame() throws {
    var random = SplitMix64(seed: 44)
    for _ in 0..<40 {
      let graph = AdjacencyTests.graph(using: &random)
      try put(graph)
      let store = try GraphStore.open(at: path)
      let kept = try #require(store.adjacency)
      let made = try Graph(
        ontology: store.ontology, entities: graph.entities, relations: graph.relations, acts: []
      ).shape()
      #expect(made.checksum != 0)
      for entity in graph.entities {
        for direction in Direction.allCases {
          #expect(
            try AdjacencyTests.steps(made, of: entity.id, direction)
              == AdjacencyTests.steps(kept, of: entity.id, direction))
        }
      }
      #expect(
        try made.relationClasses().map { [$0.relation, $0.count] }
          == kept.relationClasses().map { [$0.relation, $0.count] })
      try store.close()
    }
  }

  @Test func aFileOfAnotherGraphIsNotLookedAt() throws {
    try Sample.store(at: path).close()
    #expect(try GraphStore.open(at: path).adjacency == nil)
    var store = try GraphStore.create(at: path)
    try store.refreshAdjacency()
    try store.close()
    #expect(try GraphStore.open(at: path).adjacency != nil)
    let old = try Data(contentsOf: URL(filePath: sidecar))
    // The graph goes on, and the file is left behind.
    var random = SplitMix64(seed: 3)
    let graph = AdjacencyTests.graph(using: &random)
    store = try GraphStore.create(at: path)
    try store.replaceGraph(
      entities: graph.entities, relations: graph.relations, acts: [], additions: Ontology(kinds: [], predicates: []))
    try store.close()
    #expect(try GraphStore.open(at: path).adjacency == nil)
    store = try GraphStore.create(at: path)
    try store.refreshAdjacency()
    try store.close()
    #expect(try GraphStore.open(at: path).adjacency?.entityCount == graph.entities.count)
    // Nor is one that somebody puts back.
    try old.write(to: URL(filePath: sidecar))
    #expect(try GraphStore.open(at: path).adjacency == nil)
  }

  /// Whatever stands in the file, answers are given or refused, and nothing is read beyond it.
  @Test func damageIsNoCrash() throws {
    var random = SplitMix64(seed: 9)
    for _ in 0..<20 {
      let graph = AdjacencyTests.graph(using: &random)
      try put(graph)
      let whole = [UInt8](try Data(contentsOf: URL(filePath: sidecar)))
      for _ in 0..<60 {
        var bytes = whole
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
        case 1: bytes += [UInt8](repeating: 0, count: Int.random(in: 1...64, using: &random))
        default:
          for _ in 0..<Int.random(in: 1...4, using: &random) {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
          }
        }
        try Data(bytes).write(to: URL(filePath: sidecar))
        // The database is asked to take the bytes for its own: the checksum in the header is left as it was.
        guard let shape = try GraphStore.open(at: path).adjacency else { continue }
        for position in 0..<shape.entityCount {
          _ = try? shape.name(at: position)
          _ = try? shape.kind(at: position)
          try? shape.forEachStep(from: position, direction: .both) { _ in true }
        }
        for place in 0..<shape.relationCount { _ = try? shape.ends(ofRelationAt: place) }
        for entity in graph.entities { _ = try? shape.positions(named: entity.name) }
        _ = try? shape.relationClasses()
        _ = try? shape.components(predicates: Array(shape.predicates.indices))
        #expect(bytes == whole || !shape.isUndamaged())
      }
      // A build writes it anew.
      let store = try GraphStore.create(at: path)
      try store.refreshAdjacency()
      try store.close()
      #expect([UInt8](try Data(contentsOf: URL(filePath: sidecar))) == whole)
    }
  }

  @Test func aFileThatCannotBeWrittenIsNoFailure() throws {
    try Sample.store(at: path).close()
    try FileManager.default.createDirectory(atPath: sidecar + ".new", withIntermediateDirectories: true)
    let store = try GraphStore.create(at: path)
    try store.refreshAdjacency()
    try store.close()
    #expect(try GraphStore.open(at: path).adjacency == nil)
  }
}
