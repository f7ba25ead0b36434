#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension String {
  /// Whether its bytes come before those of another.
  ///
  /// One comparison of memory, since thousands of paths and names are sorted so.
  package func precedesInBytes(_ other: String) -> Bool {
    let order = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in
        guard let start = left.baseAddress, let otherStart = right.baseAddress else { return left.count < right.count }
        let order = memcmp(start, otherStart, min(left.count, right.count))
        return order != 0 ? order < 0 : left.count < right.count
      }
    }
    return (order ?? nil) ?? utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// Whether it is ASCII throughout, so that no two of the kind look alike.
  package var isAllASCII: Bool {
    utf8.withContiguousStorageIfAvailable { bytes in bytes.allSatisfy { $0 < 0x80 } } ?? utf8.allSatisfy { $0 < 0x80 }
  }
}

extension Array {
  /// Its elements in the order of the bytes of a string of each; those with equal ones stay as they were.
  ///
  /// The bytes are laid side by side first: strings compared where they are would be retained and released each time.
  ///
  /// - Complexity: O(*n* log *n*) comparisons of memory for *n* elements.
  package func sorted(byBytesOf string: (Element) -> String) -> [Element] {
    var bytes: [UInt8] = []
    var spans: [(start: Int, count: Int, index: Int)] = []
    spans.reserveCapacity(count)
    for index in indices {
      let start = bytes.count
      bytes.append(contentsOf: string(self[index]).utf8)
      spans.append((start, bytes.count - start, index))
    }
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      spans.sort { left, right in
        let order = memcmp(base + left.start, base + right.start, Swift.min(left.count, right.count))
        if order != 0 { return order < 0 }
        return (left.count, left.index) < (right.count, right.index)
      }
    }
    return spans.map { self[$0.index] }
  }
}
