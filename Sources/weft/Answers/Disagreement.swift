import Formats
import KnowledgeGraph

/// The sentences of a relation that several sources tell of, and of the relations that cannot hold beside it.
struct Disagreement {
  struct Other {
    var statement: Statement
    var proofs: [Proof]
  }

  /// In the order of the claims.
  var proofs: [Proof]
  var others: [Other]
}

extension GraphReading {
  /// What sources say for and against a relation; nil where one voice speaks and nothing contradicts it.
  func disagreement(about relation: Relation, hasRivalDates: Bool) throws(GraphError) -> Disagreement? {
    guard relation.sourceCount > 1 || hasRivalDates || !relation.contestedBy.isEmpty else { return nil }
    var found = Disagreement(proofs: try proofs(of: relation), others: [])
    for id in relation.contestedBy {
      guard let other = try self.relation(id), let subject = try entity(other.subject) else { continue }
      found.others.append(
        .init(statement: try statement(other, from: subject), proofs: try proofs(of: other)))
    }
    return found
  }
}

extension Disagreement {
  /// Members of a statement: `proofs`, and `contesting` where something is.
  var members: [JSONValue.Member] {
    var members = [JSONValue.Member("proofs", .array(proofs.map { Disagreement.json($0) }))]
    guard !others.isEmpty else { return members }
    let contesting = others.map { other in
      other.statement.json(["proofs": .array(other.proofs.map { Disagreement.json($0) })])
    }
    members.append(JSONValue.Member("contesting", .array(contesting)))
    return members
  }

  /// A proof with the date that it gives, since sources may disagree about that.
  private static func json(_ proof: Proof) -> JSONValue {
    guard case .object(let members) = JSONValue(proof), let at = proof.at else { return JSONValue(proof) }
    return .object(members + [JSONValue.Member("at", .string(at.date.edtf))])
  }

  /// Both sides for people: the statement with its sentences, then each that contradicts it with its own.
  func text(of statement: Statement, style: Style, columns: Int?) -> String {
    var text = style.red("contested:") + " \(statement.sentence)\n"
    for proof in proofs { text += ProofText.text(proof, style: style, columns: columns) }
    for other in others {
      text += style.red("  against:") + " \(other.statement.sentence)\n"
      for proof in other.proofs { text += ProofText.text(proof, style: style, columns: columns) }
    }
    return text
  }
}
