public import LedgerCore
public import MoneyCore

/// Money that arrived, as the entries need it.
public struct Receipt: Hashable, Sendable {
    public let bankLine: BankLineID
    public let bank: TrustAccountID
    public let bookingDay: Day
    public let valueDay: Day
    /// Greater than zero.
    public let amount: Money
    /// Whether it is there for good; the payer can have a direct debit back.
    public let isFinal: Bool

    public init(
        bankLine: BankLineID, bank: TrustAccountID, bookingDay: Day, valueDay: Day, amount: Money,
        isFinal: Bool = true
    ) {
        self.bankLine = bankLine
        self.bank = bank
        self.bookingDay = bookingDay
        self.valueDay = valueDay
        self.amount = amount
        self.isFinal = isFinal
    }

    /// So much of it, everything else being equal.
    public func part(_ amount: Money) -> Receipt {
        Receipt(
            bankLine: bankLine, bank: bank, bookingDay: bookingDay, valueDay: valueDay,
            amount: amount, isFinal: isFinal)
    }

    public func occasion(_ event: JournalEvent) -> Entry.Occasion {
        Entry.Occasion(
            event, bookingDay: bookingDay, valueDay: valueDay, evidence: bankLine.sequence)
    }

    public var unidentified: Subledger {
        Subledger(.unidentified, bank: bank, source: .unidentified(bankLine))
    }

    /// Where its money lies: 1000, or its own subledger of 1020 while it is not final.
    ///
    /// - Source: docs/spec/receipt.md#not-final
    public var resource: Subledger { isFinal ? Subledger(.trustBank, bank: bank) : notFinal }

    public var notFinal: Subledger {
        Subledger(.incomingNotFinal, bank: bank, source: .receipt(bankLine))
    }
}

extension Entry {
    /// J2 for money that found its invoice at once; J7b for money that waited in 2000.
    ///
    /// - Parameters:
    ///   - receipt: The money.
    ///   - client: Whose invoice it is.
    ///   - split: For whom the money is.
    ///   - last: The invoice's last line, which carries what exceeds all parts.
    ///   - wasUnidentified: Whether the money waited in 2000.
    /// - Returns: An entry that credits 2010 per invoice line.
    /// - Throws: `EntryError`, for a split of nothing.
    /// - Source: docs/spec/events.md#J2
    public static func matched(
        _ receipt: Receipt, client: PartyID, split: Split, last: InvoiceLineID,
        wasUnidentified: Bool
    ) throws(EntryError) -> Entry {
        let debit =
            wasUnidentified ? receipt.unidentified : receipt.resource
        let currency = receipt.amount.currency
        var transfers = split.shares.map { share in
            Transfer(
                debit: debit,
                credit: unallocated(receipt.bank, client, share.state.line),
                Money(minor: share.amount, currency))
        }
        if split.excess > 0 {
            transfers.append(
                Transfer(
                    debit: debit, credit: unallocated(receipt.bank, client, last),
                    Money(minor: split.excess, currency)))
        }
        let event: JournalEvent = receipt.isFinal ? .receiptMatched : .directDebit
        return try Entry(
            receipt.occasion(wasUnidentified ? .receiptIdentified : event), transfers)
    }

    /// J2 for money that found its invoice while its split cannot be made: all of it waits in 2010
    /// on the invoice's last line.
    ///
    /// - Source: docs/spec/matching.md#withheld
    public static func withheld(
        _ receipt: Receipt, client: PartyID, last: InvoiceLineID, wasUnidentified: Bool
    ) throws(EntryError) -> Entry {
        try matched(
            receipt, client: client, split: Split(shares: [], excess: receipt.amount.minor),
            last: last, wasUnidentified: wasUnidentified)
    }

    /// J3: for whom the money is; memo off for what was split.
    ///
    /// - Parameters:
    ///   - receipt: What arrived.
    ///   - client: Who paid.
    ///   - split: For whom it is.
    ///   - last: The invoice's last line, which carries what exceeds all parts.
    ///   - wasWithheld: Whether all of it waits in 2010 on the last line.
    ///   - expectedAt: The trust account that the invoice names, where it was expected; nil if it came there.
    /// - Returns: The entry.
    /// - Throws: As any entry.
    /// - Source: docs/spec/events.md#J3
    public static func split(
        _ receipt: Receipt, client: PartyID, split: Split, last: InvoiceLineID,
        wasWithheld: Bool = false, expectedAt: TrustAccountID? = nil
    ) throws(EntryError) -> Entry {
        let currency = receipt.amount.currency
        let named = expectedAt ?? receipt.bank
        var money: [Transfer] = []
        var memo: [Transfer] = []
        for share in split.shares {
            let line = share.state.line
            let expected = Subledger(
                .expectedReceipts, bank: named, owner: client, source: .invoiceLine(line))
            for (part, given) in zip(share.state.parts, share.given) where given > 0 {
                let received = unallocated(receipt.bank, client, wasWithheld ? last : line)
                let expectation = Subledger(
                    part.role.expected, bank: named, owner: part.owner, source: .invoiceLine(line))
                for (account, minor) in places(
                    given, of: part, in: share.state, isFinal: receipt.isFinal)
                {
                    let entitled = Subledger(
                        account, bank: receipt.bank, owner: part.owner, source: .invoiceLine(line))
                    money.append(
                        Transfer(debit: received, credit: entitled, Money(minor: minor, currency)))
                }
                memo.append(
                    Transfer(debit: expectation, credit: expected, Money(minor: given, currency)))
            }
        }
        // What could be refunded waits in 2010 until the receipt is final.
        if split.excess > 0, receipt.isFinal {
            let received = unallocated(receipt.bank, client, last)
            money.append(
                Transfer(
                    debit: received, credit: received.moved(to: .clientRefundable),
                    Money(minor: split.excess, currency)))
        }
        return try Entry(receipt.occasion(.split), money + memo)
    }

    /// J7: money that nobody can place yet.
    ///
    /// - Source: docs/spec/events.md#J7
    public static func unidentified(_ receipt: Receipt) throws(EntryError) -> Entry {
        try Entry(
            receipt.occasion(.receiptUnidentified),
            [
                Transfer(
                    debit: receipt.resource, credit: receipt.unidentified, receipt.amount)
            ])
    }

    /// J20, first row: interest as it arrives.
    public static func interest(_ receipt: Receipt) throws(EntryError) -> Entry {
        try Entry(
            receipt.occasion(.interest),
            [
                Transfer(
                    debit: Subledger(.trustBank, bank: receipt.bank),
                    credit: Subledger(.interestToAllocate, bank: receipt.bank, source: .interest),
                    receipt.amount)
            ])
    }

    private static func unallocated(
        _ bank: TrustAccountID, _ client: PartyID, _ line: InvoiceLineID
    ) -> Subledger {
        Subledger(.unallocated, bank: bank, owner: client, source: .invoiceLine(line))
    }

    /// Where what a part gets goes: first what is disputed of it, then the rest by the release.
    static func places(
        _ given: Int64, of part: LinePart, in line: LineState, isFinal: Bool = true
    ) -> [(Account, Int64)] {
        let frozen = min(given, part.disputed)
        let aside = part.setAside(of: given)
        return [
            (.disputed, frozen), (part.role.held, aside),
            (entitlement(of: part, in: line, isFinal: isFinal), given - frozen - aside),
        ].filter { $0.1 > 0 }
    }

    private static func entitlement(
        of part: LinePart, in line: LineState, isFinal: Bool
    ) -> Account {
        let waits = !isFinal || (part.role == .agency && line.agencyWaits)
        return line.release.isHeld || waits ? part.role.held : part.role.available
    }
}
