import Foundation

/// Seeds of random sequences. `WEFT_SEQUENCES` says how many there are, `WEFT_SEED` which is the first.
struct Seeds: Sendable, CustomStringConvertible {
  let numbers: [UInt64]

  /// The seeds in two shares, which are run beside each other.
  static func shares(of usual: Int) -> [Seeds] {
    func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
    let first = number("WEFT_SEED") ?? 1
    let all = first..<first + max(1, number("WEFT_SEQUENCES") ?? usual)
    return [0, 1].map { share in Seeds(numbers: all.filter { $0 % 2 == share }.map { UInt64($0) }) }
  }

  var description: String { "\(numbers.count) seeds from \(numbers.first ?? 0)" }
}
