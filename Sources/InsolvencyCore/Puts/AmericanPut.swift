import Glibc

/// A put that may be exercised on any day, by a binomial tree.
///
/// - Source: Leisen and Reimer (1996); docs/spec/simulation-chance.md#puts
public enum AmericanPut {
    /// The value of the put by a tree of so many steps, made odd, as the method asks.
    ///
    /// - Throws: `outOfRange` for fewer than 3 steps.
    /// - Complexity: O(*steps*²).
    public static func value(
        _ option: BlackScholes, steps: Int = 1001
    ) throws(EstimateError) -> Double {
        guard steps >= 3 else {
            throw .outOfRange(what: "steps", Double(steps), allowed: "3 or more")
        }
        let count = steps | 1
        let spread = option.volatility * option.years.squareRoot()
        let half = spread / 2
        let forward =
            log(option.spot / option.strike) + (option.rate - option.dividend) * option.years
        let up = Self.probability(forward / spread - half, count)
        let upShare = Self.probability(forward / spread + half, count)
        let step = option.years / Double(count)
        let growth = exp((option.rate - option.dividend) * step)
        let discount = exp(-option.rate * step)
        let (rise, fall) = (growth * upShare / up, growth * (1 - upShare) / (1 - up))
        var values = (0...count).map { ups in
            max(
                0,
                option.strike - option.spot * pow(rise, Double(ups))
                    * pow(fall, Double(count - ups)))
        }
        for level in stride(from: count - 1, through: 0, by: -1) {
            var price = option.spot * pow(fall, Double(level))
            for ups in 0...level {
                let kept = discount * (up * values[ups + 1] + (1 - up) * values[ups])
                values[ups] = max(kept, option.strike - price)
                price *= rise / fall
            }
        }
        return values[0]
    }

    /// Peizer and Pratt's inversion, as Leisen and Reimer use it.
    private static func probability(_ z: Double, _ steps: Int) -> Double {
        let n = Double(steps)
        let ratio = z / (n + 1.0 / 3 + 0.1 / (n + 1))
        let root = (0.25 - 0.25 * exp(-ratio * ratio * (n + 1.0 / 6))).squareRoot()
        return z < 0 ? 0.5 - root : 0.5 + root
    }
}
