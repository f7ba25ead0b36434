internal import KnowledgeGraph

/// Reads `triggers.txt`, whose head describes its form. A part that it does not know is left out.
enum TriggerReader {
  static func read(_ text: [UInt8]) -> [Trigger] {
    var triggers: [Trigger] = []
    for line in text.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      let parts = line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      guard parts.count >= 4, let role = role(trimmed(parts[0])) else { continue }
      let words = parts[1].split(separator: UInt8(ascii: " ")).map(Array.init)
      guard let first = words.first else { continue }
      let base = first.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 == 0x2D }
      var trigger = Trigger(
        role: role, words: words, rule: "trigger." + String(decoding: base, as: UTF8.self),
        particles: words.map { Inflection.Verb($0).particle.map { FoldedHash($0).value } },
        patterns: patterns(parts[2]))
      for option in parts[3].split(separator: UInt8(ascii: " ")) {
        apply(option: String(decoding: option, as: UTF8.self), to: &trigger)
      }
      triggers.append(trigger)
    }
    return triggers
  }

  private static func trimmed(_ part: ArraySlice<UInt8>) -> String {
    String(decoding: part.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self)
  }

  private static func role(_ text: String) -> Trigger.Role? {
    switch text {
    case "verb": .verb
    case "noun": .noun
    case "relation": .relation
    case "support": .support
    case "control": .control
    default: nil
    }
  }

  private static func patterns(_ text: ArraySlice<UInt8>) -> [Trigger.Pattern] {
    text.split(separator: UInt8(ascii: ";")).compactMap { part in
      let words = part.split(separator: UInt8(ascii: " "))
      guard words.count >= 2 else { return nil }
      return Trigger.Pattern(
        predicate: Predicate(String(decoding: words[0], as: UTF8.self)), subject: argument(words[1]),
        object: words.count > 2 ? argument(words[2]) : nil)
    }
  }

  private static func argument(_ text: ArraySlice<UInt8>) -> Trigger.Argument {
    let end = text.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "!") } ?? text.endIndex
    let name = text[..<end]
    let kinds = text[end...].dropFirst().split(separator: UInt8(ascii: ",")).map {
      Kind(String(decoding: $0, as: UTF8.self))
    }
    let isRequired = end < text.endIndex && text[end] == UInt8(ascii: "!")
    let slot: Trigger.Slot =
      switch String(decoding: name, as: UTF8.self) {
      case "S": .subject
      case "O": .object
      case "X": .referent
      case "Y": .anchor
      case "acquire": .infinitive(FoldedHash(name).value)
      default: .preposition(FoldedHash(name).value)
      }
    return Trigger.Argument(slot: slot, assumed: kinds.first, required: isRequired ? kinds : [])
  }

  private static func apply(option: String, to trigger: inout Trigger) {
    let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let value = parts.count > 1 ? String(parts[1]) : ""
    switch parts[0] {
    case "amount": trigger.amount = Amount.Kind(rawValue: value)
    case "amount!":
      trigger.amount = Amount.Kind(rawValue: value)
      trigger.needsAmount = true
    case "count!": trigger.needsCount = true
    case "object": trigger.objectWords = value.split(separator: ",").map { FoldedHash($0.utf8).value }
    case "role": trigger.hasRole = true
    case "status":
      trigger.status = Qualifiers.Status(rawValue: value)
    case "announced": trigger.announcedStatus = Qualifiers.Status(rawValue: value)
    case "passive": trigger.isPassiveOnly = true
    case "weak": trigger.isWeak = true
    case "state": trigger.isState = true
    case "pair": trigger.isPair = true
    case "things": trigger.isOfThings = true
    case "unnamed": trigger.needsUnnamed = true
    case "owned": trigger.needsOwner = true
    case "shown": trigger.needsShown = true
    case "doubt": trigger.isDoubtful = true
    default: break
    }
  }
}
