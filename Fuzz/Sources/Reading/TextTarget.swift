@testable import Drawing
import Formats
import Fuzzing

/// Text on its way out: CSV gives back its cells, and what is made for a figure is one line of characters that XML
/// allows.
enum TextTarget {
  static func test(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    checkCSV(text)
    let escaped = XMLText.escaped(text)
    let fault = XMLCheck.fault(in: "<a b=\"\(escaped)\">\(escaped)</a>")
    check(fault == nil, "escaped text is well-formed: \(fault ?? "")")
    let cleaned = DisplayText.cleaned(text)
    check(DisplayText.cleaned(cleaned).utf8.elementsEqual(cleaned.utf8), "clean text stays: \(cleaned)")
    check(cleaned.unicodeScalars.allSatisfy { XMLText.isAllowed($0.value) }, "clean text is for XML: \(cleaned)")
    check(!cleaned.utf8.contains { $0 < 0x20 }, "clean text is one line: \(cleaned)")
    let capped = DisplayText.capped(cleaned, to: 30)
    check(capped.utf8.count <= 30 * 8 + 3, "capped text is short: \(capped)")
    checkLines(DisplayText.wrapped(cleaned), of: cleaned)
    check(QuoteText.text(text).utf8.count <= text.utf8.count, "a quote without marks is no longer")
  }

  /// Lines hold the text, but for the spaces at which it was broken.
  private static func checkLines(_ lines: [String], of text: String) {
    let joined = lines.flatMap { $0.utf8 }.filter { $0 != 0x20 }
    check(joined == text.utf8.filter { $0 != 0x20 }, "lines hold the text: \(lines)")
    check(!lines.contains(""), "no line is empty: \(lines)")
  }

  /// Rows are at U+001E, cells at U+001F.
  private static func checkCSV(_ text: String) {
    let rows = text.split(separator: "\u{1e}", omittingEmptySubsequences: false).map { row in
      row.split(separator: "\u{1f}", omittingEmptySubsequences: false).map(String.init)
    }
    let read = cells(of: Array(CSV.text(rows).utf8))
    check(read.count == rows.count, "rows are read back: \(rows)")
    for (row, written) in zip(read, rows) {
      check(row.count == written.count, "cells are read back: \(written)")
      for (cell, text) in zip(row, written) {
        // A cell that may be a formula has an apostrophe before it.
        let isSame = cell.elementsEqual(text.utf8) || cell.elementsEqual([0x27] + text.utf8)
        check(isSame, "a cell is read back: \(text)")
        check(cell.first.map { ![0x3d, 0x40, 0x09, 0x0d].contains($0) } ?? true, "no cell runs: \(text)")
      }
    }
  }

  /// The cells of CSV as RFC 4180 reads it, with LF at the end of a row.
  private static func cells(of bytes: [UInt8]) -> [[[UInt8]]] {
    var rows: [[[UInt8]]] = []
    var row: [[UInt8]] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if isQuoted {
        if byte != 0x22 {
          cell.append(byte)
        } else if index < bytes.count, bytes[index] == 0x22 {
          cell.append(byte)
          index += 1
        } else {
          isQuoted = false
        }
      } else if byte == 0x22, cell.isEmpty {
        isQuoted = true
      } else if byte == 0x2c {
        row.append(cell)
        cell = []
      } else if byte == 0x0a {
        rows.append(row + [cell])
        (row, cell) = ([], [])
      } else {
        cell.append(byte)
      }
    }
    return rows
  }
}
