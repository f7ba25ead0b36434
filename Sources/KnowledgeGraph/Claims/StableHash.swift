/// SHA-256 (FIPS 180-4), for identities that must be the same on every machine and in every release.
///
/// Written here because identities belong to this module, which imports nothing, and a cryptography package would
/// cost every user of the library a minute of building for this one function. Not for secrets.
public struct StableHash: Sendable {
  private var state: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  /// The bytes of a block that is not full yet: the first `filled` of them count.
  private var block = InlineArray<64, UInt8>(repeating: 0)
  private var filled = 0
  private var length: UInt64 = 0

  public init() {}

  /// Adds bytes to the text.
  ///
  /// - Complexity: O(count of `bytes`); without a copy where they lie in one piece.
  @inlinable
  public mutating func update(_ bytes: some Sequence<UInt8>) {
    let isDone: Void? = bytes.withContiguousStorageIfAvailable { append($0) }
    if isDone == nil { Array(bytes).withUnsafeBufferPointer { append($0) } }
  }

  /// Adds a field and its end, so that ("ab", "c") and ("a", "bc") differ.
  @inlinable
  public mutating func update(field text: some StringProtocol) {
    update(text.utf8)
    end()
  }

  /// The 32 bytes of the digest.
  public consuming func finalize() -> [UInt8] {
    pad()
    var digest: [UInt8] = []
    digest.reserveCapacity(32)
    for index in state.indices {
      for shift in [24, 16, 8, 0] as [UInt32] { digest.append(UInt8(truncatingIfNeeded: state[index] >> shift)) }
    }
    return digest
  }

  /// The first 16 bytes of the digest as 32 hexadecimal digits.
  public consuming func hex128() -> String { hash128().digits }

  /// The first 16 bytes of the digest.
  package consuming func hash128() -> Hash128 {
    pad()
    return Hash128(high: UInt64(state[0]) << 32 | UInt64(state[1]), low: UInt64(state[2]) << 32 | UInt64(state[3]))
  }

  /// Ends the text as FIPS 180-4, 5.1.1, says: a bit, zeros, and its length.
  private mutating func pad() {
    let bits = length &* 8
    put(0x80)
    if filled > 56 {
      while filled != 0 { put(0) }
    }
    for index in filled..<56 { block[index] = 0 }
    filled = 56
    for shift in stride(from: UInt64(56), through: 0, by: -8) { put(UInt8(truncatingIfNeeded: bits >> shift)) }
  }

  /// Adds the end of a field.
  @usableFromInline
  mutating func end() {
    put(0x1f)
    length &+= 1
  }

  @usableFromInline
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    length &+= UInt64(bytes.count)
    var rest = bytes[...]
    while filled != 0, let byte = rest.popFirst() { put(byte) }
    // Whole blocks are digested where they lie.
    while rest.count >= 64 {
      var words = InlineArray<64, UInt32>(repeating: 0)
      for i in 0..<16 { words[i] = StableHash.word(rest, at: rest.startIndex + 4 * i) }
      compress(&words)
      rest = rest.dropFirst(64)
    }
    for byte in rest { put(byte) }
  }

  private static func word(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, at index: Int) -> UInt32 {
    UInt32(bytes[index]) << 24 | UInt32(bytes[index + 1]) << 16 | UInt32(bytes[index + 2]) << 8
      | UInt32(bytes[index + 3])
  }

  /// Adds one byte without counting it, and digests the block that it fills.
  private mutating func put(_ byte: UInt8) {
    block[filled] = byte
    filled += 1
    if filled == 64 {
      var words = InlineArray<64, UInt32>(repeating: 0)
      for i in 0..<16 {
        words[i] =
          UInt32(block[4 * i]) << 24 | UInt32(block[4 * i + 1]) << 16 | UInt32(block[4 * i + 2]) << 8
          | UInt32(block[4 * i + 3])
      }
      compress(&words)
      filled = 0
    }
  }

  /// Digests a block whose sixteen words are the first of `w`.
  private mutating func compress(_ w: inout InlineArray<64, UInt32>) {
    func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }
    for i in 16..<64 {
      let s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >> 3)
      let s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >> 10)
      w[i] = w[i - 16] &+ s0 &+ w[i - 7] &+ s1
    }
    let constants = StableHash.constants
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for i in 0..<64 {
      let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
      let first = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ constants[i] &+ w[i]
      let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
      let second = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
  }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
