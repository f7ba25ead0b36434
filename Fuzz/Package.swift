// swift-tools-version: 6.2

import PackageDescription

/// libFuzzer targets for what reads text that Weft did not write. Kept apart from the main package, so that no user of
/// it resolves or builds them; `./run` builds with the flags that this needs.
///
/// Two programs: what reads notes needs nothing of the machine but its C library, so that it is quick to build and can
/// be copied to where there are more processors; the other has SQLite, Graphviz and libxml2.
let package = Package(
  name: "weft-fuzz",
  dependencies: [.package(name: "weft", path: "..")],
  targets: [
    .systemLibrary(name: "CLibFuzzer"),
    .target(name: "Fuzzing", dependencies: ["CLibFuzzer"]),
    .executableTarget(
      name: "fuzz-reading", dependencies: ["Fuzzing", .product(name: "WeftReading", package: "weft")],
      path: "Sources/Reading"),
    .executableTarget(
      name: "fuzz-graph", dependencies: ["Fuzzing", .product(name: "Weft", package: "weft")], path: "Sources/Graph"),
  ],
  swiftLanguageModes: [.v6]
)
