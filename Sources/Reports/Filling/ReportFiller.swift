import Drawing
import KnowledgeGraph

/// Answers what a report asks for.
struct ReportFiller<Graph: GraphReading> {
  let graph: Graph
  let sentence: Sentence<Graph>
  private let noteDates: NoteDates
  private let looks: (String?) throws(DrawingError) -> FigureLook
  private var figureNames: [String: Int] = [:]

  init(graph: Graph, noteDates: NoteDates, looks: @escaping (String?) throws(DrawingError) -> FigureLook) {
    self.graph = graph
    self.noteDates = noteDates
    self.looks = looks
    sentence = Sentence(graph: graph)
  }

  /// A part of a template with its answer.
  ///
  /// - Throws: ``ReportError`` where it cannot be answered, at its place.
  mutating func fill(_ part: ReportTemplate.Part) throws(ReportError) -> FilledPart {
    switch part {
    case .text(let text): .text(text)
    case .value(let directive): .value(try value(directive))
    case .block(let directive, let indent): try block(directive, indent: indent)
    }
  }

  // MARK: Blocks

  private mutating func block(_ directive: Directive, indent: String) throws(ReportError) -> FilledPart {
    if directive.verb == .draw { return try figure(directive, indent: indent) }
    if directive.verb == .evidence {
      let claims = try evidence(directive)
      return claims.isEmpty
        ? .remark("There is no evidence of that.", indent: indent) : .quotes(claims, indent: indent)
    }
    var table = try self.table(directive)
    guard !table.rows.isEmpty else { return .remark(try emptiness(directive), indent: indent) }
    table.caption = directive.caption
    table.limit(to: directive.limit)
    table.dropEmptyColumns()
    return .table(table, indent: indent)
  }

  private func table(_ directive: Directive) throws(ReportError) -> ReportTable {
    switch directive.verb {
    case .neighbors: try neighbors(directive)
    case .path: try path(directive)
    case .show: try show(directive)
    case .timeline: try timeline(directive)
    case .changes: try changes(directive)
    case .table, .draw, .evidence, .count, .amount, .date, .name: try relations(directive)
    }
  }

  /// What is said where a block finds nothing: a report of a quiet week is one too.
  private func emptiness(_ directive: Directive) throws(ReportError) -> String {
    let names = directive.names.map(\.text).joined(separator: " and ")
    switch directive.verb {
    case .changes: return "Nothing new since \(directive.since?.edtf ?? "then")."
    case .path: return "No way leads from \(directive.names[0].text) to \(directive.names[1].text)."
    case .timeline: return "Nothing about \(names) has a date."
    default: return names.isEmpty ? "There is nothing of that." : "\(names) has no ties that fit."
    }
  }

  private func neighbors(_ directive: Directive) throws(ReportError) -> ReportTable {
    let entity = try self.entity(directive.names[0])
    let predicates = try self.predicates(directive)
    let kinds = try self.kinds(directive)
    return try reading(directive) { () throws(GraphError) in
      let found = try graph.neighbourhood(
        of: entity.id, depth: directive.depth, predicates: predicates, kinds: kinds, direction: directive.direction,
        asOf: directive.asOf, since: directive.since, noteDates: noteDates)
      let isDeep = directive.depth > 1
      var table = ReportTable(
        columns: (isDeep ? ["from"] : []) + ["relation", "name", "kind", "when", "amount", "status", "proof"])
      for member in found.members {
        for link in member.links {
          guard let near = link.relation.other(than: member.entity.id) else { continue }
          var row = isDeep ? [ReportCell(try graph.entity(near)?.name ?? "")] : []
          row += [
            ReportCell(sentence.label(link.relation, from: near)), ReportCell(member.entity.name),
            ReportCell(kindLabel(member.entity.kind)),
          ]
          table.rows.append(row + (try details(link.relation)))
        }
      }
      return table
    }
  }

  private func show(_ directive: Directive) throws(ReportError) -> ReportTable {
    let entity = try self.entity(directive.names[0])
    return try reading(directive) { () throws(GraphError) in
      var table = ReportTable(columns: ["relation", "name", "kind", "when", "amount", "status", "proof"])
      for relation in try graph.relations(of: entity.id, direction: .both, predicates: nil)
      where !graph.ontology.isBackground(relation.predicate) {
        var other: Entity?
        if let id = relation.other(than: entity.id) { other = try graph.entity(id) }
        table.rows.append(
          [
            ReportCell(sentence.label(relation, from: entity.id)), ReportCell(other?.name ?? ""),
            ReportCell(other.map { kindLabel($0.kind) } ?? ""),
          ] + (try details(relation)))
      }
      return table
    }
  }

  private func path(_ directive: Directive) throws(ReportError) -> ReportTable {
    let (start, end) = (try entity(directive.names[0]), try entity(directive.names[1]))
    guard start.id != end.id else {
      throw DirectiveReader.fault(directive.names[1], "both names mean \(end.name)")
    }
    return try reading(directive) { () throws(GraphError) in
      var table = ReportTable(columns: ["step", "statement", "when", "amount", "status", "proof"])
      let ways = try graph.shortestPaths(from: start.id, to: end.id, maximum: directive.maximum, limit: 1)
      for (index, step) in (ways.first?.steps ?? []).enumerated() {
        for relation in step {
          table.rows.append(
            [ReportCell(String(index + 1)), ReportCell(try sentence.text(relation))] + (try details(relation)))
        }
      }
      return table
    }
  }

  private func relations(_ directive: Directive) throws(ReportError) -> ReportTable {
    let predicates = try self.predicates(directive)
    let kinds = try self.kinds(directive)
    return try reading(directive) { () throws(GraphError) in
      var table = ReportTable(columns: ["statement", "when", "amount", "status", "proof"])
      for relation in try graph.relations() where try isWanted(relation, predicates, kinds, directive) {
        table.rows.append([ReportCell(try sentence.text(relation))] + (try details(relation)))
      }
      return table
    }
  }

  private func isWanted(
    _ relation: Relation, _ predicates: Set<Predicate>?, _ kinds: Set<Kind>?, _ directive: Directive
  ) throws(GraphError) -> Bool {
    if let predicates {
      guard predicates.contains(relation.predicate) else { return false }
    } else if graph.ontology.isBackground(relation.predicate) {
      return false
    }
    guard try graph.fits(relation, asOf: directive.asOf, since: directive.since, noteDates) != .no else {
      return false
    }
    guard let kinds else { return true }
    for end in [relation.subject, relation.object] {
      guard let end, let kind = try graph.entity(end)?.kind else { continue }
      if kinds.contains(where: { graph.ontology.isKind(kind, under: $0) }) { return true }
    }
    return false
  }

  private func timeline(_ directive: Directive) throws(ReportError) -> ReportTable {
    let entity = try self.entity(directive.names[0])
    let predicates = try self.predicates(directive)
    return try reading(directive) { () throws(GraphError) in
      let timeline = try graph.timeline(
        of: entity.id, predicates: predicates, since: directive.since, noteDates: noteDates)
      var rows: [(date: PartialDate, row: [ReportCell])] = []
      for entry in timeline.entries {
        let details = try self.details(entry.relation)
        let statement = ReportCell(try sentence.text(entry.relation))
        rows.append((entry.date, [details[0], statement] + details.dropFirst()))
      }
      rows.sort { $0.date != $1.date ? $0.date < $1.date : $0.row[1].text < $1.row[1].text }
      return ReportTable(columns: ["when", "statement", "amount", "status", "proof"], rows: rows.map(\.row))
    }
  }

  /// What notes or highlights of a date or later say, newest first.
  private func changes(_ directive: Directive) throws(ReportError) -> ReportTable {
    let predicates = try self.predicates(directive)
    return try reading(directive) { () throws(GraphError) in
      guard let since = directive.since else { return ReportTable(columns: []) }
      var found: [(added: PartialDate, row: [ReportCell])] = []
      for relation in try graph.relations()
      where predicates?.contains(relation.predicate) ?? !graph.ontology.isBackground(relation.predicate) {
        var fresh: [(claim: Claim, added: PartialDate)] = []
        for claim in try sentence.claims(of: relation) {
          guard let added = try graph.added(claim, noteDates), added.isNotBefore(since) == .yes else { continue }
          fresh.append((claim, added))
        }
        guard let newest = fresh.max(by: { $0.added < $1.added })?.added else { continue }
        var details = try self.details(relation)
        details[details.count - 1].claims = fresh.prefix(3).map(\.claim)
        let novelty = fresh.count == relation.claims.count ? "new" : "told again"
        found.append(
          (
            newest,
            [ReportCell(DateText.text(newest)), ReportCell(try sentence.text(relation)), ReportCell(novelty)] + details
          ))
      }
      found.sort { left, right in
        left.added != right.added ? right.added < left.added : left.row[1].text < right.row[1].text
      }
      return ReportTable(
        columns: ["read", "statement", "news", "when", "amount", "status", "proof"], rows: found.map(\.row))
    }
  }

  private func details(_ relation: Relation) throws(GraphError) -> [ReportCell] {
    [
      ReportCell(try sentence.when(relation)), ReportCell(try sentence.amountText(relation)),
      ReportCell(try sentence.standing(relation)), ReportCell("", claims: try sentence.proof(of: relation)),
    ]
  }

  private func kindLabel(_ kind: Kind) -> String { graph.ontology.kinds[kind]?.label ?? kind.rawValue }

  private func evidence(_ directive: Directive) throws(ReportError) -> [Claim] {
    let relations = try self.relationsNamed(directive)
    return try reading(directive) { () throws(GraphError) in
      var result: [Claim] = []
      for relation in relations {
        guard try graph.fits(relation, asOf: nil, since: directive.since, noteDates) != .no else { continue }
        for claim in try sentence.claims(of: relation) where !result.contains(where: { $0.id == claim.id }) {
          result.append(claim)
        }
      }
      return Array(result.prefix(directive.limit ?? 20))
    }
  }

  /// The relations of one name, or between two.
  private func relationsNamed(_ directive: Directive) throws(ReportError) -> [Relation] {
    let first = try entity(directive.names[0])
    var second: Entity?
    if directive.names.count > 1 { second = try entity(directive.names[1]) }
    let predicates = try self.predicates(directive)
    return try reading(directive) { () throws(GraphError) in
      try graph.relations(of: first.id, direction: .both, predicates: predicates).filter { relation in
        guard predicates != nil || !graph.ontology.isBackground(relation.predicate) else { return false }
        return second.map { relation.other(than: first.id) == $0.id } ?? true
      }.sorted(by: Relation.isBetterProven)
    }
  }

  // MARK: Figures

  private mutating func figure(_ directive: Directive, indent: String) throws(ReportError) -> FilledPart {
    var entities: [Entity] = []
    for word in directive.names { entities.append(try entity(word)) }
    let predicates = try self.predicates(directive)
    let base = (["figure"] + entities.map(\.name)).joined(separator: " ")
    let names = entities.map(\.name)
    let heading =
      directive.title
      ?? (directive.isPath
        ? names.joined(separator: " to ")
        : names.count > 1 ? names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "") : names.first)
    let name = uniqueName(base)
    let look: FigureLook
    do throws(DrawingError) {
      look = try looks(directive.theme?.text)
    } catch {
      guard let word = directive.theme else {
        throw ReportError([
          ReportFinding(line: directive.line, column: directive.column, message: error.message, hint: error.hint)
        ])
      }
      throw DirectiveReader.fault(word, error.message, hint: error.hint)
    }
    let options = FigureOptions(
      title: heading, question: Self.question(directive), figure: name, theme: look.theme, style: look.style ?? .paper)
    let (graph, noteDates) = (self.graph, self.noteDates)
    var ranked: RankedPart?
    let part: (FigureExtent) throws(GraphError) -> Subgraph = { (extent: FigureExtent) throws(GraphError) in
      var selection = Selection(
        depth: directive.depth, predicates: predicates, asOf: directive.asOf, since: directive.since,
        noteDates: noteDates)
      selection.sourceLimit = directive.sources ?? (directive.isPath ? 0 : 2)
      if !directive.isAll, directive.isPath, let start = entities.first, let end = entities.last {
        let ways = try graph.shortestPaths(from: start.id, to: end.id, maximum: 6, limit: 12)
        return try graph.subgraph(along: ways, selection)
      }
      if ranked == nil {
        ranked =
          directive.isAll
          ? try graph.rankedPart(selection) : try graph.rankedPart(around: entities.map(\.id), selection)
      }
      return try ranked?.subgraph(limit: extent.entities, statements: extent.statements, of: graph)
        ?? Subgraph(entities: [], relations: [])
    }
    guard let scene = try scene(directive, options, part) else {
      return .remark("There is nothing to draw.", indent: indent)
    }
    let statements = scene.edges.filter { $0.line != .mention && $0.number != nil }.map(\.sentence)
    let shown = statements.prefix(6).joined(separator: "; ")
    let description =
      (heading.map { $0 + ": " } ?? "") + shown + (statements.count > 6 ? "; and \(statements.count - 6) more" : "")
    return .figure(
      FilledFigure(
        name: name, scene: scene, words: directive.words, caption: directive.caption, description: description),
      indent: indent)
  }

  /// The scene with as many entities as a readable picture holds; nil where there is nothing to draw.
  private func scene(
    _ directive: Directive, _ options: FigureOptions, _ part: (FigureExtent) throws(GraphError) -> Subgraph
  ) throws(ReportError) -> Scene? {
    let result = try reading(directive) { () throws(GraphError) in
      try Scene.readable(ontology: graph.ontology, options: options, part: part)
    }
    let refusal: DrawingError
    switch result {
    case .success(let drawn): return drawn.scene
    case .failure(let error): refusal = error
    case nil: return nil
    }
    throw ReportError([
      ReportFinding(
        line: directive.line, column: directive.column, message: refusal.message, hint: refusal.hint)
    ])
  }

  private static func question(_ directive: Directive) -> String? {
    var parts: [String] = []
    if directive.depth > 1 { parts.append("up to \(directive.depth) steps") }
    if !directive.predicates.isEmpty {
      parts.append("only " + directive.predicates.map(\.text).joined(separator: ", "))
    }
    if let date = directive.asOf { parts.append("as of \(date.edtf)") }
    if let date = directive.since { parts.append("added since \(date.edtf)") }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// Small letters, digits and `-`, with a number where the name was given before.
  private mutating func uniqueName(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in FoldedName.fold(text).utf8.prefix(60) {
      switch byte {
      case 0x61...0x7a, 0x30...0x39: bytes.append(byte)
      default: if bytes.last != UInt8(ascii: "-") { bytes.append(UInt8(ascii: "-")) }
      }
    }
    while bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
    var name = String(decoding: bytes, as: UTF8.self)
    while let number = figureNames[name] {
      figureNames[name] = number + 1
      name += "-\(number)"
    }
    figureNames[name] = 2
    return name
  }

  // MARK: Values

  private func value(_ directive: Directive) throws(ReportError) -> ReportCell {
    switch directive.verb {
    case .count: try count(directive)
    case .amount: try amount(directive)
    case .date: try date(directive)
    default: ReportCell(try entity(directive.names[0]).name)
    }
  }

  private func count(_ directive: Directive) throws(ReportError) -> ReportCell {
    let predicates = try self.predicates(directive)
    let kinds = try self.kinds(directive)
    var center: Entity?
    if let word = directive.names.first { center = try entity(word) }
    let number = try reading(directive) { () throws(GraphError) -> Int in
      if let center {
        return try graph.neighbourhood(
          of: center.id, depth: directive.depth, predicates: predicates, kinds: kinds, direction: directive.direction,
          asOf: directive.asOf, since: directive.since, noteDates: noteDates
        ).members.count
      }
      if predicates == nil, let kinds, directive.asOf == nil, directive.since == nil {
        return try graph.entities().count { entity in
          kinds.contains { graph.ontology.isKind(entity.kind, under: $0) }
        }
      }
      var count = 0
      for relation in try graph.relations() where try isWanted(relation, predicates, kinds, directive) { count += 1 }
      return count
    }
    return ReportCell(String(number))
  }

  private func amount(_ directive: Directive) throws(ReportError) -> ReportCell {
    let relations = try self.relationsNamed(directive)
    let found = try reading(directive) { () throws(GraphError) in
      var found: [(text: String, relation: Relation)] = []
      for relation in relations {
        let text = try sentence.amountText(relation)
        if !text.isEmpty, !found.contains(where: { $0.text == text }) { found.append((text, relation)) }
      }
      return found
    }
    return try only(found, directive, "amount")
  }

  private func date(_ directive: Directive) throws(ReportError) -> ReportCell {
    if directive.names.count == 1, let date = try entity(directive.names[0]).date {
      return ReportCell(DateText.text(date))
    }
    let relations = try self.relationsNamed(directive)
    let found = try reading(directive) { () throws(GraphError) in
      var found: [(text: String, relation: Relation)] = []
      for relation in relations {
        let text = try sentence.when(relation)
        if !text.isEmpty, !found.contains(where: { $0.text == text }) { found.append((text, relation)) }
      }
      return found
    }
    return try only(found, directive, "date")
  }

  /// The one value that is there: a sentence with the wrong one of several would be worse than none.
  private func only(
    _ found: [(text: String, relation: Relation)], _ directive: Directive, _ what: String
  ) throws(ReportError) -> ReportCell {
    let names = directive.names.map { "'\($0.text)'" }.joined(separator: " and ")
    guard let first = found.first else {
      throw ReportError([
        ReportFinding(
          line: directive.line, column: directive.column, message: "no \(what) is known of \(names)",
          hint: "'weft neighbors' shows what is")
      ])
    }
    guard found.count == 1 else {
      var choices: [String] = []
      for (text, relation) in found {
        choices.append(try reading(directive) { () throws(GraphError) in "\(text): \(try sentence.text(relation))" })
      }
      throw ReportError([
        ReportFinding(
          line: directive.line, column: directive.column, message: "there are \(found.count) \(what)s of \(names)",
          hint: "give a second name or --predicate", choices: choices)
      ])
    }
    let claims = try reading(directive) { () throws(GraphError) in try sentence.proof(of: first.relation) }
    return ReportCell(first.text, claims: Array(claims.prefix(1)))
  }

  // MARK: Names

  private func entity(_ word: Word) throws(ReportError) -> Entity {
    let found: [Entity]
    let near: [String]
    do throws(GraphError) {
      found = try graph.entities(named: word.text)
      near = found.isEmpty ? try graph.names(like: word.text, limit: 3) : []
    } catch {
      throw DirectiveReader.fault(word, error.message, hint: error.hint)
    }
    guard let first = found.first else {
      throw DirectiveReader.fault(
        word, "nothing in the graph is called '\(word.text)'",
        hint: near.isEmpty ? nil : "did you mean " + near.map { "'\($0)'" }.joined(separator: " or ") + "?")
    }
    if let exact = found.first(where: { $0.name == word.text }) { return exact }
    guard found.count == 1 else {
      throw DirectiveReader.fault(
        word, "'\(word.text)' may mean \(found.count) entities", hint: "give one of these names in full",
        choices: found.map { "\($0.name)  \($0.kind)" })
    }
    return first
  }

  private func predicates(_ directive: Directive) throws(ReportError) -> Set<Predicate>? {
    guard !directive.predicates.isEmpty else { return nil }
    let known = graph.ontology.predicates.keys.map(\.rawValue).sorted()
    var result: Set<Predicate> = []
    for word in directive.predicates {
      let written = String(word.text.uppercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
      // A name that is near none of the known ones is taken to be a typed link of the vault's own.
      if !known.contains(written), let hint = DirectiveReader.near(written, known) {
        throw DirectiveReader.fault(word, "'\(word.text)' is not a predicate", hint: hint)
      }
      result.insert(Predicate(written))
    }
    return result
  }

  private func kinds(_ directive: Directive) throws(ReportError) -> Set<Kind>? {
    guard !directive.kinds.isEmpty else { return nil }
    var known: [String: Kind] = [:]
    for definition in graph.ontology.kinds.values {
      for name in [definition.kind.rawValue, definition.label, definition.plural] {
        known[name.lowercased()] = definition.kind
      }
    }
    var result: Set<Kind> = []
    for word in directive.kinds {
      guard let kind = known[word.text.lowercased()] else {
        let kinds = Set(known.values).map(\.rawValue).sorted()
        throw DirectiveReader.fault(
          word, "'\(word.text)' is not a kind",
          hint: DirectiveReader.near(word.text, kinds) ?? "the kinds are " + kinds.joined(separator: ", "))
      }
      result.insert(kind)
    }
    return result
  }

  /// Runs `body` and tells a failure of the graph at the place of the directive.
  private func reading<Value>(
    _ directive: Directive, _ body: () throws(GraphError) -> Value
  ) throws(ReportError) -> Value {
    do throws(GraphError) {
      return try body()
    } catch {
      throw ReportError([
        ReportFinding(line: directive.line, column: directive.column, message: error.message, hint: error.hint)
      ])
    }
  }
}
