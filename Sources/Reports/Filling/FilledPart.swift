import Drawing
import KnowledgeGraph

/// A piece of a report after the graph has answered.
enum FilledPart: Hashable, Sendable {
  case text(String)
  case figure(FilledFigure, indent: String)
  case table(ReportTable, indent: String)
  case quotes([Claim], indent: String)
  /// What is said where there is nothing to show.
  case remark(String, indent: String)
  case value(ReportCell)
}

/// A figure of a report before it is drawn.
struct FilledFigure: Hashable, Sendable {
  /// Alone in the report; letters, digits and `-`.
  var name: String
  var scene: Scene
  /// How it was asked for.
  var words: [String]
  var caption: String?
  /// What the figure shows, for those who do not see it.
  var description: String
}
