extension PlanStep {
  /// The step for people, on one line.
  var text: String {
    switch self {
    case .nodes(let scan):
      let name = scan.name.isEmpty ? "nodes" : scan.name
      let labels = scan.labels.map { ", then ask for :\($0.text)" } ?? ""
      return switch scan.access {
      case .all: "scan all nodes as \(name)\(labels)"
      case .label(let label): "scan :\(label) as \(name)\(labels)"
      case .property(_, let key, _): "look up \(name) by \(key)\(labels)"
      }
    case .checkNode(_, let labels, let name):
      return "take \(name.isEmpty ? "the node" : name)" + (labels.map { ", ask for :\($0.text)" } ?? "")
    case .expand(let step):
      let labels = step.labels.map { ", ask for :\($0.text)" } ?? ""
      return
        "walk \(PlanStep.arrow(step.direction, step.types, step.name, ""))\(step.isClosed ? " to a known node" : "")"
        + labels
    case .degree(let step): return "count \(PlanStep.arrow(step.direction, step.types, step.name, ""))"
    case .collapse: return "count equal rows"
    case .tally(let tally): return tally.isCounted ? "add up ways, node by node" : "find nodes once each"
    case .classes(_, let step):
      return "count \(PlanStep.arrow(step.direction, step.types, step.name, "")) by labels and type"
    case .place(let step): return "place \(PlanStep.arrow(step.direction, step.types, step.name, ""))"
    case .walk(let walk):
      let length = "*\(walk.least)..\(walk.most.map(String.init) ?? "")"
      let way = walk.onceEach ? "reach once each" : "walk"
      return "\(way) \(PlanStep.arrow(walk.direction, walk.types, walk.name, length))"
        + (walk.isClosed ? " to a known node" : "") + (walk.labels.map { ", ask for :\($0.text)" } ?? "")
    case .shortest(let search):
      return "search \(search.isAll ? "all shortest paths" : "a shortest path") from both ends along "
        + PlanStep.arrow(search.direction, search.types, "", "*")
    case .path: return "put the path together"
    case .filter(_, let text): return "keep where \(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))"
    case .optional: return "try, or go on with nulls"
    case .unwind: return "unwind a list"
    case .project(_, let names): return "compute \(names.joined(separator: ", "))"
    case .distinct: return "keep each row once"
    case .aggregate(let aggregation):
      let functions = aggregation.aggregates.map { $0.function.rawValue + ($0.isDistinct ? " distinct" : "") }
      return "group by \(aggregation.keys.count) keys"
        + (functions.isEmpty ? "" : ": " + functions.joined(separator: ", "))
    case .sort(let keys, let limit, _):
      return (limit == nil ? "sort by " : "sort and keep the first by ") + "\(keys.count) keys"
    case .skip: return "skip"
    case .limit: return "limit"
    case .call(let call): return "call \(call.name)"
    case .create: return "create"
    case .merge: return "find, or create"
    case .assign: return "set"
    case .delete(_, let isDetach): return isDetach ? "delete with relationships" : "delete"
    }
  }

  /// The steps within this one.
  var inner: [PlanStep] {
    switch self {
    case .tally(let tally): tally.steps
    case .optional(let steps, _), .merge(let steps, _, _, _): steps
    default: []
    }
  }

  private static func arrow(
    _ direction: RelationshipPattern.Direction, _ types: LabelExpression?, _ name: String, _ length: String
  ) -> String {
    let type = types.map { ":" + $0.text } ?? ""
    let brackets = "[\(name)\(type)\(length)]"
    return switch direction {
    case .right: "-\(brackets)->"
    case .left: "<-\(brackets)-"
    case .either: "-\(brackets)-"
    }
  }
}
