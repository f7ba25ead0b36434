// swift-tools-version: 6.2

import PackageDescription

/// libFuzzer targets for what reads text that Weft did not write. Kept apart from the main package, so that no user of
/// it resolves or builds them; `./run` builds with the flags that this needs.
let package = Package(
  name: "weft-fuzz",
  dependencies: [.package(name: "weft", path: "..")],
  targets: [
    .systemLibrary(name: "CLibFuzzer"),
    .executableTarget(name: "fuzz", dependencies: ["CLibFuzzer", .product(name: "Weft", package: "weft")]),
  ],
  swiftLanguageModes: [.v6]
)
