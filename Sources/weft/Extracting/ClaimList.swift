import Formats
import KnowledgeGraph

/// Claims before there is a graph: a row each, in the words of the text.
enum ClaimList {
  static func table(_ claims: [Claim], ontology: Ontology) -> Table {
    var table = Table([
      Table.Column("subject", shrinks: true), Table.Column("predicate"), Table.Column("object", shrinks: true),
      Table.Column("when"), Table.Column("amount", shrinks: true), Table.Column("status"), Table.Column("band"),
      Table.Column("rule"),
    ])
    for claim in claims {
      let rule =
        switch claim.origin {
        case .rule(let name): name
        }
      table.append([
        claim.subject.surface, ontology.label(claim.predicate), claim.object?.surface ?? "",
        Wording.when(claim.qualifiers), claim.qualifiers.amount.map { Wording.amount($0) } ?? "",
        Wording.standing(claim.qualifiers, isContested: false), ClaimBand(claim.confidence).rawValue, rule,
      ])
    }
    return table
  }
}
