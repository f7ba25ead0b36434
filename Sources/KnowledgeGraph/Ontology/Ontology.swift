/// The kinds and predicates that a graph may use, with what each means.
///
/// The built-in ontology is ``builtIn``; a vault adds to it with ``extended(with:)``.
public struct Ontology: Sendable, Hashable {
  public var kinds: [Kind: KindDefinition] {
    didSet { ancestors = Ontology.ancestors(kinds) }
  }
  public var predicates: [Predicate: PredicateDefinition]
  /// The kinds above each kind, the nearest first: what is asked of every mention is asked with one look.
  private var ancestors: [Kind: [Kind]]

  public init(kinds: [KindDefinition], predicates: [PredicateDefinition]) {
    self.kinds = Dictionary(kinds.map { ($0.kind, $0) }, uniquingKeysWith: { _, last in last })
    self.predicates = Dictionary(predicates.map { ($0.predicate, $0) }, uniquingKeysWith: { _, last in last })
    ancestors = Ontology.ancestors(self.kinds)
  }

  /// This ontology with the definitions of `other` added; where both define a name, `other` wins.
  public func extended(with other: Ontology) -> Ontology {
    var result = self
    result.kinds.merge(other.kinds) { _, new in new }
    result.predicates.merge(other.predicates) { _, new in new }
    return result
  }

  /// Whether `kind` is `ancestor` or stands below it: a Company is an Agent, a City is a Place.
  ///
  /// - Complexity: O(depth of the kind), of which seven kinds above it count, so a cycle in a vault's additions ends.
  public func isKind(_ kind: Kind, under ancestor: Kind) -> Bool {
    kind == ancestor || ancestors[kind]?.contains(ancestor) == true
  }

  private static func ancestors(_ kinds: [Kind: KindDefinition]) -> [Kind: [Kind]] {
    kinds.mapValues { definition in
      var above: [Kind] = []
      var next = definition.parent
      while let kind = next, above.count < 7 {
        above.append(kind)
        next = kinds[kind]?.parent
      }
      return above
    }
  }

  /// Whether a claim of `predicate` may have a subject of kind `subject` and an object of kind `object`.
  ///
  /// An unknown predicate allows everything: it is a vault's own typed link.
  public func allows(_ predicate: Predicate, subject: Kind, object: Kind?) -> Bool {
    guard let definition = predicates[predicate] else { return true }
    func fits(_ kind: Kind, _ allowed: [Kind]) -> Bool {
      allowed.isEmpty || allowed.contains { isKind(kind, under: $0) }
    }
    guard fits(subject, definition.domain) else { return false }
    guard let object else { return true }
    return fits(object, definition.range)
  }

  /// Whether one thing may be of both kinds: a firm may be taken for an organisation, but not for a city.
  public func mayBeOne(_ left: Kind, _ right: Kind) -> Bool {
    if left == right || left == .topic || right == .topic { return true }
    return [Kind.agent, .place].contains { isKind(left, under: $0) && isKind(right, under: $0) }
      && left != .person && right != .person
  }

  public func isSymmetric(_ predicate: Predicate) -> Bool { predicates[predicate]?.isSymmetric ?? false }

  /// Whether `predicate` is a connection of structure that questions leave out unless asked: mentions and bare links.
  public func isBackground(_ predicate: Predicate) -> Bool { predicates[predicate]?.isBackground ?? false }

  /// What stands on the edge of a drawing or in a table: "partnered with"; a typed link's own words in lower case.
  public func label(_ predicate: Predicate) -> String {
    predicates[predicate]?.label ?? predicate.rawValue.lowercased().split(separator: "_").joined(separator: " ")
  }
}

/// One kind: its super-kind, its words for people and its names in other vocabularies.
public struct KindDefinition: Sendable, Hashable {
  public var kind: Kind
  public var parent: Kind?
  public var label: String
  public var plural: String
  /// The name of the icon and of the colour in a theme: `company`, `place`, …
  public var icon: String
  public var schemaOrg: String?
  public var followTheMoney: String?
  public var wikidata: String?

  public init(
    _ kind: Kind, parent: Kind? = nil, label: String, plural: String, icon: String, schemaOrg: String? = nil,
    followTheMoney: String? = nil, wikidata: String? = nil
  ) {
    self.kind = kind
    self.parent = parent
    self.label = label
    self.plural = plural
    self.icon = icon
    self.schemaOrg = schemaOrg
    self.followTheMoney = followTheMoney
    self.wikidata = wikidata
  }
}

/// One predicate: what it ties, how it reads and its names in other vocabularies.
public struct PredicateDefinition: Sendable, Hashable {
  /// Whether a predicate tells of something that happened or of something that holds for a while.
  public enum Temporal: String, Sendable, Hashable { case event, state }

  public var predicate: Predicate
  /// The kinds a subject may have; empty allows all.
  public var domain: [Kind]
  /// The kinds an object may have; empty allows all, unless ``isValue``.
  public var range: [Kind]
  public var isSymmetric: Bool
  /// A value claim has an amount and no object.
  public var isValue: Bool
  /// At one time a subject has at most one object: two that overlap contest each other.
  public var isFunctional: Bool
  /// Left out of `neighbors` and figures unless asked for or unless nothing else is there.
  public var isBackground: Bool
  public var temporal: Temporal
  /// How an edge reads from subject to object: "partnered with".
  public var label: String
  /// How it reads from object to subject: "acquired by".
  public var inverseLabel: String
  public var schemaOrg: String?
  public var followTheMoney: String?
  public var wikidata: String?

  public init(
    _ predicate: Predicate, domain: [Kind] = [], range: [Kind] = [], isSymmetric: Bool = false, isValue: Bool = false,
    isFunctional: Bool = false, isBackground: Bool = false, temporal: Temporal, label: String,
    inverseLabel: String, schemaOrg: String? = nil, followTheMoney: String? = nil, wikidata: String? = nil
  ) {
    self.predicate = predicate
    self.domain = domain
    self.range = range
    self.isSymmetric = isSymmetric
    self.isValue = isValue
    self.isFunctional = isFunctional
    self.isBackground = isBackground
    self.temporal = temporal
    self.label = label
    self.inverseLabel = inverseLabel
    self.schemaOrg = schemaOrg
    self.followTheMoney = followTheMoney
    self.wikidata = wikidata
  }
}
