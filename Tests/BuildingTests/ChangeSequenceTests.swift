import Foundation
import KnowledgeGraph
import Resolution
import Store
import TestSupport
import Testing

/// A graph that was brought up to date change by change is the one that is made of the notes at once: over random
/// sequences of edits, renames, moves, additions and deletions of notes that share few names.
///
/// `WEFT_SEQUENCES=3000 WEFT_SEED=17` runs so many sequences, from that one.
@Suite struct ChangeSequenceTests {
  @Test(arguments: Seeds.shares(of: 24)) func everyChangeGivesTheGraphOfAllNotes(_ seeds: Seeds) throws {
    var changes = (apart: 0, anew: 0)
    for seed in seeds.numbers {
      var sequence = try ChangeSequence(seed: seed)
      for step in 0..<12 {
        let isApart = try sequence.step()
        if isApart { changes.apart += 1 } else { changes.anew += 1 }
        let difference = try sequence.store.difference()
        #expect(difference == nil, "seed \(seed), step \(step): \(difference ?? "")")
        if difference != nil { return }
      }
      let difference = try sequence.store.differenceOfStores()
      #expect(difference == nil, "seed \(seed): \(difference ?? "")")
    }
    // The test is of changes that are worked out apart.
    #expect(changes.anew * 10 <= changes.apart)
  }
}
