/// Divides instalments of one amount so that the parts of all instalments sum to the whole parts.
///
/// - Source: docs/spec/split.md#instalments
public enum Instalment {
    /// What one party has to get in all, and what it already has of it, in minor units.
    public struct Part: Hashable, Sendable {
        public let whole: Int64
        public let has: Int64

        /// - Parameters:
        ///   - whole: Minor units, 0 or more.
        ///   - has: 0 to `whole`.
        public init(whole: Int64, has: Int64) {
            precondition(has >= 0 && has <= whole, "a party has none to all of its part")
            self.whole = whole
            self.has = has
        }

        public var missing: Int64 { whole - has }
    }

    /// Gives each further minor unit to the party with the greatest whole / (2 x has + 1) among
    /// those that miss something, ties to the earlier (Sainte-Lague).
    ///
    /// Computed from the quotas: at level t every party has at least half-up(whole x t / sum) of
    /// its part; the highest level that the amount reaches is found by bisection, and only the
    /// few units above it are given one by one.
    ///
    /// - Parameters:
    ///   - amount: Minor units, 0 or more.
    ///   - parts: Whom to divide among; their order decides ties.
    /// - Returns: What each party gets now, and what exceeds all parts.
    /// - Complexity: O(*n* log sum + *n*²) in the number of parties.
    public static func proRata(
        _ amount: Int64, among parts: [Part]
    ) -> (given: [Int64], excess: Int64) {
        let missing = parts.reduce(0) { $0 + $1.missing }
        let total = min(amount, missing)
        let sum = parts.reduce(Int64(0)) { $0 + $1.whole }
        guard total > 0 else { return (parts.map { _ in 0 }, amount) }
        var (low, high): (Int64, Int64) = (0, sum)
        while low < high {
            let middle = low + (high - low + 1) / 2
            let reached = parts.reduce(Int64(0)) { $0 + gain($1, at: middle, of: sum) }
            if reached <= total { low = middle } else { high = middle - 1 }
        }
        var given = parts.map { gain($0, at: low, of: sum) }
        var left = total - given.reduce(0, +)
        while left > 0, let next = neediest(parts, given) {
            given[next] += 1
            left -= 1
        }
        return (given, amount - total)
    }

    /// Gives a lower rank all that it misses before a higher gets anything; equal ranks get an
    /// instalment pro rata.
    ///
    /// - Parameters:
    ///   - amount: Minor units, 0 or more.
    ///   - parts: Whom to divide among; their order decides ties.
    ///   - ranks: One per part. All equal is pro rata, all different is a waterfall.
    /// - Returns: What each party gets now, and what exceeds all parts.
    /// - Source: docs/spec/split.md#order
    public static func ranked(
        _ amount: Int64, among parts: [Part], ranks: [UInt8]
    ) -> (given: [Int64], excess: Int64) {
        precondition(parts.count == ranks.count, "every party has a rank")
        var given = parts.map { _ in Int64(0) }
        var left = amount
        for rank in Set(ranks).sorted() {
            let members = parts.indices.filter { ranks[$0] == rank }
            let step = proRata(left, among: members.map { parts[$0] })
            for (index, share) in zip(members, step.given) { given[index] = share }
            left = step.excess
        }
        return (given, left)
    }

    private static func gain(_ part: Part, at level: Int64, of sum: Int64) -> Int64 {
        let (quotient, remainder) = (Int128(part.whole) * Int128(level))
            .quotientAndRemainder(dividingBy: Int128(sum))
        let quota = Int64(quotient) + (remainder * 2 >= Int128(sum) ? 1 : 0)
        return max(part.has, min(part.whole, quota)) - part.has
    }

    /// The party whose next unit has the greatest whole / (2 x has + 1).
    private static func neediest(_ parts: [Part], _ given: [Int64]) -> Int? {
        var best: Int?
        for (index, part) in parts.enumerated() where given[index] < part.missing {
            guard let current = best else {
                best = index
                continue
            }
            let own = Int128(part.whole) * Int128(2 * (parts[current].has + given[current]) + 1)
            let other = Int128(parts[current].whole) * Int128(2 * (part.has + given[index]) + 1)
            if own > other { best = index }
        }
        return best
    }
}
