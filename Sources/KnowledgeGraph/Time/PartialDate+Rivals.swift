extension PartialDate {
  /// The dates of `dates` that stand against each other: the most precise ones, in order, without repeats.
  ///
  /// A vaguer date that another one lies within says nothing against it and is left out: of 2024, 2024-03 and
  /// 2024-04 the last two are rivals. Fewer than two means that nothing is in dispute.
  ///
  /// - Complexity: O(n²) in the number of different dates.
  public static func rivals(among dates: some Sequence<PartialDate>) -> [PartialDate] {
    let distinct = Set(dates)
    return distinct.filter { date in !distinct.contains { $0 != date && date.contains($0) } }.sorted()
  }
}
