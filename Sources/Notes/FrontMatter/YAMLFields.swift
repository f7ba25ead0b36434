import Yams

/// Front matter as YAML, every scalar as the text that it is written as.
package enum YAMLFields {
  /// Why a block is no YAML.
  package struct Failure: Error {
    var reason: String
    /// Where in the file.
    var offset: Int?
  }

  /// The largest block that is given to the YAML parser, in bytes.
  static let limit = 64 * 1024
  /// How many values a block may have once its aliases are followed.
  private static let valueLimit = 10_000
  /// How often a block may refer to an anchor. The YAML parser compares keys by all that they hold, aliases followed:
  /// a key of lists of aliases to lists of aliases costs time that doubles with each.
  private static let aliasLimit = 12

  /// Reads the lines of a block. Nested maps give fields with dotted names: `source.url`.
  package static func read(_ text: NoteText, _ block: Range<Int>) -> Result<[Field], Failure> {
    guard let first = block.first, let last = block.last else { return .success([]) }
    let range = text.lines[first].lowerBound..<text.lines[last].upperBound
    guard range.count <= limit else { return .failure(Failure(reason: "it is longer than 64 KiB")) }
    guard !isDeep(text, block) else { return .failure(Failure(reason: "it is nested too deeply")) }
    guard !hasManyAliases(text.bytes[range]) else { return .failure(Failure(reason: "it has too many aliases")) }
    do {
      let parser = try Parser(yaml: withoutFurtherBreaks(text.string(range)), resolver: .basic)
      guard let root = try parser.singleRoot() else { return .success([]) }
      guard case .mapping(let mapping) = root else { return .failure(Failure(reason: "it is no list of keys")) }
      var walk = Walk(firstLine: first)
      for (key, value) in mapping { walk.add(key, value, prefix: "", depth: 0) }
      return .success(walk.fields)
    } catch let error as YamlError {
      return .failure(failure(error, text, block))
    } catch {
      return .failure(Failure(reason: "it cannot be read"))
    }
  }

  /// The parser follows YAML 1.1 in ending lines at three characters that end none of the file, nor in YAML 1.2
  /// (https://yaml.org/spec/1.2.2/#54-line-break-characters); here they are spaces.
  private static func withoutFurtherBreaks(_ text: String) -> String {
    func isBreak(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "\u{85}" || scalar == "\u{2028}" || scalar == "\u{2029}"
    }
    guard text.unicodeScalars.contains(where: isBreak) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isBreak($0) ? " " : $0 }))
  }

  private static func failure(_ error: YamlError, _ text: NoteText, _ block: Range<Int>) -> Failure {
    func offset(line: Int, column: Int) -> Int {
      let index = min(max(block.lowerBound, block.lowerBound + line - 1), block.upperBound - 1)
      let range = text.lines[index]
      return min(range.lowerBound + max(0, column - 1), range.upperBound)
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Failure(reason: problem, offset: offset(line: mark.line, column: mark.column))
    case .duplicatedKeysInMapping(let duplicates, _):
      return Failure(reason: "it has a key twice: \(duplicates.map { "\($0)" }.sorted().joined(separator: ", "))")
    default: return Failure(reason: "it cannot be read")
    }
  }

  /// Whether brackets, indentation or list markers nest deeper than any front matter does.
  private static func isDeep(_ text: NoteText, _ block: Range<Int>) -> Bool {
    var depth = 0
    for line in block {
      let range = text.lines[line]
      var isLeading = true
      var leading = 0
      for index in range {
        let byte = text.bytes[index]
        if isLeading, byte.isSpaceOrTab || byte == Byte.hyphen || byte == 0x3f {
          leading += 1
        } else {
          isLeading = false
        }
        if byte == Byte.openBracket || byte == Byte.openBrace { depth += 1 }
        if byte == Byte.closeBracket || byte == 0x7d { depth = max(0, depth - 1) }
        if depth > 64 { return true }
      }
      if leading > 128 { return true }
    }
    return false
  }

  /// Whether what may be aliases to anchors is more than ``aliasLimit``.
  private static func hasManyAliases(_ bytes: ArraySlice<UInt8>) -> Bool {
    var anchors = 0
    var aliases = 0
    var previous = Byte.space
    for (byte, next) in zip(bytes, bytes.dropFirst()) {
      if !previous.isWordByte, next.isLetterOrDigit || next == Byte.hyphen || next == Byte.underscore {
        if byte == Byte.ampersand { anchors += 1 }
        if byte == Byte.star { aliases += 1 }
      }
      previous = byte
    }
    return anchors > 0 && aliases > aliasLimit
  }

  private struct Walk {
    var fields: [Field] = []
    var count = 0
    let firstLine: Int

    mutating func add(_ key: Node, _ value: Node, prefix: String, depth: Int) {
      guard case .scalar(let scalar) = key, !scalar.string.isEmpty, depth < 16, count < valueLimit else { return }
      let name = prefix + scalar.string.lowercased()
      let line = firstLine + (scalar.mark?.line ?? 1)
      if case .mapping(let mapping) = value {
        count += 1
        for (key, value) in mapping { add(key, value, prefix: name + ".", depth: depth + 1) }
        return
      }
      var values: [FieldValue] = []
      collect(value, into: &values, depth: depth)
      fields.append(Field(name: name, values: values, line: line))
    }

    mutating func collect(_ node: Node, into values: inout [FieldValue], depth: Int) {
      count += 1
      guard count < valueLimit, depth < 16 else { return }
      switch node {
      case .scalar(let scalar):
        let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
        if !isNull { values += FieldValue.values(of: scalar.string) }
      case .sequence(let sequence):
        if sequence.count == 1, case .sequence(let inner) = sequence[0] {
          // [[X]]: a link without quotes.
          let parts = inner.compactMap { node -> String? in
            guard case .scalar(let part) = node, part.style == .plain else { return nil }
            return part.string
          }
          if sequence.style == .flow, inner.style == .flow, parts.count == inner.count, !parts.isEmpty {
            let target = parts.joined(separator: ", ")
            values += FieldValue.values(of: "[[\(target)]]")
            return
          }
        }
        for node in sequence { collect(node, into: &values, depth: depth + 1) }
      case .mapping(let mapping):
        // `- name: Ada` with more about her, or a text with a colon in it: `- Part one: how it began`.
        let name = mapping.first { if case .scalar(let key) = $0.key { key.string == "name" } else { false } }
        if let name { return collect(name.value, into: &values, depth: depth + 1) }
        if mapping.count == 1, let pair = mapping.first, case .scalar(let key) = pair.key,
          case .scalar(let value) = pair.value
        {
          values += FieldValue.values(of: value.string.isEmpty ? key.string : "\(key.string): \(value.string)")
          return
        }
        for (_, value) in mapping { collect(value, into: &values, depth: depth + 1) }
      case .alias: break
      }
    }
  }
}
