import Extraction

/// What is fuzzed; each has seeds in `Seeds/`.
enum Target: String, CaseIterable {
  case frontMatter = "front-matter"
  case note, inline, values, extract, json, date, decimal, figure, record, hostile

  func test(_ bytes: [UInt8]) {
    switch self {
    case .frontMatter: NoteTarget.testFrontMatter(bytes)
    case .note: NoteTarget.test(bytes)
    case .inline: InlineTarget.test(bytes)
    case .values: ValuesTarget.test(bytes)
    case .extract: ExtractTarget.test(bytes)
    case .json: JSONTarget.test(bytes)
    case .date: DateTarget.test(bytes)
    case .decimal: DecimalTarget.test(bytes)
    case .figure: FigureTarget.test(bytes)
    case .record: RecordTarget.test(bytes)
    case .hostile: HostileTarget.test(bytes)
    }
  }

  /// Makes what is made on first use, so that no input is blamed for it.
  func warmUp() { test([]) }
}
