import Dispatch
import Synchronization

/// A value that another core makes while this one does something else.
final class Ahead<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)
  private let work = DispatchGroup()
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
    DispatchQueue.global(qos: .userInitiated).async(group: work) { [self] in _ = take() }
  }

  /// The value, as soon as it is there.
  func value() -> Value {
    // A thread that waits for a group sleeps; one that waits for the lock turns round and round.
    work.wait()
    return take()
  }

  private func take() -> Value {
    made.withLock { known in
      if let known { return known }
      let value = make()
      known = value
      return value
    }
  }
}
