/// Hashes of features, each made of a template and a value.
enum FeatureHash {
  @inline(__always)
  static func of(_ template: UInt64, _ value: UInt64) -> UInt64 {
    var hash = (value ^ (template &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    hash = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
    return hash ^ (hash >> 32)
  }

  /// A value made of two.
  @inline(__always)
  static func pair(_ left: UInt64, _ right: UInt64) -> UInt64 {
    (left &* 0x9E37_79B9_7F4A_7C15) ^ (right &+ 0x7F4A_7C15) ^ (left >> 29)
  }

  /// The first branches on the path of a word to its cluster, 0 where it is in none.
  @inline(__always)
  static func path(_ path: UInt32, _ bits: UInt32) -> UInt64 {
    path == 0 ? 0 : UInt64(path & ((1 << bits) - 1)) | 1 << 40
  }
}
