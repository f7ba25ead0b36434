#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Paths as text, with `/` between folders.
enum FilePath {
  /// `path` from the root, without `.`, `..` and repeated `/`; `~/` is the home folder.
  static func absolute(_ path: String) -> String {
    var whole = path
    if path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") {
      whole = String(cString: home) + path.dropFirst()
    }
    if !whole.hasPrefix("/") {
      guard let current = getcwd(nil, 0) else { return whole }
      defer { free(current) }
      whole = String(cString: current) + "/" + whole
    }
    var parts: [Substring] = []
    for part in whole.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// `path` seen from `folder`; itself where it is absolute.
  static func join(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") || path.hasPrefix("~") { return absolute(path) }
    if path == "." || path.isEmpty { return folder }
    if folder == "." { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  /// `path` with its links followed; itself where there is nothing.
  static func real(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return absolute(path) }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  static func isFile(_ path: String) -> Bool { mode(of: path) == S_IFREG }
  static func isFolder(_ path: String) -> Bool { mode(of: path) == S_IFDIR }

  /// Whether anything stands at `path`, be it a link that leads nowhere.
  static func isPresent(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private static func mode(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
