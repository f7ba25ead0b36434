import Foundation

/// A text with the entities and relations that people marked in it.
struct GoldRow: Decodable {
  struct Entity: Decodable {
    var id: Int?
    var start: Int?
    var end: Int?
    var type: String
    var text: String
    var aliases: [String]?
  }

  struct Relation: Decodable {
    var head: Int?
    var tail: Int?
    var type: String?
    var s: String?
    var p: String?
    var o: String?
  }

  var id: String
  var text: String
  var entities: [Entity]
  var relations: [Relation]

  /// The byte offsets of the text's scalars, and of its end.
  var scalarOffsets: [Int] {
    var offsets: [Int] = []
    var position = 0
    for scalar in text.unicodeScalars {
      offsets.append(position)
      position += UTF8.width(scalar)
    }
    return offsets + [position]
  }
}

extension GoldRow {
  /// Some rows again, in capitals throughout or without any, as headings and posts are written; nil for the others.
  func withoutCare(_ index: Int) -> GoldRow? {
    let style = index % 12
    guard style == 3 || style == 7 else { return nil }
    var changed = self
    changed.text = String(
      decoding: text.utf8.map { byte in
        let isLetter = (byte | 0x20) &- 0x61 < 26
        return isLetter ? (style == 3 ? byte & ~0x20 : byte | 0x20) : byte
      }, as: UTF8.self)
    return changed
  }
}

/// One file of marked texts.
struct GoldFile {
  var name: String
  var rows: [GoldRow]

  /// The files that weights are trained on, in order of their names, and the project's own sentences behind them:
  /// `highlights-dev` never is.
  static func all(in folder: String, own: String?) throws -> [GoldFile] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".jsonl") && !$0.hasPrefix("highlights") }.sorted()
    var files = try names.map { try GoldFile(path: folder + "/" + $0) }
    if let own {
      var file = try GoldFile(path: own)
      file.name = "own"
      files.append(file)
    }
    return files
  }

  init(path: String) throws {
    name = String(path.split(separator: "/").last ?? "").replacingOccurrences(of: ".jsonl", with: "")
    let decoder = JSONDecoder()
    rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      try decoder.decode(GoldRow.self, from: Data($0.utf8))
    }
  }

  /// Rows lie in runs of one document, so that whole runs are held out.
  static let run = 50
  static let folds = 5

  func fold(_ index: Int) -> Int { index / Self.run % Self.folds }

  func isHeldOut(_ index: Int, fold: Int?) -> Bool { fold == self.fold(index) }
}

/// Numbers that look random and are the same on every run (Steele, Lea and Flood 2014, SplitMix64).
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
