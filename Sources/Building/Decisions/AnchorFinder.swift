import KnowledgeGraph
import Resolution
import Store

/// Finds the claims that decisions are about: by identity, else by all that the anchor keeps, else by a quote and
/// predicate that occur once.
struct AnchorFinder {
  private struct Words: Hashable {
    var predicate: Predicate
    var quote: UInt64
  }

  private let known: Set<ClaimID>
  /// Claims by their words, of those words that an anchor without its claim has.
  private var told: [Words: [ClaimAnchor]] = [:]

  /// - Complexity: O(log n) in the number of claims for each anchor; where one has lost its claim, the claims with its
  ///   predicate are read once.
  init(_ decisions: [Decision], _ store: GraphStore) throws {
    let anchors = decisions.lazy.flatMap(\.claims)
    known = try store.known(Set(anchors.map(\.id)))
    let lost = anchors.filter { [known] in !known.contains($0.id) }
    let sought = Set(lost.map(AnchorFinder.words))
    guard !sought.isEmpty else { return }
    var told: [Words: [ClaimAnchor]] = [:]
    try store.forEachAnchor(of: Set(sought.map(\.predicate))) { claim in
      let words = AnchorFinder.words(of: claim)
      guard sought.contains(words), told[words]?.contains(where: { $0.id == claim.id }) != true else { return }
      told[words, default: []].append(claim)
    }
    self.told = told
  }

  /// The claim that an anchor means, and whether its identity is another than it was.
  func find(_ anchor: ClaimAnchor) -> (id: ClaimID, isDrifted: Bool)? {
    if known.contains(anchor.id) { return (anchor.id, false) }
    let told = told[AnchorFinder.words(of: anchor)] ?? []
    let same = told.filter {
      $0.source == anchor.source && $0.subject == anchor.subject && $0.object == anchor.object
    }
    if same.count == 1 { return (same[0].id, true) }
    return told.count == 1 ? (told[0].id, true) : nil
  }

  private static func words(of anchor: ClaimAnchor) -> Words {
    Words(predicate: anchor.predicate, quote: TextFingerprint.of(anchor.quote))
  }
}
