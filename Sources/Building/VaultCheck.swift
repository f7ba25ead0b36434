import Notes

/// Sees to it that a vault that vanishes, wholly or while it is read, is not taken for one whose notes were deleted.
struct VaultCheck {
  private let folder: GraphFolder
  private let identity: FolderIdentity

  /// Looks at the vault before anything is read.
  ///
  /// - Parameter folder: The graph folder.
  /// - Throws: ``BuildError`` where the vault is not there.
  init(_ folder: GraphFolder) throws(BuildError) {
    guard let identity = FolderIdentity(of: folder.vaultPath) else {
      throw BuildError(
        .vault,
        FilePath.isPresent(folder.vaultPath) ? "the vault is no folder that can be opened" : "the vault is not there",
        path: folder.vaultPath,
        hint: "check vault: in \(ConfigurationFile.name), and whether the disk with the notes is there")
    }
    self.folder = folder
    self.identity = identity
  }

  /// Whether the vault is still where it was; asked after each pass over it.
  func isStillThere() throws(BuildError) {
    guard FolderIdentity(of: folder.vaultPath) == identity else {
      throw BuildError(
        .vault, "the vault went away while it was read; the graph before it stays", path: folder.vaultPath,
        hint: "run weft build again when it is back")
    }
  }

  /// Refuses a listing that cannot be all there is.
  func accept(_ listing: VaultListing, kept: Int) throws(BuildError) {
    try isStillThere()
    if let failure = listing.diagnostics.first(where: { $0.severity == .error && $0.path == "." }) {
      throw BuildError(
        .vault, "the vault cannot be read: \(failure.message)", path: folder.vaultPath,
        hint: "check who may read the folder")
    }
    guard listing.files.isEmpty, kept > 0, !listing.diagnostics.contains(where: { $0.severity == .error }) else {
      return
    }
    throw BuildError(
      .vault, "there are no notes any more, but \(kept) are in the graph", path: folder.vaultPath,
      hint: "if that is so, delete \(folder.databasePath) and build again")
  }
}
