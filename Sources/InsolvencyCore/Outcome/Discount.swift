import MoneyCore

/// Discounts money of later days by yearly compounding, in whole numbers: the same on every
/// machine.
///
/// The factor (1 + r)^-years is kept to 2^-62. Whole years are multiplied; a part of a year is the
/// product of the square roots that its binary digits name, so that a quarter of a year is the
/// root of a root.
///
/// - Source: docs/spec/simulation.md#present-value
struct Discount: Sendable {
    private static let bits: UInt128 = 62
    private static let one: UInt128 = 1 << bits
    /// The factor of one year.
    private let yearly: UInt128
    /// Of half a year, a quarter, an eighth and so on.
    private let roots: [UInt128]

    init(rate: Share) {
        let divisor = UInt128(rate.denominator) + UInt128(rate.numerator)
        let yearly = (Self.one * UInt128(rate.denominator) + divisor / 2) / divisor
        var roots: [UInt128] = []
        for _ in 0..<60 { roots.append(Self.squareRoot((roots.last ?? yearly) * Self.one)) }
        self.yearly = yearly
        self.roots = roots
    }

    /// The factor of so many years, in units of 2^-62.
    func factor(years: Years) -> UInt128 {
        var factor = Self.one
        for _ in 0..<years.whole { factor = Self.multiply(factor, yearly) }
        var rest = years.rest
        for root in roots {
            guard rest > 0 else { break }
            rest *= 2
            if rest >= years.denominator {
                rest -= years.denominator
                factor = Self.multiply(factor, root)
            }
        }
        return factor
    }

    /// What cash of one day is worth at filing, in units of 2^-62 minor units.
    func value(_ cash: ExactCash) throws(SimulationError) -> Int128 {
        let factor = Int128(factor(years: cash.years))
        let (product, overflow) = cash.numerator.multipliedReportingOverflow(by: factor)
        guard !overflow else { throw .overflow }
        return product / cash.denominator
    }

    /// Rounds a sum of values once to whole minor units, half away from zero.
    static func rounded(_ value: Int128) throws(SimulationError) -> Int64 {
        guard let minor = Rounding.halfAway(value, over: Int128(one)) else { throw .overflow }
        return minor
    }

    private static func multiply(_ first: UInt128, _ second: UInt128) -> UInt128 {
        (first * second + one / 2) >> bits
    }

    /// The whole square root of a number, digit by digit.
    private static func squareRoot(_ value: UInt128) -> UInt128 {
        var rest = value
        var root: UInt128 = 0
        var bit: UInt128 = 1 << 126
        while bit > rest { bit >>= 2 }
        while bit > 0 {
            if rest >= root + bit {
                rest -= root + bit
                root = (root >> 1) + bit
            } else {
                root >>= 1
            }
            bit >>= 2
        }
        return root
    }
}

/// A span of years as an exact fraction.
struct Years: Hashable, Sendable {
    let whole: Int
    /// Over `denominator`, less than it.
    let rest: Int128
    let denominator: Int128

    /// So many days of a year of 365 days, and years besides; not negative.
    init(days: Int, plus years: Share = .zero) {
        denominator = 365 * Int128(years.denominator)
        let total = Int128(max(0, days)) * Int128(years.denominator) + 365 * Int128(years.numerator)
        whole = Int(total / denominator)
        rest = total % denominator
    }
}

/// Money of a later day before it is rounded, as a fraction of minor units.
struct ExactCash: Sendable {
    let numerator: Int128
    let denominator: Int128
    let years: Years
}
