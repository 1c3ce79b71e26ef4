import MoneyCore
import Testing

@Suite("Days")
struct DayTests {
    /// The length of a month by the rule as everybody knows it, not by the code under test.
    private static func length(_ month: Int, _ year: Int) -> Int {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
        return lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
    }

    @Test("agree with a count day by day from 1600 to 2400")
    func naiveCount() {
        // 1 January 1600 was a Saturday, 135,140 days before 1 January 1970.
        var number: Int32 = -135_140
        var weekday = 6
        var wrong: [String] = []
        for year in 1600...2400 {
            for month in 1...12 {
                for day in 1...Self.length(month, year) {
                    let made = Day(year: year, month: month, day: day)
                    let date = made?.date
                    if made?.number != number || made?.weekday != weekday || date?.year != year
                        || date?.month != month || date?.day != day
                    {
                        wrong.append("\(year)-\(month)-\(day)")
                    }
                    number += 1
                    weekday = weekday % 7 + 1
                }
            }
        }
        #expect(wrong == [])
    }

    @Test("that the calendar does not have are refused")
    func impossible() {
        for (year, month, day) in [
            (2013, 2, 29), (1900, 2, 29), (2100, 2, 29), (2013, 4, 31), (2013, 13, 1), (2013, 0, 1),
            (2013, 1, 0), (0, 1, 1), (10_000, 1, 1),
        ] {
            #expect(Day(year: year, month: month, day: day) == nil)
        }
        #expect(Day(year: 2000, month: 2, day: 29) != nil)
        #expect(Day(year: 2012, month: 2, day: 29) != nil)
    }

    @Test(
        "are read and written in one form",
        arguments: ["2013-03-22", "1970-01-01", "0001-01-01", "9999-12-31", "2012-02-29"])
    func roundTrip(text: String) {
        #expect(Day(text)?.description == text)
    }

    @Test(
        "are not read from other forms",
        arguments: [
            "", "2013-3-22", "22.03.2013", "2013/03/22", "2013-02-30", "2013-00-10", "2013-03-22 ",
            "2013-03-+2", "0000-01-01", "2013-03-22T00:00:00Z", "２013-03-2",
        ])
    func refused(text: String) {
        #expect(Day(text) == nil)
    }

    @Test("count to and from each other")
    func arithmetic() throws {
        let filing = try #require(Day("2013-03-22"))
        let invoice = try #require(Day("2013-01-31"))

        #expect(filing.number == 15_786)
        #expect(filing.weekday == 5)
        #expect(invoice.days(to: filing) == 50)
        #expect(filing.days(to: invoice) == -50)
        #expect(invoice.adding(days: 60).description == "2013-04-01")
        #expect(try #require(Day("2012-12-31")).adding(days: 60).description == "2013-03-01")
        #expect(invoice < filing)
        #expect(filing.german == "22.03.2013")
    }
}

@Suite("Months")
struct MonthTests {
    @Test(
        "know their first and last day",
        arguments: [
            ("2013-02", "2013-02-01", "2013-02-28"), ("2012-02", "2012-02-01", "2012-02-29"),
            ("2013-12", "2013-12-01", "2013-12-31"), ("9999-12", "9999-12-01", "9999-12-31"),
            ("0001-01", "0001-01-01", "0001-01-31"),
        ])
    func ends(text: String, first: String, last: String) throws {
        let month = try #require(Month(text))

        #expect(month.description == text)
        #expect(month.firstDay.description == first)
        #expect(month.lastDay.description == last)
        #expect(month.lastDay.month == month)
    }

    @Test("order and subtract as integers")
    func order() throws {
        let december = try #require(Month("2012-12"))
        let january = try #require(Month("2013-01"))

        #expect(december < january)
        #expect(january.number - december.number == 1)
        #expect(Month(year: 2013, month: 1) == january)
        #expect(january.year == 2013)
        #expect(january.month == 1)
    }

    @Test(
        "are not read from other forms", arguments: ["", "2013", "2013-13", "2013-1", "2013-03-22"])
    func refused(text: String) {
        #expect(Month(text) == nil)
    }
}
