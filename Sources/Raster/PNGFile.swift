import Drawing

/// A part of a PNG (Portable Network Graphics, third edition, 5.3): four letters and data.
struct PNGChunk: Hashable {
  var type: String
  var data: [UInt8]

  /// The chunk as it stands in a file, with its length and checksum.
  var bytes: [UInt8] {
    let checked = Array(type.utf8) + data
    return PNGChunk.bytes(UInt32(clamping: data.count)) + checked + PNGChunk.bytes(PNGChunk.checksum(checked[...]))
  }

  /// A number, highest byte first.
  static func bytes(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// CRC-32 of ISO 3309, as PNG uses it (annex D).
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in table[Int((sum ^ UInt32(byte)) & 0xff)] ^ (sum >> 8) }
  }

  private static let table: [UInt32] = (0..<256).map { number in
    (0..<8).reduce(UInt32(number)) { value, _ in value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1 }
  }
}

/// Adds chunks to a PNG and finds the XMP packet in one.
enum PNGFile {
  static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

  /// How the data of an iTXt chunk with XMP begins (XMP specification part 3, 1.1.5): the keyword, no compression, and
  /// neither language nor translation.
  static let header: [UInt8] = Array("XML:com.adobe.xmp".utf8) + [0, 0, 0, 0, 0]

  /// The file with chunks behind its header; nil where it is no PNG.
  static func adding(_ chunks: [PNGChunk], to png: [UInt8]) -> [UInt8]? {
    guard let first = chunk(in: png, at: signature.count), png.starts(with: signature), first.type == headerType else {
      return nil
    }
    return Array(png[..<first.end]) + chunks.flatMap(\.bytes) + png[first.end...]
  }

  /// The XMP packet of a PNG, or nil where there is none.
  ///
  /// Chunks are walked over, none is unpacked; a chunk that is cut off or whose checksum is wrong ends the walk.
  ///
  /// - Complexity: O(count of chunks + size of text in them).
  static func packet(in png: [UInt8]) -> [UInt8]? {
    guard png.starts(with: signature) else { return nil }
    var place = signature.count
    while let chunk = chunk(in: png, at: place) {
      if chunk.type == textType, png[chunk.data].starts(with: header) {
        let sum = PNGChunk.checksum(png[place + 4..<chunk.data.upperBound])
        guard PNGChunk.bytes(sum).elementsEqual(png[chunk.data.upperBound..<chunk.end]) else { return nil }
        return Array(png[chunk.data].dropFirst(header.count))
      }
      place = chunk.end
    }
    return nil
  }

  private static let headerType = number(Array("IHDR".utf8), at: 0)
  private static let textType = number(Array("iTXt".utf8), at: 0)

  private static func chunk(in png: [UInt8], at place: Int) -> (type: UInt32, data: Range<Int>, end: Int)? {
    guard place <= png.count - 12 else { return nil }
    let count = Int(number(png, at: place))
    guard count <= png.count - 12 - place else { return nil }
    return (number(png, at: place + 4), place + 8..<place + 8 + count, place + 12 + count)
  }

  private static func number(_ bytes: [UInt8], at place: Int) -> UInt32 {
    bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
