@_spi(Training) import Extraction
import Foundation

let usage = """
  usage: train tagger GOLD OWN OUT [FOLD]
         train scorer GOLD OWN TAGGER OUT [FOLD]
         train predict GOLD OWN TAGGER|none SCORER|none FOLDER FOLD
         train read FILE TAGGER|none SCORER|none

  GOLD is the folder of the gold files, OWN the project's own sentences, OUT the file of weights that is written. With a
  FOLD (0…4) a fifth of every file is held out; predict writes what the weights read in it, for score.py. read prints what
  they read in one file.
  """

func log(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

func fail(_ line: String) -> Never {
  log("error: " + line)
  exit(64)
}

func blob(_ path: String) -> Blob {
  guard let data = FileManager.default.contents(atPath: path) else { fail("cannot read \(path)") }
  return Blob([UInt8](data))
}

func tagger(_ path: String) -> Tagger {
  guard let lexicon = Lexicon.builtIn else { fail("the program was built without its lexicon") }
  guard let model = TaggerModel(blob(path)) else { fail("\(path) holds no weights of the tagger") }
  var thresholds = Tagger.Thresholds()
  // To try others without building anew: WEFT_THRESHOLDS="finds=0.6 shows=0.8".
  for part in (ProcessInfo.processInfo.environment["WEFT_THRESHOLDS"] ?? "").split(separator: " ") {
    let (name, value) = (part.prefix { $0 != "=" }, Float(part.drop { $0 != "=" }.dropFirst()))
    guard let value else { fail("\(part) is no threshold") }
    switch name {
    case "finds": thresholds.finds = value
    case "bounds": thresholds.bounds = value
    case "contains": thresholds.contains = value
    case "denies": thresholds.denies = value
    case "deniesCareless": thresholds.deniesCareless = value
    case "deniesShown": thresholds.deniesShown = value
    case "deniesPlace": thresholds.deniesPlace = value
    case "suggests": thresholds.suggests = value
    case "shows": thresholds.shows = value
    default: fail("there is no threshold \(name)")
    }
  }
  return Tagger(lexicon: lexicon, model: model, thresholds: thresholds)
}

/// What reads texts with the weights of two files.
func reader(_ taggerPath: String, _ scorerPath: String) -> Extractor {
  var scorer: ScorerModel?
  if scorerPath != "none" {
    guard let model = ScorerModel(blob(scorerPath)) else { fail("\(scorerPath) holds no weights of the scorer") }
    scorer = model
  }
  return Extractor(tagger: taggerPath == "none" ? nil : tagger(taggerPath), scorer: scorer)
}

func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("tagger", 4...5):
  guard let lexicon = Lexicon.builtIn else { fail("the program was built without its lexicon") }
  let fold = arguments.count > 4 ? Int(arguments[4]) : nil
  let maker = TaggerExamples(lexicon: lexicon)
  var examples: [TaggerExample] = []
  for file in try GoldFile.all(in: arguments[1], own: arguments[2]) {
    for (index, row) in file.rows.enumerated() where !file.isHeldOut(index, fold: fold) {
      examples += maker.examples(row, of: file.name)
      if let changed = row.withoutCare(index), !file.name.hasPrefix("core") {
        examples += maker.examples(changed, of: file.name)
      }
    }
  }
  var trainer = TaggerTrainer()
  let settings = ProcessInfo.processInfo.environment
  trainer.epochs = settings["EPOCHS"].flatMap { Int($0) } ?? trainer.epochs
  trainer.rate = settings["RATE"].flatMap { Float($0) } ?? trainer.rate
  trainer.decay = settings["DECAY"].flatMap { Float($0) } ?? trainer.decay
  trainer.dropout = settings["DROPOUT"].flatMap { UInt64($0) } ?? trainer.dropout
  try write(trainer.train(examples, log: log), to: arguments[3])
case ("scorer", 5...6):
  let fold = arguments.count > 5 ? Int(arguments[5]) : nil
  let maker = ScorerExamples(tagger: tagger(arguments[3]))
  let trainer = ScorerTrainer()
  var folds = Array(repeating: [ScorerExample](), count: GoldFile.folds)
  var own = folds
  for file in try GoldFile.all(in: arguments[1], own: arguments[2]) where ScorerExamples.hasRelations(file.name) {
    for (index, row) in file.rows.enumerated() where !file.isHeldOut(index, fold: fold) {
      let examples = maker.examples(row, of: file.name)
      // The other sets mark some relations alone, and speak less as highlights do.
      for _ in 0..<(file.name == "own" ? trainer.ownWeight : 1) { folds[file.fold(index)] += examples }
      if file.name == "own" { own[file.fold(index)] += examples }
    }
  }
  // The fold behind the one held out calibrates what the others have taught; then all teach.
  let last = ((fold ?? 0) + 1) % GoldFile.folds
  let part = trainer.train(folds.indices.filter { $0 != last }.flatMap { folds[$0] }, log: log)
  let even = Array(repeating: Float(0), count: ScoredRelation.lanes * ScorerModel.knots)
  guard let model = ScorerModel(Blob(trainer.bytes(part, calibration: even, log: log))) else {
    fail("the weights that were made cannot be read")
  }
  let calibration = trainer.calibration(model, folds[last], own: own[last], log: log)
  let whole = trainer.train(folds.flatMap { $0 }, log: log)
  try write(trainer.bytes(whole, calibration: calibration, log: log), to: arguments[4])
case ("predict", 7):
  guard let fold = Int(arguments[6]) else { fail("the fold is no number") }
  let extractor = reader(arguments[3], arguments[4])
  var files = try GoldFile.all(in: arguments[1], own: arguments[2])
  // Read to see errors and set thresholds, and by no trainer.
  files.append(try GoldFile(path: arguments[1] + "/highlights-dev.jsonl"))
  for file in files {
    var lines = ""
    for (index, row) in file.rows.enumerated() where file.isHeldOut(index, fold: fold) || file.name == "highlights-dev"
    {
      lines += try Prediction(row.id, extractor.extract(text: row.text), of: row.text).line() + "\n"
    }
    try lines.write(toFile: arguments[5] + "/" + file.name + ".jsonl", atomically: true, encoding: .utf8)
  }
case ("read", 4):
  let extractor = reader(arguments[2], arguments[3])
  for row in try GoldFile(path: arguments[1]).rows {
    print(try Prediction(row.id, extractor.extract(text: row.text), of: row.text).line())
  }
default:
  fail(usage)
}
