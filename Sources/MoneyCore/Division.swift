/// Why an amount cannot be divided.
public enum DivisionError: Error, Equatable, Sendable {
    case noWeights, negativeWeight, overflow, zeroTotalWeight
}

extension Money {
    /// Divides the amount by weight so that the parts always sum to the whole.
    ///
    /// Each part is rounded towards zero; the minor units left over go one each to the parts with
    /// the largest remainder, and on a tie to the earlier part. 15 by 80 : 8 : 12 is 12, 1, 2.
    ///
    /// - Parameter weights: Relative shares, unitless, none negative. Order decides ties.
    /// - Returns: One part per weight, in the same order and currency.
    /// - Throws: `noWeights`, `negativeWeight`, `overflow`, then `zeroTotalWeight`.
    /// - Complexity: O(*n* log *n*) in the number of weights.
    /// - Source: docs/spec/split.md#largest-remainder
    public func divided(by weights: [Int64]) throws(DivisionError) -> [Money] {
        guard !weights.isEmpty else { throw .noWeights }
        guard weights.allSatisfy({ $0 >= 0 }) else { throw .negativeWeight }
        let total = weights.reduce(Int128(0)) { $0 + Int128($1) }
        guard total <= Int128(Int64.max) else { throw .overflow }
        guard total > 0 else { throw .zeroTotalWeight }
        let sign: Int128 = minor < 0 ? -1 : 1
        // Wider than the parts: the magnitude of the least amount does not fit 64 bits.
        var parts: [Int128] = []
        var remainders: [(index: Int, remainder: Int128)] = []
        for (index, weight) in weights.enumerated() {
            let (part, remainder) = (Int128(minor.magnitude) * Int128(weight))
                .quotientAndRemainder(dividingBy: total)
            parts.append(part)
            remainders.append((index, remainder))
        }
        let left = Int128(minor.magnitude) - parts.reduce(0, +)
        remainders.sort { ($1.remainder, $0.index) < ($0.remainder, $1.index) }
        for (index, _) in remainders.prefix(Int(left)) { parts[index] += 1 }
        return parts.map { Money(minor: Int64(sign * $0), currency) }
    }
}
