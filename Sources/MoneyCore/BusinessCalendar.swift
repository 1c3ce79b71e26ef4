/// Which days banks work: every day but weekends and the closing days of TARGET.
///
/// - Source: ECB, TARGET calendar: 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December.
public struct BusinessCalendar: Sendable {
    public static let target = BusinessCalendar()

    public func isBusinessDay(_ day: Day) -> Bool {
        day.weekday <= 5 && !isHoliday(day)
    }

    /// The day itself if banks work on it, else the next such day.
    public func onOrAfter(_ day: Day) -> Day {
        var candidate = day
        while !isBusinessDay(candidate) { candidate = candidate.adding(days: 1) }
        return candidate
    }

    /// The business day so many business days after a day; zero is the day itself or the next.
    public func adding(businessDays count: Int, to day: Day) -> Day {
        var candidate = onOrAfter(day)
        for _ in 0..<max(0, count) { candidate = onOrAfter(candidate.adding(days: 1)) }
        return candidate
    }

    private func isHoliday(_ day: Day) -> Bool {
        let date = day.date
        switch (date.month, date.day) {
        case (1, 1), (5, 1), (12, 25), (12, 26): return true
        default: break
        }
        guard date.month == 3 || date.month == 4 else { return false }
        let easter = Self.easterSunday(date.year)
        return day == easter.adding(days: -2) || day == easter.adding(days: 1)
    }

    /// Easter Sunday of a year by the anonymous Gregorian computus.
    public static func easterSunday(_ year: Int) -> Day {
        let golden = year % 19
        let century = year / 100
        let leap = century - century / 4 - (8 * century + 13) / 25
        let moon = (19 * golden + leap + 15) % 30
        let full = moon - (moon / 28) * (1 - (29 / (moon + 1)) * ((21 - golden) / 11))
        let weekday = (year + year / 4 + full + 2 - century + century / 4) % 7
        let offset = full - weekday
        let month = 3 + (offset + 40) / 44
        let day = offset + 28 - 31 * (month / 4)
        return Day(year: year, month: month, day: day) ?? Day(number: 0)
    }
}
