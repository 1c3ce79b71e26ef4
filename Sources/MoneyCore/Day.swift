/// A calendar day of the proleptic Gregorian calendar, without time or zone.
public struct Day: Hashable, Sendable, Comparable {
    /// Days since 1 January 1970.
    public let number: Int32

    public init(number: Int32) { self.number = number }

    /// Makes the day of a date; nil when the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.length(ofMonth: month, year: year)).contains(day)
        else { return nil }
        self.init(number: Self.number(year: year, month: month, day: day))
    }

    /// Reads `2013-03-22`; nil for any other form or a day that does not exist.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Self.digits(bytes[0..<4]), let month = Self.digits(bytes[5..<7]),
            let day = Self.digits(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for byte in bytes {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }

    /// Counts days by eras of 400 years beginning on 1 March, so that leap days end a year.
    fileprivate static func number(year: Int, month: Int, day: Int) -> Int32 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }
}

extension Day {
    /// Year, month (1 to 12) and day of the month.
    public var date: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    public var month: Month {
        let date = date
        return Month(year: date.year, month: date.month)
    }

    /// 1 for Monday to 7 for Sunday (ISO 8601).
    public var weekday: Int { (Int(number) % 7 + 10) % 7 + 1 }

    public func adding(days: Int) -> Day { Day(number: number + Int32(days)) }

    /// Days from this day to another; negative when the other is earlier.
    public func days(to other: Day) -> Int { Int(other.number) - Int(number) }
}

extension Day: CustomStringConvertible {
    public var description: String {
        let date = date
        return
            "\(Self.padded(date.year, 4))-\(Self.padded(date.month, 2))-\(Self.padded(date.day, 2))"
    }

    /// As Germans write it: `22.03.2013`.
    public var german: String {
        let date = date
        return
            "\(Self.padded(date.day, 2)).\(Self.padded(date.month, 2)).\(Self.padded(date.year, 4))"
    }

    static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// A calendar month, counted from year 0, so that months order and subtract as integers.
public struct Month: Hashable, Sendable, Comparable {
    /// Year times twelve plus month less one.
    public let number: Int32

    public init(number: Int32) { self.number = number }
    public init(year: Int, month: Int) { number = Int32(year * 12 + month - 1) }

    public static func < (left: Month, right: Month) -> Bool { left.number < right.number }

    public var year: Int { Int(number) / 12 }
    public var month: Int { Int(number) % 12 + 1 }

    /// The first day of the month.
    public var firstDay: Day {
        Day(number: Day.number(year: year, month: month, day: 1))
    }

    /// The last day of the month.
    public var lastDay: Day { Month(number: number + 1).firstDay.adding(days: -1) }
}

extension Month: CustomStringConvertible {
    public var description: String { "\(Day.padded(year, 4))-\(Day.padded(month, 2))" }

    /// Reads `2013-03`.
    public init?(_ text: some StringProtocol) {
        guard let day = Day("\(text)-01") else { return nil }
        self = day.month
    }
}
