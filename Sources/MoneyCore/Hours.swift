/// Working time in whole seconds, so that minutes, tenths and hundredths of an hour are exact.
public struct Hours: Hashable, Sendable, Comparable {
    public let seconds: Int64

    public init(seconds: Int64) { self.seconds = seconds }

    /// Reads `8`, `7.25`, `0.1` (hours), `7:30` or `7:30:15` (hours, minutes, seconds); nil if
    /// it is not a whole number of seconds, negative, or a million hours or more with colons.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count > 1 {
            let sixtieths = parts.dropFirst().compactMap { $0.utf8.count == 2 ? $0.asDigits : nil }
            guard let hours = parts[0].asDigits, hours < 1_000_000, parts.count <= 3,
                sixtieths.count == parts.count - 1, sixtieths.allSatisfy({ $0 < 60 })
            else { return nil }
            self.init(
                seconds: hours * 3600 + sixtieths[0] * 60 + sixtieths.dropFirst().reduce(0, +))
            return
        }
        guard let decimal = ExactDecimal(text), decimal.digits >= 0, decimal.decimals <= 6,
            text.utf8.first != UInt8(ascii: "-")
        else { return nil }
        let scale = (0..<decimal.decimals).reduce(Int64(1)) { scale, _ in scale * 10 }
        let (product, overflow) = decimal.digits.multipliedReportingOverflow(by: 3600)
        guard !overflow, product % scale == 0 else { return nil }
        self.init(seconds: product / scale)
    }

    public static func < (left: Hours, right: Hours) -> Bool { left.seconds < right.seconds }

    /// What these hours cost at a rate per hour, rounded once, half away from zero.
    ///
    /// 160 h at 80.00 is 12,800.00.
    ///
    /// - Throws: `overflow`.
    /// - Source: docs/spec/split.md#rounding
    public func at(ratePerHour rate: Money) throws(MoneyError) -> Money {
        guard let minor = Rounding.halfAway(Int128(seconds) * Int128(rate.minor), over: 3600) else {
            throw .overflow
        }
        return Money(minor: minor, rate.currency)
    }
}

extension Hours: CustomStringConvertible {
    /// Hours with two decimals where that is exact (`7.25`), else hours, minutes and seconds.
    public var description: String {
        let sign = seconds < 0 ? "-" : ""
        let magnitude = seconds.magnitude
        if magnitude % 36 == 0 {
            let hundredths = magnitude / 36
            return "\(sign)\(hundredths / 100).\(Day.padded(Int(hundredths % 100), 2))"
        }
        let minutes = Day.padded(Int(magnitude / 60 % 60), 2)
        return "\(sign)\(magnitude / 3600):\(minutes):\(Day.padded(Int(magnitude % 60), 2))"
    }
}
