import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lets a command that runs until it is told to end come to its end in order.
final class Interruption: Sendable {
  private let signals: [Int32]
  private let received = Mutex<Int32?>(nil)

  /// Calls `body`, on another thread, when the program is interrupted (SIGINT) or asked to end (SIGTERM); the second
  /// time it ends at once. To be made before the program has threads, which would be interrupted instead.
  init(_ body: @escaping @Sendable () -> Void) {
    signals = [SIGINT, SIGTERM]
    var set = Interruption.set(signals)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    Thread.detachNewThread { [self] in
      while true {
        var waited = Interruption.set(signals)
        var number: Int32 = 0
        guard sigwait(&waited, &number) == 0 else { continue }
        let isFirst = received.withLock { received in
          defer { received = number }
          return received == nil
        }
        if isFirst { body() } else { endIfReceived() }
      }
    }
  }

  /// Ends the program as the signal would have, so that its caller learns of it: a shell shows 130 or 143.
  func endIfReceived() {
    guard let number = received.withLock({ $0 }) else { return }
    signal(number, SIG_DFL)
    var set = Interruption.set(signals)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    kill(getpid(), number)
    // The signal may meet another thread first.
    while true { pause() }
  }

  private static func set(_ signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    return set
  }
}
