internal import CExtractionData
internal import KnowledgeGraph

/// The words that extraction knows and what each can be; built once, on first use, from `words.txt` and
/// `triggers.txt`.
///
/// Words are found by their ``FoldedHash`` alone: that two words of a text share 64 bits is rarer than a faulty memory
/// cell, and all that would follow is one word read as another.
struct Vocabulary: Sendable {
  /// A verb that a word is a form of.
  struct VerbReading: Sendable {
    var lexeme: Int
    var forms: VerbForm
  }

  struct Word: Sendable {
    var classes: WordClass = []
    /// The kinds that a name ending in this word is of, in the order of ``Vocabulary/headKinds``.
    var heads: UInt16 = 0
    var verb: VerbReading?
    var otherVerb: VerbReading?
    var nounTriggers: [Int] = []
    var relationTriggers: [Int] = []
  }

  /// A verb: what it triggers, carries or controls.
  struct Lexeme: Sendable {
    /// The ``FoldedHash`` of its base form.
    var base: UInt64
    var triggers: [Int] = []
    var supports: [Int] = []
    var controls: [Int] = []
  }

  static let shared = Vocabulary()

  static let headKinds: [Kind] = [
    .company, .organization, .publicBody, .initiative, .product, .facility, .event, .region, .city,
  ]

  private(set) var words: [Word] = []
  private(set) var lexemes: [Lexeme] = []
  private(set) var triggers: [Trigger] = []
  private var slots: [Int32] = Array(repeating: -1, count: 1 << 14)
  private var folds: [UInt64] = []
  private var lexemeOfBase: [UInt64: Int] = [:]

  private init() {
    words.reserveCapacity(7000)
    folds.reserveCapacity(7000)
    read(words: UnsafeBufferPointer(start: weft_words_bytes(), count: weft_words_count()))
    let text = UnsafeBufferPointer(start: weft_triggers_bytes(), count: weft_triggers_count())
    for trigger in TriggerReader.read(Array(text)) { add(trigger) }
    lexemeOfBase = [:]
  }

  /// The index of a word in ``words``, or -1.
  func index(of fold: UInt64) -> Int32 {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: fold ^ (fold >> 32)) & mask
    while slots[slot] >= 0 {
      if folds[Int(slots[slot])] == fold { return slots[slot] }
      slot = (slot + 1) & mask
    }
    return -1
  }

  /// The classes of a word by its index; none for an unknown word.
  func classes(_ index: Int32) -> WordClass { index >= 0 ? words[Int(index)].classes : [] }

  /// The ``FoldedHash`` of the name of each predicate that a word can trigger, as often as it does.
  func predicates(of word: Int32) -> [UInt64] {
    guard words.indices.contains(Int(word)) else { return [] }
    let word = words[Int(word)]
    var indices = word.nounTriggers + word.relationTriggers
    for verb in [word.verb, word.otherVerb] {
      if let verb { indices += lexemes[verb.lexeme].triggers }
    }
    return indices.flatMap { triggers[$0].patterns.map { FoldedHash($0.predicate.rawValue.utf8).value } }
  }

  // MARK: Building

  private mutating func entry(_ bytes: [UInt8]) -> Int {
    let fold = FoldedHash(bytes).value
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: fold ^ (fold >> 32)) & mask
    while slots[slot] >= 0 {
      if folds[Int(slots[slot])] == fold { return Int(slots[slot]) }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(words.count)
    folds.append(fold)
    words.append(Word())
    if words.count * 4 > slots.count * 3 { grow() }
    return words.count - 1
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    let mask = slots.count - 1
    for (index, fold) in folds.enumerated() {
      var slot = Int(truncatingIfNeeded: fold ^ (fold >> 32)) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(index)
    }
  }

  private mutating func read(words text: UnsafeBufferPointer<UInt8>) {
    var current: WordClass = []
    var head: UInt16 = 0
    for line in text.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      let parts = line.split(separator: UInt8(ascii: " "))
      guard let first = parts.first else { continue }
      if first.first == UInt8(ascii: "@") {
        let name = String(decoding: first.dropFirst(), as: UTF8.self)
        current = WordClass.named.first { $0.name == name }?.value ?? []
        head = 0
        if name == "head", parts.count > 1 {
          let kind = Kind(String(decoding: parts[1], as: UTF8.self))
          if let index = Self.headKinds.firstIndex(of: kind) { head = 1 << UInt16(index) }
        }
        continue
      }
      for part in parts {
        if current == .verb {
          _ = add(verb: Inflection.Verb(part))
        } else {
          add(word: Array(part), current, head: head)
        }
      }
    }
  }

  private mutating func add(word: [UInt8], _ classes: WordClass, head: UInt16) {
    let index = entry(word)
    words[index].classes.formUnion(classes)
    words[index].heads |= head
    if !classes.isDisjoint(with: [.company, .nonprofit, .publicBody, .product, .facility]) {
      words[entry(Inflection.plural(word))].classes.formUnion(classes)
    }
    // An apostrophe is written in two ways, and with letters beside it either is part of the word.
    if word.contains(0x27) {
      let curly = word.flatMap { $0 == 0x27 ? [0xE2, 0x80, 0x99] : [$0] }
      words[entry(curly)].classes.formUnion(classes)
    }
  }

  private mutating func add(verb: Inflection.Verb) -> Int {
    let base = FoldedHash(verb.base).value
    if let known = lexemeOfBase[base] { return known }
    let lexeme = lexemes.count
    lexemes.append(Lexeme(base: base))
    lexemeOfBase[base] = lexeme
    add(form: verb.base, .base, lexeme)
    add(form: verb.third, .third, lexeme)
    add(form: verb.past, .past, lexeme)
    add(form: verb.participle, .participle, lexeme)
    add(form: verb.gerund, .gerund, lexeme)
    return lexeme
  }

  private mutating func add(form: [UInt8], _ kind: VerbForm, _ lexeme: Int) {
    let index = entry(form)
    words[index].classes.insert(.verb)
    if words[index].verb == nil || words[index].verb?.lexeme == lexeme {
      words[index].verb = VerbReading(lexeme: lexeme, forms: (words[index].verb?.forms ?? []).union(kind))
    } else {
      words[index].otherVerb = VerbReading(lexeme: lexeme, forms: (words[index].otherVerb?.forms ?? []).union(kind))
    }
  }

  private mutating func add(_ trigger: Trigger) {
    let index = triggers.count
    triggers.append(trigger)
    switch trigger.role {
    case .verb, .support, .control:
      for text in trigger.words {
        let verb = Inflection.Verb(text)
        let lexeme = add(verb: verb)
        triggers[index].lexemes.append(lexeme)
        switch trigger.role {
        case .verb: lexemes[lexeme].triggers.append(index)
        case .support: lexemes[lexeme].supports.append(index)
        default:
          lexemes[lexeme].controls.append(index)
          words[entry(verb.base)].classes.insert(.control)
        }
      }
    case .noun:
      for text in trigger.words {
        let noun = entry(text)
        let plural = entry(Inflection.plural(text))
        words[noun].classes.insert(.triggerNoun)
        words[noun].nounTriggers.append(index)
        guard plural != noun else { continue }
        words[plural].classes.insert(.triggerNoun)
        words[plural].nounTriggers.append(index)
      }
    case .relation:
      for text in trigger.words {
        for form in [text, Inflection.plural(text)] {
          let noun = entry(form)
          words[noun].classes.insert(.relationNoun)
          words[noun].relationTriggers.append(index)
        }
      }
    }
  }
}
