internal import KnowledgeGraph

extension PassageReader {
  /// Takes for a product what has copies, users or versions: "the third version of Tabulon", "copies of Clump".
  ///
  /// Only what nothing but the tagger shows to be something else is changed.
  mutating func judgeUses() {
    for name in names where !name.isAdjective {
      let of = name.tokens.lowerBound - 1
      guard entities[name.entity].evidence <= .learned, entities[name.entity].reference == .name, of > 0,
        text.isToken(of, "of"), !isPlace(name.entity), Self.ofProducts.contains(text.tokens[of - 1].fold)
      else { continue }
      entities.show(name.entity, .product, .form)
    }
  }

  private static let ofProducts: Set<UInt64> = Set(
    [
      "copies", "copy", "users", "user", "version", "versions", "edition", "editions", "release", "instances", "doses",
      "beta", "rollout", "downloads", "prescriptions",
    ].map { FoldedHash($0.utf8).value })
}
