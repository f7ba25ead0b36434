public import Drawing
import Foundation
import Yams

/// A named view: what is drawn, and where its cards stand. It is a file of the graph folder that people may change and
/// keep in a repository: `views/NAME.yaml`.
public struct ViewFile: Hashable, Sendable {
  /// The words of `weft draw` that say what is drawn and how, without the view's own name.
  public var arguments: [String]
  /// The centre of each card by ``Scene/Card/id``, in points, to the tenth.
  public var cards: [String: Point]

  public init(arguments: [String], cards: [String: Point]) {
    self.arguments = arguments
    self.cards = cards
  }

  /// How far from the origin a card may stand, in points.
  private static let reach = 20_000.0
  /// More than any figure has.
  private static let cardLimit = 10_000

  /// Reads a view.
  ///
  /// - Parameters:
  ///   - text: The YAML.
  ///   - path: How diagnostics call the file.
  /// - Throws: ``BuildError`` with all that is wrong, each with its place.
  public init(text: String, path: String) throws(BuildError) {
    arguments = []
    cards = [:]
    var reader = YAMLReader(path: path, text: text)
    if let root = reader.root(of: text) {
      for (key, _, value) in reader.entries(root, of: "a view", known: ["draw", "cards"]) {
        if key == "draw" {
          arguments = reader.marked(value, of: key).map(\.text)
        } else {
          readCards(value, &reader)
        }
      }
    }
    guard reader.diagnostics.isEmpty else {
      throw BuildError(
        .configuration, "the view has \(reader.diagnostics.count == 1 ? "an error" : "errors")", path: path,
        diagnostics: reader.diagnostics)
    }
  }

  private mutating func readCards(_ node: Node, _ reader: inout YAMLReader) {
    for (name, mark, value) in reader.entries(node, of: "cards").prefix(ViewFile.cardLimit) {
      let numbers: [Double] =
        if case .sequence(let sequence) = value {
          sequence.compactMap { element in
            guard case .scalar(let scalar) = element, let number = Double(scalar.string),
              abs(number) <= ViewFile.reach
            else { return nil }
            return number
          }
        } else {
          []
        }
      guard numbers.count == 2, let x = numbers.first, let y = numbers.last else {
        reader.report(
          mark, "the place of \"\(name)\" is not two numbers of points", hint: "across, then down: \(name): [120, 45.5]"
        )
        continue
      }
      cards[name] = Point(ViewFile.tenths(x), ViewFile.tenths(y))
    }
  }

  private static func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }

  /// The view as YAML, cards sorted: the same view has the same bytes.
  public var text: String {
    var lines = [
      "# What `weft draw --view` draws, and where its cards stand: the centre of each, across and down, in points.",
      "# Move a card by its numbers; take a line away, and the card is given a place anew.",
      "draw:",
    ]
    lines += arguments.map { "  - \(ViewFile.quoted($0))" }
    lines.append("cards:")
    for (name, point) in cards.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(ViewFile.quoted(name)): [\(ViewFile.number(point.x)), \(ViewFile.number(point.y))]")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func number(_ value: Double) -> String {
    let tenths = Int((min(max(value, -reach), reach) * 10).rounded())
    let rest = abs(tenths) % 10
    return (tenths < 0 ? "-" : "") + String(abs(tenths) / 10) + (rest > 0 ? ".\(rest)" : "")
  }

  /// A text in double quotes, as YAML reads it.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars where scalar.value > 0 {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
          || [0xfeff, 0xfffe, 0xffff].contains(scalar.value)
          || scalar.value == 0x2028 || scalar.value == 0x2029
        {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}

extension GraphFolder {
  /// Whether a text can be the name of a view: letters, digits, `-` and `_`, 64 at most.
  public static func isViewName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  /// Where a view is kept, from the graph folder.
  public static func viewPath(_ name: String) -> String { "views/\(name).yaml" }

  /// The view of a name, or nil where the folder has none.
  ///
  /// - Parameter name: Its name, as ``isViewName(_:)`` has it.
  /// - Returns: The view, or nil where there is no file of it.
  /// - Throws: ``BuildError`` where the file cannot be read or has errors.
  public func view(_ name: String) throws(BuildError) -> ViewFile? {
    guard GraphFolder.isViewName(name), FilePath.isFile(FilePath.join(path, GraphFolder.viewPath(name))) else {
      return nil
    }
    let file = GraphFolder.viewPath(name)
    return try ViewFile(text: try text(ofSettings: file), path: file)
  }

  /// Keeps a view under a name, whole or not at all.
  ///
  /// - Parameters:
  ///   - view: What is kept.
  ///   - name: Its name, as ``isViewName(_:)`` has it.
  /// - Throws: ``BuildError`` where the file cannot be written.
  public func keep(_ view: ViewFile, as name: String) throws(BuildError) {
    let file = FilePath.join(path, GraphFolder.viewPath(name))
    do {
      try FileManager.default.createDirectory(
        atPath: FilePath.join(path, "views"), withIntermediateDirectories: true)
      try Data(view.text.utf8).write(to: URL(filePath: file), options: .atomic)
    } catch {
      throw BuildError(
        .io, "the view cannot be written", path: GraphFolder.viewPath(name), hint: "check who may write there")
    }
  }
}
