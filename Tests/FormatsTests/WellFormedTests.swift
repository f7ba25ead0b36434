import Formats
import KnowledgeGraph
import TestSupport
import Testing

/// Nothing that a graph holds gets out of the place where it is written, whatever readers are installed.
@Suite struct WellFormed {
  private static let graphs = (1...10).map { HostileGraph.make(seed: 100 + $0) }

  /// A text without what stands between `open` and `close`; nil where something is not closed. A backslash within keeps
  /// the byte after it from closing where `hasEscapes`.
  private static func outside(
    _ text: String, _ open: Character, _ close: Character, hasEscapes: Bool
  ) -> (rest: String, within: [String])? {
    guard let open = open.asciiValue, let close = close.asciiValue else { return nil }
    var rest: [UInt8] = []
    var within: [[UInt8]] = []
    var isWithin = false
    var isEscaped = false
    for byte in text.utf8 {
      if !isWithin {
        if byte == open {
          isWithin = true
          within.append([])
        } else {
          rest.append(byte)
        }
      } else if isEscaped {
        isEscaped = false
      } else if byte == close {
        isWithin = false
      } else {
        isEscaped = hasEscapes && byte == UInt8(ascii: "\\")
        within[within.count - 1].append(byte)
      }
    }
    guard !isWithin else { return nil }
    return (String(decoding: rest, as: UTF8.self), within.map { String(decoding: $0, as: UTF8.self) })
  }

  /// Whether a text is of ASCII letters, digits, `_`, spaces, line breaks and the signs.
  private static func isMade(_ text: String, of signs: String) -> Bool {
    let signs = Set(signs.utf8)
    return text.utf8.allSatisfy { byte in
      (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a) || (0x30...0x39).contains(byte) || byte == 0x5f || byte == 0x20
        || byte == 0x0a || signs.contains(byte)
    }
  }

  @Test func xml() throws {
    for graph in Self.graphs {
      for (text, isGEXF) in [
        (try GraphML().text(of: GraphExport(graph)), false), (try GEXF().text(of: GraphExport(graph)), true),
      ] {
        let table = GraphML.read(Array(text.utf8))
        #expect(!table.findings.contains { $0.severity == .error })
        let literals = graph.relations().count { $0.object == nil }
        #expect(table.nodes.count == graph.entities().count + (isGEXF ? literals : 0))
        #expect(table.edges.count == graph.relations().count)
      }
    }
  }

  @Test func json() throws {
    for graph in Self.graphs {
      for format in [NodeLink(), JSONCanvas(), JSONLD()] as [any GraphFormat] {
        _ = try JSONValue(parsing: try format.text(of: GraphExport(graph)).utf8)
      }
      for format in [ClaimLines(), FollowTheMoney()] as [any GraphFormat] {
        let lines = try format.text(of: GraphExport(graph)).utf8.split(separator: 0x0a)
        for line in lines { _ = try JSONValue(parsing: line) }
      }
    }
  }

  @Test func cypher() throws {
    for graph in Self.graphs {
      let script = try CypherScript().text(of: GraphExport(graph))
      let statements = script.split(separator: "\n").drop { $0.hasPrefix("//") }.joined(separator: "\n")
      let strings = try #require(Self.outside(statements, "'", "'", hasEscapes: true))
      let names = try #require(Self.outside(strings.rest, "`", "`", hasEscapes: false))
      #expect(Self.isMade(names.rest, of: "{}[]():;,.+=->"))
      #expect(names.within.allSatisfy { Self.isMade($0, of: "") && !$0.isEmpty })
      for word in ["DELETE", "DETACH", "CALL", "REMOVE", "LOAD", "//"] { #expect(!names.rest.contains(word)) }
      // A backslash never stands before a u, within a string or without.
      #expect(!script.contains("\\u") && !script.contains("\\U"))
    }
  }

  @Test func turtle() throws {
    for graph in Self.graphs {
      let text = try Turtle().text(of: GraphExport(graph))
      let strings = try #require(Self.outside(text, "\"", "\"", hasEscapes: true))
      let names = try #require(Self.outside(strings.rest, "<", ">", hasEscapes: false))
      #expect(Self.isMade(names.rest, of: "@:;,.^"))
      #expect(
        names.within.allSatisfy { iri in
          iri.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !"\"<>\\^`{|}".utf8.contains($0) }
        })
      #expect(strings.within.allSatisfy { literal in literal.utf8.allSatisfy { $0 >= 0x20 } })
      #expect(!names.within.contains("urn:x"))
    }
  }

  @Test(arguments: [false, true]) func dot(_ clusters: Bool) throws {
    for graph in Self.graphs {
      let text = try DOT(clusters: clusters).text(of: GraphExport(graph))
      let strings = try #require(Self.outside(text, "\"", "\"", hasEscapes: true))
      #expect(Self.isMade(strings.rest, of: "{}[];=->+"))
    }
  }

  @Test func mermaid() throws {
    for graph in Self.graphs {
      let text = try Mermaid().text(of: GraphExport(graph))
      for line in text.split(separator: "\n") {
        let strings = try #require(Self.outside(String(line), "\"", "\"", hasEscapes: false))
        #expect(strings.within.count <= 1 && Self.isMade(strings.rest, of: "[]()|<>-."))
        let isLink = line.hasPrefix("  click ")
        for label in strings.within {
          #expect(
            label.unicodeScalars.allSatisfy { scalar in
              !scalar.isASCII || Self.isMade(String(scalar), of: isLink ? ":/?#[]@!$&()*+,=%-.~" : "#;,")
            })
        }
      }
    }
  }

  @Test func csv() throws {
    for graph in Self.graphs {
      for text in try CSVTables().texts(of: GraphExport(graph)).map(\.text) {
        let cells = try #require(Self.outside(text, "\"", "\"", hasEscapes: false))
        // Outside quotes a cell begins with nothing that a spreadsheet runs, and every row has the columns of the first.
        let rows = cells.rest.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(rows.allSatisfy { $0.count == rows[0].count })
        for cell in rows.joined() where cell.first.map({ "=@+\t＝＋－＠".contains($0) }) ?? false {
          Issue.record("a cell begins with \(cell.prefix(3))")
        }
      }
    }
  }
}
