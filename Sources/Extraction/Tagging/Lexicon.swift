internal import CExtractionData

/// What is known of single words apart from any text: their Brown cluster, whether people or towns are called so, and
/// how often they are written with a capital.
///
/// Made by `Training/make-lexicon.py`, which tells the layout and the sources, and read where it lies.
@_spi(Training) public struct Lexicon: Sendable {
  /// The lexicon that comes with Weft.
  public static let builtIn = Lexicon(Blob(compiledIn: weft_lexicon_bytes(), count: weft_lexicon_count()))

  struct Entry: Hashable, Sendable {
    /// The path from the root of the tree of clusters, its first branch lowest, above it a 1; 0 for a word in none.
    var path: UInt32 = 0
    var flags: UInt8 = 0
    /// Low four bits: how much rarer the word is with a capital; high four: how common it is; 0 where not known.
    var spelling: UInt8 = 0
  }

  enum Flag {
    static let first: UInt8 = 1
    static let family: UInt8 = 2
    static let town: UInt8 = 4
    static let largeTown: UInt8 = 8
    static let partOfTown: UInt8 = 16
  }

  private let blob: Blob
  private let slots: Int
  private let paths: Int

  private static let header = 16

  /// Opens a table; nil where its sizes do not fit its bytes.
  public init?(_ blob: Blob) {
    guard blob.begins(with: "WEFTLEX1") else { return nil }
    let slots = Int(blob.number(8, as: UInt32.self))
    let paths = Int(blob.number(12, as: UInt32.self))
    guard slots > 0, slots.nonzeroBitCount == 1, paths < 1 << 16,
      blob.count == Self.header + paths * 4 + slots * 8
    else { return nil }
    self.blob = blob
    self.slots = slots
    self.paths = paths
  }

  /// The hash by which words are found: 64-bit FNV-1a over the bytes as written.
  static func key(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return value
  }

  /// The hash of several words with a space between each two: of the words before the last, and the last.
  static func key(_ bytes: ArraySlice<UInt8>, behind words: UInt64) -> UInt64 {
    var value = (words ^ 0x20) &* 0x100_0000_01b3
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return value
  }

  /// The entry of a word by its ``key(_:)``, or nil.
  ///
  /// - Complexity: Constant expected time, and at most ``reach`` slots.
  func entry(_ key: UInt64) -> Entry? {
    let check = UInt32(truncatingIfNeeded: key >> 32) | 1
    let mask = slots - 1
    let start = Self.header + paths * 4
    var slot = Int(truncatingIfNeeded: key) & mask
    for _ in 0..<Self.reach {
      let found = blob.number(start + slot * 8, as: UInt64.self)
      let other = UInt32(truncatingIfNeeded: found)
      if other == 0 { return nil }
      if other == check {
        let cluster = Int(truncatingIfNeeded: found >> 32) & 0xFFFF
        let path = cluster > 0 && cluster <= paths ? blob.number(Self.header + (cluster - 1) * 4, as: UInt32.self) : 0
        return Entry(
          path: path, flags: UInt8(truncatingIfNeeded: found >> 48), spelling: UInt8(truncatingIfNeeded: found >> 56))
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// A table that is full would else be searched to its end.
  private static let reach = 512
}
