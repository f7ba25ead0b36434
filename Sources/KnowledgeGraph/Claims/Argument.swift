/// One side of a claim: the words that stand for an entity, before it is known which entity they mean.
public struct Argument: Hashable, Sendable {
  /// How the words refer to an entity.
  public enum Reference: String, Hashable, Sendable, CaseIterable {
    /// By a name: "Tencent Cloud".
    case name
    /// By a description that is unique within its source: "five-year investment plan".
    case description
    /// The claim's own source.
    case source
    /// By a link target of the vault: `[[Tencent Cloud|the cloud arm]]`.
    case link
  }

  /// The words as written, without Markdown marks; a link's target for ``Reference/link``; the title for a source.
  public var surface: String
  public var kind: Kind
  public var reference: Reference
  /// Who a description belongs to: "Huawei" for "Huawei's broader $430 million, five-year investment plan".
  public var owner: String?
  /// Where the words stand in the passage's text, in bytes; nil where the evidence is a field.
  public var range: Range<Int>?

  public init(
    _ surface: String, kind: Kind, reference: Reference = .name, owner: String? = nil, range: Range<Int>? = nil
  ) {
    self.surface = surface
    self.kind = kind
    self.reference = reference
    self.owner = owner
    self.range = range
  }
}
