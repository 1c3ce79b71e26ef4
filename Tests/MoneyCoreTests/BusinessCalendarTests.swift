import MoneyCore
import Testing

@Suite("The TARGET calendar")
struct BusinessCalendarTests {
    /// Easter Sundays from the tables, the earliest and latest possible ones included.
    @Test(
        "knows Easter",
        arguments: [
            "1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23",
            "2011-04-24", "2013-03-31", "2016-03-27", "2019-04-21", "2024-03-31", "2025-04-20",
            "2026-04-05", "2027-03-28", "2038-04-25", "2049-04-18", "2076-04-19", "2285-03-22",
        ])
    func easter(text: String) throws {
        let sunday = try #require(Day(text))

        #expect(BusinessCalendar.easterSunday(sunday.date.year) == sunday)
        #expect(sunday.weekday == 7)
    }

    @Test(
        "closes on weekends and its six holidays only",
        arguments: [
            (2013, ["01-01", "03-29", "04-01", "05-01", "12-25", "12-26"]),
            (2024, ["01-01", "03-29", "04-01", "05-01", "12-25", "12-26"]),
            (2026, ["01-01", "04-03", "04-06", "05-01", "12-25", "12-26"]),
        ])
    func holidays(year: Int, holidays: [String]) throws {
        let first = try #require(Day(year: year, month: 1, day: 1))
        let closed = (0..<366).map { first.adding(days: $0) }
            .filter { day in day.date.year == year }
            .filter { day in
                !BusinessCalendar.target.isBusinessDay(day) && day.weekday <= 5
            }
        let weekdays = holidays.compactMap { Day("\(year)-\($0)") }.filter { $0.weekday <= 5 }

        #expect(closed == weekdays)
    }

    @Test(
        "finds the business day on or after a day, and some business days later",
        arguments: [
            ("2013-03-22", 0, "2013-03-22"), ("2013-03-29", 0, "2013-04-02"),
            ("2013-03-28", 1, "2013-04-02"), ("2013-03-30", 1, "2013-04-03"),
            ("2013-12-24", 1, "2013-12-27"), ("2013-12-31", 1, "2014-01-02"),
            ("2013-04-30", 1, "2013-05-02"), ("2013-03-22", -1, "2013-03-22"),
        ])
    func later(from: String, count: Int, to: String) throws {
        let day = try #require(Day(from))
        let later = BusinessCalendar.target.adding(businessDays: count, to: day)

        #expect(later.description == to)
    }
}
