public import MoneyCore

/// What deposit guarantee covers per person and bank: dated data with their citation.
///
/// - Source: docs/spec/bank-failure.md#limit; R5
public struct DepositCover: Hashable, Sendable {
    public let validFrom: Day
    public let limit: Money
    public let citation: String

    /// Newest first.
    ///
    /// The higher cover for six months after special events of life, up to 500,000 (EinSiG section
    /// 8(2)), depends on facts that no book holds, and is left to the scheme.
    public static let known: [DepositCover] = [
        cover(2015, 7, 3, "EinSiG section 8(1)"),
        cover(2010, 12, 31, "EAEG section 4(1), as of 31 December 2010"),
    ].compactMap(\.self)

    /// What holds on a day; nil before the first that is known.
    public static func limit(on day: Day) -> DepositCover? { known.first { $0.validFrom <= day } }

    private static func cover(
        _ year: Int, _ month: Int, _ day: Int, _ citation: String
    ) -> DepositCover? {
        Day(year: year, month: month, day: day).map {
            DepositCover(
                validFrom: $0, limit: Money(minor: 100_000_00, .eur), citation: citation)
        }
    }
}

/// How a failed bank's balance is borne by those whose money it was.
///
/// - Source: docs/spec/bank-failure.md#cover; R6, R7, U8
public enum BankCover {
    /// Somebody with money at the bank, in minor units.
    public struct Holder: Hashable, Sendable {
        public let entitlement: Int64
        public let otherDeposits: Int64
        /// Nobody is covered while nobody knows who he is.
        public let isKnown: Bool

        public init(entitlement: Int64, otherDeposits: Int64 = 0, isKnown: Bool = true) {
            self.entitlement = entitlement
            self.otherDeposits = otherDeposits
            self.isKnown = isKnown
        }
    }

    /// What of the balance is a holder's, and what of it is covered.
    public struct Part: Hashable, Sendable {
        public let share: Int64
        public let cover: Int64

        public var uncovered: Int64 { share - cover }
    }

    /// Divides the balance over the entitlements by largest remainder, ties to the earlier; cover
    /// is what the limit leaves beside a holder's other deposits.
    ///
    /// - Parameters:
    ///   - balance: What lay at the bank, 0 or more, at most the sum of all entitlements.
    ///   - holders: Their order decides ties.
    ///   - limit: Per holder, in minor units.
    /// - Returns: One part per holder, in their order; together the balance.
    /// - Throws: `overflow`, for entitlements whose sum does not fit 63 bits.
    public static func divide(
        _ balance: Int64, among holders: [Holder], limit: Int64
    ) throws(DivisionError) -> [Part] {
        guard balance > 0 else { return holders.map { _ in Part(share: 0, cover: 0) } }
        let shares = try Money(minor: balance, .eur).divided(by: holders.map(\.entitlement))
        return zip(holders, shares).map { holder, share in
            let room = holder.isKnown ? max(0, limit - holder.otherDeposits) : 0
            return Part(share: share.minor, cover: min(share.minor, room))
        }
    }
}
