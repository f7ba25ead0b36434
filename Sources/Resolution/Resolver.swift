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
  private var nameDecisions = NameDecisions()

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
    headings.append(Heading(record))
    table.append(record)
  }

  /// Lets people's decisions about names hold.
  ///
  /// What they decided about claims, the claims that are added tell themselves.
  public mutating func decide(_ decisions: NameDecisions) { nameDecisions = decisions }

  /// The graph of all that was added.
  ///
  /// - Complexity: O(n log n) in the number of claims.
  public consuming func resolve() -> ResolvedGraph { (consume self).resolveNames().graph().graph }

  /// The graph of all that was added, numbered with room between the numbers, and how it came of the claims.
  package consuming func resolveForKeeping() -> (graph: ResolvedGraph, names: ResolvedNames) {
    let authority = authority
    let resolution = (consume self).resolveNames()
    let numbering = Numbering(entities: resolution.entities.entities.count)
    // Neither needs the other: each is made on a core of its own.
    let mentions = Ahead { resolution.mentions(authority: authority, numbering: numbering) }
    let (graph, rows) = resolution.graph(numbering)
    return (graph, resolution.names(rows, numbering, mentions))
  }

  private consuming func resolveNames() -> Resolution {
    table.sortAndUnify()
    let census = table.census(ontology)
    table.drop(below: threshold)
    table.respell(nameDecisions)
    headings.sort { $0.path < $1.path }
    let independence = Independence(sources: table.sources, headings: headings)
    var titles: [Int32: String] = [:]
    for isEntity in [false, true] {
      for heading in headings where heading.isEntity == isEntity {
        if let source = table.sources.find(heading.source.id), titles[source] == nil { titles[source] = heading.title }
      }
    }
    var naming = Naming(
      table: table, headings: headings, ontology: ontology, authority: authority, independence: independence,
      titles: titles)
    var settled = NameSettlement()
    var mentionsOfHidden: Set<Int32> = []
    if !nameDecisions.isEmpty {
      settled = NameSettlement(nameDecisions, &naming) { apart in
        Naming(
          table: table, headings: headings, ontology: ontology, authority: authority, independence: independence,
          titles: titles, apart: apart)
      }
      if !settled.hidden.isEmpty { (table, mentionsOfHidden) = naming.hide(settled.hidden) }
    }
    var grouping = ActGrouping(
      table: table, ontology: ontology,
      subjects: table.rows.map { naming.root(naming.nodeOfMention[Int($0.subject)]) },
      objects: table.rows.map { $0.object < 0 ? -1 : naming.root(naming.nodeOfMention[Int($0.object)]) })
    grouping.group()
    for (left, right) in grouping.sameDescriptions { naming.join(left, right) }
    let entities = naming.entities(settled.decided(&naming))
    let subjects = table.rows.map { entities.numbers[Int(naming.nodeOfMention[Int($0.subject)])] }
    let objects = table.rows.map {
      $0.object < 0 ? -1 : entities.numbers[Int(naming.nodeOfMention[Int($0.object)])]
    }
    let decisions = settled.outcome(&naming, entities)
    naming.forgetNames()
    return Resolution(
      ontology: ontology, table: table, headings: headings, independence: independence, naming: naming,
      entities: entities, subjects: subjects, objects: objects, groups: grouping.groups,
      groupOfRow: grouping.groupOfRow, rowsWithAmount: grouping.rowsWithAmount, claims: census,
      decisions: decisions, hidden: settled.hidden, mentionsOfHidden: mentionsOfHidden)
  }
}

/// The entities of a graph with all that they, and its relations, are made of.
struct Resolution: Sendable {
  var ontology: Ontology
  var table: ClaimTable
  var headings: [Heading]
  var independence: Independence
  var naming: Naming
  var entities: ResolvedEntities
  var subjects: [Int32]
  var objects: [Int32]
  var groups: [ActGrouping.Group]
  var groupOfRow: [Int32]
  var rowsWithAmount: [Int32]
  var claims: ClaimCensus
  var decisions: NameOutcome
  /// Nodes of what people hid.
  var hidden: Set<Int32>
  /// The mentions in claims that tell of what people hid.
  var mentionsOfHidden: Set<Int32>

  /// The graph, its parts numbered by position or, with a numbering, with room between their numbers; and which claims
  /// are in no relation, or the other way round.
  func graph(_ numbering: Numbering? = nil) -> (graph: ResolvedGraph, rows: Agreement.Rows) {
    var outcome = Agreement(
      table: table, ontology: ontology, independence: independence, subjects: subjects, objects: objects,
      groups: groups, groupOfRow: groupOfRow, kind: { entities.entities[Int($0.rawValue)].kind }
    ).outcome()
    var graph = ResolvedGraph(
      entities: entities.entities, relations: [], acts: outcome.acts,
      unrelated: outcome.unrelated.map { table.claimID(table.rows[$0].id) }.sorted(), claims: claims)
    // Taken out, so that the relations are numbered where they are rather than in a copy.
    swap(&graph.relations, &outcome.relations)
    graph.decisions = decisions
    numbering?.spread(&graph)
    return (graph, Agreement.Rows(unrelated: outcome.unrelated, swapped: outcome.swapped))
  }

  /// What the claims call the entities.
  func mentions(authority: (any NameAuthority)?, numbering: Numbering) -> ResolvedMentions {
    var mentions = ResolvedMentions()
    mentions.sources = table.sources.values
    mentions.voices = mentions.sources.indices.map { independence.keys(of: Int32($0)) }
    var forms = Interner<MentionForm>()
    let formOfMention = table.mentions.values.map { forms.number(of: table.form($0)) }
    mentions.forms = forms.values
    let keys = MentionKeys(ontology: ontology, authority: authority)
    // As lists: most forms have one key, and a set of one takes many times its room.
    let keysOfForm = forms.values.map { Array(keys.keys(of: $0)) }
    // What says more of an entity than its mentions do: notes, sources, and names that are told to be its.
    var furtherKeys: [Int32: Set<String>] = [:]
    let alias = table.predicates.find(.alsoKnownAs)
    let sorts = ClaimSorts(table)
    var counts = [Int](repeating: 0, count: entities.entities.count + 1)
    for (index, row) in table.rows.enumerated() {
      let (subject, object) = (subjects[index], objects[index])
      func see(_ mention: Int32, _ entity: Int32) {
        guard mention >= 0, entity >= 0 else { return }
        furtherKeys[entity, default: []].formUnion(keysOfForm[Int(formOfMention[Int(mention)])])
      }
      for (mention, entity) in [(row.subject, subject), (row.object, object)] where mention >= 0 && entity >= 0 {
        if table.mentions[mention].reference == .source {
          furtherKeys[entity, default: []].insert(MentionKeys.key(of: table.sources[row.source]))
        }
      }
      if row.predicate == alias {
        see(row.subject, object)
        see(row.object, subject)
      }
      counts[Int(subject) + 1] += 1
      if object >= 0 { counts[Int(object) + 1] += 1 }
    }
    for (index, heading) in headings.enumerated() {
      let entity = entities.numbers[Int(naming.node(ofHeading: index))]
      let headingKeys = keys.keys(of: heading)
      mentions.noteKeys.append((heading.path, headingKeys.sorted()))
      if entity >= 0 { furtherKeys[entity, default: []].formUnion(headingKeys) }
    }
    for index in 1..<counts.count { counts[index] += counts[index - 1] }
    // Where each side stands among the sides of its entity: twice its row, and one more for an object.
    var order = [Int32](repeating: 0, count: counts[counts.count - 1])
    for index in table.rows.indices {
      for (entity, isObject) in [(subjects[index], false), (objects[index], true)] where entity >= 0 {
        order[counts[Int(entity)]] = Int32(2 * index + (isObject ? 1 : 0))
        counts[Int(entity)] += 1
      }
    }
    // An entity after the other, so that the forms of one are held at a time.
    var start = 0
    for position in entities.entities.indices {
      var found = furtherKeys[Int32(position)] ?? []
      var seen: Set<Int32> = []
      // By now each count says where the sides of its entity end.
      for place in order[start..<counts[position]] {
        let row = table.rows[Int(place / 2)]
        let form = formOfMention[Int(place % 2 == 1 ? row.object : row.subject)]
        if seen.insert(form).inserted { found.formUnion(keysOfForm[Int(form)]) }
      }
      for key in found.sorted() { mentions.keys.append((key, numbering.entity(position))) }
      start = counts[position]
    }
    for key in keysOfHidden(keys, keysOfForm, formOfMention).sorted() {
      mentions.keys.append((key, ResolvedNames.leftOut))
    }
    mentions.forEachSide = { [table, subjects, objects, order] body in
      for place in order {
        let (index, isObject) = (Int(place / 2), place % 2 == 1)
        let row = table.rows[index]
        let entity = isObject ? objects[index] : subjects[index]
        let form = formOfMention[Int(isObject ? row.object : row.subject)]
        try body(
          numbering.entity(Int(entity)),
          ClaimSide(
            claim: row.id, isObject: isObject, form: form, source: row.source, text: row.text,
            sort: sorts.sort(of: row, in: table)))
      }
    }
    return mentions
  }

  /// What is to be kept beside the graph.
  func names(_ rows: Agreement.Rows, _ numbering: Numbering, _ mentions: Ahead<ResolvedMentions>) -> ResolvedNames {
    var names = ResolvedNames(mentions: mentions)
    for (position, base) in entities.bases.enumerated() { names.bases[numbering.entity(position)] = base }
    names.withAmount = Set(rowsWithAmount.map { table.claimID(table.rows[Int($0)].id) })
    names.unrelated = rows.unrelated.map { index in
      ResolvedNames.Unrelated(
        claim: table.claimID(table.rows[index].id), subject: numbering.entity(Int(subjects[index])),
        object: objects[index] < 0 ? nil : numbering.entity(Int(objects[index])))
    }
    names.swapped = Set(rows.swapped.map { table.claimID(table.rows[$0].id) })
    return names
  }

  /// The keys of what people hid, and of the names that were told of together with it: those claims had a say in what the
  /// names mean.
  private func keysOfHidden(
    _ keys: MentionKeys, _ keysOfForm: [[String]], _ formOfMention: [Int32]
  ) -> Set<String> {
    guard !hidden.isEmpty else { return [] }
    var naming = naming
    let roots = Set(hidden.map { naming.root($0) })
    var result: Set<String> = []
    for (number, mention) in table.mentions.values.enumerated() {
      let node = naming.nodeOfMention[number]
      guard node >= 0 else { continue }
      guard mentionsOfHidden.contains(Int32(number)) || roots.contains(naming.root(node)) else { continue }
      result.formUnion(keysOfForm[Int(formOfMention[number])])
      if mention.reference == .source { result.insert(MentionKeys.key(of: table.sources[mention.source])) }
    }
    for (index, heading) in headings.enumerated() where roots.contains(naming.root(naming.node(ofHeading: index))) {
      result.formUnion(keys.keys(of: heading))
    }
    return result
  }
}

/// Which rows say what sort of thing, as far as names go.
struct ClaimSorts {
  private let structure: Set<Int32>
  private let authoredBy: Int32?
  private let alsoKnownAs: Int32?

  init(_ table: ClaimTable) {
    structure = Set(
      [Predicate.publishedBy, .tagged, .mentions, .linksTo].compactMap { table.predicates.find($0) })
    authoredBy = table.predicates.find(.authoredBy)
    alsoKnownAs = table.predicates.find(.alsoKnownAs)
  }

  func sort(of row: ClaimTable.Row, in table: ClaimTable) -> ClaimSide.Sort {
    if row.predicate == authoredBy { return .authorship }
    if row.predicate == alsoKnownAs { return table.qualifiers[row.qualifiers].isNegated ? .deniedAlias : .alias }
    return structure.contains(row.predicate) ? .structure : .fact
  }

  /// A predicate that stands for all of a sort.
  static func predicate(of sort: ClaimSide.Sort) -> Predicate {
    switch sort {
    case .fact: .owns
    case .structure: .mentions
    case .authorship: .authoredBy
    case .alias, .deniedAlias: .alsoKnownAs
    }
  }
}

extension Heading {
  init(_ record: NoteRecord) {
    self.init(
      path: record.path, role: record.role, title: record.title, aliases: record.aliases, source: record.source)
  }

  var isEntity: Bool { if case .entity = role { true } else { false } }
}
