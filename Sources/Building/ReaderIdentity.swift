import KnowledgeGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What makes two readings of one note equal: the program and the parts of the configuration that it reads with.
///
/// The program is told by the size and time of its file rather than by a version, so that nobody needs to remember to
/// count one up when a rule changes. The text stays in the database and is never shown.
enum ReaderIdentity {
  static func text(_ configuration: Configuration) -> String {
    var hash = StableHash()
    var status = stat()
    if stat("/proc/self/exe", &status) == 0 {
      hash.update(field: "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)")
    }
    hash.update(field: "accepted from \(configuration.thresholds.accepted)")
    for tag in configuration.include.tags { hash.update(field: "+" + tag) }
    for tag in configuration.exclude.tags { hash.update(field: "-" + tag) }
    for kind in configuration.ontology.kinds.values.sorted(by: { $0.kind < $1.kind }) {
      hash.update(field: String(describing: kind))
    }
    for predicate in configuration.ontology.predicates.values.sorted(by: { $0.predicate < $1.predicate }) {
      hash.update(field: String(describing: predicate))
    }
    return hash.hex128()
  }
}
