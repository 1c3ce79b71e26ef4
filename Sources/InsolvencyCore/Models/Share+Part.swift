import MoneyCore

extension Share {
    /// The part of a bounded amount that this share, at most the whole, stands for; rounded once.
    func of(_ minor: Int64) -> Int64 {
        let part = Rounding.halfAway(Int128(minor) * Int128(numerator), over: Int128(denominator))
        guard let part else { preconditionFailure("a share of at most the whole fits") }
        return part
    }

    /// The product of two shares, each at most the whole; exact where it fits, else rounded to
    /// nine digits.
    func complementOfProduct(with other: Share) -> Share {
        let denominator = Int128(self.denominator) * Int128(other.denominator)
        let numerator = denominator - Int128(self.numerator) * Int128(other.numerator)
        if let numerator = Int64(exactly: numerator), let denominator = Int64(exactly: denominator)
        {
            return Share(numerator, over: denominator) ?? .zero
        }
        let scale: Int64 = 1_000_000_000
        let rounded = Rounding.halfAway(numerator * Int128(scale), over: denominator) ?? 0
        return Share(rounded, over: scale) ?? .zero
    }
}
