internal import KnowledgeGraph

extension PassageReader {
  /// Lets the names of a list agree on what they are: "in Porto, Braga and Faro" names three places where it names one.
  ///
  /// Only what neither the gazetteer nor words beside a name show is changed.
  ///
  /// - Complexity: Linear in the names.
  mutating func agreeInLists() {
    var first = 0
    while first < names.count {
      var last = first
      var hasConjunction = false
      while last + 1 < names.count, let isConjunction = joint(behind: last) {
        hasConjunction = hasConjunction || isConjunction
        last += 1
      }
      // "Lyon, France" is no list.
      if last > first, hasConjunction { agree(first...last) }
      first = last + 1
    }
  }

  /// Whether a comma, a conjunction or both stand between a name and the next, and nothing else: true with a
  /// conjunction, nil where something else does.
  private func joint(behind index: Int) -> Bool? {
    let (from, to) = (names[index].tokens.upperBound, names[index + 1].tokens.lowerBound)
    guard from < to, to - from <= 2, !text.tokens[from...to].contains(where: { $0.gap == .paragraph }) else {
      return nil
    }
    let isComma = text.isToken(from, byte: UInt8(ascii: ","))
    let isConjunction = text.isToken(to - 1, "and") || text.isToken(to - 1, "or")
    guard to - from == 1 ? isComma || isConjunction : isComma && isConjunction else { return nil }
    return isConjunction
  }

  private mutating func agree(_ list: ClosedRange<Int>) {
    guard list.allSatisfy({ !names[$0].isAdjective && !names[$0].isStandIn }) else { return }
    let shown = list.filter { entities[names[$0].entity].evidence >= .words }
    let open = list.filter {
      entities[names[$0].entity].evidence <= .learned && entities[names[$0].entity].reference == .name
    }
    guard !open.isEmpty else { return }
    let before = names[list.lowerBound].tokens.lowerBound - 1
    if shown.allSatisfy({ isPlace(names[$0].entity) }) {
      let isWhere =
        Self.whereWords.contains { text.isToken(before, $0) }
        || text.isToken(before, "of") && open.allSatisfy { entities[names[$0].entity].kind != .company }
      // A firm and a country can sign one paper, so that one place alone shows nothing where no "in" does.
      let isList =
        shown.count >= 2 || isWhere && (!shown.isEmpty || 2 * list.filter { isTown($0) }.count >= list.count)
      if isList { for index in open { become(.city, index) } }
    } else if shown.allSatisfy({ isAgent(names[$0].entity) && !isPerson(names[$0].entity) }) {
      for index in open where !isAgent(names[index].entity) || isPerson(names[index].entity) {
        // "Zelta and Jane Doe" is no list of firms.
        if isPerson(names[index].entity), shown.count < 2 { continue }
        become(.company, index)
      }
    } else if shown.count >= 2, shown.allSatisfy({ entities[names[$0].entity].kind == .product }) {
      for index in open { become(.product, index) }
    }
  }

  private mutating func become(_ kind: Kind, _ index: Int) {
    let entity = names[index].entity
    if kind == .city, isPlace(entity) { return }
    entities.show(entity, kind, .form)
  }

  private func isTown(_ index: Int) -> Bool {
    let name = names[index]
    if entities[name.entity].evidence == .known { return isPlace(name.entity) }
    guard views.indices.contains(name.tokens.lowerBound), views[name.tokens.lowerBound].town == 1 else { return false }
    return name.tokens.dropFirst().allSatisfy { views.indices.contains($0) && views[$0].town == 2 }
  }

  private static let whereWords: [RuleWord] = ["in", "at", "near", "from", "across", "outside", "around"]
}
