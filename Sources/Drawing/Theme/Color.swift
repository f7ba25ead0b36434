/// A colour of a theme in sRGB.
public struct Color: Hashable, Sendable {
  public let red: UInt8
  public let green: UInt8
  public let blue: UInt8

  /// A colour from its 24 bits, as in 0x1D4ED8.
  init(_ bits: UInt32) {
    red = UInt8(truncatingIfNeeded: bits >> 16)
    green = UInt8(truncatingIfNeeded: bits >> 8)
    blue = UInt8(truncatingIfNeeded: bits)
  }

  /// A colour as SVG writes it: `#1D4ED8`, or `#14E` for short; nil for anything else.
  public init?(hex: String) {
    let digits = hex.utf8.dropFirst().compactMap { byte -> UInt32? in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
      default: nil
      }
    }
    guard hex.utf8.first == UInt8(ascii: "#"), digits.count == hex.utf8.count - 1 else {
      return nil
    }
    switch digits.count {
    case 6: self.init(digits.reduce(0) { $0 << 4 | $1 })
    case 3: self.init(digits.reduce(0) { $0 << 8 | $1 << 4 | $1 })
    default: return nil
    }
  }

  /// The colour as SVG and DOT write it: `#1D4ED8`.
  public var hex: String {
    var text: [UInt8] = []
    append(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the colour as SVG writes it.
  func append(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "#"))
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") - 10 + value }
    func both(_ part: UInt8) {
      bytes.append(digit(part >> 4))
      bytes.append(digit(part & 15))
    }
    both(red)
    both(green)
    both(blue)
  }

  /// The contrast ratio to another colour, 1...21, by the Web Content Accessibility Guidelines 2.2; body text needs
  /// 4.5.
  public func contrast(to other: Color) -> Double {
    let (mine, theirs) = (luminance, other.luminance)
    return (max(mine, theirs) + 0.05) / (min(mine, theirs) + 0.05)
  }

  /// The relative luminance of WCAG 2.2; its power of 2.4 is taken as a power of 12 of a fifth root, since the
  /// standard library has no power.
  private var luminance: Double {
    func linear(_ part: UInt8) -> Double {
      let value = Double(part) / 255
      guard value > 0.04045 else { return value / 12.92 }
      let base = (value + 0.055) / 1.055
      var root = 1.0
      for _ in 0..<40 { root -= (root * root * root * root * root - base) / (5 * root * root * root * root) }
      let cube = root * root * root
      return cube * cube * cube * cube
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}
