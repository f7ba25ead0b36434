import Building
import Drawing
import Notes
import Reports

extension OpenGraph {
  /// How figures of a report look, by the name of a theme or the path of one; those that name none look as `weft.yaml`
  /// says.
  ///
  /// - Throws: ``Failure`` where the theme that `weft.yaml` names is wrong, before anything is drawn.
  func figureLooks() throws(Failure) -> (String?) throws(DrawingError) -> FigureLook {
    let usual = try theme(nil)
    return { name throws(DrawingError) in
      guard let name else { return FigureLook(theme: usual.theme, style: usual.style) }
      do throws(Failure) {
        let look = try theme(name)
        return FigureLook(theme: look.theme, style: look.style)
      } catch {
        let first = error.findings.first.map { ": line \($0.line): \($0.message)" } ?? ""
        throw DrawingError(error.message + first, hint: error.hint ?? error.findings.first?.hint)
      }
    }
  }
}
