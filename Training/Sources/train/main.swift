@_spi(Training) import Extraction
import Foundation

let usage = """
  usage: train tagger GOLD OWN OUT [FOLD]
         train scorer GOLD OWN TAGGER OUT [FOLD]
         train predict GOLD OWN TAGGER|none SCORER|none FOLDER FOLD

  GOLD is the folder of the gold files, OWN the project's own sentences, OUT the file of weights that is written. With a
  FOLD (0…4) a fifth of every file is held out; predict writes what the weights read in it, for score.py.
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
  var folds = Array(repeating: [ScorerExample](), count: GoldFile.folds)
  for file in try GoldFile.all(in: arguments[1], own: arguments[2]) where ScorerExamples.hasRelations(file.name) {
    for (index, row) in file.rows.enumerated() where !file.isHeldOut(index, fold: fold) {
      folds[file.fold(index)] += maker.examples(row, of: file.name)
    }
  }
  let trainer = ScorerTrainer()
  // The fold behind the one held out calibrates what the others have taught; then all teach.
  let last = ((fold ?? 0) + 1) % GoldFile.folds
  let part = trainer.train(folds.indices.filter { $0 != last }.flatMap { folds[$0] }, log: log)
  let even = Array(repeating: Float(0), count: ScoredRelation.lanes * ScorerModel.knots)
  guard let model = ScorerModel(Blob(trainer.bytes(part, calibration: even, log: log))) else {
    fail("the weights that were made cannot be read")
  }
  let calibration = trainer.calibration(model, folds[last], log: log)
  let whole = trainer.train(folds.flatMap { $0 }, log: log)
  try write(trainer.bytes(whole, calibration: calibration, log: log), to: arguments[4])
case ("predict", 7):
  guard let fold = Int(arguments[6]) else { fail("the fold is no number") }
  var scorer: ScorerModel?
  if arguments[4] != "none" {
    guard let model = ScorerModel(blob(arguments[4])) else { fail("\(arguments[4]) holds no weights of the scorer") }
    scorer = model
  }
  let extractor = Extractor(tagger: arguments[3] == "none" ? nil : tagger(arguments[3]), scorer: scorer)
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
default:
  fail(usage)
}
