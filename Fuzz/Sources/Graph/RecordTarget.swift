import Drawing
import Fuzzing
import Raster

/// What figures know of themselves: files of any bytes are read or refused, as SVG, PNG or PDF by their beginning.
enum RecordTarget {
  static func test(_ bytes: [UInt8]) {
    for start in ["", "<svg>", "%PDF-1.4\n<?xpacket begin"] {
      let file = Array(start.utf8) + bytes
      guard let record = try? FigureFile.record(in: file) else { continue }
      check(!record.arguments.isEmpty && !record.fingerprint.isEmpty, "a record is whole")
      check(record.claims == record.claims.sorted(), "claims are sorted")
      check((try? FigureFile.record(in: file)) == record, "a file is read alike each time")
    }
  }
}
