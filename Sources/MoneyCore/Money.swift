/// An amount of money: a whole number of minor units of one currency.
///
/// There is no `+`: the only ways to combine amounts can refuse, so that two currencies never
/// mix and no sum wraps around.
public struct Money: Hashable, Sendable {
    /// Signed count of minor units: cents for EUR, yen for JPY.
    public let minor: Int64
    public let currency: Currency

    public init(minor: Int64, _ currency: Currency) {
        self.minor = minor
        self.currency = currency
    }

    public static func zero(_ currency: Currency) -> Money { Money(minor: 0, currency) }

    public var isZero: Bool { minor == 0 }
    public var isPositive: Bool { minor > 0 }
    public var isNegative: Bool { minor < 0 }
}

/// Why two amounts could not be combined, or an amount not be made.
public enum MoneyError: Error, Equatable, Sendable {
    case currencyMismatch(Currency, Currency)
    case overflow
}

extension Money {
    /// Returns the sum of this amount and another.
    ///
    /// - Throws: `currencyMismatch` before `overflow`.
    public func adding(_ other: Money) throws(MoneyError) -> Money {
        guard currency == other.currency else { throw .currencyMismatch(currency, other.currency) }
        let (sum, overflow) = minor.addingReportingOverflow(other.minor)
        guard !overflow else { throw .overflow }
        return Money(minor: sum, currency)
    }

    /// Returns this amount less another.
    ///
    /// - Throws: `currencyMismatch` before `overflow`.
    public func subtracting(_ other: Money) throws(MoneyError) -> Money {
        guard currency == other.currency else { throw .currencyMismatch(currency, other.currency) }
        let (difference, overflow) = minor.subtractingReportingOverflow(other.minor)
        guard !overflow else { throw .overflow }
        return Money(minor: difference, currency)
    }

    /// Returns the sum of amounts, all in the given currency; zero for none.
    ///
    /// - Throws: `currencyMismatch` before `overflow`.
    public static func sum(
        _ amounts: some Sequence<Money>, in currency: Currency
    )
        throws(MoneyError) -> Money
    {
        var total = Money.zero(currency)
        for amount in amounts { total = try total.adding(amount) }
        return total
    }

    /// Returns the part of this amount that the share stands for, rounded once, half away from zero.
    ///
    /// 12,800.00 at 19/100 is 2,432.00; 0.05 at 1/2 is 0.03.
    ///
    /// - Throws: `overflow`.
    /// - Source: docs/spec/split.md#rounding
    public func times(_ share: Share) throws(MoneyError) -> Money {
        guard
            let part = Rounding.halfAway(
                Int128(minor) * Int128(share.numerator), over: Int128(share.denominator))
        else { throw .overflow }
        return Money(minor: part, currency)
    }
}

/// Rounding of exact quotients to whole minor units.
public enum Rounding {
    /// Divides by a positive number and rounds half away from zero; nil when the result does
    /// not fit 64 bits.
    ///
    /// - Source: docs/spec/split.md#rounding
    public static func halfAway(_ dividend: Int128, over divisor: Int128) -> Int64? {
        precondition(divisor > 0, "a divisor is positive")
        let magnitude = dividend.magnitude
        let half = divisor.magnitude
        let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: half)
        let up: UInt128 = remainder >= half - remainder ? 1 : 0
        // Compared before it gets its sign: the least dividend has no positive counterpart.
        guard let rounded = Int128(exactly: quotient + up) else { return nil }
        return Int64(exactly: dividend < 0 ? -rounded : rounded)
    }
}
