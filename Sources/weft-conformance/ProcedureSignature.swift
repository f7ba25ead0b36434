import Query

/// Reads the declaration of a procedure: `test.my.proc(in :: INTEGER?) :: (out :: STRING?)`.
enum ProcedureSignature {
  static func read(_ text: String) -> (name: String, inputs: [Procedure.Field], outputs: [Procedure.Field])? {
    guard let open = text.firstIndex(of: "("), let close = text.firstIndex(of: ")"), open < close else { return nil }
    let name = String(text[..<open])
    let rest = text[text.index(after: close)...]
    guard let outputStart = rest.firstIndex(of: "("), let outputEnd = rest.lastIndex(of: ")"), outputStart < outputEnd
    else { return nil }
    guard let inputs = fields(text[text.index(after: open)..<close]),
      let outputs = fields(rest[rest.index(after: outputStart)..<outputEnd])
    else { return nil }
    return (name, inputs, outputs)
  }

  private static func fields(_ text: Substring) -> [Procedure.Field]? {
    var result: [Procedure.Field] = []
    for part in text.split(separator: ",") {
      let words = part.split { $0 == " " || $0 == ":" || $0 == "?" }
      guard let name = words.first, words.count == 2, let type = Procedure.FieldType(rawValue: String(words[1])) else {
        return nil
      }
      result.append(Procedure.Field(String(name), type))
    }
    return result
  }
}
