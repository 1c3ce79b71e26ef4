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
        // With a receipt, what has just come is set aside, not what is about to become available.
        let isFresh =
            try entry.event == .taxSetAside
            && tables.bankLines.row(entry.evidence, writer) != nil
        _ = try take(line, isNewestFirst: isFresh, &tables, &writer)
    }

    /// What is held and moves to another trust account waits there for what it waited for, and
    /// since when it did.
    ///
    /// - Source: docs/spec/transfer.md#moved
    static func moveHolds(
        _ entry: Entry, _ tables: inout DraftTables, _ writer: inout any BookWriter
    ) throws {
        func isHeld(_ line: Entry.Line) -> Bool {
            PartRole.allCases.contains { $0.held == line.subledger.account }
        }
        for line in entry.lines where line.side == .debit && isHeld(line) {
            guard let target = entry.entitlementTarget else {
                throw EngineError.broken("a transfer takes what it does not give")
            }
            for taken in try take(line, isNewestFirst: false, &tables, &writer) {
                let fresh = HoldRow(
                    line.subledger.moved(to: target), cause: taken.cause, since: taken.since)
                var row = try tables.holds.row(fresh.key, writer) ?? fresh
                row.amount = try sum(row.amount, taken.amount)
                tables.holds.put(row)
            }
        }
    }

    /// Takes what a line debits: the oldest first, what came back from a payout last.
    private static func take(
        _ line: Entry.Line, isNewestFirst: Bool, _ tables: inout DraftTables,
        _ writer: inout any BookWriter
    ) throws -> [HoldRow] {
        try tables.holds.flush(&writer)
        let rows = try writer.rows(
            HoldRow.self, Selection(equals: SubledgerRow.fields(of: line.subledger)))
        var left = line.minor
        var all: [HoldRow] = []
        for var row in isNewestFirst ? rows.reversed() : rows where left > 0 {
            var taken = row
            taken.amount = min(left, row.amount)
            all.append(taken)
            left -= taken.amount
            row.amount -= taken.amount
            if row.amount == 0 {
                tables.holds.remove(row.key)
            } else {
                tables.holds.put(row)
            }
        }
        guard left == 0 else {
            throw EngineError.broken("\(line.subledger.account.number) has less than is taken")
        }
        return all
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
            try undisputePooled(decision, &tables, &writer)
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
}
