/// Takes values from the bytes of an input, one after the other; zeros and empty texts where it has ended.
public struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  public var isAtEnd: Bool { position >= bytes.count }

  public mutating func byte() -> UInt8 {
    guard position < bytes.count else { return 0 }
    defer { position += 1 }
    return bytes[position]
  }

  public mutating func number(below limit: Int) -> Int { Int(byte()) % limit }

  public mutating func integer() -> Int64 {
    var value: UInt64 = 0
    for _ in 0..<8 { value = value << 8 | UInt64(byte()) }
    return Int64(bitPattern: value)
  }

  public mutating func flag() -> Bool { byte() & 1 == 1 }

  /// A text of at most 255 bytes, its length first; bytes that are no UTF-8 become U+FFFD.
  public mutating func text() -> String {
    let end = min(bytes.count, position + 1 + Int(position < bytes.count ? bytes[position] : 0))
    let start = min(position + 1, end)
    defer { position = max(end, position) }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  public mutating func optional<Value>(_ value: (inout ByteReader) -> Value) -> Value? { flag() ? value(&self) : nil }

  public mutating func element<Element>(of elements: [Element]) -> Element { elements[number(below: elements.count)] }

  /// What is left.
  public func rest() -> [UInt8] { Array(bytes[min(position, bytes.count)...]) }
}
