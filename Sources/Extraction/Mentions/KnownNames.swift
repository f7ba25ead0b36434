internal import KnowledgeGraph

/// The names that the passages of a note have shown so far, with what each is.
///
/// A reader of the third highlight knows from the first that "Go North" is a program; so does the next passage.
struct KnownNames: Sendable {
  private var kinds: [UInt64: (kind: Kind, evidence: KindEvidence)] = [:]

  var isEmpty: Bool { kinds.isEmpty }

  /// What a name is, by its ``FoldedHash``.
  func kind(_ fold: UInt64) -> (kind: Kind, evidence: KindEvidence)? { kinds[fold] }

  func contains(_ bytes: [UInt8], _ range: Range<Int>) -> Bool { kinds[FoldedHash(bytes[range]).value] != nil }

  /// Keeps the names of a passage; the better evidence stands, and of equal the earlier.
  mutating func learn(from reader: PassageReader) {
    for name in reader.names where !name.isAdjective {
      let entity = reader.entities[name.entity]
      guard entity.reference == .name, entity.evidence < .known else { continue }
      let fold = FoldedHash(reader.text.bytes[name.range]).value
      let evidence = min(entity.evidence, .words)
      if let known = kinds[fold], known.evidence >= evidence { continue }
      kinds[fold] = (entity.kind, evidence)
    }
  }
}
