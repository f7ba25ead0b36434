import Foundation
import KnowledgeGraph
import TestSupport
import Testing

/// The tables of `Documentation/Model.md` say what the ontology says.
@Suite struct ModelDocumentTests {
  @Test func tablesMatchTheOntology() throws {
    let file = Repository.root.appending(path: "Documentation/Model.md")
    let written = try String(contentsOf: file, encoding: .utf8)
    var expected = replacing("kinds", in: written, by: kinds)
    expected = replacing("predicates", in: expected, by: predicates)
    if Repository.isUpdating {
      try expected.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(written == expected, "run WEFT_UPDATE=1 swift test --filter ModelDocument")
    }
  }

  /// The text with the lines between the marker of a table and its end exchanged.
  private func replacing(_ table: String, in text: String, by rows: [String]) -> String {
    var lines: [String] = []
    var isInside = false
    var isFound = false
    for line in text.components(separatedBy: "\n") {
      if line == "<!-- end -->" { isInside = false }
      if !isInside { lines.append(line) }
      if line.hasPrefix("<!-- \(table):") {
        isInside = true
        isFound = true
        lines += rows
      }
    }
    #expect(isFound, "Model.md has no table of \(table)")
    return lines.joined(separator: "\n")
  }

  private var kinds: [String] {
    let ontology = Ontology.builtIn
    let rows = ontology.kinds.values.sorted {
      ($0.parent?.rawValue ?? $0.kind.rawValue, $0.parent == nil ? "" : $0.kind.rawValue)
        < ($1.parent?.rawValue ?? $1.kind.rawValue, $1.parent == nil ? "" : $1.kind.rawValue)
    }
    return ["| kind | under | schema.org | FollowTheMoney | Wikidata |", "|---|---|---|---|---|"]
      + rows.map {
        row(["`\($0.kind)`", $0.parent?.rawValue, $0.schemaOrg, $0.followTheMoney, $0.wikidata])
      }
  }

  private var predicates: [String] {
    let rows = Ontology.builtIn.predicates.values.sorted { $0.predicate < $1.predicate }
    return [
      "| predicate | drawn as | from | to | time | traits | schema.org | Wikidata |",
      "|---|---|---|---|---|---|---|---|",
    ]
      + rows.map {
        let traits = [
          $0.isSymmetric ? "symmetric" : nil, $0.isFunctional ? "functional" : nil,
          $0.isBackground ? "background" : nil, $0.isValue ? "value" : nil,
        ]
        return row([
          "`\($0.predicate)`", $0.label, list($0.domain), $0.isValue ? nil : list($0.range), $0.temporal.rawValue,
          traits.compactMap(\.self).joined(separator: ", "), $0.schemaOrg, $0.wikidata,
        ])
      }
  }

  private func list(_ kinds: [Kind]) -> String {
    kinds.isEmpty ? "any" : kinds.map(\.rawValue).joined(separator: ", ")
  }

  private func row(_ cells: [String?]) -> String {
    "| " + cells.map { $0.map { $0.isEmpty ? "–" : $0 } ?? "–" }.joined(separator: " | ") + " |"
  }
}
