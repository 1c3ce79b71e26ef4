public import LedgerCore
public import MoneyCore

extension Entry {
    /// J11, and J6, J7c, J14, J22b, J29 and J33 for what it is paid out of: the payout is with the
    /// bank.
    ///
    /// - Source: docs/spec/events.md#J11
    public static func exported(
        _ payout: Payout, id: PayoutID, on day: Day
    ) throws(EntryError)
        -> Entry
    {
        if let target = payout.target {
            return try transferred(payout, id: id, to: target, on: day)
        }
        return try Entry(
            Occasion(payout.account.exportEvent, bookingDay: day, evidence: id.sequence),
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

    static func agencyTopUp(_ bank: TrustAccountID, _ agency: PartyID) -> Subledger {
        Subledger(.agencyTopUp, bank: bank, owner: agency, source: .topUp)
    }

    static func agencyFee(_ bank: TrustAccountID, _ agency: PartyID) -> Subledger {
        Subledger(.dueFromAgencyFee, bank: bank, owner: agency)
    }
}

extension Account {
    /// What it is called when money leaves this entitlement.
    var exportEvent: JournalEvent {
        switch self {
        case .agencyAvailable: .sweep
        case .clientRefundable: .refund
        case .unidentified: .receiptSentBack
        case .taxSetAside: .taxPaid
        case .agencyTopUp: .topUpWithdrawn
        case .trustBank: .accountTransfer
        default: .payoutExported
        }
    }

    /// Whether it is the agency's own money, which stays while the trust has a shortfall.
    ///
    /// - Source: docs/spec/payout.md#shortfall
    public var isAgencyOwn: Bool {
        self == .agencyAvailable || self == .taxSetAside || self == .agencyTopUp
    }
}
