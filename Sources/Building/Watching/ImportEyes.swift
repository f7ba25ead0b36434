import Notes

/// Sees that imported files and files of decisions have changed, by looking at them now and then: there are few of them,
/// and they stand where the vault's folders are not watched.
struct ImportEyes {
  private static let interval: Duration = .seconds(1)

  private struct Sight: Equatable {
    var files: [VaultFile]
    /// Nil where the folder cannot be listed.
    var decisions: String?
  }

  private let imports: ImportFiles
  private let decisions: DecisionFolder
  private var seen: Sight
  private var nextLook: ContinuousClock.Instant

  /// - Parameter folder: The graph folder.
  init(_ folder: GraphFolder) {
    imports = folder.imports
    decisions = DecisionFolder(folder)
    seen = Sight(files: imports.listing().files, decisions: try? decisions.stamp())
    nextLook = .now + Self.interval
  }

  /// Whether files came, went or changed since it was asked last; more seldom where a look takes long.
  mutating func hasChanged() -> Bool {
    let start = ContinuousClock.now
    guard start >= nextLook else { return false }
    let current = Sight(files: imports.listing().files, decisions: try? decisions.stamp())
    nextLook = .now + max(Self.interval, (ContinuousClock.now - start) * 20)
    defer { seen = current }
    return current != seen
  }
}
