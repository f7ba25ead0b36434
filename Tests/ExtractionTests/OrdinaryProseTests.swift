import Extraction
import Foundation
import KnowledgeGraph
import TestSupport
import Testing

@Suite("Ordinary prose")
struct OrdinaryProseTests {
  @Test(
    "Advice, thought and programming state no fact",
    arguments: [
      "Good managers know the market and build trust before they need it.",
      "If you acquire a habit, it acquires you.",
      "The best way to launch a product is to talk to ten users first.",
      "A function that owns its arguments may free them.",
      "Use a queue when the producer outruns the consumer.",
      "Invest in relationships, not in appearances.",
      "You should partner with people who disagree with you.",
      "Every release introduces new bugs.",
      "The compiler supports generics, and the linker removes dead code.",
      "Freedom is the recognition of necessity.",
      "We raised the question of meaning in the last chapter.",
      "The soul is a part of the body, said the old philosophers.",
      "Great teams merge small changes every day.",
      "He who has a why can bear almost any how.",
      "Most companies compete on price; few compete on care.",
      "Never let a crisis go to waste.",
      "The king founded nothing and lost everything.",
      "Attention is a resource that everybody wants and nobody owns.",
      "Working memory holds about four items.",
      "Start with the smallest test that could fail.",
      "What would happen if Quorra acquired Zelta?",
      "If Quorra buys Zelta, prices will rise.",
      "Many believe that markets are efficient.",
      "The chief virtue of a plan is that it can be dropped.",
      "Read books that the people around you do not read.",
      "A cache is useful only where reads repeat.",
      "In winter the village is quiet, and the river is frozen.",
      "She joined the choir and left her fear at the door.",
      "Doubt everything once, and then get to work.",
      "This pattern is based in experience rather than theory.",
      "Two things are valued at dinner: silence and salt.",
      "Types are a cheap form of documentation.",
      "Investors love stories; founders love problems.",
      "A wise reader argues with the book and lends it to a friend.",
      "Keep a notebook by the bed; ideas do not wait for breakfast.",
      "The unexamined habit is the one that owns you.",
      "Premature optimization is a debt that readers of the code pay.",
      "Prefer small interfaces, and let the caller decide.",
      "A pure function returns the same value for the same arguments.",
      "Tests that depend on the clock fail on the last day of the month.",
      "The stack grows down, the heap grows up, and trouble is where they meet.",
      "Every abstraction leaks, but some leak only in March.",
      "Names are the cheapest documentation that a program has.",
      "Lock the door before you count the horses.",
      "He that lies down with doubt rises with questions.",
      "Virtue is a mean between two vices, said the teacher.",
      "We use words to hide thoughts as often as to show them.",
      "The map is useful because it leaves out most of the territory.",
      "Time is the fire in which plans are tested.",
      "To understand a thing is to be able to rebuild it.",
      "All that is solid was once a rumour.",
      "The stoics held that anger is a short madness.",
      "Nobody sells what everybody gives away.",
      "In the spring of that year the bread prices rose, and the people marched.",
      "The empire expanded until its roads were longer than its patience.",
      "Monks copied the books that emperors burned.",
      "The treaty was signed at night and broken by morning.",
      "Peasants paid the tax in salt, and the salt paid the soldiers.",
      "The printing press made errors cheap and corrections cheaper.",
      "By 1850 the railway had joined towns that had no common time.",
      "The fleet left the harbour with three hundred men and returned with forty.",
      "She opened the letter, read it twice and gave it to the fire.",
      "“I have built nothing that I would not tear down,” said the old architect.",
      "He was part of the furniture, and the furniture was part of the plot.",
      "The house was owned by the bank and loved by the children.",
      "They raised chickens, children and objections.",
      "My grandmother supplied the village with eggs and opinions.",
      "A good editor competes with the author for the last word.",
      "Ask who benefits, then ask again.",
      "Money is a language that everybody speaks and few can write.",
      "Hire for judgment and train for skill.",
      "The customer is not always right, but she is always the customer.",
      "Growth hides errors that a crisis publishes.",
    ])
  func noFact(text: String) {
    #expect(facts(text) == [])
  }

  /// Advice, thought, programming and books, with names among them: `ordinary-highlights.txt` has one highlight a line.
  @Test("Of 500 ordinary highlights next to none states a fact")
  func ordinaryHighlights() throws {
    let file = Repository.root.appending(path: "Tests/Fixtures/ordinary-highlights.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    #expect(lines.count == 500)
    let found = lines.flatMap { line in facts(line).map { "\($0): \(line)" } }
    #expect(found.count <= 3, "\(found.joined(separator: "\n"))")
  }

  @Test("Ordinary words at the start of a sentence are no names")
  func noNames() {
    let text = "Memory fades. Habits stay. However, Understanding takes time. Large Language models write."
    #expect(Extractor().extract(text: text).mentions.map(\.surface) == [])
  }

  @Test("Any bytes are read without harm", arguments: 0..<20)
  func anyText(seed: Int) {
    let pieces = [
      "Quorra", " acquired ", "the", " of ", ",", "(", ")", " and ", "$5", " million", "“", "”", "**", "[[", "]]",
      " which ",
      " to ", "launch", "'s", " in May 2023", "\n\n", ". ", "Chile", " is ", "a company", "é", "—", "0", "CEO", " by ",
    ]
    var generator = SplitMix64(seed: UInt64(seed))
    let text = (0..<400).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
    let reading = Extractor().extract(text: text)
    let bytes = Array(text.utf8)
    for claim in reading.claims {
      guard case .passage(_, let quote, let range) = claim.evidence else { continue }
      #expect(String(decoding: bytes[range], as: UTF8.self) == quote)
    }
    for mention in reading.mentions { #expect(mention.range.upperBound <= bytes.count) }
    #expect(Extractor().extract(text: text) == reading)
  }
}
