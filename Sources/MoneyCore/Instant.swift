/// A point in time in universal time, to the microsecond.
public struct Instant: Hashable, Sendable, Comparable {
    /// Microseconds since 1 January 1970, 00:00 UTC.
    public let microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }

    /// Reads `2013-03-22T09:00:00Z`, with or without decimals of a second or an offset `+01:00`.
    public init?(_ text: some StringProtocol) {
        let text = String(text)
        guard text.utf8.count >= 20, let day = Day(text.prefix(10)), text.dropFirst(10).first == "T"
        else { return nil }
        let time = text.dropFirst(11).prefix(8)
            .split(separator: ":", omittingEmptySubsequences: false)
        guard time.count == 3, time.allSatisfy({ $0.utf8.count == 2 }),
            let hour = time[0].asDigits, let minute = time[1].asDigits,
            let second = time[2].asDigits, (0..<24).contains(hour), (0..<60).contains(minute),
            (0..<60).contains(second),
            let (fraction, offset) = Self.tail(text.dropFirst(19))
        else { return nil }
        let seconds = Int64(day.number) * 86_400 + hour * 3600 + minute * 60 + second - offset
        self.init(microseconds: seconds * 1_000_000 + fraction)
    }

    /// The day in universal time.
    public var utcDay: Day {
        Day(number: Int32(Self.floorDivide(microseconds, 86_400_000_000)))
    }

    public func adding(seconds: Int64) -> Instant {
        Instant(microseconds: microseconds + seconds * 1_000_000)
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// What stands behind the seconds: decimals in microseconds, and the offset in seconds.
    private static func tail(_ text: Substring) -> (fraction: Int64, offset: Int64)? {
        var rest = text
        var fraction: Int64 = 0
        if rest.first == "." {
            let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            guard (1...9).contains(digits.utf8.count) else { return nil }
            let padded = (String(digits) + "000000").prefix(6)
            fraction = padded.asDigits ?? 0
            rest = rest.dropFirst(1 + digits.count)
        }
        if rest == "Z" { return (fraction, 0) }
        guard let sign = rest.first, sign == "+" || sign == "-" else { return nil }
        let parts = rest.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            let hours = parts[0].asDigits, let minutes = parts[1].asDigits,
            (0...14).contains(hours), (0..<60).contains(minutes)
        else { return nil }
        let offset = hours * 3600 + minutes * 60
        return (fraction, sign == "-" ? -offset : offset)
    }
}

extension Instant: CustomStringConvertible {
    /// `2013-03-22T09:00:00Z`, with decimals only when there are any.
    public var description: String {
        let day = utcDay
        let rest = microseconds - Int64(day.number) * 86_400_000_000
        let seconds = Int(rest / 1_000_000)
        let fraction = Int(rest % 1_000_000)
        let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Day.padded($0, 2) }
        let decimals = fraction == 0 ? "" : ".\(Day.padded(fraction, 6))"
        return "\(day)T\(time.joined(separator: ":"))\(decimals)Z"
    }
}
