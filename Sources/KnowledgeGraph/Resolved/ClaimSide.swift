/// The words of one side of a claim, without where they stand: what many claims share.
package struct MentionForm: Hashable, Sendable {
  package var reference: Argument.Reference
  /// Empty for the claim's own source.
  package var surface: String
  package var kind: Kind
  package var owner: String?
  /// For a link, the folder of the note that it stands in: the nearest note of a name is meant.
  package var folder: String?

  package init(reference: Argument.Reference, surface: String, kind: Kind, owner: String?, folder: String?) {
    self.reference = reference
    self.surface = surface
    self.kind = kind
    self.owner = owner
    self.folder = folder
  }

  package static func == (left: MentionForm, right: MentionForm) -> Bool {
    left.reference == right.reference && left.kind == right.kind && left.texts == right.texts
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(reference)
    hasher.combine(kind)
    hasher.combine(texts)
  }

  private var texts: [ExactText?] { [ExactText(surface), owner.map { ExactText($0) }, folder.map { ExactText($0) }] }
}

/// What a claim says of the entity on one of its sides, in so few bytes that those of tens of thousands are read at
/// once: all that decides the entity's name, kind and number of sources.
package struct ClaimSide: Hashable, Sendable {
  /// What sort of claim it is, as far as names go.
  package enum Sort: Int, Hashable, Sendable {
    case fact, structure, authorship, alias, deniedAlias
  }

  package var claim: Hash128
  package var isObject: Bool
  /// The number of the form and of the source, among those that are kept with the sides.
  package var form: Int32
  package var source: Int32
  /// Equal for passages with the same words; 0 for a field.
  package var text: UInt64
  package var sort: Sort

  package init(claim: Hash128, isObject: Bool, form: Int32, source: Int32, text: UInt64, sort: Sort) {
    self.claim = claim
    self.isObject = isObject
    self.form = form
    self.source = source
    self.text = text
    self.sort = sort
  }
}
