/// The bytes of an SVG in the making, written element by element.
///
/// Text is escaped here and nowhere else; values of attributes are numbers, colours, words of this program, or escaped.
struct XMLBuffer {
  private(set) var bytes: [UInt8] = []
  /// What every id and class begins with.
  let prefix: String

  init(prefix: String) {
    self.prefix = prefix
    bytes.reserveCapacity(64 * 1_024)
  }

  /// Words of this program, as they are.
  mutating func raw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// The start of an element, open for attributes.
  mutating func open(_ name: StaticString) {
    raw("<")
    raw(name)
  }

  /// The end of the attributes of an element with content.
  mutating func begin() { raw(">") }
  /// The end of an element without content.
  mutating func close() { raw("/>") }

  mutating func end(_ name: StaticString) {
    raw("</")
    raw(name)
    raw(">")
  }

  mutating func set(_ name: StaticString, _ value: StaticString) {
    start(name)
    raw(value)
    raw("\"")
  }

  /// An attribute whose value may be anything: it is escaped.
  mutating func set(_ name: StaticString, text value: String) {
    start(name)
    text(value)
    raw("\"")
  }

  mutating func set(_ name: StaticString, _ value: Double) {
    start(name)
    number(value)
    raw("\"")
  }

  mutating func set(_ name: StaticString, _ value: Color) {
    start(name)
    color(value)
    raw("\"")
  }

  /// A name of the figure, as in `id="weft-n-huawei"`; the parts are names by construction.
  mutating func set(_ name: StaticString, named family: StaticString, _ rest: String = "") {
    start(name)
    raw(prefix)
    raw("-")
    raw(family)
    raw(rest)
    raw("\"")
  }

  /// Classes, each with the figure's prefix.
  mutating func setClass(_ families: String...) {
    start("class")
    for (index, family) in families.enumerated() {
      if index > 0 { raw(" ") }
      raw(prefix)
      raw("-")
      raw(family)
    }
    raw("\"")
  }

  /// An attribute whose value `write` appends.
  mutating func set(_ name: StaticString, _ write: (inout XMLBuffer) -> Void) {
    start(name)
    write(&self)
    raw("\"")
  }

  mutating func element(_ name: StaticString, text content: String) {
    open(name)
    begin()
    text(content)
    end(name)
  }

  mutating func text(_ text: String) { XMLText.append(text, to: &bytes) }
  mutating func number(_ value: Double) { XMLText.append(value, to: &bytes) }
  mutating func color(_ value: Color) { value.append(to: &bytes) }

  mutating func point(_ point: Point) {
    number(point.x)
    raw(" ")
    number(point.y)
  }

  private mutating func start(_ name: StaticString) {
    raw(" ")
    raw(name)
    raw("=\"")
  }
}
