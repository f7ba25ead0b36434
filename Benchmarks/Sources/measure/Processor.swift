import Foundation

/// The CPU time of this process so far, user and system, in seconds.
///
/// Time on the wall says little on a machine that does other work, so nothing here is measured by it.
func processorTime() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
  let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
  return Double(seconds) + Double(microseconds) / 1e6
}

/// The median CPU time of `rounds` runs of `work`, after one run that is not counted.
func medianTime(rounds: Int, _ work: () throws -> Void) rethrows -> Double {
  try work()
  var times: [Double] = []
  for _ in 0..<rounds {
    let begin = processorTime()
    try work()
    times.append(processorTime() - begin)
  }
  times.sort()
  return times[times.count / 2]
}

/// Prints one line of JSON: names and numbers in the order given.
func report(_ values: KeyValuePairs<String, Double>) {
  print("{" + values.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}")
}
