import Extraction
import KnowledgeGraph

/// Claims before there is a graph: a row each, in the words of the text.
enum ClaimList {
  /// The claims that are more than a mention or a bare link; those too where there is nothing else.
  static func facts(_ claims: [Claim], ontology: Ontology) -> [Claim] {
    let facts = claims.filter { !ontology.isBackground($0.predicate) }
    return facts.isEmpty ? claims : facts
  }

  static func table(_ claims: [Claim], ontology: Ontology) -> Table {
    var table = Table([
      Table.Column("subject", shrinks: true), Table.Column("predicate"), Table.Column("object", shrinks: true),
      Table.Column("when"), Table.Column("amount", shrinks: true), Table.Column("status"), Table.Column("band"),
      Table.Column("rule"),
    ])
    for claim in claims {
      table.append([
        claim.subject.surface, ontology.label(claim.predicate), claim.object?.surface ?? "",
        Wording.when(claim.qualifiers), claim.qualifiers.amount.map { Wording.amount($0) } ?? "",
        Wording.standing(claim.qualifiers, isContested: false),
        ConfidenceBand(claim.confidence)?.rawValue ?? "doubtful", claim.origin.text,
      ])
    }
    return table
  }
}
