/// An exact fraction of a whole, such as 19/100; never a floating-point number.
public struct Share: Hashable, Sendable {
    public let numerator: Int64
    public let denominator: Int64

    public static let zero = Share(reduced: 0, 1)
    public static let whole = Share(reduced: 1, 1)

    /// Makes a fraction in lowest terms; nil when the denominator is not positive or the
    /// numerator is negative.
    public init?(_ numerator: Int64, over denominator: Int64) {
        guard denominator > 0, numerator >= 0 else { return nil }
        let divisor = Self.greatestCommonDivisor(numerator, denominator)
        self.init(reduced: numerator / divisor, denominator / divisor)
    }

    /// Reads a percentage such as `19` or `6.1`, exactly; nil for anything else.
    public init?(percent text: some StringProtocol) {
        guard let decimal = ExactDecimal(text), decimal.decimals <= 12 else { return nil }
        let scale = (0..<decimal.decimals).reduce(Int64(100)) { scale, _ in scale * 10 }
        self.init(decimal.digits, over: scale)
    }

    private init(reduced numerator: Int64, _ denominator: Int64) {
        self.numerator = numerator
        self.denominator = denominator
    }

    private static func greatestCommonDivisor(_ first: Int64, _ second: Int64) -> Int64 {
        var (high, low) = (first, second)
        while low != 0 { (high, low) = (low, high % low) }
        return max(high, 1)
    }
}

extension Share: CustomStringConvertible {
    /// The fraction itself: `19/100`.
    public var description: String { "\(numerator)/\(denominator)" }

    /// The share in percent with up to four decimals, rounded half away from zero: `19`, `6.1`.
    public var percent: String {
        let scaled =
            Rounding.halfAway(Int128(numerator) * 1_000_000, over: Int128(denominator)) ?? 0
        var text = "\(scaled / 10_000)"
        var fraction = String(String(scaled % 10_000 + 10_000).dropFirst())
        while fraction.hasSuffix("0") { fraction.removeLast() }
        if !fraction.isEmpty { text += ".\(fraction)" }
        return text
    }
}
