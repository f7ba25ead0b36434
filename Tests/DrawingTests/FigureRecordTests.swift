import KnowledgeGraph
import TestSupport
import Testing

@testable import Drawing

@Suite("What figures know of themselves")
struct FigureRecordTests {
  private static let claim = ClaimID(rawValue: "c7f31b0a5d2e4f60718293a4b5c6d7e8")
  private static let record = FigureRecord(
    version: "0.1.0", arguments: ["draw", "--depth=2", "Tencent Cloud"], fingerprint: "00ff", claims: [claim])

  @Test("A packet is the XMP that the documentation shows")
  func packet() {
    let expected = """
      <?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
      <rdf:Description rdf:about="" xmlns:weft="urn:weft:figure:1#" weft:version="0.1.0" weft:graph="00ff">
      <weft:arguments><rdf:Seq><rdf:li>draw</rdf:li><rdf:li>--depth=2</rdf:li><rdf:li>Tencent Cloud</rdf:li></rdf:Seq>\
      </weft:arguments>
      <weft:claims>c7f31b0a5d2e4f60718293a4b5c6d7e8</weft:claims></rdf:Description></rdf:RDF></x:xmpmeta>
      <?xpacket end="r"?>
      """
    #expect(String(decoding: FigureRecordTests.record.packet, as: UTF8.self) == expected)
  }

  @Test("Claims are sorted, each once, and none that is no word")
  func claims() {
    let ids = ["b", "a", "b", "", "c d", "<x>", String(repeating: "a", count: 65)].map { ClaimID(rawValue: $0) }
    let record = FigureRecord(version: "1", arguments: ["draw"], fingerprint: "f", claims: ids)
    #expect(record.claims.map(\.rawValue) == ["a", "b"])
  }

  @Test("Records of hostile words are read back, byte for byte")
  func roundTrip() throws {
    var generator = SplitMix64(seed: 4)
    for _ in 0..<500 {
      let record = HostileText.record(using: &generator)
      let read = try FigureRecord(findingIn: record.packet)
      #expect(read == record)
      // Equal strings of Swift may differ in their bytes.
      #expect(read.arguments.map { Array($0.utf8) } == record.arguments.map { Array($0.utf8) })
    }
  }

  @Test(
    "What XML cannot hold is written by its number",
    arguments: [
      ("a\u{0}b", "a\\u{0}b"), ("\\u{41}", "\\\\u{41}"), ("\r\n", "\\u{d}\n"), ("\u{85}\u{fffe}", "\\u{85}\\u{fffe}"),
      ("é𝄞", "é𝄞"), ("", ""),
    ])
  func escapes(plain: String, escaped: String) {
    #expect(RecordText.escaped(plain).unicodeScalars.elementsEqual(escaped.unicodeScalars))
    #expect(RecordText.plain(escaped).map { Array($0.utf8) } == Array(plain.utf8))
  }

  @Test("Broken escapes are refused", arguments: ["\\", "\\x", "\\u", "\\u{", "\\u{}", "\\u{d800}", "\\u{110000}"])
  func brokenEscapes(text: String) { #expect(RecordText.plain(text) == nil) }

  @Test(
    "A file without a record, or with a broken one, is refused with a reason",
    arguments: [
      ("", "this is no figure that knows what it shows"),
      ("<svg><metadata><rdf:Description/></metadata></svg>", "this is no figure that knows what it shows"),
      ("<rdf:Description xmlns:weft=\"urn:other\">", "this is no figure that knows what it shows"),
      (
        "<rdf:Description xmlns:weft=\"urn:weft:figure:2#\">", "the figure was written by a later version of weft"
      ),
      (
        "<rdf:Description xmlns:weft=\"urn:weft:figure:1#\"></rdf:Description>",
        "what the figure knows of itself is damaged: version, graph or arguments are missing at byte 0"
      ),
      (
        "<rdf:Description xmlns:weft=\"urn:weft:figure:1#\"><a>",
        "what the figure knows of itself is damaged: an element does not end at byte 52"
      ),
      (
        " <rdf:Description xmlns:weft='urn:weft:figure:1#' a>",
        "what the figure knows of itself is damaged: an attribute without a value at byte 51"
      ),
    ])
  func refusals(text: String, message: String) {
    #expect(throws: FigureRecordError(message, hint: hint(message))) {
      try FigureRecord(findingIn: Array(text.utf8))
    }
  }

  private func hint(_ message: String) -> String? {
    if message.hasPrefix("this is no") { return "figures that weft wrote as SVG, PNG, PDF or HTML do" }
    return message.hasSuffix("later version of weft") ? "install that version" : nil
  }

  @Test("No change of a byte makes reading fail otherwise than by refusing")
  func mutations() {
    var generator = SplitMix64(seed: 9)
    let packet = FigureRecordTests.record.packet
    for _ in 0..<3_000 {
      var bytes = packet
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &generator)))
        default: bytes.insert(contentsOf: bytes[place...].prefix(30), at: place)
        }
        if bytes.isEmpty { break }
      }
      guard let record = try? FigureRecord(findingIn: bytes) else { continue }
      #expect(!record.arguments.isEmpty)
      #expect((try? FigureRecord(findingIn: record.packet)) == record)
    }
  }

  @Test("Depth and repetition end the reading, not the program")
  func hostileSizes() {
    let start = "<rdf:Description xmlns:weft=\"urn:weft:figure:1#\">"
    for text in [
      start + String(repeating: "<a>", count: 100_000), String(repeating: "<rdf:Description a=\"", count: 50_000),
      start + "<weft:arguments>" + String(repeating: "<rdf:li/>", count: 100_000),
    ] {
      #expect(throws: FigureRecordError.self) { try FigureRecord(findingIn: Array(text.utf8)) }
    }
  }
}

extension HostileText {
  /// A record with hostile words in all its parts.
  static func record(using generator: inout SplitMix64) -> FigureRecord {
    let arguments = (0..<Int.random(in: 0...5, using: &generator)).map { _ in text(using: &generator) }
    let claims = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
      ClaimID(rawValue: String(generator.next(), radix: 16))
    }
    return FigureRecord(
      version: text(using: &generator), arguments: ["draw"] + arguments, fingerprint: "f" + text(using: &generator),
      claims: claims)
  }
}
