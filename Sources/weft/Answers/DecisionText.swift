import KnowledgeGraph

extension DecisionTrace {
  /// Whether it takes claims out of the graph.
  var isTakingOut: Bool { (action == .reject || action == .hide) && standing == .applied }

  /// "rejected by Ada, 2026-11-27: misread": what answers say of a decision.
  var text: String {
    let words =
      switch action {
      case .accept: "accepted"
      case .reject: "rejected"
      case .hide: "hidden"
      case .note: "note"
      case .retype: "retyped " + (detail ?? "")
      case .redate: "dated " + (detail ?? "")
      case .reamount: "amount " + (detail ?? "")
      case .merge: "merged, " + (detail ?? "")
      case .distinct: "kept apart, " + (detail ?? "")
      case .split: "split, " + (detail ?? "")
      case .rename: "renamed " + (detail ?? "")
      case .alias: "also called " + (detail ?? "")
      case .assert: "asserted"
      case .undo: "undone"
      }
    var text = "\(words) by \(actor), \(time.prefix(10))"
    if action == .note, let detail { text += ": \(detail)" }
    if let reason { text += action == .note ? " (\(reason))" : ": \(reason)" }
    switch standing {
    case .applied: break
    case .superseded: text += " (a later decision holds)"
    case .contested: text += " (contested: it does not hold)"
    case .unmatched: text += " (matches nothing)"
    case .undone: text += " (undone)"
    }
    return isDrifted ? text + " (its text has changed since)" : text
  }
}
