import Dispatch
import Synchronization

/// A value that another core makes while this one does something else.
package final class Ahead<Value: Sendable>: Sendable {
  private enum State {
    case open(@Sendable () -> Value)
    case made(Value)
  }
  private let state: Mutex<State>
  private let work = DispatchGroup()

  package init(_ make: @escaping @Sendable () -> Value) {
    state = Mutex(.open(make))
    DispatchQueue.global(qos: .userInitiated).async(group: work) { [self] in _ = take() }
  }

  /// The value, as soon as it is there.
  package func value() -> Value {
    // A thread that waits for a group sleeps; one that waits for the lock turns round and round.
    work.wait()
    return take()
  }

  private func take() -> Value {
    state.withLock { state in
      switch state {
      case .made(let value): return value
      case .open(let make):
        let value = make()
        // What it was made of is let go.
        state = .made(value)
        return value
      }
    }
  }
}
