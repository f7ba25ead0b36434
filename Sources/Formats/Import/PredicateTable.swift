package import KnowledgeGraph

/// Finds predicates by what a table calls them: `ACQUIRED`, `acquired`, `Acquired by`.
package struct PredicateTable {
  private let ontology: Ontology
  private var byLabel: [String: (predicate: Predicate, isInverse: Bool)] = [:]

  package init(_ ontology: Ontology) {
    self.ontology = ontology
    for predicate in ontology.predicates.keys.sorted() {
      guard let definition = ontology.predicates[predicate] else { continue }
      let inverse = GraphTable.key(definition.inverseLabel)
      if byLabel[inverse] == nil, !definition.isSymmetric { byLabel[inverse] = (predicate, true) }
    }
    // What reads from subject to object goes first where two predicates share the words.
    for predicate in ontology.predicates.keys.sorted().reversed() {
      guard let definition = ontology.predicates[predicate] else { continue }
      byLabel[GraphTable.key(definition.label)] = (predicate, false)
      byLabel[GraphTable.key(predicate.rawValue)] = (predicate, false)
    }
  }

  package func predicate(named text: String) -> (Predicate, isInverse: Bool) {
    if ontology.predicates[Predicate(text)] != nil { return (Predicate(text), false) }
    if let found = byLabel[GraphTable.key(text)] { return found }
    return (PredicateTable.written(text) ?? .relatedTo, false)
  }

  /// A typed link of the table's own, written as those of notes are; nil where the text has no letter.
  package static func written(_ text: String) -> Predicate? {
    var name: [UInt8] = []
    for byte in text.uppercased().utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: name.append(byte)
      default: if name.last != UInt8(ascii: "_"), !name.isEmpty { name.append(UInt8(ascii: "_")) }
      }
    }
    while name.last == UInt8(ascii: "_") { name.removeLast() }
    return name.isEmpty ? nil : Predicate(String(decoding: name, as: UTF8.self))
  }
}
