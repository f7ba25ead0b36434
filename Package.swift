// swift-tools-version: 6.2

import PackageDescription

/// Every Swift target speaks Swift 6, treats warnings as errors and keeps third-party types out of public signatures.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "weft",
  products: [
    .executable(name: "weft", targets: ["weft"]),
    .executable(name: "weft-conformance", targets: ["weft-conformance"]),
    // What needs neither SQLite nor Graphviz: notes to claims to a graph to text. The fuzzed program is made of it.
    .library(
      name: "WeftReading",
      targets: ["KnowledgeGraph", "Notes", "Extraction", "Resolution", "Query", "Formats", "Drawing"]),
    // Text to claims alone: what training needs.
    .library(name: "WeftExtraction", targets: ["KnowledgeGraph", "Notes", "Extraction"]),
    .library(
      name: "Weft",
      targets: [
        "KnowledgeGraph", "Notes", "Extraction", "Resolution", "Store", "Building", "Query", "Formats", "Drawing",
        "Layout", "Raster", "Reports",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // The way of the data, in order; arrows go one way (DESIGN: vault → notes → claims → graph → figure).
    .target(name: "KnowledgeGraph", exclude: ["Ontology/ontology.yaml"], swiftSettings: strict),
    .target(
      name: "Notes", dependencies: ["KnowledgeGraph", .product(name: "Yams", package: "Yams")], swiftSettings: strict),
    .target(
      name: "CExtractionData",
      exclude: [
        "LICENSE-unicode.txt", "gazetteer.tsv", "lexicon.bin", "names.txt", "scorer.bin", "tagger.bin", "triggers.txt",
        "words.txt",
      ]),
    .target(
      name: "Extraction", dependencies: ["KnowledgeGraph", "Notes", "CExtractionData"], swiftSettings: strict),
    .target(name: "Resolution", dependencies: ["KnowledgeGraph"], swiftSettings: strict),
    // The allocator of the system, of which Swift has no module.
    .target(name: "CHeap"),
    .target(
      name: "Store",
      dependencies: [
        "CHeap", "KnowledgeGraph", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], swiftSettings: strict),
    .target(name: "Formats", dependencies: ["KnowledgeGraph"], swiftSettings: strict),
    .target(name: "Drawing", dependencies: ["KnowledgeGraph"], swiftSettings: strict),
    .target(
      name: "Building",
      dependencies: [
        "CHeap", "KnowledgeGraph", "Notes", "Extraction", "Resolution", "Store", "Formats", "Drawing",
        .product(name: "Yams", package: "Yams"),
      ], swiftSettings: strict),
    .target(name: "Query", dependencies: ["KnowledgeGraph"], swiftSettings: strict),
    .target(name: "CGraphviz", linkerSettings: [.linkedLibrary("gvc"), .linkedLibrary("cgraph")]),
    .target(name: "Layout", dependencies: ["CGraphviz", "Drawing"], swiftSettings: strict),
    .systemLibrary(name: "CCommonMark", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .target(
      name: "Reports", dependencies: ["CCommonMark", "Drawing", "Formats", "KnowledgeGraph", "Layout", "Notes"],
      swiftSettings: strict),
    // Links nothing: librsvg and cairo are loaded when the first picture is asked for.
    .target(name: "CRaster"),
    .target(name: "Raster", dependencies: ["CRaster", "Drawing"], swiftSettings: strict),
    .executableTarget(
      name: "weft",
      dependencies: [
        "CHeap", "KnowledgeGraph", "Notes", "Extraction", "Resolution", "Store", "Building", "Query", "Formats",
        "Drawing", "Layout", "Raster", "Reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .executableTarget(name: "weft-conformance", dependencies: ["Formats", "Query"], swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["KnowledgeGraph"], path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "KnowledgeGraphTests", dependencies: ["KnowledgeGraph", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "NotesTests", dependencies: ["KnowledgeGraph", "Notes", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ExtractionTests", dependencies: ["Extraction", "KnowledgeGraph", "Notes", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ResolutionTests", dependencies: ["KnowledgeGraph", "Resolution", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "StoreTests", dependencies: ["KnowledgeGraph", "Store", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "BuildingTests",
      dependencies: [
        "Building", "Drawing", "Formats", "KnowledgeGraph", "Notes", "Resolution", "Store", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "QueryTests", dependencies: ["KnowledgeGraph", "Query", "TestSupport"],
      exclude: ["failing-scenarios.txt"], swiftSettings: strict),
    .testTarget(
      name: "FormatsTests", dependencies: ["Formats", "KnowledgeGraph", "Resolution", "TestSupport"],
      exclude: ["Readers"], swiftSettings: strict),
    .testTarget(
      name: "DrawingTests", dependencies: ["Drawing", "KnowledgeGraph", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "LayoutTests", dependencies: ["Drawing", "KnowledgeGraph", "Layout", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ReportsTests", dependencies: ["Drawing", "Formats", "KnowledgeGraph", "Reports", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RasterTests", dependencies: ["Drawing", "KnowledgeGraph", "Layout", "Raster", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "KnowledgeGraph", "Notes", "TestSupport", "weft",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], exclude: ["Transcripts", "Vault"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
