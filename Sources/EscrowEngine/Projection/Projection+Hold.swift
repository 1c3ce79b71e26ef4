import EscrowCore
import LedgerCore
import MoneyCore

extension Projection {
    /// What a line does to a held account: a credit brings an amount in with its cause and day, a
    /// debit takes the oldest first, what came back from a payout last.
    ///
    /// - Source: docs/spec/hold.md#amounts
    static func addToHold(
        _ line: Entry.Line, _ entry: Entry, _ tables: inout DraftTables,
        _ writer: inout any BookWriter
    ) throws {
        guard PartRole.allCases.contains(where: { $0.held == line.subledger.account }) else {
            return
        }
        guard line.side == .debit else {
            let fresh = HoldRow(
                line.subledger, cause: HoldCause(entry.event), since: entry.bookingDay)
            var row = try tables.holds.row(fresh.key, writer) ?? fresh
            row.amount = try sum(row.amount, line.minor)
            tables.holds.put(row)
            return
        }
        try tables.holds.flush(&writer)
        let rows = try writer.rows(
            HoldRow.self, Selection(equals: SubledgerRow.fields(of: line.subledger)))
        var left = line.minor
        // With a receipt, what has just come is set aside, not what is about to become available.
        let isFresh =
            try entry.event == .taxSetAside
            && tables.bankLines.row(entry.evidence, writer) != nil
        for var row in isFresh ? rows.reversed() : rows where left > 0 {
            let taken = min(left, row.amount)
            left -= taken
            row.amount -= taken
            if row.amount == 0 {
                tables.holds.remove(row.key)
            } else {
                tables.holds.put(row)
            }
        }
        guard left == 0 else {
            throw EngineError.broken("\(line.subledger.account.number) has less than is taken")
        }
    }

    /// A dispute begins, or is decided; the client's part of it is no longer in the contract.
    static func add(
        _ dispute: Dispute, _ sequence: Int64, to tables: inout DraftTables,
        _ writer: inout any BookWriter
    ) throws {
        tables.openDisputes = nil
        switch dispute {
        case .opened(let opening):
            try writer.put([
                DisputeRow(
                    id: DisputeID(sequence: sequence), invoiceLine: opening.line,
                    owner: opening.owner, amount: opening.amount.minor)
            ])
        case .decided(let decision):
            guard
                var row = try writer.row(
                    DisputeRow.self, key: [.integer(decision.dispute.sequence)])
            else { throw EngineError.broken("dispute \(decision.dispute) does not exist") }
            row.forClient = try sum(row.forClient, decision.forClient.minor)
            row.forParty = try sum(row.forParty, decision.forParty.minor)
            try writer.put([row])
            try lowerContract(
                PartRow.Key(line: decision.line, owner: decision.owner),
                by: decision.forClient.minor, in: &tables, writer)
        }
    }

    /// An owner's whole part of a line falls.
    static func lowerContract(
        _ key: PartRow.Key, by minor: Int64, in tables: inout DraftTables,
        _ reader: any BookReader
    ) throws {
        guard minor != 0 else { return }
        guard var row = try tables.parts.row(key, reader) else {
            throw EngineError.broken("line \(key.line) has no part of \(key.owner)")
        }
        row.contract = try sum(row.contract, -minor)
        tables.parts.put(row)
    }

    /// What an entry other than a receipt says of what is still open of invoices: expectations that
    /// come or go, and money of another invoice that pays.
    static func changeOpen(
        _ entry: Entry, _ tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        for line in entry.lines {
            guard let invoice = line.subledger.source.invoiceLine?.invoice else { continue }
            let account = line.subledger.account
            guard
                account == .expectedReceipts || (account == .unallocated && line.side == .credit)
            else { continue }
            guard var row = try tables.invoices.row(invoice.sequence, reader) else {
                throw EngineError.broken("an entry names invoice \(invoice), which does not exist")
            }
            row.open = min(row.gross, max(0, try sum(row.open, line.signed)))
            tables.invoices.put(row)
        }
    }
}
