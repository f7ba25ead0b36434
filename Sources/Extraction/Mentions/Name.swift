internal import KnowledgeGraph

/// A span of a text that names an entity.
struct Name: Sendable {
  var tokens: Range<Int>
  /// Bytes of the plain text.
  var range: Range<Int>
  /// What it names, in the passage's ``EntityTable``.
  var entity: Int
  /// "Spanish": it names the country and stands as an adjective.
  var isDemonym = false
  /// "based" of "Seattle-based", by its fold: the name is the part before the hyphen and stands as an adjective.
  var suffix: UInt64?

  /// It stands for the name, as "it" and "the company" do.
  var isStandIn = false

  var isAdjective: Bool { isDemonym || suffix != nil }
}

/// How well the text shows what kind a name is of; the better evidence stands.
enum KindEvidence: Int, Comparable, Sendable {
  /// Nothing shows it.
  case none
  /// The tagger takes it so; what a trigger expects of it counts more.
  case learned
  /// The form of the name: two words, digits, capitals inside.
  case form
  /// A first name, a last word such as "Ministry", a noun beside it.
  case words
  /// An apposition, a title, a legal suffix.
  case stated
  /// The gazetteer.
  case known

  static func < (left: KindEvidence, right: KindEvidence) -> Bool { left.rawValue < right.rawValue }
}

/// What the names and descriptions of one passage stand for.
struct LocalEntity: Sendable {
  /// The first and fullest name; for a description its words.
  var surface: String
  var kind: Kind
  var evidence: KindEvidence
  var reference: Argument.Reference = .name
  var owner: String?
  /// The words of the text where ``surface`` is another spelling of the same place: "Emirati" for the United Arab
  /// Emirates. A claim keeps these, so that a better gazetteer does not give it another identity.
  var written: String?
  /// Where ``surface`` stands, in bytes of the plain text; nil where the text writes the name in another way.
  var range: Range<Int>
  /// The noun that a description ends in: "plan"; its index in the vocabulary, or -1.
  var noun: Int32 = -1
}

/// The entities of one passage, found by name.
struct EntityTable: Sendable {
  private(set) var entities: [LocalEntity] = []
  private var byName: [UInt64: Int] = [:]

  subscript(index: Int) -> LocalEntity { entities[index] }
  var count: Int { entities.count }

  /// The entity of a name, or nil where the passage has not used it yet.
  func find(_ fold: UInt64) -> Int? { byName[fold] }

  mutating func add(_ entity: LocalEntity, fold: UInt64?) -> Int {
    entities.append(entity)
    if let fold { byName[fold] = entities.count - 1 }
    return entities.count - 1
  }

  /// Makes a further name stand for an entity.
  mutating func alias(_ fold: UInt64, _ index: Int) { byName[fold] = index }

  /// Takes a name for a kind because of what the text says that it does.
  mutating func assume(_ index: Int, _ kind: Kind) {
    entities[index].kind = kind
    entities[index].evidence = max(entities[index].evidence, .form)
  }

  /// Sets the kind where this evidence is better than what was there.
  mutating func show(_ index: Int, _ kind: Kind, _ evidence: KindEvidence) {
    guard entities[index].evidence < evidence else { return }
    entities[index].kind = kind
    entities[index].evidence = evidence
  }

  /// Takes a name for a kind because the tagger does.
  ///
  /// `isSure` says: Whether that outweighs what words beside the name say.
  mutating func learn(_ index: Int, _ kind: Kind, isSure: Bool) {
    let evidence = entities[index].evidence
    guard evidence <= (isSure ? .words : .form) else { return }
    guard entities[index].kind != kind || evidence == .none else { return }
    entities[index].kind = kind
    entities[index].evidence = evidence == .words ? .form : .learned
  }

  /// Makes what the tagger says as good as what the form of a name says.
  mutating func confirm(_ index: Int) {
    entities[index].evidence = max(entities[index].evidence, .form)
  }
}
