#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Paths as they are shown: from the working directory where they lie in it, else as they are.
enum ShownPath {
  static func text(_ path: String) -> String {
    guard let buffer = getcwd(nil, 0) else { return path }
    defer { free(buffer) }
    let here = String(cString: buffer)
    if path == here { return "." }
    let prefix = here == "/" ? here : here + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}
