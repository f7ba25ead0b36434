internal import Synchronization

/// The memories of words that no text is being read with: each text takes one and gives it back, so that texts which are
/// read at the same time have one each.
final class WordMemories: Sendable {
  private let idle = Mutex<[WordMemory]>([])

  func take() -> WordMemory { idle.withLock { $0.popLast() } ?? WordMemory() }

  func give(_ memory: consuming WordMemory) {
    let memory = memory
    idle.withLock { $0.append(memory) }
  }
}
