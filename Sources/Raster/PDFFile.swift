import Drawing

/// Adds metadata to a PDF that cairo wrote.
///
/// cairo 1.16 can write the entries of the Info dictionary and nothing of its own beside them, so the packet is added
/// as an incremental update (PDF Reference 1.7, 3.4.5): the new objects, a table of their places and a new end, behind
/// what is there.
enum PDFFile {
  /// The file with the packet as metadata of its catalog; nil where it is not of the form that cairo gives PDF 1.4.
  static func adding(metadata packet: [UInt8], to pdf: [UInt8]) -> [UInt8]? {
    guard let trailer = ByteSearch.last("trailer", in: pdf), let size = number(after: "/Size", in: pdf, from: trailer),
      let root = number(after: "/Root", in: pdf, from: trailer),
      let info = number(after: "/Info", in: pdf, from: trailer),
      let previous = number(after: "startxref", in: pdf, from: trailer),
      let catalog = dictionary(ofObject: root, in: pdf, table: previous)
    else { return nil }
    var out = pdf
    let metadataPlace = out.count
    out += "\(size) 0 obj\n<< /Type /Metadata /Subtype /XML /Length \(packet.count) >>\nstream\n".utf8
    out += packet
    out += "\nendstream\nendobj\n".utf8
    let catalogPlace = out.count
    out += "\(root) 0 obj\n<< /Metadata \(size) 0 R".utf8
    out += pdf[catalog]
    out += "endobj\n".utf8
    let table = out.count
    out +=
      "xref\n\(root) 1\n\(tenDigits(catalogPlace)) 00000 n \n\(size) 1\n\(tenDigits(metadataPlace)) 00000 n \n".utf8
    out += "trailer\n<< /Size \(size + 1) /Root \(root) 0 R /Info \(info) 0 R /Prev \(previous) >>\n".utf8
    out += "startxref\n\(table)\n%%EOF\n".utf8
    return out
  }

  /// What stands between `<<` and `endobj` of an object, found through the table of places.
  private static func dictionary(ofObject number: Int, in pdf: [UInt8], table: Int) -> Range<Int>? {
    // "xref\n0 8\n" and lines of twenty bytes.
    guard ByteSearch.matches("xref\n0 ", in: pdf, at: table),
      let lines = pdf[min(table + 7, pdf.count)...].firstIndex(of: 0x0a).map({ $0 + 1 }),
      lines <= pdf.count - 20 * (number + 1), let place = digits(in: pdf, at: lines + 20 * number),
      let start = ByteSearch.first("<<", in: pdf, from: place), start - place < 32,
      let end = ByteSearch.first("endobj", in: pdf, from: start)
    else { return nil }
    return start + 2..<end
  }

  private static func number(after name: StaticString, in pdf: [UInt8], from place: Int) -> Int? {
    guard let found = ByteSearch.first(name, in: pdf, from: place) else { return nil }
    var index = found + name.utf8CodeUnitCount
    while index < pdf.count, pdf[index] == 0x20 || pdf[index] == 0x0a { index += 1 }
    return digits(in: pdf, at: index)
  }

  private static func digits(in pdf: [UInt8], at place: Int) -> Int? {
    guard place < pdf.count else { return nil }
    let digits = pdf[place...].prefix(10).prefix { $0 >= 0x30 && $0 <= 0x39 }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private static func tenDigits(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 10 - digits.utf8.count)) + digits
  }
}
