/// A number that is equal for texts with the same words: white space, Markdown marks and the case of ASCII letters
/// make no difference.
///
/// FNV-1a of 64 bits (Fowler, Noll and Vo): it only lets syndicated copies count as one source, where a chance
/// collision (1 in 10^13 for a thousand sources of one fact) would lower a count by one.
package enum TextFingerprint {
  package static func of(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      var byte = byte
      switch byte {
      case 0x09...0x0d, 0x20, UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"): continue
      case 0x41...0x5a: byte += 0x20
      default: break
      }
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return hash == 0 ? 1 : hash
  }
}
