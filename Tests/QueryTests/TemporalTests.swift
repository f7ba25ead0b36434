import Query
import Testing

/// Expected values from ISO 8601, the zone database and a calendar; none from the program.
@Suite struct TemporalTests {
  @Test(arguments: [
    ("date('2024-02-29') + duration('P1Y')", "'2025-02-28'"),
    ("date('2020-W53-7')", "'2021-01-03'"),
    ("date({year: 2024, ordinalDay: 366})", "'2024-12-31'"),
    ("date('-0001-01-01').year", "-1"),
    ("date('2024-03-07').week", "10"),
    ("date('2024-03-07').weekDay", "4"),
    ("localtime('23:59:59.5') + duration('PT1S')", "'00:00:00.5'"),
    ("datetime('2024-03-31T01:30[Europe/Berlin]') + duration('PT1H')", "'2024-03-31T03:30+02:00[Europe/Berlin]'"),
    // The hour that spring skips is moved on by the gap.
    ("datetime('2024-03-31T02:30[Europe/Berlin]')", "'2024-03-31T03:30+02:00[Europe/Berlin]'"),
    // The hour that autumn has twice: the first, unless the offset says otherwise.
    ("datetime('2024-10-27T02:30[Europe/Berlin]')", "'2024-10-27T02:30+02:00[Europe/Berlin]'"),
    ("datetime('2024-10-27T02:30+01:00[Europe/Berlin]')", "'2024-10-27T02:30+01:00[Europe/Berlin]'"),
    // After the recorded transitions the rule of the zone goes on.
    ("datetime('2100-07-01T12:00[Europe/Berlin]')", "'2100-07-01T12:00+02:00[Europe/Berlin]'"),
    ("datetime('2100-01-01T12:00[Australia/Sydney]')", "'2100-01-01T12:00+11:00[Australia/Sydney]'"),
    ("datetime({epochSeconds: 0, timezone: 'Asia/Kolkata'})", "'1970-01-01T05:30+05:30[Asia/Kolkata]'"),
    ("datetime.truncate('week', datetime('2024-03-07T12:00Z'))", "'2024-03-04T00:00Z'"),
    ("duration('P1Y2M3DT4H5M6.7S')", "'P1Y2M3DT4H5M6.7S'"),
    ("duration({days: 1.5, hours: -1})", "'P1DT11H'"),
    ("duration.between(date('2024-01-31'), date('2024-03-01'))", "'P1M1D'"),
    ("duration.inDays(date('2024-01-01'), date('2025-01-01'))", "'P366D'"),
    ("duration({seconds: 1, nanoseconds: -1})", "'PT0.999999999S'"),
    ("duration({seconds: -1, nanoseconds: 1})", "'PT-0.999999999S'"),
    ("duration('P1M') * 1.5", "'P1M15DT5H14M33S'"),
    ("datetime()", "'2023-11-14T22:13:20Z'"),
    ("date('2024-01-01') < date('2024-01-02')", "true"),
    ("datetime('2024-01-01T00:00Z') < datetime('2024-01-01T00:30+01:00')", "false"),
    ("date('2024-01-01') < localtime('12:00')", "null"),
    ("datetime({epochSeconds: 1, millisecond: 5})", "'1970-01-01T00:00:01.005Z'"),
    ("datetime({year: 999999999}).epochMillis", "null"),
    ("range(9223372036854775805, 9223372036854775807, 2)", "[9223372036854775805, 9223372036854775807]"),
    (
      "toString(duration({months: -9223372036854775808, days: -9223372036854775808}))",
      "'P-768614336404564650Y-8M-9223372036854775808D'"
    ),
  ])
  func values(_ expression: String, _ expected: String) throws {
    #expect(try rows("RETURN \(expression)") == [expected])
  }

  @Test(arguments: [
    "date('2023-02-29')", "date('2024-13-01')", "localtime('24:00')", "datetime('2024-01-01T00:00[Europe/Nowhere]')",
    "datetime('2024-01-01T00:00[../../etc/passwd]')", "date({month: 3})", "duration('P')",
    "date('2024-01-01') + duration({months: 999999999999})", "date({year: 9223372036854775807})",
    "duration({years: 1e300})", "datetime({epochSeconds: 9223372036854775807})",
    "datetime({epochSeconds: 1, millisecond: 9007199254740991})", "duration({days: -9223372036854775808}) * 4",
    "range(-9223372036854775807, 9223372036854775807)", "duration({months: 0.0 / 0.0})",
    "datetime({year: 999999999, month: 12, day: 31, hour: 23, timezone: '-18:00'}) + duration('PT1H')",

  ])
  func refusals(_ expression: String) throws {
    #expect(throws: QueryError.self) { try rows("RETURN \(expression)") }
  }

  /// Day numbers and dates are each other's inverse, over the whole calendar.
  @Test func calendarGoesBothWays() throws {
    for year in [-999_999_999, -401, -400, -1, 0, 1, 1582, 1900, 1999, 2000, 2023, 2024, 999_999_999] {
      for (month, day) in [(1, 1), (2, 28), (3, 1), (12, 31)] {
        let date = try #require(CalendarDate(year: year, month: month, day: day))
        #expect(date.parts == (year, month, day))
      }
    }
  }
}
