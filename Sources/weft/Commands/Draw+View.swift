import ArgumentParser
import Building
import Drawing

/// Named views: what is drawn under a name, and where its cards stand.
extension Draw {
  /// Writes the view anew where cards are new or gone, or something else is asked for.
  func keep(_ view: String, _ drawn: Figure.Picture, in folder: GraphFolder) throws(Failure) {
    let words = (drawn.record?.arguments ?? []).dropFirst().filter { $0 != Draw.word("view", view) }
    let path = GraphFolder.viewPath(view)
    let isNew: Bool
    do throws(BuildError) {
      let old = try folder.view(view)
      let text = ViewFile(arguments: Array(words), cards: drawn.centers).text
      // Read back, so that what is compared and kept has the precision of the file.
      let file = try ViewFile(text: text, path: path)
      guard old != file else { return }
      try folder.keep(file, as: view)
      isNew = old == nil
    } catch {
      throw Failure(error)
    }
    guard !quiet else { return }
    let note = isNew ? "kept where the cards stand" : Wording.count(drawn.addedCount, "new card")
    try Descriptor.errors.writeAll("note: \(note) in \(path)\n".utf8, named: "standard error")
  }

  /// What is drawn under the name of a view where nothing else is asked, with what this command says of its looks.
  func figure(ofView name: String, in opened: OpenGraph) throws(Failure) -> Figure {
    let file: ViewFile?
    do throws(BuildError) {
      file = try opened.folder.view(name)
    } catch {
      throw Failure(error)
    }
    guard let file else {
      throw Failure(
        "there is no view '\(name)'", status: .usage,
        hint: "make it by drawing something under the name: weft draw NAME --view \(name)")
    }
    var command: Draw
    do {
      command = try Draw.parse(file.arguments)
    } catch {
      throw Failure(
        "what the view draws is not understood", place: GraphFolder.viewPath(name),
        hint: "draw: lists the words of a weft draw, one an entry: --depth=2, then the names")
    }
    guard command.view == nil, !command.timeline else {
      throw Failure("a view draws no view and no timeline", place: GraphFolder.viewPath(name))
    }
    command.view = name
    command.title = title ?? command.title
    command.theme = theme ?? command.theme
    if mode != .auto { command.mode = mode }
    command.picture = picture
    return try command.figure(of: opened)
  }

  /// Where the cards of the view stand; nil where there is none.
  func keptCards(_ folder: GraphFolder) throws(Failure) -> [String: Point]? {
    guard let view else { return nil }
    do throws(BuildError) {
      return try folder.view(view)?.cards ?? [:]
    } catch {
      throw Failure(error)
    }
  }
}
