import Formats
import Fuzzing
import KnowledgeGraph
import Resolution

/// Lines of decisions: what is read is written and read again, a fault has its place, and what holds of all lines does
/// not depend on their order.
enum DecisionTarget {
  static func test(_ bytes: [UInt8]) {
    var decisions: [Decision] = []
    for line in bytes.split(separator: 0x0a) {
      do throws(DecisionLine.Fault) {
        decisions.append(try DecisionLine.read(line))
      } catch {
        check((0...line.count).contains(error.offset), "a fault has its place: \(error)")
        check(!error.message.isEmpty && !error.hint.isEmpty, "a fault is told: \(error)")
      }
    }
    for decision in decisions {
      let text = DecisionLine.text(decision)
      check(!text.utf8.contains(0x0a), "a decision is one line")
      do throws(DecisionLine.Fault) {
        let again = try DecisionLine.read(Array(text.utf8))
        check(again == decision, "what is written is read back: \(text)")
        check(DecisionLine.text(again).utf8.elementsEqual(text.utf8), "what is read back is written alike: \(text)")
      } catch {
        check(false, "what is written can be read: \(error) in \(text)")
      }
    }
    // A line that was changed by hand may have the identity of another; the folder keeps one of both.
    var unique: [DecisionID: Decision] = [:]
    for decision in decisions { unique[decision.id] = unique[decision.id] ?? decision }
    let lines = decisions.filter { unique[$0.id] == $0 }
    let (there, back) = (DecisionReplay(lines), DecisionReplay(lines.reversed()))
    check(there.active == back.active && there.undone == back.undone, "the order of lines means nothing")
    let (first, second) = (there.claims { ($0.id, false) }, back.claims { ($0.id, false) })
    check(first.amendments == second.amendments, "the order of lines means nothing to claims")
    check(first.standings == second.standings, "the order of lines means nothing to what became of decisions")
  }
}
