import Fuzzing
import Formats
import Foundation

/// JSON: what is read can be written and read again, and another parser reads what this one reads.
enum JSONTarget {
  static func test(_ bytes: [UInt8]) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: bytes)
    } catch {
      check((0...bytes.count).contains(error.offset), "a fault has its place: \(error)")
      check(!error.message.isEmpty, "a fault is told: \(error)")
      return
    }
    let text = value.text()
    for written in [text, value.text(indented: true)] {
      do throws(JSONError) {
        let again = try JSONValue(parsing: Array(written.utf8))
        check(again == value, "what is written is read back: \(written)")
        // As bytes, since equal strings of Swift may differ in theirs.
        check(again.text().utf8.elementsEqual(text.utf8), "what is read back is written alike: \(written)")
      } catch {
        check(false, "what is written can be read: \(error) in \(written)")
      }
    }
    let isRead = (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil
    check(isRead, "Foundation reads what is written: \(text)")
  }
}
