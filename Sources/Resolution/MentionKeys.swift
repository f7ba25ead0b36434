package import KnowledgeGraph
@_spi(_Unicode) import Swift

/// The keys under which a mention or a note is found when something changes what names mean.
///
/// Whatever can decide whether two mentions are one entity shares a key: the forms of a name, upper and lower case
/// aside, what a link may mean, the owner of a description. Keys may be too coarse; they must never be too fine.
package struct MentionKeys: Sendable {
  private let ontology: Ontology
  private let authority: (any NameAuthority)?

  package init(ontology: Ontology, authority: (any NameAuthority)?) {
    self.ontology = ontology
    self.authority = authority
  }

  /// The keys of a mention; for one of the claim's own source there is ``key(of:)``.
  func keys(of form: MentionForm) -> Set<String> {
    switch form.reference {
    case .name: return [folded(nameKey(form.surface, form.kind))]
    case .link:
      let name = LinkTargets.name(of: form.surface)
      let target = form.surface.lowercased()
      let last = LinkTargets.name(of: target)
      var keys: Set = [folded(nameKey(name, form.kind)), folded(target)]
      // Mostly a link is a name and no path.
      if last.utf8.count != target.utf8.count { keys.insert(folded(last)) }
      return keys
    case .description:
      guard let owner = form.owner else { return [] }
      return Set([true, false].map { folded(SurfaceName.key(owner, mayHaveLegalForm: $0)) })
    case .source: return []
    }
  }

  /// The keys under which a note is found.
  package func keys(of record: NoteRecord) -> Set<String> { keys(of: Heading(record)) }

  func keys(of heading: Heading) -> Set<String> {
    var keys: Set<String> = [
      MentionKeys.key(of: heading.source.id), folded(LinkTargets.name(of: heading.path.lowercased())),
    ]
    for name in [heading.title] + heading.aliases {
      keys.insert(folded(name))
      if case .entity(let kind) = heading.role {
        let mayHaveLegalForm = kind.map { NameKeys.mayHaveLegalForm($0, ontology: ontology) } ?? true
        let key = SurfaceName.key(name, mayHaveLegalForm: mayHaveLegalForm)
        keys.insert(folded(key.isEmpty ? name : key))
      }
    }
    return keys
  }

  /// The keys of whatever may be called so, of any kind, by itself or before what tells it from others of the name.
  func keys(ofAnyNamed name: String) -> Set<String> {
    var keys: Set<String> = []
    for text in [name] + (MentionKeys.stem(of: name).map { [$0] } ?? []) {
      keys.insert(folded(text))
      for kind in ontology.kinds.keys { keys.insert(folded(nameKey(text, kind))) }
    }
    return keys
  }

  /// "Mercury" of "Mercury (city)".
  static func stem(of name: String) -> String? {
    let bytes = Array(name.utf8)
    guard bytes.last == UInt8(ascii: ")"), let open = bytes.lastIndex(of: UInt8(ascii: "(")), open > 0,
      bytes[open - 1] == UInt8(ascii: " ")
    else { return nil }
    return String(decoding: bytes[..<(open - 1)], as: UTF8.self)
  }

  /// The key of a source, which no name has.
  static func key(of source: SourceID) -> String { "\u{1f}" + source.rawValue }

  private func nameKey(_ text: String, _ kind: Kind) -> String {
    let shown = SurfaceName.display(text)
    let canonical = authority?.canonicalName(for: shown, kind: kind)
    let key = SurfaceName.key(
      canonical?.name ?? text,
      mayHaveLegalForm: canonical == nil && NameKeys.mayHaveLegalForm(kind, ontology: ontology))
    return key.isEmpty ? shown : key
  }

  /// Equal for texts that Swift takes for equal, and in upper and lower case.
  private func folded(_ text: String) -> String { MentionKeys.normal(text.lowercased()) }

  /// In NFC, so that texts which are equal to Swift are equal to SQLite.
  static func normal(_ text: String) -> String {
    if text.isAllASCII { return text }
    var result = String.UnicodeScalarView()
    for scalar in text._nfc { result.append(scalar) }
    return String(result)
  }
}
