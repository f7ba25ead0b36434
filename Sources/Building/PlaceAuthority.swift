import Extraction
import KnowledgeGraph
import Resolution

/// Lets resolution know the places that everybody knows: "Emirati" and "the U.A.E." are the United Arab Emirates.
struct PlaceAuthority: NameAuthority {
  let ontology: Ontology

  func canonicalName(for surface: String, kind: Kind) -> CanonicalName? {
    guard ontology.isKind(kind, under: .place) else { return nil }
    var places = Gazetteer.shared.places(named: surface)
    if places.isEmpty, surface.hasPrefix("the ") || surface.hasPrefix("The ") {
      places = Gazetteer.shared.places(named: String(surface.dropFirst(4)))
    }
    if places.count == 1, let place = places.first { return CanonicalName(place.name, kind: place.kind) }
    // A name of several places stays as it is written until a person decides.
    return places.isEmpty ? nil : CanonicalName(surface, kind: kind, candidates: places.map(\.name).sorted())
  }
}
