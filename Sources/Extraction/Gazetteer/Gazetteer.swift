internal import CExtractionData
package import KnowledgeGraph

/// The places that everybody knows: countries with their official, short and foreign names and demonyms, regions of the
/// world with their everyday names, first-level parts of large countries, and the large cities of business.
///
/// Names from Unicode CLDR and from Weft's own lists, compiled in; `Scripts/make-gazetteer.py` makes them. Names are
/// compared with their letter case, so that "turkey" and "china" are no countries.
///
/// - Complexity: The table is built once, on first use, linear in its 10,000 names.
package struct Gazetteer: Sendable {
  /// A place.
  package struct Entry: Hashable, Sendable {
    /// The everyday English name: "South Korea".
    package var name: String
    /// `Country`, `Region` or `City`.
    package var kind: Kind
    /// ISO 3166-1 for a country ("KR"), UN M49 or a name of Weft's own for a region ("015", "x-gulf"), a name of
    /// Weft's own for a city.
    package var code: String
    /// The codes of the regions and countries directly around it.
    package var parents: [String]
  }

  /// How a text names a place.
  package enum Form: Hashable, Sendable {
    /// Its preferred name.
    case name
    /// Another name, official, short or foreign.
    case alias
    /// The word for what comes from it: "Emirati".
    case demonym
  }

  package struct Match: Hashable, Sendable {
    /// Bytes of the text, from the start of a token; may end at a hyphen inside one ("US-based").
    package var range: Range<Int>
    /// The tokens that the range covers or touches.
    package var tokens: Range<Int>
    package var form: Form
    /// The place, or every place that the words may mean ("Korea", "Georgia"), in the order of their codes; never empty.
    package var candidates: [Entry]

    /// The place, where the words can mean only one.
    package var entry: Entry? { candidates.count == 1 ? candidates.first : nil }
  }
}
