public import Notes
public import Store

/// What a build did, and what there is now.
public struct BuildSummary: Hashable, Sendable {
  /// Claims by how sure they are, with the thresholds of `weft.yaml`.
  public struct Bands: Hashable, Sendable {
    public var accepted = 0
    public var review = 0
    public var doubtful = 0

    public init(accepted: Int = 0, review: Int = 0, doubtful: Int = 0) {
      self.accepted = accepted
      self.review = review
      self.doubtful = doubtful
    }
  }

  /// Notes that were read because they are new or changed.
  public var read = 0
  /// Notes that are as they were.
  public var unchanged = 0
  /// Notes that are no longer there.
  public var removed = 0
  /// Files that gave nothing: unreadable, too large, made by Weft, or left out by a tag.
  public var skipped = 0
  /// The bytes of the notes that were read.
  public var bytes = 0
  public var passages = 0
  public var claims = Bands()
  public var entities = 0
  public var relations = 0
  public var acts = 0
  /// What became of people's decisions.
  public var decisions = DecisionCounts()
  /// Whether the graph was made anew; where nothing changed it stays.
  public var isGraphNew = false
  public var generation = 0
  public var fingerprint = ""
  /// Where a damaged database, or what was none of Weft's, was moved to, if there was one.
  public var setAside: String?
  /// Why it was moved: "the database is damaged: …"; nil where nothing was.
  public var setAsideReason: String?
  /// What is to be said about all notes, those that were not read again among them: sorted by path, line, column.
  public var diagnostics: [Diagnostic] = []

  public init() {}
}
