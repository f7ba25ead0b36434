import Reports

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Drawn figures in the cache of a graph folder; deleting them costs only the time to draw them again.
struct FigureFolder: FigureCache {
  private let path: String

  init(cache: String) {
    path = cache + "/figures"
    mkdir(path, 0o777)
  }

  func figure(_ key: String) -> String? {
    guard let bytes = try? Files.read(file(key)) else { return nil }
    // What was cut short, by a full disk say, is no figure.
    guard bytes.suffix(7).elementsEqual("</svg>\n".utf8) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  func keep(_ svg: String, _ key: String) { try? Files.write(svg.utf8, to: file(key)) }

  private func file(_ key: String) -> String { "\(path)/\(key).svg" }
}
