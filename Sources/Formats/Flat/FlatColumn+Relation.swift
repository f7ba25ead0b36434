import KnowledgeGraph

/// A relation with all that its line in a table says.
struct RelationRow: Sendable {
  let relation: Relation
  let label: String
  let isSymmetric: Bool
  /// The act that it is a part of, with the act's number in the file, counted from 1.
  let act: (act: Act, number: Int)?
  /// The proof of its best claim.
  let proof: Proof?
  /// The relations in the file that it cannot hold together with.
  let contestedBy: [String]
}

extension ExportContent {
  /// Each relation with its row, in order.
  func forEachRow(_ body: (RelationRow) throws(ExportError) -> Void) throws(ExportError) {
    var ofRelation: [RelationID: Int] = [:]
    for (position, act) in acts.enumerated() {
      for relation in act.relations { ofRelation[relation] = position }
    }
    for relation in relations {
      let position = ofRelation[relation.id]
      try body(
        RelationRow(
          relation: relation, label: ontology.label(relation.predicate),
          isSymmetric: ontology.isSymmetric(relation.predicate), act: position.map { (acts[$0], $0 + 1) },
          proof: proofs[relation.id]?.first, contestedBy: relation.contestedBy.compactMap { edgeIDs[$0] }))
    }
  }
}

extension FlatColumn<RelationRow> {
  /// The columns of a relation, besides its ends and what names it.
  static var relation: [FlatColumn<RelationRow>] {
    [
      FlatColumn("predicate") { $0.relation.predicate.rawValue },
      FlatColumn("label") { $0.label },
      .flag("symmetric") { $0.isSymmetric },
      FlatColumn("status") { $0.relation.qualifiers.status?.rawValue },
      .flag("negated") { $0.relation.qualifiers.isNegated },
      FlatColumn("at") { $0.relation.qualifiers.at?.date.edtf },
      FlatColumn("from") { $0.relation.qualifiers.from?.date.edtf },
      FlatColumn("to") { $0.relation.qualifiers.to?.date.edtf },
      FlatColumn("announced") { $0.relation.qualifiers.announced?.date.edtf },
      .list("inherited") { row in
        let qualifiers = row.relation.qualifiers
        return inherited([
          "at": qualifiers.at, "from": qualifiers.from, "to": qualifiers.to, "announced": qualifiers.announced,
        ])
      },
    ] + amount { $0.relation.qualifiers.amount } + [
      FlatColumn("role") { $0.relation.qualifiers.role },
      FlatColumn("place") { $0.relation.qualifiers.place },
      FlatColumn("accordingTo") { $0.relation.qualifiers.accordingTo },
      .integer("sourceCount") { $0.relation.sourceCount },
      FlatColumn("confidence", .real) { $0.relation.confidence.description },
      .flag("contested") { !$0.relation.contestedBy.isEmpty },
      .list("contestedBy") { $0.contestedBy },
      .list("claims") { $0.relation.claims.map(\.rawValue) },
      FlatColumn("quote") { $0.proof?.quote },
      FlatColumn("sourceTitle") { $0.proof?.sourceTitle },
      FlatColumn("sourceDate") { $0.proof?.sourceDate?.edtf },
      FlatColumn("link") { $0.proof?.link },
      FlatColumn("note") { $0.proof?.note },
      .integer("line") { $0.proof?.line },
      FlatColumn("rule") { $0.proof.map { $0.origin.text } },
    ] + act
  }

  /// The act that the relation is a part of: equal in all its relations, so that a sum counts each `act` once.
  private static var act: [FlatColumn<RelationRow>] {
    [
      .integer("act") { $0.act?.number },
      FlatColumn("actPredicate") { $0.act?.act.predicate.rawValue },
      FlatColumn("actStatus") { $0.act?.act.status?.rawValue },
      FlatColumn("actAt") { $0.act?.act.at?.date.edtf },
      FlatColumn("actAnnounced") { $0.act?.act.announced?.date.edtf },
      .list("actInherited") { inherited(["at": $0.act?.act.at, "announced": $0.act?.act.announced]) },
    ] + amount("act") { $0.act?.act.amount } + [
      .integer("actSourceCount") { $0.act?.act.sourceCount },
      .list("actClaims") { $0.act?.act.claims.map(\.rawValue) ?? [] },
    ]
  }
}
