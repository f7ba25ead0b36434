/// Where an export goes, a stretch of bytes at a time.
public struct ExportOutput {
  /// What was written and not handed on yet.
  var bytes: [UInt8] = []
  private var file: String?
  private let sink: (_ file: String?, _ bytes: [UInt8]) throws(ExportError) -> Void

  /// As many bytes are gathered before they are handed on.
  private static let stretch = 64 * 1_024

  /// An output that hands on to `sink`: which file of the form the bytes belong to (nil where it is one text), and the
  /// bytes.
  public init(_ sink: @escaping (_ file: String?, _ bytes: [UInt8]) throws(ExportError) -> Void) {
    self.sink = sink
    bytes.reserveCapacity(2 * ExportOutput.stretch)
  }

  /// Hands on what is left; to be called once after a form has written.
  public mutating func finish() throws(ExportError) {
    if !bytes.isEmpty { try sink(file, bytes) }
    bytes.removeAll(keepingCapacity: true)
  }

  /// Ends the file at hand and begins another one of the form.
  mutating func begin(_ file: String) throws(ExportError) {
    try finish()
    self.file = file
  }

  /// Hands on what was gathered where it is enough; called after each entity or relation.
  mutating func flow() throws(ExportError) {
    if bytes.count >= ExportOutput.stretch { try finish() }
  }

  mutating func put(_ text: String) { bytes += text.utf8 }

  mutating func put(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
