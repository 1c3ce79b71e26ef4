public import LedgerCore
public import MoneyCore

extension Entry {
    /// J11, and J14 for the agency's own share: the payout is with the bank.
    ///
    /// - Source: docs/spec/events.md#J11
    public static func exported(
        _ payout: Payout, id: PayoutID, on day: Day
    ) throws(EntryError)
        -> Entry
    {
        let event: JournalEvent = payout.account == .agencyAvailable ? .sweep : .payoutExported
        return try Entry(
            Occasion(event, bookingDay: day, evidence: id.sequence),
            payout.parts.map { part in
                let entitled = payout.subledger(of: part)
                return Transfer(
                    debit: entitled, credit: entitled.moved(to: .outgoingInFlight), part.amount)
            })
    }

    /// J12: the bank paid it.
    ///
    /// - Source: docs/spec/events.md#J12
    public static func settled(_ payout: Payout, by receipt: Receipt) throws(EntryError) -> Entry {
        try Entry(
            receipt.occasion(.payoutSettled),
            payout.parts.map { part in
                Transfer(
                    debit: payout.subledger(of: part).moved(to: .outgoingInFlight),
                    credit: Subledger(.trustBank, bank: receipt.bank), part.amount)
            })
    }

    /// J13: it came back, to the held account, so that it does not become payable by itself.
    ///
    /// What the banks kept of it is the agency's to carry: from its top-up as far as that
    /// reaches, else due from it.
    ///
    /// - Parameters:
    ///   - payout: The payout that came back.
    ///   - receipt: What came back of it.
    ///   - charge: What the banks kept of it.
    ///   - agency: Who carries the charge.
    ///   - topUp: What there is in 2800, in minor units.
    /// - Returns: An entry that credits every part of the payout in full.
    /// - Throws: `EntryError`, which a payout of the book does not cause.
    /// - Source: docs/spec/events.md#J13
    public static func returned(
        _ payout: Payout, by receipt: Receipt, charge: Money, agency: PartyID, topUp: Int64
    ) throws(EntryError) -> Entry {
        let bank = Subledger(.trustBank, bank: receipt.bank)
        var transfers: [Transfer] = []
        var chargeLeft = charge.minor
        var topUpLeft = topUp
        for part in payout.parts {
            let back = payout.subledger(of: part).moved(to: payout.account.held)
            let byCharge = min(chargeLeft, part.amount.minor)
            let byTopUp = min(byCharge, topUpLeft)
            chargeLeft -= byCharge
            topUpLeft -= byTopUp
            for (debit, minor) in [
                (bank, part.amount.minor - byCharge),
                (agencyTopUp(receipt.bank, agency), byTopUp),
                (agencyFee(receipt.bank, agency), byCharge - byTopUp),
            ] where minor > 0 {
                transfers.append(
                    Transfer(debit: debit, credit: back, Money(minor: minor, part.amount.currency)))
            }
        }
        return try Entry(receipt.occasion(.payoutReturned), transfers)
    }

    static func agencyTopUp(_ bank: TrustAccountID, _ agency: PartyID) -> Subledger {
        Subledger(.agencyTopUp, bank: bank, owner: agency, source: .topUp)
    }

    static func agencyFee(_ bank: TrustAccountID, _ agency: PartyID) -> Subledger {
        Subledger(.dueFromAgencyFee, bank: bank, owner: agency)
    }
}

extension Account {
    /// Where a returned payout goes: the held account of what was available.
    var held: Account {
        switch self {
        case .freelancerAvailable: .freelancerHeld
        case .agencyAvailable: .agencyHeld
        case .producerAvailable: .producerHeld
        default: self
        }
    }
}
