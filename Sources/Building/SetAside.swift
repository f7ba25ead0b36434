#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Moves what stands in the place of the database out of the way, never over anything.
enum SetAside {
  /// Moves what is at `path`, with the log beside it, and returns its new path: `path` with `-1`, `-2`, … after
  /// `ending`.
  static func move(_ path: String, ending: String) throws(BuildError) -> String {
    var number = 1
    while FilePath.isPresent("\(path).\(ending)-\(number)") { number += 1 }
    let target = "\(path).\(ending)-\(number)"
    // The log first: a database without it may be made anew, a new database must not meet the log of another.
    for suffix in ["-wal", "-shm", ""] where suffix.isEmpty || FilePath.isPresent(path + suffix) {
      guard rename(path + suffix, target + suffix) == 0 else {
        throw BuildError(
          .io, "it cannot be moved aside: \(String(cString: strerror(errno)))", path: path + suffix,
          hint: "move it away and run weft build again")
      }
    }
    return target
  }
}
