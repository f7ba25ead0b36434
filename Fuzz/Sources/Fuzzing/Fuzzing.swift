import CLibFuzzer
import Glibc

/// What is tried with the bytes of one input; a property that does not hold ends the program.
public typealias Trial = @Sendable ([UInt8]) -> Void

/// One program for several targets: the environment's `WEFT_FUZZ_TARGET` says which, so that libFuzzer, which starts
/// the program anew to minimise a find, keeps it; the arguments are libFuzzer's own.
public enum Fuzzing {
  /// What is tried: written once, before libFuzzer calls for it from its one thread.
  nonisolated(unsafe) fileprivate static var trial: Trial?

  /// Runs libFuzzer over the target that is asked for.
  ///
  /// Each is tried with nothing first, so that no input is blamed for what is made on first use.
  public static func run(_ targets: KeyValuePairs<String, Trial>) -> Never {
    let name = getenv("WEFT_FUZZ_TARGET").map { String(cString: $0) }
    guard let target = targets.first(where: { $0.key == name }) else {
      complain("WEFT_FUZZ_TARGET must be one of: \(targets.map(\.key).joined(separator: " "))")
      exit(64)
    }
    trial = target.value
    target.value([])
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(LLVMFuzzerRunDriver(&count, &arguments, testOneInput))
  }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let trial = Fuzzing.trial else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let seconds = time { trial(bytes) }
  // The promise is a second a megabyte; what is built for fuzzing, with its checks, is several times slower, and a
  // short input has its start. A second time, since the first may have met what a machine does now and then.
  let limit = 0.2 + Double(count) * 20e-6
  if seconds > limit {
    let again = time { trial(bytes) }
    check(again <= limit, "an input of \(count) bytes takes no longer than \(limit) s, not \(again) s")
  }
  return 0
}

/// Ends the program where a property does not hold, which libFuzzer keeps as a find.
public func check(_ holds: Bool, _ property: @autoclosure () -> String) {
  guard !holds else { return }
  complain("property does not hold: \(property())")
  abort()
}

/// The time that this thread has from a processor while `body` runs, in seconds.
public func time(_ body: () -> Void) -> Double {
  let start = processorTime()
  body()
  return processorTime() - start
}

/// The text of bytes that are UTF-8, or nil.
public func validText(_ bytes: [UInt8]) -> String? { String(validating: bytes, as: UTF8.self) }

private func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

private func complain(_ message: String) {
  let bytes = Array((message + "\n").utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}
