public import MoneyCore

/// What an insolvency does to VAT that was already paid or deducted, in minor units.
///
/// - Source: UStG §17(2) no. 1; R11 to R13; docs/spec/simulation-law.md#vat
public enum VATCorrection {
    /// When a freelancer owes the VAT of an invoice.
    public enum Basis: String, Hashable, Sendable, CaseIterable {
        /// With the work (Soll): it was paid before the money came.
        case accrual
        /// With the money (Ist): nothing was paid yet.
        case cash
    }

    /// What a freelancer gets back of VAT on an unpaid invoice, and pays again of a quota.
    public struct Freelancer: Hashable, Sendable {
        /// Had back when the claim became uncollectible.
        public let relief: Int64
        /// Owed on the quota when it comes.
        public let dueOnQuota: Int64
        /// What is lost in the end: the same on either basis.
        public let loss: Int64
    }

    /// On an invoiced, unpaid gross claim at a rate, and the quota that is paid on it.
    ///
    /// - Throws: `overflow`.
    public static func freelancer(
        claim: Money, quota: Money, vat: FreelancerVAT, basis: Basis
    ) throws(MoneyError) -> Freelancer {
        let whole = try vat.rate.vatIncluded(in: claim)
        let onQuota = try vat.rate.vatIncluded(in: quota)
        let loss = claim.minor - quota.minor - (whole.minor - onQuota.minor)
        return Freelancer(
            relief: basis == .accrual ? whole.minor : 0, dueOnQuota: onQuota.minor, loss: loss)
    }

    /// The agency's side one logical second before opening: what the tax office claims (InsO §38).
    ///
    /// - Parameters:
    ///   - unpaidInput: The VAT in unpaid freelancers' invoices that was deducted.
    ///   - openOutput: The VAT in its own open invoices, which it need not pay now.
    ///   - other: Tax claims of ordinary business.
    /// - Returns: Not below zero: a refund to the estate is not counted.
    public static func taxClaim(unpaidInput: Int64, openOutput: Int64, other: Int64) -> Int64 {
        max(0, other + unpaidInput - openOutput)
    }

    /// The VAT in open claims that are collected after opening: due again, as an estate liability
    /// (InsO §55).
    ///
    /// - Throws: `overflow`.
    public static func dueOnCollection(
        _ collected: Money, vat: ClientVAT
    ) throws(MoneyError) -> Money {
        try vat.rate.vatIncluded(in: collected)
    }
}
