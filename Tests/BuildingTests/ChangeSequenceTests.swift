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
      guard let found = try changesOfSequence(seed) else { return }
      changes = (changes.apart + found.apart, changes.anew + found.anew)
    }
    // The test is of changes that are worked out apart.
    #expect(changes.anew * 10 <= changes.apart)
  }

  /// 75786: a description that two notes tell of in the same claim, each in its own words.
  @Test("Sequences that found a fault", arguments: [75_786] as [UInt64]) func faultsOfBefore(_ seed: UInt64) throws {
    _ = try changesOfSequence(seed)
  }

  /// Runs a sequence; returns how many of its changes were worked out apart and how many anew, nil where one was wrong.
  private func changesOfSequence(_ seed: UInt64) throws -> (apart: Int, anew: Int)? {
    var changes = (apart: 0, anew: 0)
    var sequence = try ChangeSequence(seed: seed)
    for step in 0..<12 {
      let isApart = try sequence.step()
      if isApart { changes.apart += 1 } else { changes.anew += 1 }
      let difference = try sequence.store.difference()
      #expect(difference == nil, "seed \(seed), step \(step): \(difference ?? "")")
      if difference != nil { return nil }
    }
    let difference = try sequence.store.differenceOfStores()
    #expect(difference == nil, "seed \(seed): \(difference ?? "")")
    return changes
  }
}
