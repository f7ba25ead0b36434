import Extraction
import Formats
import KnowledgeGraph
import Notes
import Store

/// What of the notes became claims and what did not: where rules are missing, or facts.
struct Coverage {
  /// A place in a note, with the words that stand there.
  struct Gap {
    var note: String
    var line: Int
    var text: String
    /// How many names stand in the passage.
    var names = 0
  }

  var passages = 0
  /// The passages that no claim but mentions is from, those with most names first.
  var silent: [Gap] = []
  /// The claims of events.
  var events = 0
  /// Those without a date of any sort.
  var undated: [Gap] = []
  /// The sums and shares that the passages state.
  var amounts = 0
  /// Those that no claim of their passage has.
  var unread: [Gap] = []

  init(_ store: GraphStore) throws(StoreError) {
    let ontology = store.ontology
    var found = Coverage()
    try store.forEachRecord { record in found.add(record, ontology) }
    found.silent.sort { ($1.names, $0.note, $0.line) < ($0.names, $1.note, $1.line) }
    self = found
  }

  private init() {}

  private mutating func add(_ record: NoteRecord, _ ontology: Ontology) {
    var facts: [PassageID: [Claim]] = [:]
    var names: [PassageID: Int] = [:]
    for claim in record.claims {
      guard let passage = claim.evidence.passage else { continue }
      if ontology.isBackground(claim.predicate) {
        names[passage, default: 0] += 1
      } else {
        facts[passage, default: []].append(claim)
      }
    }
    for passage in record.passages {
      passages += 1
      let claims = facts[passage.id] ?? []
      if claims.isEmpty {
        silent.append(
          Gap(note: record.path, line: passage.line, text: passage.text, names: names[passage.id] ?? 0))
      }
      for claim in claims where ontology.predicates[claim.predicate]?.temporal == .event {
        events += 1
        let qualifiers = claim.qualifiers
        guard [qualifiers.at, qualifiers.from, qualifiers.to, qualifiers.announced].allSatisfy({ $0 == nil }) else {
          continue
        }
        let words = [claim.subject.surface, ontology.label(claim.predicate), claim.object?.surface ?? ""]
        undated.append(
          Gap(
            note: record.path, line: passage.line,
            text: words.filter { !$0.isEmpty }.joined(separator: " ")))
      }
      let read = claims.compactMap(\.qualifiers.amount)
      let plain = TokenizedText(InlineText(passage.text).plain)
      for match in ValueScanner().scan(plain) {
        guard case .amount(let amount) = match.value, amount.currency != nil || amount.unit == .percent else {
          continue
        }
        amounts += 1
        if !read.contains(where: { $0.value == amount.value && $0.unit == amount.unit }) {
          unread.append(Gap(note: record.path, line: passage.line, text: Wording.amount(amount)))
        }
      }
    }
  }

  /// How many gaps of a sort are shown to people; JSON has all.
  private static let shown = 10

  private var sorts: [(name: String, title: String, count: Int, of: Int, gaps: [Gap])] {
    [
      ("passagesWithoutClaims", "passages without a claim", silent.count, passages, silent),
      ("eventsWithoutDate", "claims of events without a date", undated.count, events, undated),
      ("amountsUnread", "sums and shares in no claim", unread.count, amounts, unread),
    ]
  }

  var answer: Answer {
    var table = Table([
      Table.Column("what"), Table.Column("note", shrinks: true), Table.Column("line", alignment: .right),
      Table.Column("text", shrinks: true),
    ])
    for sort in sorts {
      for gap in sort.gaps { table.append([sort.name, gap.note, String(gap.line), gap.text]) }
    }
    let lists = sorts.map { sort in
      JSONValue.Member(
        sort.name,
        .record([
          "count": .integer(sort.count), "of": .integer(sort.of),
          "list": .array(
            sort.gaps.map {
              .record(["note": .string($0.note), "line": .integer($0.line), "text": .string($0.text)])
            }),
        ]))
    }
    return Answer(
      table: table, json: .object([JSONValue.Member("schemaVersion", .integer(1))] + lists), lines: [],
      text: { style, columns in
        sorts.map { sort in
          var text = style.bold("\(Wording.grouped(sort.count)) of \(Wording.grouped(sort.of))") + " \(sort.title)\n"
          for gap in sort.gaps.prefix(Self.shown) {
            let words = TerminalText.safe(gap.text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
            text += "      " + TerminalText.truncated(words, to: 72) + "\n"
            text += style.dim("        \(TerminalText.safe(gap.note)):\(gap.line)") + "\n"
          }
          if sort.count > Self.shown {
            text += style.dim("      and \(Wording.grouped(sort.count - Self.shown)) more: --json has them") + "\n"
          }
          return text
        }.joined(separator: "\n")
      })
  }
}
