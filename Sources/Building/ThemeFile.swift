public import Drawing
public import KnowledgeGraph
import Yams

/// A theme as a YAML file of the graph folder writes it: colours, icons, and what kinds and predicates take of them.
public struct ThemeFile: Hashable, Sendable {
  /// The manner of drawing that the theme is for; nil where it says nothing.
  public private(set) var style: FigureOptions.Style?
  public private(set) var theme: Theme

  /// The names of Weft's own themes.
  public static let names = ["atlas", "paper", "print"]

  /// One of Weft's own themes, or nil.
  public init?(named name: String) {
    guard ThemeFile.names.contains(name) else { return nil }
    style = FigureOptions.Style(rawValue: name)
    theme = name == "print" ? .print : .standard
  }

  /// Reads a theme.
  ///
  /// - Parameters:
  ///   - text: The YAML.
  ///   - path: How diagnostics call the file.
  ///   - ontology: The kinds and predicates that the theme may name.
  /// - Throws: ``BuildError`` with all that is wrong, each with its place: what is no theme, and text that could not be
  ///   read for want of contrast.
  public init(text: String, path: String, ontology: Ontology) throws(BuildError) {
    theme = .standard
    var reader = YAMLReader(path: path, text: text)
    if let root = reader.root(of: text) { read(root, ontology, &reader) }
    guard reader.diagnostics.isEmpty else {
      throw BuildError(
        .configuration, "the theme has \(reader.diagnostics.count == 1 ? "an error" : "errors")", path: path,
        diagnostics: reader.diagnostics)
    }
  }

  private static let surfaceKeys = ["background", "ink", "label", "muted", "detail", "faint", "contested"]

  private mutating func read(_ root: Node, _ ontology: Ontology, _ reader: inout YAMLReader) {
    let known = ["base", "colors", "surface", "icons", "kinds", "predicates"]
    let entries = reader.entries(root, of: "a theme", known: known)
    // What others name comes first, wherever it stands.
    let order = known.flatMap { key in entries.filter { $0.key == key } }
    var icons: [String: Icon] = [:]
    var marks: [Tint: Mark?] = [:]
    var surfaceMark: Mark?
    for (key, mark, value) in order {
      switch key {
      case "base":
        guard let name = reader.text(value, of: key) else { continue }
        guard let base = ThemeFile(named: name) else {
          reader.report(
            value.mark, "there is no theme \"\(name)\"",
            hint: reader.suggestion(for: name, among: ThemeFile.names)
              ?? "themes: \(ThemeFile.names.joined(separator: ", "))")
          continue
        }
        self = base
      case "colors": readColors(value, &marks, &reader)
      case "surface":
        surfaceMark = mark
        readSurface(value, &reader)
      case "icons": icons = ThemeFile.icons(value, &reader)
      case "kinds": readKinds(value, icons, ontology, &reader)
      default: readPredicates(value, ontology, &reader)
      }
    }
    guard reader.diagnostics.isEmpty else { return }
    for fault in theme.contrastFaults() {
      let place = fault.tint.map { marks[$0] ?? nil } ?? surfaceMark
      let family = fault.tint.map { " of \"\($0.rawValue)\"" } ?? ""
      let tenths = Int((fault.ratio * 10).rounded(.down))
      reader.report(
        place ?? surfaceMark ?? root.mark,
        "\(fault.text)\(family) cannot be read \(fault.isDark ? "on dark ground" : "on light ground"): "
          + "their contrast is \(tenths / 10).\(tenths % 10) : 1",
        hint: "text needs 4.5 : 1; make one of the two colours darker or lighter")
    }
  }

  // MARK: Colours

  private mutating func readColors(_ node: Node, _ marks: inout [Tint: Mark?], _ reader: inout YAMLReader) {
    for (name, mark, value) in reader.entries(node, of: "colors") {
      guard let tint = Tint(rawValue: name) else {
        reader.report(mark, "\"\(name)\" is no name of a family", hint: "use small letters, digits and -: data-center")
        continue
      }
      marks[tint] = mark
      // A family of the theme's own begins as the plain one.
      var light = theme.light.shades(tint)
      var dark = theme.dark.shades(tint)
      for (key, _, value) in reader.entries(value, of: name, known: ["fill", "stroke", "ink", "dark"]) {
        if key == "dark" {
          for (key, _, value) in reader.entries(value, of: key, known: ["fill", "stroke", "ink"]) {
            if let color = ThemeFile.color(value, key, &reader) { dark[key] = color }
          }
        } else if let color = ThemeFile.color(value, key, &reader) {
          light[key] = color
        }
      }
      theme.light.tints[tint] = light
      theme.dark.tints[tint] = theme.isMonochrome ? light : dark
    }
  }

  private mutating func readSurface(_ node: Node, _ reader: inout YAMLReader) {
    for (key, _, value) in reader.entries(node, of: "surface", known: ThemeFile.surfaceKeys + ["dark"]) {
      if key == "dark" {
        for (key, _, value) in reader.entries(value, of: key, known: ThemeFile.surfaceKeys) {
          if let color = ThemeFile.color(value, key, &reader) { theme.dark.surface[key] = color }
        }
      } else if let color = ThemeFile.color(value, key, &reader) {
        theme.light.surface[key] = color
        if theme.isMonochrome { theme.dark.surface[key] = color }
      }
    }
  }

  private static func color(_ node: Node, _ key: String, _ reader: inout YAMLReader) -> Color? {
    guard let text = reader.text(node, of: key) else { return nil }
    guard let color = Color(hex: text) else {
      reader.report(node.mark, "\"\(text)\" is no colour", hint: "write \(key): \"#1D4ED8\", with the quotes")
      return nil
    }
    return color
  }

  // MARK: Icons, kinds, predicates

  private static func icons(_ node: Node, _ reader: inout YAMLReader) -> [String: Icon] {
    var result: [String: Icon] = [:]
    for (name, _, value) in reader.entries(node, of: "icons") {
      guard let path = reader.text(value, of: name) else { continue }
      guard let icon = Icon(name: name, path: path) else {
        reader.report(
          value.mark, "the icon \"\(name)\" is no path",
          hint: "give SVG path data of strokes in 24 by 24 units, as in \"M4 12h16\"; at most 2,000 characters")
        continue
      }
      result[name] = icon
    }
    return result
  }

  private mutating func readKinds(
    _ node: Node, _ icons: [String: Icon], _ ontology: Ontology, _ reader: inout YAMLReader
  ) {
    let known = ontology.kinds.keys.map(\.rawValue).sorted()
    for (name, mark, value) in reader.entries(node, of: "kinds") {
      guard ontology.kinds[Kind(name)] != nil else {
        reader.report(
          mark, "there is no kind \"\(name)\"",
          hint: reader.suggestion(for: name, among: known) ?? "add it to the ontology of weft.yaml first")
        continue
      }
      var style = Theme.KindStyle()
      for (key, _, value) in reader.entries(value, of: name, known: ["color", "icon"]) {
        guard let text = reader.text(value, of: key) else { continue }
        if key == "color" {
          style.tint = tint(text, value, &reader)
        } else if let icon = icons[text] ?? Icon.allCases.first(where: { $0.name == text }) {
          style.icon = icon
        } else {
          let names = icons.keys.sorted() + Icon.allCases.map(\.name)
          reader.report(
            value.mark, "there is no icon \"\(text)\"",
            hint: reader.suggestion(for: text, among: names) ?? "icons: \(names.joined(separator: ", "))")
        }
      }
      theme.kinds[Kind(name)] = style
    }
  }

  private mutating func readPredicates(_ node: Node, _ ontology: Ontology, _ reader: inout YAMLReader) {
    let known = ontology.predicates.keys.map(\.rawValue).sorted()
    for (name, mark, value) in reader.entries(node, of: "predicates") {
      guard ontology.predicates[Predicate(name)] != nil else {
        reader.report(
          mark, "there is no predicate \"\(name)\"",
          hint: reader.suggestion(for: name, among: known) ?? "add it to the ontology of weft.yaml first")
        continue
      }
      var style = Theme.EdgeStyle()
      for (key, _, value) in reader.entries(value, of: name, known: ["color", "width", "dashes"]) {
        switch key {
        case "color":
          guard let text = reader.text(value, of: key) else { continue }
          style.tint = tint(text, value, &reader)
        case "width":
          guard let number = ThemeFile.number(value, in: 0.5...3) else {
            reader.report(value.mark, "width is a number from 0.5 to 3", hint: "write width: 1.5")
            continue
          }
          style.width = number
        default: style.dashes = ThemeFile.dashes(value, &reader)
        }
      }
      theme.predicates[Predicate(name)] = style
    }
  }

  private func tint(_ name: String, _ node: Node, _ reader: inout YAMLReader) -> Tint? {
    if let tint = Tint(rawValue: name), theme.light.tints[tint] != nil { return tint }
    let names = theme.light.tints.keys.map(\.rawValue).sorted()
    reader.report(
      node.mark, "there is no family \"\(name)\"",
      hint: reader.suggestion(for: name, among: names) ?? "families: \(names.joined(separator: ", "))")
    return nil
  }

  private static func dashes(_ node: Node, _ reader: inout YAMLReader) -> [Double] {
    var result: [Double] = []
    if case .sequence(let sequence) = node {
      result = sequence.compactMap { number($0, in: 0.5...40) }
      if result.count == sequence.count, (2...6).contains(result.count) { return result }
    }
    reader.report(
      node.mark, "dashes are two to six lengths of 0.5 to 40 points", hint: "a dash, a gap: write dashes: [8, 2]")
    return []
  }

  private static func number(_ node: Node, in range: ClosedRange<Double>) -> Double? {
    guard case .scalar(let scalar) = node, let number = Double(scalar.string), range.contains(number) else {
      return nil
    }
    return number
  }
}

extension Shades {
  /// A colour by its key in a theme.
  fileprivate subscript(key: String) -> Color {
    get { key == "fill" ? fill : key == "stroke" ? stroke : ink }
    set {
      switch key {
      case "fill": fill = newValue
      case "stroke": stroke = newValue
      default: ink = newValue
      }
    }
  }
}

extension Surface {
  /// A colour by its key in a theme.
  fileprivate subscript(key: String) -> Color {
    get {
      switch key {
      case "background": background
      case "ink": ink
      case "label": label
      case "muted": muted
      case "detail": cardDetail
      case "faint": faint
      default: contested
      }
    }
    set {
      switch key {
      case "background": background = newValue
      case "ink": ink = newValue
      case "label": label = newValue
      case "muted": muted = newValue
      case "detail": cardDetail = newValue
      case "faint": faint = newValue
      default: contested = newValue
      }
    }
  }
}
