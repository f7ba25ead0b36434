/// What a dot behind a known short word says about the end of a sentence.
enum Abbreviation {
  /// Stands before a name or a phrase, so that no sentence ends there: "Mr.", "e.g.".
  case title
  /// Ends a name, and a sentence only where a usual first word follows: "Inc.", "U.S.".
  case name
  /// Ends a phrase, and a sentence where a capital follows: "etc.", "p.m.".
  case phrase
  /// An abbreviation only before a digit: "No. 5".
  case numbered

  static let table = FoldedWordTable<Abbreviation>(
    entries(
      .title,
      "mr mrs ms rs mx dr prof sr. st rev hon gen col lt sgt capt cmdr adm maj sen rep gov pres amb mt ft vs cf viz ca "
        + "approx incl esp resp messrs mme mlle dept est eds")
      + entries(
        .name,
        "inc corp co ltd llc llp plc bros jr sr cos pte pty pvt intl assoc univ jan feb mar apr jun jul aug sep sept "
          + "oct nov dec mon tue tues wed thu thur thurs fri sat ave blvd rd")
      + entries(.phrase, "etc al")
      + entries(.numbered, "no nos vol fig figs p pp art sec ch ed eq"))

  private static func entries(_ value: Abbreviation, _ words: String) -> [(String, Abbreviation)] {
    words.split(separator: " ").map { (String($0), value) }
  }

  /// Words that begin a sentence so often that a capital on them after "Inc." or "U.S." means a new sentence.
  static let sentenceOpeners = FoldedWordTable<Bool>(
    ("the a an in on at by for from to with as if when while after before since although though because until once "
      + "during under over through despite it its he she they we i you his her their our my this that these those there "
      + "here what which who how why but and or so yet however meanwhile moreover furthermore also still then now today "
      + "yesterday earlier later last next some many most more both all each every other another such no not one "
      + "according among between instead thus therefore additionally separately officials analysts")
      .split(separator: " ").map { (String($0), true) })
}
