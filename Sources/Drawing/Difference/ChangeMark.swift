/// What became of a statement or an entity between two graphs.
public enum ChangeMark: String, Sendable, Hashable, CaseIterable {
  case added = "new"
  case gone
  case changed
}
