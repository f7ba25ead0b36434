import CLibFuzzer
import Foundation

/// One program for all targets: the environment's `WEFT_FUZZ_TARGET` says which, so that libFuzzer, which starts the
/// program anew to minimise a find, keeps it; the arguments are libFuzzer's own.
@main
enum Fuzz {
  static func main() {
    guard let target else {
      FileHandle.standardError.write(
        Data("WEFT_FUZZ_TARGET must be one of: \(Target.allCases.map(\.rawValue).joined(separator: " "))\n".utf8))
      exit(64)
    }
    target.warmUp()
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(LLVMFuzzerRunDriver(&count, &arguments, testOneInput))
  }

  static let target = ProcessInfo.processInfo.environment["WEFT_FUZZ_TARGET"].flatMap(Target.init(rawValue:))
}

@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Fuzz.target?.test(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Ends the program where a property does not hold, which libFuzzer keeps as a find.
func check(_ holds: Bool, _ property: @autoclosure () -> String) {
  guard !holds else { return }
  FileHandle.standardError.write(Data("property does not hold: \(property())\n".utf8))
  abort()
}

/// The text of bytes that are UTF-8, or nil.
func validText(_ bytes: [UInt8]) -> String? { String(validating: bytes, as: UTF8.self) }

/// The time that this thread has had from a processor, in seconds.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
