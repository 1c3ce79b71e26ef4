public import EscrowCore
public import MoneyCore

/// The trustee itself fails: what of the trust money its own creditors cannot reach.
///
/// - Source: InsO §47; BGH IX ZR 49/10, IX ZR 120/02 (F3 to F6);
///   docs/spec/simulation-law.md#failure-of-the-trustee
public struct TrusteeFailure: Hashable, Sendable {
    /// Whether the account held nothing but trust money and was never used for the trustee's own
    /// purposes.
    public var isAccountPure = true
    /// Whether the records show at any time what is whose.
    public var areRecordsComplete = true
    /// Whether another trustee takes over by a contract made before.
    public var hasSuccessor = false
    /// Days until money is paid out, with and without a successor.
    public var successorDays = 30
    public var disputeDays = 1205

    public init() {}

    /// How well trust money is protected in the trustee's own estate.
    public var grade: TrustGrade {
        isAccountPure && areRecordsComplete ? .segregated : .quotaOnly
    }

    /// What beneficiaries get, by largest remainder, in minor units.
    public struct Result: Hashable, Sendable {
        public let paid: [Int64]
        /// What each claims in the trustee's proceedings.
        public let claims: [Int64]
        /// When what is segregated is paid out.
        public let payDay: Day
    }

    /// Divides the money among those entitled to it.
    ///
    /// - Throws: `overflow`.
    public func divide(
        _ balance: Money, among entitlements: [Money], filedOn filingDay: Day
    ) throws(SimulationError) -> Result {
        let payDay = filingDay.adding(days: hasSuccessor ? successorDays : disputeDays)
        guard grade == .segregated else {
            return Result(
                paid: entitlements.map { _ in 0 }, claims: entitlements.map(\.minor),
                payDay: payDay)
        }
        let parts = try Pool.divide(
            balance, among: entitlements.map { .init(amount: $0, isAgency: false) },
            agencySubordinated: false)
        return Result(
            paid: parts.map(\.minor), claims: zip(entitlements, parts).map { $0.minor - $1.minor },
            payDay: payDay)
    }
}
