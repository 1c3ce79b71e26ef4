public import LedgerCore
public import MoneyCore

extension Entry {
    /// J18 and J32: the bank took money; the agency carries it, from its top-up as far as that
    /// reaches, else it is due from the agency and a shortfall until it is cured.
    ///
    /// - Parameters:
    ///   - event: `bankCharge` or `unorderedDebit`.
    ///   - receipt: What was taken, without its sign.
    ///   - agency: Who carries it.
    ///   - topUp: What there is in 2800, in minor units.
    /// - Returns: An entry that credits 1000.
    /// - Throws: `EntryError`, for an amount of zero.
    /// - Source: docs/spec/events.md#J18
    public static func taken(
        _ event: JournalEvent, _ receipt: Receipt, agency: PartyID, topUp: Int64
    ) throws(EntryError) -> Entry {
        let bank = Subledger(.trustBank, bank: receipt.bank)
        let byTopUp = min(topUp, receipt.amount.minor)
        let currency = receipt.amount.currency
        let transfers = [
            (agencyTopUp(receipt.bank, agency), byTopUp),
            (agencyFee(receipt.bank, agency), receipt.amount.minor - byTopUp),
        ]
        .filter { $0.1 > 0 }
        .map { Transfer(debit: $0.0, credit: bank, Money(minor: $0.1, currency)) }
        return try Entry(receipt.occasion(event), transfers)
    }

    /// J19: the agency tops up; first what it owes, then what others owe, on their behalf; then
    /// 2800 up to its limit; the rest stays unidentified money, to be sent back.
    ///
    /// A claim on somebody else that the agency meets passes to the agency and leaves the trust.
    ///
    /// - Parameters:
    ///   - receipt: What the agency paid.
    ///   - agency: Who paid it.
    ///   - claims: What is open in this trust account, in the order in which it is met.
    ///   - room: How much 2800 may still take, in minor units.
    ///   - wasUnidentified: Whether the money waited in 2000.
    /// - Returns: nil when the money waited and nothing can take it.
    /// - Throws: `EntryError`, for an amount of zero.
    /// - Source: docs/spec/events.md#J19
    public static func topUp(
        _ receipt: Receipt, agency: PartyID, claims: [OpenClaim], room: Int64,
        wasUnidentified: Bool
    ) throws(EntryError) -> Entry? {
        let debit =
            wasUnidentified ? receipt.unidentified : Subledger(.trustBank, bank: receipt.bank)
        let currency = receipt.amount.currency
        var meeting = ClaimMeeting(claims)
        let met = meeting.meet(receipt.amount.minor) { _ in true }
        let cures = met.reduce(0) { $0 + $1.minor }
        let keeps = min(max(0, room), receipt.amount.minor - cures)
        let rest = receipt.amount.minor - cures - keeps
        let credits =
            met.map { ($0.claim.subledger, $0.minor) } + [
                (agencyTopUp(receipt.bank, agency), keeps),
                (receipt.unidentified, wasUnidentified ? 0 : rest),
            ]
        let transfers = credits.filter { $0.1 > 0 }
            .map { Transfer(debit: debit, credit: $0.0, Money(minor: $0.1, currency)) }
        return transfers.isEmpty ? nil : try Entry(receipt.occasion(.topUp), transfers)
    }
}
