import EscrowCore
import LedgerCore
import MoneyCore

extension Projection {
    /// Adds a line to its subledger; a row of nothing goes.
    static func addToSubledger(
        _ line: Entry.Line, _ tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        try change(line.subledger, &tables, reader) { row in
            row.balance = try sum(row.balance, line.grown)
        }
    }

    /// Reserves an amount of a subledger for a plan, or frees it when it is below zero.
    static func reserve(
        _ minor: Int64, of subledger: Subledger, _ tables: inout DraftTables,
        _ reader: any BookReader
    ) throws {
        try change(subledger, &tables, reader) { row in
            row.planned = try sum(row.planned, minor)
            guard row.planned >= 0, row.free >= 0 else {
                throw EngineError.broken(
                    "a plan reserves more than \(subledger.account.number) has free")
            }
        }
    }

    private static func change(
        _ subledger: Subledger, _ tables: inout DraftTables, _ reader: any BookReader,
        _ body: (inout SubledgerRow) throws -> Void
    ) throws {
        var row = try tables.subledgers.row(subledger, reader) ?? SubledgerRow(subledger)
        try body(&row)
        if row.balance == 0, row.planned == 0 {
            tables.subledgers.remove(subledger)
        } else {
            tables.subledgers.put(row)
        }
    }

    /// What an entry says of an owner's part of an invoice line: contract, written off, paid.
    ///
    /// - Source: docs/spec/store.md#part
    static func addToPart(
        _ line: Entry.Line, of entry: Entry, _ tables: inout DraftTables,
        _ reader: any BookReader
    ) throws {
        guard let invoiceLine = line.subledger.source.invoiceLine, let owner = line.subledger.owner
        else { return }
        let account = line.subledger.account
        let isExpectation = account.kind == .memo && account != .expectedReceipts
        var change: (contract: Int64, writtenOff: Int64, paid: Int64) = (0, 0, 0)
        switch entry.event {
        case .invoiceIssued where isExpectation, .premiumSale where isExpectation:
            change = (line.grown, 0, 0)
        // What the shop gave back leaves the contract, wherever it stood; what nobody can be given
        // back is carried on a line without a contract.
        case .premiumReturned where isExpectation || Standing.order.contains(account),
            .salesReversed where isExpectation || Standing.order.contains(account):
            change = (line.grown, 0, 0)
        case .salesReversed where account == .dueFromPartyCreditNote:
            change = (-line.grown, 0, 0)
        case .writeOff where isExpectation: change = (0, -line.grown, 0)
        case .payoutSettled where account == .outgoingInFlight: change = (0, 0, line.grown)
        case .payoutReturned where entry.bringsBack(line): change = (0, 0, -line.minor)
        default: break
        }
        let givenBack = entry.givesBack(line)
        guard change != (0, 0, 0) || givenBack != 0 else { return }
        let key = PartRow.Key(line: invoiceLine, owner: owner)
        var row =
            try tables.parts.row(key, reader) ?? PartRow(invoiceLine: invoiceLine, owner: owner)
        row.givenBack = try sum(row.givenBack, givenBack)
        if entry.event == .premiumReturned { change.contract = try row.giveBack(change.contract) }
        row.contract = try sum(row.contract, change.contract)
        row.writtenOff = try sum(row.writtenOff, change.writtenOff)
        row.paid = try sum(row.paid, change.paid)
        tables.parts.put(row)
    }

    /// A receipt found its invoice: how much of it is for which.
    static func allocate(
        _ entry: Entry, to invoice: InvoiceID, _ minor: Int64, _ tables: inout DraftTables,
        _ reader: any BookReader
    ) throws {
        let key = AllocationRow.Key(
            bankLine: BankLineID(sequence: entry.evidence), invoice: invoice)
        var row =
            try tables.allocations.row(key, reader)
            ?? AllocationRow(bankLine: key.bankLine, invoice: invoice, amount: 0)
        row.amount = try sum(row.amount, minor)
        tables.allocations.put(row)
    }
}

extension PartRow {
    /// What of a change of the contract is one: of a day that was taken back no contract is left, so
    /// what is taken of its money, and given again, is given back.
    fileprivate mutating func giveBack(_ change: Int64) throws -> Int64 {
        let beyond = change > 0 ? min(change, givenBack) : min(0, contract + change)
        givenBack -= beyond
        return change - beyond
    }
}

extension Entry {
    /// What a line says that the client got of what is claimed back: repaid, netted, out of a payout
    /// that came back, or taken by his bank; not what later sales met, and not what a pool took over.
    fileprivate func givesBack(_ line: Line) -> Int64 {
        guard line.subledger.account == .dueFromPartyCreditNote else { return 0 }
        switch event {
        case .premiumReturned, .salesReversed, .pooling: return 0
        default:
            // The claim's own debit gives nothing back, but a reversal takes back what did.
            return line.side == .credit ? line.minor : reverses == nil ? 0 : -line.minor
        }
    }

    /// Whether a line of J13 says that its owner's payout came back from the bank: its credits
    /// do, but for what was in flight until then, and what a claim of 1150 hands to the client.
    fileprivate func bringsBack(_ line: Line) -> Bool {
        let isFromBank = !lines.contains {
            $0.side == .debit && $0.subledger.account == .outgoingInFlight
        }
        let meetsCreditNote = lines.contains {
            $0.side == .debit && $0.subledger.account == .backedContra
        }
        return isFromBank && line.side == .credit
            && !(meetsCreditNote && line.subledger.account == .clientRefundable)
    }
}
