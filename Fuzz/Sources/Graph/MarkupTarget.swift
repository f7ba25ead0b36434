import Drawing
import Foundation
import Fuzzing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The check of what was written: whatever it lets through is XML for another parser too, and runs nothing.
enum MarkupTarget {
  static func test(_ bytes: [UInt8]) {
    guard let text = validText(bytes) else { return }
    guard XMLCheck.fault(in: text) == nil else { return }
    let audit = SVGAudit()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = audit
    check(parser.parse(), "what is well-formed is so for libxml2: \(String(describing: parser.parserError))")
  }

  private final class SVGAudit: NSObject, XMLParserDelegate {
    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      check(!["script", "foreignobject"].contains(name.lowercased()), "no element runs: \(name)")
      for attribute in attributes.keys {
        check(!attribute.lowercased().hasPrefix("on"), "no attribute runs: \(attribute)")
      }
    }
  }
}
