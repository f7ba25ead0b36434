import Notes

/// Sees that imported files have changed, by looking at them now and then: there are few of them, and they stand where
/// the vault's folders are not watched.
struct ImportEyes {
  private static let interval: Duration = .seconds(1)

  private let imports: ImportFiles
  private var files: [VaultFile]
  private var nextLook: ContinuousClock.Instant

  /// - Parameter imports: The files to look at.
  init(_ imports: ImportFiles) {
    self.imports = imports
    files = imports.listing().files
    nextLook = .now + Self.interval
  }

  /// Whether files came, went or changed since it was asked last; more seldom where a look takes long.
  mutating func hasChanged() -> Bool {
    let start = ContinuousClock.now
    guard start >= nextLook else { return false }
    let current = imports.listing().files
    nextLook = .now + max(Self.interval, (ContinuousClock.now - start) * 20)
    defer { files = current }
    return current != files
  }
}
