import Foundation
import KnowledgeGraph
import Testing

@testable import Extraction

@Suite("Gazetteer")
struct GazetteerTests {
  private func match(_ text: String, at token: Int = 0) -> String? {
    let text = TokenizedText(text)
    guard let match = Gazetteer.shared.longestMatch(in: text, at: token) else { return nil }
    return text.string(match.range) + " = " + match.candidates.map(\.name).joined(separator: " | ")
  }

  @Test(
    "Names",
    arguments: [
      ("South Korea grew", "South Korea = South Korea"),
      ("Korea grew", "Korea = North Korea | South Korea"),
      ("Korean firms", "Korean = North Korea | South Korea"),
      ("Georgia", "Georgia = Georgia | Georgia"),
      ("Congo", "Congo = Democratic Republic of the Congo | Republic of the Congo"),
      ("Guinea-Bissau", "Guinea-Bissau = Guinea-Bissau"),
      ("Guinea", "Guinea = Guinea"),
      ("U.S. firms", "U.S. = United States"),
      ("US-based", "US = United States"),
      ("US\u{2013}China", "US = United States"),
      ("UK's", "UK = United Kingdom"),
      ("Kingdom of Saudi Arabia", "Kingdom of Saudi Arabia = Saudi Arabia"),
      ("Saudi Arabia Kingdom", "Saudi Arabia Kingdom = Saudi Arabia"),
      ("Saudi Aramco", "Saudi = Saudi Arabia"),
      ("Emirati", "Emirati = United Arab Emirates"),
      ("United Arab Emirates", "United Arab Emirates = United Arab Emirates"),
      ("the Gulf", "the Gulf = Gulf states"),
      ("MENA", "MENA = Middle East and North Africa"),
      ("the Middle East and North Africa", nil),
      ("Middle East and North Africa", "Middle East and North Africa = Middle East and North Africa"),
      ("Middle East and Asia", "Middle East = Middle East"),
      ("Northern Africa", "Northern Africa = North Africa"),
      ("Southeast Asia", "Southeast Asia = Southeast Asia"),
      ("Sub-Saharan Africa", "Sub-Saharan Africa = Sub-Saharan Africa"),
      ("EU", "EU = European Union"),
      ("Turkey", "Turkey = Türkiye"),
      ("Ivory Coast", "Ivory Coast = Côte d’Ivoire"),
      ("Côte d'Ivoire", "Côte d'Ivoire = Côte d’Ivoire"),
      ("Deutschland", "Deutschland = Germany"),
      ("Россия", "Россия = Russia"),
      ("中国", "中国 = China"),
      ("Bavaria", "Bavaria = Bavaria"),
      ("Washington, D.C. said", "Washington, D.C. = Washington DC"),
      ("New York", "New York = New York"),
      ("São Paulo", "São Paulo = São Paulo"),
      ("New\nZealand", "New\nZealand = New Zealand"),
      ("New\n\nZealand", nil),
      ("turkey", nil), ("china", nil), ("us", nil), ("Chinatown", nil), ("Island", nil), ("Indie games", nil),
    ] as [(String, String?)])
  func names(_ text: String, _ expected: String?) { #expect(match(text) == expected) }

  @Test(
    "Legal suffixes",
    arguments: [
      ("Co., Ltd.", 3), ("Inc. said", 1), ("GmbH & Co. KG", 4), ("S.A. de C.V.", 3), ("Pte. Ltd.", nil), ("said", 0),
      ("Sdn. Bhd.", nil), ("plc", 1), ("Incline", 0),
    ] as [(String, Int?)])
  func suffixes(_ text: String, _ count: Int?) {
    let text = TokenizedText(text)
    #expect((Gazetteer.shared.legalSuffix(in: text, at: 0)?.count ?? 0) == count ?? text.tokens.count)
  }

  @Test("Containment goes through regions and countries")
  func containment() {
    let gazetteer = Gazetteer.shared
    #expect(gazetteer.isPlace("SA", in: "x-gulf"))
    #expect(gazetteer.isPlace("SA", in: "142"))
    #expect(gazetteer.isPlace("MA", in: "015"))
    #expect(gazetteer.isPlace("US-CA", in: "US"))
    #expect(gazetteer.isPlace("FR", in: "EU"))
    #expect(gazetteer.isPlace("DE", in: "x-emea"))
    #expect(!gazetteer.isPlace("SA", in: "002"))
    #expect(!gazetteer.isPlace("GB", in: "EU"))
  }

  private static let isoCodes = "/usr/share/iso-codes/json/iso_3166-1.json"

  @Test(
    "Every country of ISO 3166-1 is known by its code and its name there",
    .enabled(if: FileManager.default.fileExists(atPath: isoCodes), "needs Debian's iso-codes"))
  func isoCountries() throws {
    struct File: Decodable {
      struct Country: Decodable {
        let code: String
        let commonName: String?
        let name: String
        enum CodingKeys: String, CodingKey {
          case code = "alpha_2"
          case commonName = "common_name"
          case name
        }
      }
      let countries: [Country]
      enum CodingKeys: String, CodingKey { case countries = "3166-1" }
    }
    let file = try JSONDecoder().decode(File.self, from: Data(contentsOf: URL(filePath: Self.isoCodes)))
    for country in file.countries {
      #expect(Gazetteer.shared.place(code: country.code)?.kind == .country, "\(country.code)")
      // "Bolivia, Plurinational State of" is written for lists, not for sentences.
      let name = country.commonName ?? country.name
      guard !name.contains(","), !name.contains("(") else { continue }
      let codes = Gazetteer.shared.places(named: name).map(\.code)
      #expect(codes.contains(country.code), "\(name)")
    }
  }
}
