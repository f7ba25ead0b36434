import Layout
import Raster
import Store

/// What Weft needs of the machine.
enum MachineChecks {
  static func all() -> [Check] { [sqlite(), graphviz(), pictures()] }

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

  /// SVG needs nothing more, so what is missing is no error.
  private static func pictures() -> Check {
    switch Rasterizer.status() {
    case .ready(let librsvg, let cairo):
      Check("pictures", .ok, "librsvg \(librsvg) and cairo \(cairo) make PNG and PDF")
    case .missing(let error):
      Check("pictures", .warning, "weft cannot make PNG and PDF: \(error.message)", hint: error.hint)
    }
  }

  private static func graphviz() -> Check {
    switch LayoutEngine.shared.pluginStatus() {
    case .ready: Check("graphviz", .ok, "Graphviz finds its layouts")
    case .missing(let hint): Check("graphviz", .error, "Graphviz finds no layouts: weft cannot draw SVG", hint: hint)
    }
  }
}
