import Notes

/// Sees that a vault has changed: by what the kernel tells where it does, by looking at all files now and then.
///
/// Not all changes are told by a kernel: not what other machines write to a network folder, nor what becomes of a file
/// that a link leads to. Looking finds them late, but finds them.
struct VaultEyes {
  /// How often all files are looked at where the kernel tells what happens.
  private static let longInterval: Duration = .seconds(60)
  /// How often at least where it does not; more seldom where a look takes long.
  private static let shortInterval: Duration = .seconds(1)

  private let root: String
  private let list: () -> VaultListing
  private let identity: FolderIdentity?
  #if os(Linux)
    private var events: FolderEvents?
  #endif
  private var files: [VaultFile]?
  private var interval: Duration
  private var nextLook: ContinuousClock.Instant
  private var areFoldersKnown = false
  /// Why the kernel does not tell, if it does not.
  private(set) var handicap: String?

  /// - Parameters:
  ///   - root: The folder of the vault.
  ///   - list: Lists it.
  init(root: String, list: @escaping () -> VaultListing) {
    self.root = root
    self.list = list
    identity = FolderIdentity(of: root)
    interval = Self.longInterval
    nextLook = .now + interval
    #if os(Linux)
      do throws(FolderEvents.Refusal) {
        events = try FolderEvents(root: root)
      } catch {
        handicap(by: error)
      }
    #else
      handicap = "this system does not tell of changes"
      interval = Self.shortInterval
    #endif
  }

  /// The descriptor that becomes readable when the kernel has something to tell, or -1.
  var descriptor: Int32 {
    #if os(Linux)
      events?.descriptor ?? -1
    #else
      -1
    #endif
  }

  /// Whether another folder, or none, stands where the vault was.
  var isVaultAnother: Bool { FolderIdentity(of: root) != identity }

  /// Whether notes may have changed since it was asked last.
  mutating func hasChanged() -> Bool {
    var result = false
    #if os(Linux)
      if let seen = events?.take() {
        if seen.folders { areFoldersKnown = false }
        result = seen.notes || seen.folders
      }
    #endif
    if ContinuousClock.now >= nextLook {
      let start = ContinuousClock.now
      let listing = list()
      if let files, files != listing.files { result = true }
      files = listing.files
      let took = ContinuousClock.now - start
      interval = handicap == nil ? Self.longInterval : max(Self.shortInterval, took * 20)
      nextLook = .now + interval
    }
    return result
  }

  /// Makes sure that what changes from now on is seen; called before the vault is read.
  mutating func open() {
    if files == nil, handicap != nil { files = list().files }
    #if os(Linux)
      guard !areFoldersKnown, let events else { return }
      do throws(FolderEvents.Refusal) {
        // A folder that was made in a new folder before that was watched shows in the next listing.
        for _ in 0..<8 {
          let listing = list()
          if files == nil { files = listing.files }
          guard try events.watch(listing.folders) else { break }
        }
        areFoldersKnown = true
      } catch {
        self.events = nil
        handicap(by: error)
      }
    #endif
  }

  #if os(Linux)
    private mutating func handicap(by refusal: FolderEvents.Refusal) {
      switch refusal {
      case .tooManyFolders: handicap = "the system watches no more folders (fs.inotify.max_user_watches)"
      case .unavailable: handicap = "the system watches no more folders (fs.inotify.max_user_instances)"
      }
      interval = Self.shortInterval
      nextLook = .now + interval
    }
  #endif
}
