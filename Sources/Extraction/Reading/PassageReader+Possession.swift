internal import KnowledgeGraph

extension PassageReader {
  /// Reads what the owner before a name says of it: "Acme's Ana Doe" works there, "Acme's Research Institute" is a
  /// part of it.
  mutating func readPossession(_ chunk: Int) {
    let phrase = chunks[chunk]
    guard phrase.name >= 0, phrase.owner >= 0, phrase.nounBefore < 0, !names[phrase.name].isAdjective else { return }
    let (owner, owned) = (names[phrase.owner].entity, names[phrase.name].entity)
    guard isAgent(owner), !isPerson(owner), entities[owned].reference == .name else { return }
    if isPerson(owned) {
      guard entities[owned].evidence >= .form, names[phrase.name].tokens.count > 1 else { return }
      add(.worksFor, owned, owner, rule: "person.owner", confidence: 0.65)
    } else if entities[owned].kind == .organization || entities[owned].kind == .publicBody,
      entities[owned].evidence >= .words
    {
      add(.partOf, owned, owner, rule: "part.owner", confidence: 0.65)
    }
  }
}
