import Foundation
import FoundationXML
import TestSupport
import Testing

/// The pictures in `Graphs/` are what `weft draw` makes of the notes beside them.
///
/// DOT is compared whole. An SVG is compared by its texts, ids and links: where things stand is for Graphviz
/// to say, and another release of it may say it differently.
@Suite struct WorkedFigureTests {
  struct Figure: CustomTestStringConvertible, Sendable {
    var graph: String
    var file: String
    var request: String
    var testDescription: String { "\(graph)/\(file)" }
  }

  static let story =
    #"draw "Tencent Cloud" Huawei Alibaba --depth 2 --sources 1 --title "Cloud firms that go abroad""#
  static let figures = [
    Figure(graph: "gulf-ai", file: "story.dot", request: story),
    Figure(graph: "gulf-ai", file: "story.svg", request: story + " --mode light"),
    Figure(graph: "gulf-ai", file: "story-dark.svg", request: story + " --mode dark"),
    Figure(graph: "reading", file: "all.dot", request: "draw --all"),
    Figure(graph: "reading", file: "all.svg", request: "draw --all --mode light"),
  ]

  @Test(arguments: figures)
  func isWhatTheNotesGive(_ figure: Figure) throws {
    let scratch = try TemporaryFolder()
    let original = Repository.root.appending(path: "Graphs/\(figure.graph)")
    for part in ["weft.yaml", "notes"] {
      try FileManager.default.copyItem(
        at: original.appending(path: part), to: scratch.url.appending(path: part))
    }
    let shell = Shell(folder: scratch.url, weft: BuiltProgram.weft)
    let answer = try shell.run("weft build >/dev/null && weft \(figure.request) -o '\(figure.file)'")
    #expect(!answer.contains { $0.hasPrefix("! error") || $0.hasPrefix("[") }, "\(answer)")
    let drawn = try String(contentsOf: scratch.url.appending(path: figure.file), encoding: .utf8)
    let golden = original.appending(path: figure.file)
    if Repository.isUpdating {
      try drawn.write(to: golden, atomically: true, encoding: .utf8)
      return
    }
    let kept = try String(contentsOf: golden, encoding: .utf8)
    if figure.file.hasSuffix(".dot") {
      #expect(drawn == kept)
    } else {
      #expect(try Parts(of: drawn) == Parts(of: kept))
    }
  }

  /// What an SVG shows and leads to, without where it stands; sorted.
  private struct Parts: Equatable {
    var ids: [String]
    var links: [String]
    var texts: [String]

    init(of svg: String) throws {
      let reader = PartsReader()
      let parser = XMLParser(data: Data(svg.utf8))
      parser.delegate = reader
      try #require(parser.parse(), "the SVG is not well-formed")
      ids = reader.ids.sorted()
      links = reader.links.sorted()
      texts = reader.texts.sorted()
    }
  }

  private final class PartsReader: NSObject, XMLParserDelegate {
    var ids: [String] = []
    var links: [String] = []
    var texts: [String] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      if let id = attributes["id"] { ids.append(id) }
      if let link = attributes["href"] ?? attributes["xlink:href"] { links.append(link) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      let text = string.trimmingCharacters(in: .whitespacesAndNewlines)
      if !text.isEmpty { texts.append(text) }
    }
  }
}
