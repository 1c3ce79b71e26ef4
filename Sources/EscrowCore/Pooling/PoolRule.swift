public import MoneyCore

/// How pooled money is shared among those who have a claim to it.
///
/// - Source: docs/spec/pooling.md#shares; U7 (rateably, in entitlement at that moment)
public enum PoolRule {
    /// Who comes before whom; within one rank all share rateably.
    public enum Rank: Int, Sendable, CaseIterable {
        case beneficiary = 1
        /// The agency's own share, where it is subordinated.
        case agency = 2
        /// What is left of the agency's top-up: last in either mode.
        case topUp = 3
    }

    /// One claim to the pooled money, in minor units, neither below zero.
    public struct Claim: Hashable, Sendable {
        /// The whole claim, as it stood at the moment of pooling.
        public let whole: Int64
        /// What was paid of it, or is on its way.
        public let has: Int64
        public let rank: Rank

        public init(whole: Int64, has: Int64 = 0, rank: Rank = .beneficiary) {
            self.whole = whole
            self.has = has
            self.rank = rank
        }
    }

    /// Who gets what of a resource, in the order of the claims.
    public struct Shares: Hashable, Sendable {
        public let given: [Int64]
        /// What exceeds all claims.
        public let excess: Int64
    }

    /// Shares a resource: rank by rank in full while it suffices, then rateably.
    ///
    /// What claims already have counts: everybody's target is his share of all that was ever
    /// shared, and he gets what is missing to it. So one who was left out catches up. Where some
    /// have more than their target, because claims came later, the others divide what there is.
    ///
    /// - Parameters:
    ///   - resource: Minor units, 0 or more.
    ///   - claims: Their order decides ties.
    /// - Returns: One amount per claim, none above what the claim still misses.
    /// - Throws: `overflow`, for claims whose sum does not fit 63 bits.
    /// - Complexity: O(*n* log *n*) in the number of claims.
    public static func divide(
        _ resource: Int64, among claims: [Claim]
    ) throws(DivisionError) -> Shares {
        var left = try sum([resource] + claims.map(\.has))
        var targets = claims.map { _ in Int64(0) }
        for rank in Rank.allCases {
            let places = claims.indices.filter { claims[$0].rank == rank }
            let parts = try rateable(left, places.map { claims[$0].whole })
            for (place, part) in zip(places, parts) { targets[place] = part }
            left -= parts.reduce(0, +)
        }
        let missing = zip(targets, claims).map { max(0, $0 - $1.has) }
        let excess = max(0, resource - missing.reduce(0, +))
        return Shares(given: try rateable(resource - excess, missing), excess: excess)
    }

    /// In full where it suffices, else by largest remainder.
    private static func rateable(
        _ resource: Int64, _ amounts: [Int64]
    ) throws(DivisionError)
        -> [Int64]
    {
        guard try sum(amounts) > resource else { return amounts }
        return try Money(minor: resource, .eur).divided(by: amounts).map(\.minor)
    }

    private static func sum(_ amounts: [Int64]) throws(DivisionError) -> Int64 {
        let sum = amounts.reduce(Int128(0)) { $0 + Int128($1) }
        guard let narrow = Int64(exactly: sum) else { throw .overflow }
        return narrow
    }
}
