public import Drawing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Places many scenes at once, each in one of several processes: Graphviz may be entered by one thread of a process only,
/// and cannot be stopped but with its process.
///
/// A worker is a program that calls ``serve()``. It gets numbers and gives numbers, so the placements are those of
/// ``LayoutEngine`` to the bit.
public struct LayoutWorkers: Sendable {
  /// The program that serves, and its arguments.
  public var program: String
  public var arguments: [String]
  /// How many processes at most.
  public var count: Int
  /// How long a scene may take before its process is killed.
  public var limit: Duration

  /// - Parameters:
  ///   - program: The path of a program that calls ``serve()`` when it is given the arguments.
  ///   - arguments: What it is given.
  ///   - count: How many processes at most; without it, one for each processor, and eight at most.
  ///   - limit: How long a scene may take.
  public init(program: String, arguments: [String], count: Int? = nil, limit: Duration = .seconds(30)) {
    self.program = program
    self.arguments = arguments
    self.count = count ?? min(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), 8)
    self.limit = limit
  }

  /// Places everything in this process.
  public static let none = LayoutWorkers(program: "", arguments: [], count: 0)

  /// About how long the layout of a scene takes, in milliseconds of one core: it grows with the third power of the edges
  /// until few settings are tried.
  static func estimate(_ scene: Scene) -> Double {
    let edges = Double(scene.edges.count)
    return min(0.5 + edges * edges * edges / 1_400, 400)
  }

  /// From how much work on processes of their own pay: a process takes 20 to 30 ms to start.
  static let leastWork = 150.0

  /// Whether scenes are better placed in other processes: many, or one that takes so long that it needs a limit.
  public static func pay(for scenes: [Scene]) -> Bool {
    scenes.reduce(0) { $0 + estimate($1) } >= leastWork
  }

  /// The placements of scenes, in their order; in this process where others do not pay or cannot be started.
  public func place(_ scenes: [Scene], by layout: Placement.Layout = .layered) -> [Result<Placement, LayoutError>] {
    count > 0 && LayoutWorkers.pay(for: scenes)
      ? placeElsewhere(scenes, by: layout)
      : scenes.map { LayoutWorkers.here($0, layout) }
  }

  static func here(_ scene: Scene, _ layout: Placement.Layout) -> Result<Placement, LayoutError> {
    do throws(LayoutError) {
      return .success(try LayoutEngine.shared.place(scene, by: layout))
    } catch {
      return .failure(error)
    }
  }

  /// The same, always in other processes where they can be started.
  public func placeElsewhere(
    _ scenes: [Scene], by layout: Placement.Layout = .layered
  ) -> [Result<Placement, LayoutError>] {
    var queue = LayoutQueue(self)
    for scene in scenes { queue.hold(scene, by: layout) }
    queue.isElsewhere = true
    return queue.finish()
  }

  var tooLong: LayoutError {
    let parts = limit.components
    let tenths = parts.seconds * 10 + parts.attoseconds / 100_000_000_000_000_000
    let seconds = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    return LayoutError(
      "the figure was given up: its layout took more than \(seconds) s",
      hint: "draw a smaller part: fewer names, a smaller --depth, or --predicate")
  }

  static func crash(_ signal: Int32) -> LayoutError {
    LayoutError(
      "Graphviz ended while it laid the figure out" + (signal > 0 ? " (signal \(signal))" : ""),
      hint: "draw a smaller part, or another --layout")
  }

  /// Answers requests from standard input on standard output until there are no more.
  public static func serve() {
    while let line = readLine(strippingNewline: true) {
      // A worker that its caller has lost does not go on for ever.
      alarm(600)
      let answer =
        LayoutLine.scene(line).map { here($0.scene, $0.layout) } ?? .failure(LayoutError("this asks for no layout"))
      var bytes = Array((LayoutLine.answer(answer) + "\n").utf8)[...]
      while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
        guard count > 0 || errno == EINTR else { return }
        bytes = bytes.dropFirst(max(count, 0))
      }
    }
  }
}
