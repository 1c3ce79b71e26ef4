public import EscrowCore
public import MoneyCore

/// The trust's bank fails: what deposit guarantee covers, and what the bank's own quota adds.
///
/// - Source: EinSiG §§5, 8 (R5 to R8); docs/spec/simulation-law.md#failure-of-the-bank
public struct BankLoss: Hashable, Sendable {
    /// The bank's own quota on what is not covered.
    public var quota: Share = .zero
    /// Within how many days the scheme pays (EinSiG §14).
    public var coverDays = 7
    /// Per person and bank, in minor units; nil for the table.
    public var limit: Int64?
    /// Whether cover is counted per beneficiary; else once, for the account's holder.
    public var looksThrough = true

    public init() {}

    /// One holder's outcome, in minor units.
    public struct Part: Hashable, Sendable {
        public let share: Int64
        public let cover: Int64
        public let quota: Int64

        public var lost: Int64 { share - cover - quota }
    }

    /// Divides a balance over those entitled, with what each gets.
    ///
    /// - Throws: `noCover` where the table has no limit for the day, then `overflow`.
    public func divide(
        _ balance: Int64, among holders: [BankCover.Holder], failedOn day: Day
    ) throws(BankLossError) -> [Part] {
        guard let limit = limit ?? DepositCover.limit(on: day)?.limit.minor else {
            throw .noCover(day)
        }
        do {
            let shares = try BankCover.divide(balance, among: holders, limit: limit)
            let cover = looksThrough ? shares.map(\.cover) : once(shares, limit)
            return zip(shares, cover).map { part, cover in
                Part(share: part.share, cover: cover, quota: quota.of(part.share - cover))
            }
        } catch {
            throw .overflow
        }
    }

    /// One limit for the account as a whole, divided like the balance.
    private func once(_ shares: [BankCover.Part], _ limit: Int64) -> [Int64] {
        let total = shares.reduce(Int64(0)) { $0 + $1.share }
        return Parts.divide(min(limit, total), by: shares.map { Int128($0.share) })
    }
}

/// Why a bank's failure cannot be computed.
public enum BankLossError: Error, Equatable, Sendable {
    case noCover(Day)
    case overflow
}

extension BankLossError: CustomStringConvertible {
    /// What happened, with its values, and what to do.
    public var description: String {
        switch self {
        case .noCover(let day):
            "There is no table of deposit cover for \(day); state the limit yourself."
        case .overflow: "The entitlements are too large to add up; check them."
        }
    }
}
