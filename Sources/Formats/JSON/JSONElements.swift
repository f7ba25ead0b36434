/// The elements of an array of JSON, written one after the other, each on a line of its own, after its `[`.
struct JSONElements {
  /// How deep the elements stand, in steps of two spaces.
  let level: Int
  private(set) var count = 0

  init(level: Int) { self.level = level }

  /// Adds an element over many lines.
  mutating func add(_ value: JSONValue, to output: inout ExportOutput) {
    output.put(count == 0 ? "\n" : ",\n")
    output.bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    value.write(to: &output.bytes, level: level)
    count += 1
  }

  /// Closes the array.
  func end(_ output: inout ExportOutput) {
    if count > 0 {
      output.put("\n")
      output.bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * (level - 1)))
    }
    output.put("]")
  }
}
