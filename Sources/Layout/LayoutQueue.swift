public import Drawing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Places scenes in worker processes while its caller makes the next ones.
///
/// The processes start when what was added is worth it, as ``LayoutWorkers/pay(for:)`` says. Nothing waits but
/// ``finish()``.
public struct LayoutQueue {
  private let workers: LayoutWorkers
  private var scenes: [(scene: Scene, layout: Placement.Layout)] = []
  private var results: [Result<Placement, LayoutError>?] = []
  /// The scenes that no process has yet, in the order in which they are begun.
  private var waiting: ArraySlice<Int> = []
  private var idle: [WorkerProcess] = []
  private var jobs: [Job] = []
  private var work = 0.0
  /// Whether processes are used at all.
  var isElsewhere = false

  /// A scene in work.
  private struct Job {
    var worker: WorkerProcess
    var scene: Int
    var deadline: ContinuousClock.Instant
  }

  /// - Parameter workers: The processes; ``LayoutWorkers/none`` places all in ``finish()``, in this process.
  public init(_ workers: LayoutWorkers) { self.workers = workers }

  /// Adds a scene, gives free processes work, and takes what others have done.
  ///
  /// - Complexity: O(size of the scene and of the placements that have come).
  public mutating func add(_ scene: Scene, by layout: Placement.Layout = .layered) {
    hold(scene, by: layout)
    work += LayoutWorkers.estimate(scene)
    if workers.count > 0, work >= LayoutWorkers.leastWork { isElsewhere = true }
    guard isElsewhere else { return }
    begin()
    collect()
    begin()
  }

  /// Adds a scene that is begun later.
  mutating func hold(_ scene: Scene, by layout: Placement.Layout) {
    waiting.append(scenes.count)
    scenes.append((scene, layout))
    results.append(nil)
  }

  /// The placements of all scenes, in the order in which they were added.
  public mutating func finish() -> [Result<Placement, LayoutError>] {
    if isElsewhere {
      // What takes longest begins first, so that no process is left with it at the end.
      waiting =
        waiting.sorted {
          (-LayoutWorkers.estimate(scenes[$0].scene), $0) < (-LayoutWorkers.estimate(scenes[$1].scene), $1)
        }[...]
      begin()
      while !jobs.isEmpty {
        wait()
        collect()
        begin()
      }
    }
    // What no process could be started for.
    for scene in waiting { results[scene] = LayoutWorkers.here(scenes[scene].scene, scenes[scene].layout) }
    waiting = []
    return results.map { $0 ?? .failure(LayoutError("the figure was not laid out")) }
  }

  /// Gives waiting scenes to processes, as many as may run.
  private mutating func begin() {
    while jobs.count < max(1, workers.count), let scene = waiting.first {
      guard
        let worker = idle.popLast() ?? WorkerProcess(program: workers.program, arguments: workers.arguments)
      else { return }
      waiting.removeFirst()
      worker.send(LayoutLine.request(scenes[scene].scene, by: scenes[scene].layout))
      jobs.append(Job(worker: worker, scene: scene, deadline: .now + workers.limit))
    }
  }

  /// Takes the answers that have come, and ends what is out of time.
  private mutating func collect() {
    var running: [Job] = []
    for job in jobs {
      job.worker.push()
      switch job.worker.receive() {
      case .line(let line):
        results[job.scene] = LayoutLine.result(line) ?? .failure(LayoutError("the layout gave no answer"))
        idle.append(job.worker)
      case .ended:
        let signal = job.worker.end(killing: true)
        results[job.scene] = .failure(LayoutWorkers.crash(signal))
      case .nothing where job.deadline <= .now:
        _ = job.worker.end(killing: true)
        results[job.scene] = .failure(workers.tooLong)
      case .nothing:
        running.append(job)
      }
    }
    jobs = running
  }

  /// Waits until a worker has something to say, takes something, or is out of time.
  private func wait() {
    var descriptors = jobs.map { job in
      pollfd(fd: job.worker.socket, events: Int16(POLLIN | (job.worker.isSending ? POLLOUT : 0)), revents: 0)
    }
    let next = jobs.map(\.deadline).min() ?? .now
    let left = ContinuousClock.now.duration(to: next).components
    let milliseconds = left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000 + 1
    _ = poll(&descriptors, nfds_t(descriptors.count), Int32(clamping: max(0, milliseconds)))
  }
}
