public import MoneyCore

/// The administrator's regular fee: falling percentages of the estate's value, and a minimum that
/// rises with the number of creditors.
///
/// - Source: InsVV §2; docs/spec/simulation.md#costs
public struct AdministratorTariff: Hashable, Sendable {
    /// The first filing day to which it applies.
    public let validFrom: Day
    /// Upper bounds in whole euros with the percentage below them in hundredths of a percent.
    private let brackets: [Bracket]
    /// The percentage above the last bound, in hundredths of a percent.
    private let above: Int64
    private let minimum: Minimum

    private struct Bracket: Hashable, Sendable {
        let bound: Int64
        let rate: Int64
    }

    /// Whole euros: up to 10 creditors, for each 5 begun from the 11th, and from the 31st.
    private struct Minimum: Hashable, Sendable {
        let base: Int64
        let from11: Int64
        let from31: Int64
    }

    private init(
        validFrom: Day, _ brackets: [(Int64, Int64)], above: Int64,
        minimum: Minimum
    ) {
        self.validFrom = validFrom
        self.brackets = brackets.map { Bracket(bound: $0.0, rate: $0.1) }
        self.above = above
        self.minimum = minimum
    }

    /// The tariff for proceedings applied for on a day; nil before the first.
    public static func valid(on filingDay: Day) -> AdministratorTariff? {
        all.last { $0.validFrom <= filingDay }
    }

    /// The regular fee on an estate's value, rounded half away from zero; the minimum is apart.
    ///
    /// 1,400,000.00 since 2021: 71,050.00. The value is not negative.
    public func fee(on value: Money) -> Money {
        var hundredthsOfPercent = Int128(0)
        var lower = Int64(0)
        for bracket in brackets {
            let bound = bracket.bound * value.currency.minorPerMajor
            hundredthsOfPercent +=
                Int128(max(0, min(value.minor, bound) - lower)) * Int128(bracket.rate)
            lower = bound
        }
        hundredthsOfPercent += Int128(max(0, value.minor - lower)) * Int128(above)
        return Money(
            minor: Rounding.halfAway(hundredthsOfPercent, over: 10_000) ?? 0, value.currency)
    }

    /// The least that the administrator gets with so many creditors.
    public func minimumFee(creditors: Int, in currency: Currency) -> Money {
        var euros = minimum.base
        let fives = { (from: Int, upTo: Int) in Int64((max(0, min(creditors, upTo) - from) + 4) / 5)
        }
        euros += fives(10, 30) * minimum.from11
        euros += fives(30, .max) * minimum.from31
        return Money(minor: euros * currency.minorPerMajor, currency)
    }

    /// The versions, oldest first.
    static let all: [AdministratorTariff] = [
        // InsVV as of 2004 (Q10); its minimum is general knowledge.
        AdministratorTariff(
            validFrom: Month(year: 2004, month: 1).firstDay,
            [
                (25_000, 4000), (50_000, 2500), (250_000, 700), (500_000, 300), (25_000_000, 200),
                (50_000_000, 100),
            ], above: 50, minimum: Minimum(base: 1000, from11: 150, from31: 100)),
        // InsVV since 1 January 2021 (Q9).
        AdministratorTariff(
            validFrom: Month(year: 2021, month: 1).firstDay,
            [
                (35_000, 4000), (70_000, 2600), (350_000, 750), (700_000, 330), (35_000_000, 220),
                (70_000_000, 110), (350_000_000, 50), (700_000_000, 40),
            ], above: 20, minimum: Minimum(base: 1400, from11: 210, from31: 140)),
    ]
}
