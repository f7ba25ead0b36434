public import KnowledgeGraph

/// A span of a text that names or describes an entity.
public struct Mention: Hashable, Sendable {
  /// Where it stands, in bytes of the text.
  public var range: Range<Int>
  /// The words as a reader sees them, without Markdown marks.
  public var surface: String
  public var kind: Kind
  /// What it stands for within the text: a short name has the full one here, a demonym its country.
  public var entity: Argument

  public init(range: Range<Int>, surface: String, kind: Kind, entity: Argument) {
    self.range = range
    self.surface = surface
    self.kind = kind
    self.entity = entity
  }
}

/// What a text yields: who and what it names, and what it says of them.
public struct TextReading: Hashable, Sendable {
  /// In the order of the text.
  public var mentions: [Mention]
  /// In the order of the text; the ranges of their evidence and arguments are in bytes of the text.
  public var claims: [Claim]

  public init(mentions: [Mention], claims: [Claim]) {
    self.mentions = mentions
    self.claims = claims
  }
}

/// How far a claim may be relied on, by its confidence.
public enum ConfidenceBand: String, Hashable, Sendable {
  /// At least 0.5: part of the graph.
  case accepted
  /// At least 0.25: shown to a person for a decision.
  case review

  /// The band of a confidence, or nil below both: such a claim is hidden.
  ///
  /// - Parameters:
  ///   - confidence: From 0 to 1.
  ///   - acceptance: From which confidence on a claim is accepted, where it is not ``acceptance``.
  ///   - attention: From which one on it is for review, where it is not ``attention``.
  public init?(
    _ confidence: Double, acceptance: Double = ConfidenceBand.acceptance, attention: Double = ConfidenceBand.attention
  ) {
    if confidence >= acceptance {
      self = .accepted
    } else if confidence >= attention {
      self = .review
    } else {
      return nil
    }
  }

  /// From this confidence on, a claim is accepted.
  public static let acceptance = 0.5
  /// From this confidence on, a claim is worth a person's look.
  public static let attention = 0.25
}

/// The way from byte offsets of a text to offsets in Unicode scalars, as interchange formats count.
///
/// - Complexity: Linear in the text to make, constant to ask.
public struct ScalarOffsets: Sendable {
  private let starts: [Int32]

  public init(_ text: String) {
    var starts: [Int32] = []
    starts.reserveCapacity(text.utf8.count + 1)
    var count: Int32 = -1
    for byte in text.utf8 {
      if byte & 0xC0 != 0x80 { count += 1 }
      starts.append(max(count, 0))
    }
    starts.append(count + 1)
    self.starts = starts
  }

  /// The number of scalars before a byte offset; an offset within a scalar counts as its start, one outside the text is
  /// clamped.
  public subscript(byte offset: Int) -> Int {
    Int(starts[min(max(offset, 0), starts.count - 1)])
  }
}
