public import LedgerCore
public import MoneyCore

extension Entry {
    /// J18 and J32: the bank took money; the agency carries it, from its top-up as far as that
    /// reaches, else it is due from the agency and a shortfall until it is cured.
    ///
    /// - Parameter taken: Greater than zero; the receipt's amount without its sign.
    /// - Parameter topUp: What there is in 2800, in minor units.
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

    /// J19: the agency tops up; first what it owes, then 2800 up to its limit, the rest stays
    /// unidentified money of the agency, to be sent back.
    ///
    /// - Parameter due: What is open in 1100, in minor units.
    /// - Parameter room: How much 2800 may still take, in minor units.
    /// - Parameter wasUnidentified: Whether the money waited in 2000.
    /// - Source: docs/spec/events.md#J19
    public static func topUp(
        _ receipt: Receipt, agency: PartyID, due: Int64, room: Int64, wasUnidentified: Bool
    ) throws(EntryError) -> Entry? {
        let debit =
            wasUnidentified ? receipt.unidentified : Subledger(.trustBank, bank: receipt.bank)
        let currency = receipt.amount.currency
        let cures = min(due, receipt.amount.minor)
        let keeps = min(room, receipt.amount.minor - cures)
        let rest = receipt.amount.minor - cures - keeps
        let transfers = [
            (agencyFee(receipt.bank, agency), cures),
            (agencyTopUp(receipt.bank, agency), keeps),
            (receipt.unidentified, wasUnidentified ? 0 : rest),
        ]
        .filter { $0.1 > 0 }
        .map { Transfer(debit: debit, credit: $0.0, Money(minor: $0.1, currency)) }
        return transfers.isEmpty ? nil : try Entry(receipt.occasion(.topUp), transfers)
    }
}
