import Notes
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Builds a graph folder, and again whenever its notes or its `weft.yaml` change, until it is stopped.
///
/// A build begins when nothing has changed for 0.1 s, at the latest a second after the first change. Between builds
/// nothing is held: others may build and read. A vault that vanishes leaves the graph as it is and is built when it
/// comes back.
public final class Watch: Sendable {
  /// What there is to tell.
  public enum Event: Sendable {
    /// How far a build has come.
    case progress(BuildProgress)
    /// A build is done: the first, one that changed something, or the first after a failure.
    ///
    /// `took` is the time from when there was nothing more to wait for.
    case built(BuildSummary, GraphFolder, took: Duration)
    /// A build could not be done; the graph stays as it was, and the next change, or some time, brings another try.
    case failed(BuildError)
    /// The system does not tell of changes, and why: the files are looked at now and then.
    case looking(reason: String)
  }

  private static let quiet: Duration = .milliseconds(100)
  private static let patience: Duration = .seconds(1)
  /// How often the folder itself and `weft.yaml` are looked at.
  private static let pulse: Duration = .milliseconds(500)
  /// After which time what failed is tried again without a change: a full disk may have room again.
  private static let retry: Duration = .seconds(10)

  private let path: String
  private let isStopped = Atomic<Bool>(false)
  private let wakeReader: Int32
  private let wakeWriter: Int32

  /// - Parameter path: The graph folder.
  /// - Throws: ``BuildError`` where the process has too many open files.
  public init(_ path: String) throws(BuildError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0, let reader = ends.first, let writer = ends.last else {
      throw BuildError(.io, "the watch cannot begin: \(String(cString: strerror(errno)))", path: path)
    }
    for end in [reader, writer] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    self.path = path
    wakeReader = reader
    wakeWriter = writer
  }

  deinit {
    close(wakeReader)
    close(wakeWriter)
  }

  /// Ends ``run(_:)``, a build that is under way at its next step. May be called from any thread, more than once.
  public func stop() {
    isStopped.store(true, ordering: .sequentiallyConsistent)
    var byte: UInt8 = 0
    _ = write(wakeWriter, &byte, 1)
  }

  /// Builds and watches until it is stopped, and calls `tell` from this thread.
  ///
  /// - Parameter tell: Takes what there is to tell.
  /// - Throws: What the first build throws; a failure of a later one is told, once.
  public func run(_ tell: (Event) -> Void) throws(BuildError) {
    var folder = try GraphFolder(at: path)
    var file = FileTime(of: configurationPath(folder))
    var eyes = Self.eyes(on: folder)
    var importEyes = ImportEyes(folder)
    var isFirst = true
    // Nothing is built by a configuration that holds no more.
    var isReadable = true
    var failure: BuildError?
    var toldHandicap: String?
    // When the first change was seen that no build has taken in, and the last.
    var first: ContinuousClock.Instant? = .now - Self.patience
    var last = ContinuousClock.now
    var nextPulse = ContinuousClock.now
    var nextTry: ContinuousClock.Instant?

    func report(_ error: BuildError) {
      if failure != error { tell(.failed(error)) }
      failure = error
      nextTry = .now + Self.retry
    }

    while !isStopped.load(ordering: .sequentiallyConsistent) {
      var wake = nextPulse
      if isReadable, let first { wake = min(wake, min(last + Self.quiet, first + Self.patience)) }
      wait(until: wake, eyes.descriptor)
      guard !isStopped.load(ordering: .sequentiallyConsistent) else { return }

      var hasChanged = eyes.hasChanged()
      let now = ContinuousClock.now
      if now >= nextPulse {
        nextPulse = now + Self.pulse
        let current = FileTime(of: configurationPath(folder))
        if current != file {
          file = current
          do throws(BuildError) {
            folder = try GraphFolder(at: path)
            isReadable = true
            eyes = Self.eyes(on: folder)
            importEyes = ImportEyes(folder)
            hasChanged = true
          } catch {
            isReadable = false
            report(error)
          }
        }
        if eyes.isVaultAnother {
          eyes = Self.eyes(on: folder)
          hasChanged = true
        }
        if importEyes.hasChanged() { hasChanged = true }
        if let time = nextTry, now >= time {
          nextTry = nil
          hasChanged = true
        }
      }
      if hasChanged {
        first = first ?? now
        last = now
      }
      guard isReadable, let begin = first, now >= min(last + Self.quiet, begin + Self.patience) else { continue }

      first = nil
      eyes.open()
      if let handicap = eyes.handicap, handicap != toldHandicap { tell(.looking(reason: handicap)) }
      toldHandicap = eyes.handicap
      do throws(BuildError) {
        let summary = try Build(folder).run { progress in
          tell(.progress(progress))
          return !isStopped.load(ordering: .sequentiallyConsistent)
        }
        if isFirst || failure != nil || summary.isGraphNew || summary.read + summary.removed > 0 {
          tell(.built(summary, folder, took: .now - now))
        }
        isFirst = false
        failure = nil
      } catch {
        if error.reason == .stopped { return }
        if isFirst { throw error }
        report(error)
      }
    }
  }

  /// Waits until something happens, at the longest until `time`.
  private func wait(until time: ContinuousClock.Instant, _ descriptor: Int32) {
    let left = max(.zero, time - .now) / .milliseconds(1)
    // A descriptor below zero is passed over (poll(2)).
    var descriptors = [
      pollfd(fd: wakeReader, events: Int16(POLLIN), revents: 0),
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&descriptors, nfds_t(descriptors.count), Int32(left.rounded(.up)))
  }

  private func configurationPath(_ folder: GraphFolder) -> String {
    FilePath.join(folder.path, ConfigurationFile.name)
  }

  private static func eyes(on folder: GraphFolder) -> VaultEyes {
    let vault = folder.vault
    return VaultEyes(root: folder.vaultPath) { vault.listing() }
  }
}

/// What tells whether a file was written or replaced.
private struct FileTime: Hashable {
  private let inode: UInt64
  private let size: Int64
  private let seconds: Int
  private let nanoseconds: Int

  /// The file at `path`, or nil where there is none.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int64(status.st_size)
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    seconds = Int(time.tv_sec)
    nanoseconds = Int(time.tv_nsec)
  }
}
