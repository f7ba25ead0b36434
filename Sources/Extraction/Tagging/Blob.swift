/// Bytes that are read where they lie: a table compiled into the program, or one that has just been made.
///
/// Numbers are little-endian and need no alignment. Who reads checks sizes once, when the table is opened; the readers
/// below answer 0 outside the bytes.
@_spi(Training) public final class Blob: @unchecked Sendable {
  // Never written after init, so that sharing it is safe.
  let bytes: UnsafeRawBufferPointer
  private let isOwned: Bool

  /// Bytes that outlive the program's run, and stay where they are.
  init(compiledIn start: UnsafePointer<UInt8>?, count: Int) {
    bytes = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    isOwned = false
  }

  /// A copy of bytes.
  public init(_ source: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 64)
    copy.copyBytes(from: source)
    bytes = UnsafeRawBufferPointer(copy)
    isOwned = true
  }

  deinit {
    if isOwned { bytes.deallocate() }
  }

  var count: Int { bytes.count }

  @inline(__always)
  func number<Number: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, as type: Number.Type) -> Number {
    guard offset >= 0, offset <= bytes.count - MemoryLayout<Number>.size else { return 0 }
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
  }

  /// Whether the bytes begin with a text.
  func begins(with text: StaticString) -> Bool {
    guard bytes.count >= text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(bytes.prefix($0.count)) }
  }
}
