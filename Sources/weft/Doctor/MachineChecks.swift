import Layout
import Store

/// What Weft needs of the machine.
enum MachineChecks {
  static func all() -> [Check] { [sqlite(), graphviz()] }

  private static func sqlite() -> Check {
    do throws(StoreError) {
      let engine = try SQLiteEngine.current()
      guard engine.hasFullText else {
        return Check(
          "sqlite", .error, "SQLite \(engine.version) has no full text with trigrams", hint: "weft needs 3.34 or later")
      }
      return Check("sqlite", .ok, "SQLite \(engine.version) with full text")
    } catch {
      return Check("sqlite", .error, error.message, hint: error.hint)
    }
  }

  private static func graphviz() -> Check {
    switch LayoutEngine.shared.pluginStatus() {
    case .ready: Check("graphviz", .ok, "Graphviz finds its layouts")
    case .missing(let hint): Check("graphviz", .error, "Graphviz finds no layouts: weft cannot draw SVG", hint: hint)
    }
  }
}
