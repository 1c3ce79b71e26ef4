public import MoneyCore

/// One full court fee by the value at stake: a base, then a sum for each step begun.
///
/// - Source: GKG §34; docs/spec/simulation.md#costs
public struct CourtFeeTable: Hashable, Sendable {
    /// The first filing day to which it applies.
    public let validFrom: Day
    /// False for figures that nobody has yet compared with the law gazette.
    public let isVerified: Bool
    private let base: Base
    private let steps: [Step]

    private struct Base: Hashable, Sendable {
        let upTo: Int64
        let cents: Int64
    }

    private struct Step: Hashable, Sendable {
        /// Whole euros; nil for all that is above.
        let upTo: Int64?
        let width: Int64
        let cents: Int64
    }

    private init(
        validFrom: Day, isVerified: Bool = true, base: (Int64, Int64),
        _ steps: [(upTo: Int64?, width: Int64, cents: Int64)]
    ) {
        self.validFrom = validFrom
        self.isVerified = isVerified
        self.base = Base(upTo: base.0, cents: base.1)
        self.steps = steps.map { Step(upTo: $0.upTo, width: $0.width, cents: $0.cents) }
    }

    /// The table for proceedings applied for on a day; nil before the first.
    public static func valid(on filingDay: Day) -> CourtFeeTable? {
        all.last { $0.validFrom <= filingDay }
    }

    /// One full fee on a value that is not negative.
    ///
    /// On 500,000.00 since 2021 it is 3,901.00, and on one cent more 4,099.00.
    public func fee(on value: Money) -> Money {
        let scale = value.currency.minorPerMajor
        var cents = base.cents
        var lower = base.upTo * scale
        for step in steps {
            let upper = step.upTo.map { min(value.minor, $0 * scale) } ?? value.minor
            let width = step.width * scale
            cents += (max(0, upper - lower) + width - 1) / width * step.cents
            lower = (step.upTo ?? 0) * scale
        }
        return Money(minor: cents * scale / 100, value.currency)
    }

    /// The versions, oldest first, with the law's own steps.
    static let all: [CourtFeeTable] = [
        // 1 July 2004 to 31 July 2013 (Q15).
        CourtFeeTable(
            validFrom: Month(year: 2004, month: 7).firstDay, base: (300, 25_00),
            [
                (1_500, 300, 10_00), (5_000, 500, 8_00), (10_000, 1_000, 15_00),
                (25_000, 3_000, 23_00), (50_000, 5_000, 29_00), (200_000, 15_000, 100_00),
                (500_000, 30_000, 150_00), (nil, 50_000, 150_00),
            ]),
        // 1 August 2013 to 2020 (Q15).
        CourtFeeTable(
            validFrom: Month(year: 2013, month: 8).firstDay, base: (500, 35_00),
            current([18_00, 19_00, 26_00, 35_00, 120_00, 179_00, 180_00])),
        // 2021 to May 2025 (Q14).
        CourtFeeTable(
            validFrom: Month(year: 2021, month: 1).firstDay, base: (500, 38_00),
            current([20_00, 21_00, 29_00, 38_00, 132_00, 198_00, 198_00])),
        // From 1 June 2025 (Q16): general knowledge, to be compared with the gazette.
        CourtFeeTable(
            validFrom: Month(year: 2025, month: 6).firstDay, isVerified: false, base: (500, 40_00),
            current([21_00, 22_50, 30_50, 40_50, 140_00, 210_00, 210_00])),
    ]

    /// The steps as they stand since 2013, with their sums.
    private static func current(_ cents: [Int64]) -> [(upTo: Int64?, width: Int64, cents: Int64)] {
        let widths: [(Int64?, Int64)] = [
            (2_000, 500), (10_000, 1_000), (25_000, 3_000), (50_000, 5_000), (200_000, 15_000),
            (500_000, 30_000), (nil, 50_000),
        ]
        return zip(widths, cents).map { ($0.0, $0.1, $1) }
    }
}
