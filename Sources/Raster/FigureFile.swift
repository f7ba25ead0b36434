public import Drawing

/// A file that may hold a figure, told by its first bytes.
public enum FigureFile: String, Sendable, Hashable, CaseIterable {
  case svg, png, pdf
  /// A page of one figure, as ``FigurePage`` writes it.
  case html

  /// Nil where the bytes are none of these.
  public init?(_ bytes: [UInt8]) {
    if bytes.starts(with: PNGFile.signature) {
      self = .png
    } else if bytes.starts(with: "%PDF-".utf8) {
      self = .pdf
    } else if bytes.starts(with: "<!DOCTYPE html".utf8) {
      self = .html
    } else if ByteSearch.first("<svg", in: Array(bytes.prefix(4_096))) != nil {
      self = .svg
    } else {
      return nil
    }
  }

  /// What a figure knows of itself, out of a file of any bytes.
  ///
  /// - Complexity: O(count of bytes).
  /// - Throws: ``FigureRecordError`` where the file is no figure, or one that knows nothing of itself.
  public static func record(in bytes: [UInt8]) throws(FigureRecordError) -> FigureRecord {
    switch FigureFile(bytes) {
    case .png: try FigureRecord(findingIn: PNGFile.packet(in: bytes) ?? [])
    case .svg, .html: try FigureRecord(findingIn: bytes)
    // The last packet: a title stands before it in the file, as it is, and may look like one.
    case .pdf: try FigureRecord(findingIn: bytes, from: ByteSearch.last("<?xpacket begin", in: bytes) ?? bytes.count)
    case nil: throw FigureRecordError("this is no SVG, PNG, PDF or HTML")
    }
  }
}
