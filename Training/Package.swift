// swift-tools-version: 6.2

import PackageDescription

/// Makes the weights that Weft is built with. Kept apart from the main package, so that no user of it needs the training
/// sets.
let package = Package(
  name: "weft-training",
  dependencies: [.package(name: "weft", path: "..")],
  targets: [
    .executableTarget(
      name: "train", dependencies: [.product(name: "WeftExtraction", package: "weft")],
      swiftSettings: [
        .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("ExistentialAny"),
        .treatAllWarnings(as: .error),
      ])
  ],
  swiftLanguageModes: [.v6]
)
