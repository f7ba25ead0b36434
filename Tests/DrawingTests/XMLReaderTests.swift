import Testing

@testable import Drawing

@Suite("Reading XML")
struct XMLReaderTests {
  private func events(_ text: String) throws -> [XMLReader.Event] {
    var reader = XMLReader(Array(text.utf8))
    var events: [XMLReader.Event] = []
    while let event = try reader.next() { events.append(event) }
    return events
  }

  @Test("Elements, attributes and text come in their order")
  func order() throws {
    let text =
      "<?xml version='1.0'?><!-- <x> --><a b='1\"' c:d=\"&lt;&#233;&#x1D11E;\"><e/>x &amp; y<![CDATA[<&]]></a >\n"
    let attributes = [
      XMLReader.Attribute(name: "b", value: "1\""), XMLReader.Attribute(name: "c:d", value: "<é𝄞"),
    ]
    let expected: [XMLReader.Event] = [
      .start("a", attributes), .start("e", []), .end("e"), .text("x & y"), .text("<&"), .end("a"), .text("\n"),
    ]
    #expect(try events(text) == expected)
  }

  @Test(
    "What is broken is refused",
    arguments: [
      "<a>", "<a></b>", "</a>", "<a b>", "<a b=c/>", "<a b='1/>", "<a>&nbsp;</a>", "<a>&#xD800;</a>", "<a>&#+1;</a>",
      "<!DOCTYPE a><a/>", "<!-- ", "<![CDATA[", "<", "<1/>",
    ])
  func broken(text: String) { #expect(throws: XMLFault.self) { try events(text) } }
}
