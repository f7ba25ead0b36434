public import KnowledgeGraph

/// What a note says of itself, without its passages and claims.
struct Heading: Sendable {
  var path: String
  var role: NoteRecord.Role
  var title: String
  var aliases: [String]
  var source: Source
}

/// Makes one graph out of the claims of all notes.
///
/// Which names are one entity, which claims are one relation and which tellings one act: `Documentation/Resolution.md`
/// says by which rules. Nothing is merged because it looks alike. Notes may come in any order: equal notes give an
/// equal graph.
///
/// Claims are held in some 90 bytes each, and every name, source and set of qualifiers once.
public struct Resolver: Sendable {
  let ontology: Ontology
  let authority: (any NameAuthority)?
  let threshold: Double
  private var table = ClaimTable()
  private var headings: [Heading] = []

  /// A resolver without claims.
  ///
  /// - Parameters:
  ///   - ontology: The kinds and predicates of the claims.
  ///   - authority: Knows names of places, say; without one every name is as its text writes it.
  ///   - threshold: The least confidence, 0...1, of a claim that says anything about the graph. The others are counted
  ///     and left out, as if nobody had said them.
  public init(ontology: Ontology, authority: (any NameAuthority)? = nil, threshold: Double = 0) {
    self.ontology = ontology
    self.authority = authority
    self.threshold = threshold
  }

  /// Takes in what one note gives.
  ///
  /// - Complexity: O(size of `record`).
  public mutating func add(_ record: NoteRecord) {
    headings.append(
      Heading(
        path: record.path, role: record.role, title: record.title, aliases: record.aliases, source: record.source))
    _ = table.sources.number(of: record.source.id)
    var texts: [PassageID: UInt64] = [:]
    for passage in record.passages { texts[passage.id] = TextFingerprint.of(passage.text) }
    for claim in record.claims { add(claim, text: claim.evidence.passage.flatMap { texts[$0] } ?? 0) }
  }

  /// The one way by which a claim enters.
  private mutating func add(_ claim: Claim, text: UInt64) { table.append(claim, text: text) }

  /// The graph of all that was added.
  ///
  /// - Complexity: O(n log n) in the number of claims.
  public consuming func resolve() -> ResolvedGraph {
    table.sortAndUnify()
    let census = table.census(ontology)
    table.drop(below: threshold)
    headings.sort { $0.path < $1.path }
    let independence = Independence(sources: table.sources, headings: headings)
    var naming = Naming(
      table: table, headings: headings, ontology: ontology, authority: authority, independence: independence)
    var grouping = ActGrouping(table: table, ontology: ontology, naming: naming)
    grouping.group()
    for (left, right) in grouping.sameDescriptions { naming.join(left, right) }
    var graph = Agreement(
      table: table, ontology: ontology, independence: independence, naming: naming.entities(),
      nodes: naming.nodeOfMention, groups: grouping.groups, groupOfRow: grouping.groupOfRow
    ).graph()
    graph.claims = census
    return graph
  }
}
