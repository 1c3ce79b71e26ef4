public import MoneyCore

/// Requirement and resource day by day: what must be in the trust account, and what is.
///
/// - Source: docs/spec/questions.md#requirement
public struct RequirementCourse<Ledger: Hashable & Sendable>: Sendable {
    /// One day, in minor units.
    public struct DayFigures: Hashable, Sendable {
        public let day: Day
        /// The sum of all ledgers above zero.
        public let requirement: Int64
        public let resource: Int64

        /// What is missing; zero if there is enough.
        public var shortfall: Int64 { max(0, requirement - resource) }
        /// What lies there beyond the requirement; zero if there is none.
        public var excess: Int64 { max(0, resource - requirement) }
    }

    private var ledgerMoves: [Day: [Ledger: Int64]] = [:]
    private var resourceMoves: [Day: Int64] = [:]

    public init() {}

    /// A ledger's change of a day; positive is more that its owner may ask.
    public mutating func move(_ ledger: Ledger, by minor: Int64, on day: Day) {
        ledgerMoves[day, default: [:]][ledger, default: 0] += minor
    }

    public mutating func moveResource(by minor: Int64, on day: Day) {
        resourceMoves[day, default: 0] += minor
    }

    /// All days of a span, days without a move included.
    ///
    /// A ledger below zero counts as zero: nobody's debt lessens what another may ask.
    ///
    /// - Complexity: O(moves log moves + days).
    public func days(from first: Day, through last: Day) -> [DayFigures] {
        var balances: [Ledger: Int64] = [:]
        var requirement: Int64 = 0
        var resource: Int64 = 0
        var days: [DayFigures] = []
        var moved = Set(ledgerMoves.keys).union(resourceMoves.keys).sorted()[...]
        var day = first
        while day <= last {
            while let next = moved.first, next <= day {
                for (ledger, minor) in ledgerMoves[next] ?? [:] {
                    let before = balances[ledger] ?? 0
                    balances[ledger] = before + minor
                    requirement += max(0, before + minor) - max(0, before)
                }
                resource += resourceMoves[next] ?? 0
                moved = moved.dropFirst()
            }
            days.append(DayFigures(day: day, requirement: requirement, resource: resource))
            day = day.adding(days: 1)
        }
        return days
    }
}
