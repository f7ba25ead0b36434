import ArgumentParser
import Formats

/// The man page, made of what the commands say of themselves, so that it cannot fall behind them.
enum ManualPage {
  /// The page in the man(7) macros of roff.
  static func text() throws(Failure) -> String {
    let help: JSONValue
    do throws(JSONError) {
      help = try JSONValue(parsing: Weft._dumpHelp().utf8)
    } catch {
      throw Failure("the description of the commands cannot be read: \(error.message)")
    }
    guard let root = help["command"] else { throw Failure("the description of the commands is empty") }
    var page = Roff()
    page.request("TH", "WEFT", "1", "", "weft \(Weft.configuration.version)", "User Commands")
    page.section("NAME")
    page.paragraph("weft - turn a folder of reading notes into a knowledge graph whose every edge proves itself")
    page.section("SYNOPSIS")
    page.bold("weft", then: "COMMAND [OPTION]...")
    page.section("EXAMPLES")
    page.discussion(root["discussion"]?.string)
    page.section("COMMANDS")
    for command in root["subcommands"]?.elements ?? [] where command["shouldDisplay"] != .bool(false) {
      add(command, to: &page)
    }
    page.section("EXIT STATUS")
    for (status, meaning) in [
      ("0", "done"), ("1", "nothing was found, or a check has findings"),
      ("2", "reading, writing or the store failed"), ("64", "the command line asks for something that cannot be"),
      ("130, 143", "interrupted, asked to end"),
    ] {
      page.item(status, meaning)
    }
    page.section("ENVIRONMENT")
    page.item("NO_COLOR", "where set, nothing is coloured")
    page.item("COLUMNS", "the width to which tables are cut on a terminal")
    return page.text
  }

  private static func add(_ command: JSONValue, to page: inout Roff) {
    guard let name = command["commandName"]?.string, name != "help" else { return }
    let arguments = (command["arguments"]?.elements ?? []).filter { argument in
      let names = argument["names"]?.elements ?? []
      return argument["shouldDisplay"] != .bool(false)
        && !names.contains { $0["name"]?.string == "help" || $0["name"]?.string == "version" }
    }
    let operands = arguments.filter { $0["kind"]?.string == "positional" }.map { argument -> String in
      let operand = (argument["valueName"]?.string ?? "").uppercased()
      let repeated = operand + (argument["isRepeating"] == .bool(true) ? "..." : "")
      return argument["isOptional"] == .bool(true) ? "[\(repeated)]" : repeated
    }
    page.subsection("weft " + ([name] + operands).joined(separator: " "))
    if let abstract = command["abstract"]?.string { page.paragraph(abstract) }
    for alias in command["aliases"]?.elements ?? [] {
      if let alias = alias.string { page.paragraph("Also: weft \(alias).") }
    }
    page.discussion(command["discussion"]?.string)
    for argument in arguments {
      let standard = argument["defaultValue"]?.string.map { " (default: \($0))" } ?? ""
      page.item(heading(of: argument), (argument["abstract"]?.string ?? "") + standard)
    }
  }

  /// "-o, --output FILE"
  private static func heading(of argument: JSONValue) -> String {
    // An option of two values has "a> <b" as the name of them, since the help puts it between angle brackets.
    let value = (argument["valueName"]?.string ?? "").replacing("> <", with: " ").uppercased()
    guard argument["kind"]?.string != "positional" else { return value }
    let names = (argument["names"]?.elements ?? []).compactMap { name in
      name["name"]?.string.map { (name["kind"]?.string == "short" ? "-" : "--") + $0 }
    }
    let heading = names.sorted { ($0.count, $0) < ($1.count, $1) }.joined(separator: ", ")
    return argument["kind"]?.string == "option" ? "\(heading) \(value)" : heading
  }
}
