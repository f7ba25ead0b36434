import KnowledgeGraph

extension FigureRecord {
  /// The most arguments and claims that a record may have; a figure has some dozens.
  static let argumentLimit = 1_000
  static let claimLimit = 100_000

  /// The record that stands in an SVG or in an XMP packet, the first at a place in the bytes or after it.
  ///
  /// What the bytes hold besides is not looked at. The bytes may be anything.
  ///
  /// - Complexity: O(count of bytes).
  /// - Throws: ``FigureRecordError`` where there is no record, or a broken one, or one of a later format.
  public init(findingIn bytes: [UInt8], from start: Int = 0) throws(FigureRecordError) {
    var place = start
    // More such elements than this are in no file with one figure, and each has to be read to know it.
    for _ in 0..<16 {
      guard let found = ByteSearch.first("<rdf:Description", in: bytes, from: place) else { break }
      var reading = RecordReading(bytes, from: found)
      let record: FigureRecord?
      do throws(XMLFault) {
        record = try reading.record()
      } catch {
        throw FigureRecordError("what the figure knows of itself is damaged: \(error.message) at byte \(error.offset)")
      }
      if let record {
        self = record
        return
      }
      guard !reading.isNewer else {
        throw FigureRecordError("the figure was written by a later version of weft", hint: "install that version")
      }
      place = found + 1
    }
    throw FigureRecordError(
      "this is no figure that knows what it shows", hint: "figures that weft wrote as SVG, PNG, PDF or HTML do")
  }
}

/// Reads one element that may be a record.
private struct RecordReading {
  private let start: Int
  private var reader: XMLReader
  /// The element is a record in a format that is not known.
  private(set) var isNewer = false
  /// The names of the open elements, outermost first; the reader limits how many there are.
  private var open: [String] = []
  private var arguments: [String] = []
  private var claims = ""
  private var argument: String?

  init(_ bytes: [UInt8], from start: Int) {
    self.start = start
    reader = XMLReader(bytes, from: start)
  }

  /// The record, or nil where the element is none that can be read.
  mutating func record() throws(XMLFault) -> FigureRecord? {
    guard case .start(let name, let attributes) = try reader.next() else { return nil }
    func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    guard let namespace = value("xmlns:weft"), namespace.hasPrefix(FigureRecord.namespaceStem.description) else {
      return nil
    }
    guard namespace == FigureRecord.namespace.description else {
      isNewer = true
      return nil
    }
    open = [name]
    while !open.isEmpty {
      guard let event = try reader.next() else { break }
      try take(event)
    }
    guard let version = value("weft:version").flatMap(RecordText.plain),
      let fingerprint = value("weft:graph").flatMap(RecordText.plain), !fingerprint.isEmpty, !arguments.isEmpty
    else { throw fault("version, graph or arguments are missing") }
    let words = claims.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count <= FigureRecord.claimLimit, words.allSatisfy({ FigureRecord.isWord(String($0)) }) else {
      throw fault("the claims are none")
    }
    return FigureRecord(
      version: version, arguments: arguments, fingerprint: fingerprint,
      claims: words.map { ClaimID(rawValue: String($0)) })
  }

  private mutating func take(_ event: XMLReader.Event) throws(XMLFault) {
    switch event {
    case .start(let name, _):
      open.append(name)
      if name == "rdf:li", open.contains("weft:arguments") { argument = "" }
    case .text(let text):
      if argument != nil {
        argument?.append(text)
      } else if open.last == "weft:claims" {
        claims += text
      }
    case .end(let name):
      open.removeLast()
      guard name == "rdf:li", let written = argument else { return }
      guard let plain = RecordText.plain(written), arguments.count < FigureRecord.argumentLimit else {
        throw fault("an argument is none")
      }
      arguments.append(plain)
      argument = nil
    }
  }

  private func fault(_ message: String) -> XMLFault { XMLFault(message: message, offset: start) }
}
