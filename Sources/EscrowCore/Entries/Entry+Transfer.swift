public import LedgerCore
public import MoneyCore

extension Entry {
    /// J33: a transfer is with the bank; what it moves stands in the other trust account now, and
    /// its money is on its way there.
    ///
    /// - Source: docs/spec/transfer.md#entries
    static func transferred(
        _ payout: Payout, id: PayoutID, to target: TrustAccountID, on day: Day
    ) throws(EntryError) -> Entry {
        let moved = payout.entitledParts.map { part in
            let entitled = payout.subledger(of: part)
            return Transfer(debit: entitled, credit: entitled.moved(to: target), part.amount)
        }
        let money = Transfer(
            debit: Subledger.incoming(id, at: target), credit: .outgoing(id, of: payout),
            payout.amount)
        return try Entry(
            Occasion(.accountTransfer, bookingDay: day, evidence: id.sequence), moved + [money])
    }

    /// J12 of a transfer: the account that it comes from has paid it.
    ///
    /// - Source: docs/spec/transfer.md#entries
    public static func transferDebited(
        _ payout: Payout, id: PayoutID, by receipt: Receipt
    ) throws(EntryError) -> Entry {
        try Entry(
            receipt.occasion(.payoutSettled),
            [
                Transfer(
                    debit: .outgoing(id, of: payout),
                    credit: Subledger(.trustBank, bank: receipt.bank), payout.amount)
            ])
    }

    /// J33b: the account that a transfer goes to has its money.
    ///
    /// - Parameters:
    ///   - payout: The transfer.
    ///   - id: Its id.
    ///   - receipt: What arrived of it.
    ///   - carried: Who carries what the banks kept of it.
    /// - Returns: An entry that credits 1020 with the whole transfer.
    /// - Throws: `EntryError`, which a transfer of the book does not cause.
    /// - Source: docs/spec/transfer.md#entries
    public static func transferArrived(
        _ payout: Payout, id: PayoutID, by receipt: Receipt, _ carried: CarriedCharge
    ) throws(EntryError) -> Entry {
        try Entry(
            receipt.occasion(.transferArrived),
            carried.debits(receipt, of: payout.amount, credit: .incoming(id, at: receipt.bank)))
    }

    /// J33c: a transfer came back, and what it moved moves back as it stands.
    ///
    /// - Parameters:
    ///   - payout: The transfer.
    ///   - id: Its id.
    ///   - receipt: What came back of it.
    ///   - carried: Who carries what the banks kept of it.
    ///   - standing: Where what it moved stands now; what does not stand any more is not in it.
    /// - Returns: An entry that credits 1020 with the whole transfer.
    /// - Throws: `EntryError`, which a transfer of the book does not cause.
    /// - Source: docs/spec/transfer.md#back
    public static func transferReturned(
        _ payout: Payout, id: PayoutID, by receipt: Receipt, _ carried: CarriedCharge,
        standing: [Standing.Place]
    ) throws(EntryError) -> Entry {
        guard let target = payout.target else { throw .empty }
        return try Entry(
            receipt.occasion(.transferBack),
            carried.debits(receipt, of: payout.amount, credit: .incoming(id, at: target))
                + back(standing, payout))
    }

    /// J33c without a bank line: the bank does not execute the transfer.
    ///
    /// - Parameters:
    ///   - payout: The transfer.
    ///   - id: Its id.
    ///   - status: The record that says so.
    ///   - day: The day on which it is recorded.
    ///   - standing: As for one that came back.
    /// - Returns: An entry that debits 1010 with the whole transfer.
    /// - Throws: `EntryError`, which a transfer of the book does not cause.
    /// - Source: docs/spec/transfer.md#back
    public static func transferRejected(
        _ payout: Payout, id: PayoutID, status: Int64, on day: Day, standing: [Standing.Place]
    ) throws(EntryError) -> Entry {
        guard let target = payout.target else { throw .empty }
        return try Entry(
            Occasion(.transferBack, bookingDay: day, evidence: status),
            [
                Transfer(
                    debit: .outgoing(id, of: payout), credit: .incoming(id, at: target),
                    payout.amount)
            ] + back(standing, payout))
    }

    private static func back(_ standing: [Standing.Place], _ payout: Payout) -> [Transfer] {
        standing.map {
            Transfer(
                debit: $0.subledger, credit: $0.subledger.moved(to: payout.bank),
                Money(minor: $0.amount, payout.amount.currency))
        }
    }
}

extension Entry {
    /// The account to which an entry of a transfer moves entitlements; nil if it moves none.
    public var entitlementTarget: TrustAccountID? {
        guard event.movesEntitlements else { return nil }
        return lines.first { $0.side == .credit && $0.subledger.account.kind == .entitlement }?
            .subledger.bank
    }
}

/// What the banks kept of money on its way, and who carries it: the agency, from its top-up as far
/// as that reaches.
public struct CarriedCharge: Hashable, Sendable {
    public let agency: PartyID
    /// In minor units, 0 or more.
    public let charge: Int64
    /// What there is in 2800 of the account, in minor units.
    public let topUp: Int64

    public init(agency: PartyID, charge: Int64, topUp: Int64) {
        self.agency = agency
        self.charge = charge
        self.topUp = topUp
    }

    /// Debits what came and what the agency carries, against one credit.
    func debits(_ receipt: Receipt, of whole: Money, credit: Subledger) -> [Entry.Transfer] {
        let byTopUp = min(charge, topUp)
        return [
            (Subledger(.trustBank, bank: receipt.bank), whole.minor - charge),
            (Entry.agencyTopUp(receipt.bank, agency), byTopUp),
            (Entry.agencyFee(receipt.bank, agency), charge - byTopUp),
        ].filter { $0.1 > 0 }.map {
            Entry.Transfer(
                debit: $0.0, credit: credit, Money(minor: $0.1, whole.currency))
        }
    }
}

extension Subledger {
    /// The money of a transfer that the account it goes to does not have yet.
    public static func incoming(_ id: PayoutID, at target: TrustAccountID) -> Subledger {
        Subledger(.incomingNotFinal, bank: target, source: .transfer(id))
    }

    /// The money of a transfer that has not left yet.
    static func outgoing(_ id: PayoutID, of payout: Payout) -> Subledger {
        Subledger(.outgoingInFlight, bank: payout.bank, source: .transfer(id))
    }
}

extension Account {
    /// Whether a transfer moves it: what somebody owns, and whose owner stays the same.
    ///
    /// What nobody owns yet, what waits for its split, and the agency's top-up stay where they are.
    ///
    /// - Source: docs/spec/transfer.md#moved
    public var isTransferable: Bool {
        kind == .entitlement && needsOwner && self != .unallocated && self != .agencyTopUp
    }
}
