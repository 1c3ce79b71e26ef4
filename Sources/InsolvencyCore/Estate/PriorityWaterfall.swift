/// Money by rank: each class in full before the next has anything.
///
/// The German waterfall with its costs is `Waterfall`; this one is for other ranks and countries.
///
/// - Source: docs/spec/simulation-law.md#ranks
public enum PriorityWaterfall {
    /// A class of creditors, in minor units, zero or more.
    public struct Rank: Hashable, Sendable {
        public let name: String
        public let claims: Int64

        public init(name: String, claims: Int64) {
            self.name = name
            self.claims = claims
        }
    }

    public struct Payment: Hashable, Sendable {
        public let rank: Rank
        public let paid: Int64
    }

    /// Divides an estate, zero or more, among classes.
    ///
    /// - Returns: One payment for each class in their order, and what is left.
    public static func divide(
        _ estate: Int64, among ranks: [Rank]
    ) -> (payments: [Payment], residual: Int64) {
        var left = estate
        let payments = ranks.map { rank in
            let paid = min(left, rank.claims)
            left -= paid
            return Payment(rank: rank, paid: paid)
        }
        return (payments, left)
    }
}
