import Dispatch
import Store
import Synchronization

/// Writes what notes gave on a thread of its own, a batch after the other.
final class Writing: Sendable {
  private let store: GraphStore
  private let queue = DispatchQueue(label: "weft.build.writer")
  private let failure = Mutex<StoreError?>(nil)

  init(_ store: GraphStore) { self.store = store }

  /// Lets a batch be written.
  func write(_ entries: [NoteEntry]) {
    queue.async { [self] in
      do throws(StoreError) { try store.apply(changed: entries) } catch { failure.withLock { $0 = error } }
    }
  }

  /// Waits until all is written, or could not be.
  func wait() { queue.sync {} }

  /// Waits until all is written.
  ///
  /// - Throws: What a batch could not be written for.
  func finish() throws(StoreError) {
    wait()
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
