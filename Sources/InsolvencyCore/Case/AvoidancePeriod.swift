public import MoneyCore

/// The periods before filing in which payments may be avoided.
///
/// - Source: InsO §139(1) (F22)
public enum AvoidancePeriod {
    /// The first day of a period of months before filing: the day with the filing day's number,
    /// or, where that month has no such day, the next one.
    ///
    /// Three months before 31 May is 1 March; one month before 30 April is 30 March.
    public static func firstDay(months: Int32, before filingDay: Day) -> Day {
        let month = Month(number: filingDay.month.number - months)
        let last = month.lastDay
        let number = filingDay.date.day
        return number > last.date.day
            ? last.adding(days: 1) : last.adding(days: number - last.date.day)
    }
}
