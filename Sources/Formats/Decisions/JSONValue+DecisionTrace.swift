public import KnowledgeGraph

extension JSONValue {
  /// A decision as answers tell of it: `{"id", "action", "actor", "time", "reason"?, "put"?, "standing", "drifted"?}`.
  public init(_ trace: DecisionTrace) {
    self = .record([
      "id": .string(trace.id.rawValue), "action": .string(trace.action.rawValue), "actor": .string(trace.actor),
      "time": .string(trace.time), "reason": trace.reason.map { .string($0) }, "put": trace.detail.map { .string($0) },
      "standing": .string(trace.standing.rawValue), "drifted": trace.isDrifted ? .bool(true) : nil,
    ])
  }
}
