public import MoneyCore

/// How a freelancer's own invoice is taxed.
///
/// - Source: UStG §19 (small entrepreneur), §13b (reverse charge); docs/spec/simulation.md#vat
public enum FreelancerVAT: Hashable, Sendable {
    /// Domestic, with VAT at a rate such as 19/100.
    case domestic(Share)
    case smallEntrepreneur
    /// Based abroad: the agency owes the VAT, and the invoice shows none.
    case reverseCharge

    /// The rate that the invoice shows; zero where it shows none.
    public var rate: Share {
        switch self {
        case .domestic(let rate): rate
        case .smallEntrepreneur, .reverseCharge: .zero
        }
    }
}

/// How the invoice to the client is taxed.
public enum ClientVAT: Hashable, Sendable {
    /// Domestic, with VAT at a rate such as 19/100.
    case domestic(Share)
    /// A client abroad who owes the VAT; the invoice shows none.
    case reverseCharge

    /// The rate that the invoice shows; zero where it shows none.
    public var rate: Share {
        switch self {
        case .domestic(let rate): rate
        case .reverseCharge: .zero
        }
    }
}

extension Share {
    /// The VAT inside a gross amount at this rate, rounded half away from zero.
    ///
    /// At 19/100, 8,000.00 holds 1,277.31.
    ///
    /// - Throws: `overflow`.
    public func vatIncluded(in gross: Money) throws(MoneyError) -> Money {
        let dividend = Int128(gross.minor) * Int128(numerator)
        let divisor = Int128(denominator) + Int128(numerator)
        guard let minor = Rounding.halfAway(dividend, over: divisor) else { throw .overflow }
        return Money(minor: minor, gross.currency)
    }
}
