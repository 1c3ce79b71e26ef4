public import EscrowCore
public import MoneyCore

/// A client paid an invoice into the agency's own account: what of it the freelancer still finds
/// there.
///
/// - Source: InsO §48; F10, F11; docs/spec/simulation-law.md#misdirected-payments
public struct MisdirectedReceipt: Hashable, Sendable {
    /// What the client paid, and the freelancer's part of it, in minor units.
    public let paid: Int64
    public let freelancerPart: Int64
    public let title: ClaimTitle
    /// Whether the freelancer comes first on what is found, or alongside the agency.
    public var agencySubordinated = false

    public init(paid: Int64, freelancerPart: Int64, title: ClaimTitle) {
        self.paid = paid
        self.freelancerPart = freelancerPart
        self.title = title
    }

    /// How the money is divided, in minor units.
    public struct Result: Hashable, Sendable {
        /// What the freelancer has back outside the estate.
        public let segregated: Int64
        /// What he claims as an insolvency claim.
        public let claim: Int64
        /// What of the money that was found stays with the agency's estate.
        public let estate: Int64
    }

    /// Divides what a rule finds of the receipt on the account.
    ///
    /// If the agency owned the claim, nothing was collected without right, and nothing is found.
    /// `traced` is what of the receipt is found on the account, from 0 to what was paid; a trustee's
    /// title counts only from before the opening day.
    public func divide(traced: Int64, openedOn openingDay: Day) -> Result {
        guard title.protectsOpenClaim(ifOpenedOn: openingDay), traced > 0, paid > 0 else {
            return Result(segregated: 0, claim: freelancerPart, estate: 0)
        }
        let found = min(traced, paid)
        let segregated =
            agencySubordinated
            ? min(found, freelancerPart)
            : Parts.divide(
                found, by: [Int128(freelancerPart), Int128(paid - freelancerPart)])[0]
        return Result(
            segregated: segregated, claim: freelancerPart - segregated,
            estate: found - segregated)
    }
}
