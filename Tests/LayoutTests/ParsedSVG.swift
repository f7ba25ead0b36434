import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An SVG read by another parser than Weft's own: its elements with their attributes and text.
struct ParsedSVG {
  struct Element {
    var name: String
    var attributes: [String: String]
    var text: String
    /// The ids of the elements around it, outermost first.
    var within: [String]

    var classes: Set<String> { Set((attributes["class"] ?? "").split(separator: " ").map(String.init)) }
  }

  let elements: [Element]

  /// Nil where the text is not well-formed.
  init?(_ text: String) {
    let reader = Reader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    guard parser.parse() else { return nil }
    elements = reader.elements
  }

  func elements(_ name: String, class family: String? = nil) -> [Element] {
    elements.filter { $0.name == name && (family.map($0.classes.contains) ?? true) }
  }

  /// The lines of text within the group of an id.
  func lines(in id: String) -> [String] {
    elements.filter { $0.name == "text" && $0.within.contains(id) }.map(\.text)
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [Element] = []
    private var open: [Int] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      let within = open.compactMap { elements[$0].attributes["id"] }
      open.append(elements.count)
      elements.append(Element(name: name, attributes: attributes, text: "", within: within))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      if let last = open.last { elements[last].text += string }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      open.removeLast()
    }
  }
}
