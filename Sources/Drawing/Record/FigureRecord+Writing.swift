import KnowledgeGraph

extension FigureRecord {
  /// Appends the record as an element of RDF, for the `<metadata>` of an SVG.
  func append(to out: inout XMLBuffer) {
    out.raw("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">")
    out.raw("<rdf:Description rdf:about=\"\" xmlns:weft=\"")
    out.raw(FigureRecord.namespace)
    out.raw("\"")
    out.set("weft:version", text: RecordText.escaped(version))
    out.set("weft:graph", text: RecordText.escaped(fingerprint))
    out.raw(">\n<weft:arguments><rdf:Seq>")
    for argument in arguments { out.element("rdf:li", text: RecordText.escaped(argument)) }
    out.raw("</rdf:Seq></weft:arguments>\n")
    // One text: an element for each of some dozens would weigh half as much again.
    out.element("weft:claims", text: claims.map(\.rawValue).joined(separator: " "))
    out.raw("</rdf:Description></rdf:RDF>")
  }

  /// An SVG that was drawn without a record, with this one in it.
  ///
  /// So a picture that is kept for what it shows need not be drawn anew for another graph that shows the same.
  package func placed(in svg: String) -> String {
    // Text of the figure is escaped, so this is the end of its own description.
    guard let place = svg.utf8.firstRange(of: "</desc>\n".utf8) else { return svg }
    var out = XMLBuffer(prefix: "")
    out.raw("<metadata>")
    append(to: &out)
    out.raw("</metadata>\n")
    return svg[..<place.upperBound] + String(decoding: out.bytes, as: UTF8.self) + svg[place.upperBound...]
  }

  /// The record as an XMP packet, which stands by itself in a PNG or PDF.
  package var packet: [UInt8] {
    var out = XMLBuffer(prefix: "")
    out.raw("<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">")
    append(to: &out)
    out.raw("</x:xmpmeta>\n<?xpacket end=\"r\"?>")
    return out.bytes
  }
}

/// Any text as characters that XML can hold: a backslash is doubled, and what XML forbids or would change is written
/// by its number, as in `\u{1}`.
enum RecordText {
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\\" {
        result.append(contentsOf: "\\\\".unicodeScalars)
      } else if scalar == "\r" || !XMLText.isAllowed(scalar.value) {
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The text that was escaped, or nil where this is none that was.
  static func plain(_ text: String) -> String? {
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        result.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "\\": result.append("\\")
      case "u":
        guard rest.popFirst() == "{", let end = rest.prefix(8).firstIndex(of: "}"),
          let code = UInt32(String(rest[..<end]), radix: 16), let meaning = Unicode.Scalar(code)
        else { return nil }
        result.append(meaning)
        rest = rest[rest.index(after: end)...]
      default: return nil
      }
    }
    return String(result)
  }
}
