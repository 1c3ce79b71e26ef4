/// Working time in whole seconds, so that minutes, tenths and hundredths of an hour are exact.
public struct Hours: Hashable, Sendable, Comparable {
    public let seconds: Int64

    public init(seconds: Int64) { self.seconds = seconds }

    /// Reads `8`, `7.25`, `0.1` (hours) or `7:30` (hours and minutes); nil if it is not a whole
    /// number of seconds or negative.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 2 {
            guard let hours = Int64(parts[0]), hours >= 0, hours < 1_000_000, parts[1].count == 2,
                let minutes = Int64(parts[1]), (0..<60).contains(minutes)
            else { return nil }
            self.init(seconds: hours * 3600 + minutes * 60)
            return
        }
        guard let decimal = ExactDecimal(text), decimal.digits >= 0, decimal.decimals <= 6 else {
            return nil
        }
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
        if seconds % 36 == 0 {
            let hundredths = seconds / 36
            let fraction = String(String(hundredths % 100 + 100).dropFirst())
            return "\(hundredths / 100).\(fraction)"
        }
        let minutes = String(String(seconds / 60 % 60 + 100).dropFirst())
        let rest = String(String(seconds % 60 + 100).dropFirst())
        return "\(seconds / 3600):\(minutes):\(rest)"
    }
}
