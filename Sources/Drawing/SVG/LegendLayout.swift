/// Where the entries of a legend stand: in lines from left to right.
struct LegendLayout {
  struct Entry {
    let entry: Scene.LegendEntry
    let label: String
    let origin: Point
  }

  let entries: [Entry]
  let size: Size

  /// Lines of at most `width` points.
  init(_ legend: [Scene.LegendEntry], width: Double) {
    let metrics = TextMetrics(.regular, size: 10)
    var entries: [Entry] = []
    var (x, y, widest) = (0.0, 0.0, 0.0)
    for entry in legend {
      let label =
        switch entry {
        case .kind(_, _, let label), .line(_, let label), .symmetric(let label), .weight(let label): label
        case .change(let mark): mark.rawValue
        }
      let room = 28 + metrics.width(of: label) * CardMetrics.margin
      if x > 0, x + room > width {
        x = 0
        y += 22
      }
      entries.append(Entry(entry: entry, label: label, origin: Point(x, y)))
      widest = max(widest, x + room)
      x += room + 20
    }
    self.entries = entries
    size = Size(widest, legend.isEmpty ? 0 : y + 14)
  }
}
