import Drawing
import Foundation
import KnowledgeGraph
import TestSupport
import Testing

@testable import Layout

@Suite("Workers")
struct WorkerTests {
  private static let weft: String? = {
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    for _ in 0..<4 {
      let program = folder.appending(path: "weft").path
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: program, isDirectory: &isFolder), !isFolder.boolValue { return program }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  private static var scenes: [Scene] {
    get throws {
      var scenes = try [Stories.expansion, Stories.manners].map { try Scene($0.subgraph) }
      for seed in 1...12 as ClosedRange<UInt64> {
        let sketch = Stories.random(3 + Int(seed * 5 % 20), seed: seed) { index, _ in "Name \(index)" }
        if let scene = try? Scene(sketch.subgraph) { scenes.append(scene) }
      }
      return scenes
    }
  }

  @Test("What a layout needs of a scene and gives comes through a line of numbers as it is")
  func lines() throws {
    for scene in try Self.scenes {
      for layout in Placement.Layout.allCases {
        let read = try #require(LayoutLine.scene(LayoutLine.request(scene, by: layout)))
        #expect(read.layout == layout)
        let placement = try LayoutEngine.shared.place(read.scene, by: layout)
        #expect(try LayoutEngine.shared.place(scene, by: layout) == placement)
        #expect(LayoutLine.result(LayoutLine.answer(.success(placement))) == .success(placement))
      }
    }
    let error = LayoutError("two\nlines\tof it", hint: "a hint")
    #expect(
      LayoutLine.result(LayoutLine.answer(.failure(error))) == .failure(LayoutError("two lines of it", hint: "a hint")))
  }

  @Test("Lines of anything else are refused")
  func otherLines() throws {
    var generator = SplitMix64(seed: 4)
    let scene = try #require(try Self.scenes.first)
    let request = LayoutLine.request(scene, by: .layered)
    let answer = LayoutLine.answer(.success(try LayoutEngine.shared.place(scene)))
    for line in [request, answer] {
      let words = line.split(separator: " ")
      for _ in 0..<300 {
        var changed = words.map(String.init)
        let place = Int.random(in: changed.indices, using: &generator)
        switch generator.next() % 3 {
        case 0: changed.remove(at: place)
        case 1: changed[place] = "999999999999"
        default: changed[place] = HostileText.text(using: &generator).replacing("\n", with: "")
        }
        // Whatever it is taken for, it ends.
        _ = LayoutLine.scene(changed.joined(separator: " "))
        _ = LayoutLine.result(changed.joined(separator: " "))
      }
    }
    for line in ["", "paper", "paper layered -1 0", "paper layered 0", "!\tno", "down 1 1 0 0 0"] {
      #expect(LayoutLine.scene(line) == nil && LayoutLine.result(line) == nil, "\(line)")
    }
  }

  @Test("Several processes place as one does", .enabled(if: weft != nil, "needs the program, which swift test builds"))
  func sameAsHere() throws {
    let scenes = try Self.scenes
    let workers = LayoutWorkers(program: try #require(Self.weft), arguments: ["lay-figures-out"], count: 3)
    for layout in Placement.Layout.allCases {
      let results = workers.placeElsewhere(scenes, by: layout)
      for (scene, result) in zip(scenes, results) {
        #expect(try result.get() == LayoutEngine.shared.place(scene, by: layout))
      }
    }
  }

  @Test(
    "What is added one by one comes back in its order, each by its own layout",
    .enabled(if: weft != nil, "needs the program, which swift test builds"))
  func queue() throws {
    // So many that processes pay before all are added.
    let kinds = try Self.scenes
    let layouts = Placement.Layout.allCases
    let expected = try kinds.indices.map { try LayoutEngine.shared.place(kinds[$0], by: layouts[$0 % layouts.count]) }
    let workers = LayoutWorkers(program: try #require(Self.weft), arguments: ["lay-figures-out"], count: 2)
    for (served, rounds) in [(workers, 4), (.none, 1)] {
      var queue = LayoutQueue(served)
      var isElsewhere = false
      for index in 0..<(rounds * kinds.count) {
        isElsewhere = queue.isElsewhere
        queue.add(kinds[index % kinds.count], by: layouts[index % kinds.count % layouts.count])
      }
      #expect(isElsewhere == (served.count > 0))
      let results = queue.finish()
      try #require(results.count == rounds * kinds.count)
      for (index, result) in results.enumerated() { #expect(try result.get() == expected[index % kinds.count]) }
    }
    var empty = LayoutQueue(workers)
    #expect(empty.finish().isEmpty)
  }

  @Test("A figure that takes too long is given up, and the others are drawn")
  func timeLimit() throws {
    let scenes = Array(try Self.scenes.prefix(3))
    let workers = LayoutWorkers(program: "/bin/sleep", arguments: ["60"], count: 2, limit: .milliseconds(200))
    let start = ContinuousClock.now
    let results = workers.placeElsewhere(scenes)
    #expect(start.duration(to: .now) < .seconds(20))
    #expect(results.count == 3)
    for result in results {
      guard case .failure(let error) = result else {
        Issue.record("it was not given up")
        continue
      }
      #expect(error.message == "the figure was given up: its layout took more than 0.2 s")
      #expect(error.hint?.contains("--depth") == true)
    }
  }

  @Test("A process that ends is told of, and takes none of the others with it")
  func crash() throws {
    let scenes = Array(try Self.scenes.prefix(3))
    let dying = LayoutWorkers(program: "/bin/sh", arguments: ["-c", "read line; kill -ABRT $$"], count: 2)
    let answering = LayoutWorkers(
      program: "/bin/sh", arguments: ["-c", "while read line; do printf 'nothing\\n'; done"], count: 2)
    for result in dying.placeElsewhere(scenes) {
      guard case .failure(let error) = result else {
        Issue.record("it did not fail")
        continue
      }
      #expect(error.message == "Graphviz ended while it laid the figure out (signal 6)")
    }
    for result in answering.placeElsewhere(scenes) {
      #expect(result == .failure(LayoutError("the layout gave no answer")))
    }
  }

  @Test("Where no process can be started, figures are placed in this one")
  func fallback() throws {
    let scenes = Array(try Self.scenes.prefix(3))
    let results = LayoutWorkers(program: "/nowhere/weft", arguments: [], count: 2).placeElsewhere(scenes)
    for (scene, result) in zip(scenes, results) {
      #expect(try result.get() == LayoutEngine.shared.place(scene))
    }
  }

  @Test("Processes are started where there is work for them")
  func pay() throws {
    let story = try Scene(Stories.expansion.subgraph)
    #expect(!LayoutWorkers.pay(for: [story]))
    #expect(LayoutWorkers.pay(for: Array(repeating: story, count: 500)))
    #expect(LayoutWorkers.none.place([story]).count == 1)
  }
}
