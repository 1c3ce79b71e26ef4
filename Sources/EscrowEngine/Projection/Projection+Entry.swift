import EscrowCore
import LedgerCore
import MoneyCore

extension Projection {
    /// Posts an entry: balances, totals, controls, subledgers, parts and the owners' postings.
    static func post(
        _ entry: Entry, _ record: LogRecord, to tables: inout DraftTables,
        _ writer: inout any BookWriter
    ) throws {
        if entry.event.isPayout {
            try free(entry, in: &tables, writer)
        }
        var owners: [PartyID] = []
        for line in entry.lines {
            try addToBalance(line, &tables, writer)
            try addToSubledger(line, &tables, writer)
            if !entry.event.movesEntitlements { try addToHold(line, entry, &tables, &writer) }
            try addToControl(line, entry, record, &tables, writer)
            if let owner = line.subledger.owner {
                try addToTotal(line, owner, entry, record, &tables, writer)
                if !owners.contains(owner) { owners.append(owner) }
                try addToPart(line, of: entry, &tables, writer)
            }
            if !entry.event.paysShare { try addToPoolClaim(line, entry, &tables, writer) }
            if case .transfer(let payout) = line.subledger.source {
                try writer.put([TransitRow(line, of: payout, entry, record)])
            }
            if case .unidentified(let bankLine) = line.subledger.source,
                line.subledger.account == .unidentified
            {
                try place(line, bankLine, &tables, writer)
            }
        }
        if entry.event.movesEntitlements { try moveHolds(entry, &tables, &writer) }
        // What nobody owns yet is found under nobody: unidentified money, interest, the pool.
        let isUnowned = entry.lines.contains {
            $0.subledger.account.kind == .entitlement && !$0.subledger.account.needsOwner
        }
        for owner in owners.map(\.sequence) + (isUnowned ? [0] : []) {
            tables.postings.put(
                PostingRow(
                    owner: owner, bookingDay: entry.bookingDay,
                    sequence: record.sequence, recordedDay: record.recordedDay))
        }
        try markLate(entry, record, &tables, writer)
        switch entry.event {
        case .receiptMatched, .receiptIdentified: try payInvoice(entry, &tables, writer)
        case .directDebit where entry.lines.contains { $0.subledger.account == .unallocated }:
            try payInvoice(entry, &tables, writer)
        case .receiptTakenBack, .clawback, .reallocation:
            try reallocate(entry, &tables, writer)
        case .dispute, .creditNote, .writeOff, .misdirected, .premiumReturned, .salesReversed:
            tables.hasMisdirected = nil
            try changeOpen(entry, &tables, writer)
        // What exceeded all parts of a direct debit waits no longer once it is final.
        case .split where !entry.lines.contains { $0.subledger.account == .expectedReceipts }:
            try changeOpen(entry, &tables, writer)
        default: break
        }
    }

    private static func addToBalance(
        _ line: Entry.Line, _ tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        let subledger = line.subledger
        let key = BalanceRow.Key(
            account: subledger.account, owner: subledger.owner?.sequence ?? 0,
            bank: subledger.bank.sequence)
        var row =
            try tables.balances.row(key, reader)
            ?? BalanceRow(account: key.account, owner: key.owner, bank: key.bank, amount: 0)
        row.amount = try sum(row.amount, line.grown)
        tables.balances.put(row)
        if subledger.account.kind == .cashClaim, let open = tables.openClaims {
            tables.openClaims = try sum(open, line.grown)
        }
    }

    private static func addToTotal(
        _ line: Entry.Line, _ owner: PartyID, _ entry: Entry, _ record: LogRecord,
        _ tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        let key = TotalRow.Key(
            owner: owner.sequence, account: line.subledger.account, bookingDay: entry.bookingDay,
            recordedDay: record.recordedDay)
        var row =
            try tables.totals.row(key, reader)
            ?? TotalRow(
                owner: key.owner, account: key.account, bookingDay: key.bookingDay,
                recordedDay: key.recordedDay, debit: 0, credit: 0)
        switch line.side {
        case .debit: row.debit = try sum(row.debit, line.minor)
        case .credit: row.credit = try sum(row.credit, line.minor)
        }
        tables.totals.put(row)
    }

    private static func addToControl(
        _ line: Entry.Line, _ entry: Entry, _ record: LogRecord, _ tables: inout DraftTables,
        _ reader: any BookReader
    ) throws {
        let key = ControlRow.Key(
            bank: line.subledger.bank.sequence, account: line.subledger.account,
            bookingDay: entry.bookingDay, recordedDay: record.recordedDay)
        var row =
            try tables.controls.row(key, reader)
            ?? ControlRow(
                bank: key.bank, account: key.account, bookingDay: key.bookingDay,
                recordedDay: key.recordedDay, debit: 0, credit: 0)
        switch line.side {
        case .debit: row.debit = try sum(row.debit, line.minor)
        case .credit: row.credit = try sum(row.credit, line.minor)
        }
        tables.controls.put(row)
    }

    /// What of a receipt is still unidentified.
    private static func place(
        _ line: Entry.Line, _ bankLine: BankLineID, _ tables: inout DraftTables,
        _ reader: any BookReader
    ) throws {
        guard var row = try tables.bankLines.row(bankLine.sequence, reader) else {
            throw EngineError.broken("an entry names bank line \(bankLine), which does not exist")
        }
        row.open = try sum(row.open, line.grown)
        tables.bankLines.put(row)
    }

    /// A matched receipt pays its invoice as far as the invoice is open.
    private static func payInvoice(
        _ entry: Entry, _ tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        let credits = entry.lines.filter { $0.side == .credit }
        guard let line = credits.first?.subledger.source.invoiceLine,
            var row = try tables.invoices.row(line.invoice.sequence, reader)
        else { throw EngineError.broken("a receipt names an invoice that does not exist") }
        let paid = credits.reduce(Int64(0)) { $0 + $1.minor }
        row.open = max(0, row.open - paid)
        tables.invoices.put(row)
        try allocate(entry, to: line.invoice, paid, &tables, reader)
    }

    static func sum(_ left: Int64, _ right: Int64) throws -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        guard !overflow else { throw MoneyError.overflow }
        return sum
    }
}

extension Entry.Line {
    /// By how much the line lets its account grow on its normal side.
    var grown: Int64 { side == subledger.account.normalSide ? minor : -minor }
}
