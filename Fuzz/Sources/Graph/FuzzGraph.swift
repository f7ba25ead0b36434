import Fuzzing

/// What is read and written beside the notes: figures, settings, the database; each target has seeds in `Seeds/`.
@main
enum FuzzGraph {
  static func main() {
    Fuzzing.run([
      "figure": FigureTarget.test, "markup": MarkupTarget.test, "record": RecordTarget.test,
      "settings": SettingsTarget.test, "store": StoreTarget.test,
    ])
  }
}
