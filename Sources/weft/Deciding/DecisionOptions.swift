import ArgumentParser
import Building
import Formats
import Foundation
import KnowledgeGraph
import Store

/// Who decides, when and why, and in which graph.
struct DecisionOptions: ParsableArguments {
  @Option(name: [.short, .long], help: ArgumentHelp("Why, in your own words.", valueName: "text"))
  var reason: String?

  @Option(
    help: ArgumentHelp(
      "Who decides; without it, git's user.name, else the name that you logged in with.", valueName: "name"))
  var actor: String?

  @Option(
    help: ArgumentHelp("When, in UTC: 2026-11-27T09:30:00Z; without it, now.", valueName: "time"))
  var time: String?

  @OptionGroup var graph: GraphOptions

  /// Keeps a decision; returns it with where it stands.
  func keep(_ content: Decision.Content, in folder: GraphFolder) throws(Failure) -> DecisionFolder.Entry {
    let actor = try Actor.name(actor, in: folder)
    let reason = reason.flatMap { $0.isEmpty ? nil : $0 }
    let decisions = DecisionFolder(folder)
    let moment = try moment()
    do throws(BuildError) {
      if let moment {
        return try decisions.append(DecisionLine.decision(content, actor: actor, time: moment, reason: reason))
      }
      return try decisions.append(content, actor: actor, reason: reason, now: Moment.now)
    } catch {
      throw Failure(error)
    }
  }

  /// The time that is given, as decisions keep it; nil where none is.
  func moment() throws(Failure) -> String? {
    let moment = time.flatMap { DecisionLine.time($0) }
    if let time, moment == nil {
      throw Failure(
        "'\(TerminalText.safe(time))' is no time in UTC", status: .usage, hint: "write it as 2026-11-27T09:30:00Z")
    }
    return moment
  }

  /// Keeps a decision and says so.
  func decide(_ content: Decision.Content, _ said: String, in opened: OpenGraph, _ answer: DecidingAnswer) throws {
    let format = try answer.form()
    let entry = try keep(content, in: opened.folder)
    try answer.write(DecisionAnswer.kept(entry, said), as: format)
  }
}

/// The person at the command line.
enum Actor {
  /// The name that is given, else what git knows, else the login name.
  static func name(_ given: String?, in folder: GraphFolder) throws(Failure) -> String {
    for name in [given, git(folder.path), Environment.value("USER"), Environment.value("LOGNAME")] {
      if let name, let clean = clean(name) { return clean }
    }
    throw Failure("nobody knows who you are", status: .usage, hint: "say it with --actor")
  }

  private static func clean(_ name: String) -> String? {
    let words = name.split(whereSeparator: \.isWhitespace)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  private static func git(_ folder: String) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder, "config", "user.name"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = (try? output.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}

/// What a command says of a decision that it kept.
enum DecisionAnswer {
  static func kept(
    _ entry: DecisionFolder.Entry, _ said: String, _ more: KeyValuePairs<String, JSONValue> = [:]
  ) -> Answer {
    let json = JSONValue.object(
      [
        JSONValue.Member("schemaVersion", .integer(1)),
        JSONValue.Member("decision", DecisionLine.value(entry.decision)),
        JSONValue.Member("file", .string(entry.file)), JSONValue.Member("line", .integer(entry.line)),
      ] + more.map { JSONValue.Member($0.key, $0.value) })
    return Answer(
      table: nil, json: json, lines: [json],
      text: { style, _ in
        lines(said)
          + style.dim(
            "decision \(entry.decision.id.rawValue.prefix(8)) in \(TerminalText.safe(entry.file)):\(entry.line); "
              + "weft build lets it hold") + "\n"
      })
  }

  /// A decision that was only looked at.
  static func shown(_ decision: Decision, _ said: String) -> Answer {
    let json = JSONValue.record(["schemaVersion": .integer(1), "decision": DecisionLine.value(decision)])
    return Answer(table: nil, json: json, lines: [json], text: { _, _ in lines(said) })
  }

  /// Lines that are safe to show.
  private static func lines(_ said: String) -> String {
    said.split(separator: "\n").map { TerminalText.safe(String($0)) + "\n" }.joined()
  }
}
