/// The hatching of a family, where colours cannot tell families apart.
enum Hatching {
  /// A tile of 6 by 6 points and the strokes in it; nil where the family is left white.
  ///
  /// Neighbours in a usual figure (companies, places, products, deals) differ most: diagonals, rules, a net, black.
  static func strokes(_ tint: Tint) -> StaticString? {
    switch tint {
    case .company: "M-1 1L1 -1M0 6L6 0M5 7L7 5"
    case .organization: "M-1 5L1 7M0 0L6 6M5 -1L7 1"
    case .place: "M0 3H6"
    case .initiative: "M3 0V6"
    case .product: "M0 3H6M3 0V6"
    case .facility: "M0 0L6 6M0 6L6 0"
    case .deal: "M0 3H6"
    case .person: "M3 2.200v1.600"
    case .event: "M0 4L1.500 2L3 4L4.500 2L6 4"
    case .topic: "M1.500 1.500h.1M4.500 4.500h.1"
    default: nil
    }
  }

  static func width(_ tint: Tint) -> StaticString {
    switch tint {
    case .deal: "6"
    case .place: "1.400"
    case .initiative: "2.200"
    case .person: "1.800"
    case .topic: "1.600"
    case .product: "1.200"
    default: "1"
    }
  }
}
