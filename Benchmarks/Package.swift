// swift-tools-version: 6.2

import PackageDescription

/// Measurements of Weft as a library. Kept apart from the main package, so that no user of it resolves or builds them.
let package = Package(
  name: "weft-benchmarks",
  dependencies: [.package(name: "weft", path: "..")],
  targets: [
    .executableTarget(name: "measure", dependencies: [.product(name: "Weft", package: "weft")]),
    // Its kinds of notes are the tests' own.
    .executableTarget(name: "hostile"),
  ],
  swiftLanguageModes: [.v6]
)
