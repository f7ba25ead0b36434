import Foundation
import TestSupport

/// A text with what a person found stated in it; `Training/sentences/README.md` tells the form.
struct LabelledText: Decodable {
  struct Entity: Decodable {
    var text: String
    var type: String
    var aliases: [String]
  }

  struct Relation: Decodable {
    var s: String
    var p: String
    var o: String?
    var at: String?
    var amount: String?
    var currency: String?
    var role: String?
    var status: String?
    var negated: Bool?
    var quote: String
  }

  var id: String
  var text: String
  var tags: [String]
  var entities: [Entity]
  var relations: [Relation]

  /// The rows of `Training/sentences/NAME.jsonl`.
  static func read(_ name: String) throws -> [LabelledText] {
    let file = Repository.root.appending(path: "Training/sentences/\(name).jsonl")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(LabelledText.self, from: Data($0.utf8))
    }
  }
}
