import EscrowCore
import LedgerCore
import MoneyCore

extension Projection {
    /// Moves the open position of an owner on an invoice line, and with it what is payable.
    static func move(
        _ line: Entry.Line, _ invoiceLine: InvoiceLineID, _ owner: PartyID, _ event: JournalEvent,
        _ tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        let account = line.subledger.account
        // The expectation of the client is the sum of the others', so it has no position.
        if account == .expectedReceipts { return }
        let key = LineOwner(line: invoiceLine, owner: owner)
        var row =
            try tables.positions.row(key, reader)
            ?? PositionRow(invoiceLine: invoiceLine, owner: owner)
        switch account {
        case .expectedFreelancer, .expectedAgency, .expectedProducer:
            row.expected = try sum(row.expected, line.grown)
            if event == .invoiceIssued { row.contract = try sum(row.contract, line.grown) }
        case .unallocated: row.unallocated = try sum(row.unallocated, line.grown)
        case .freelancerHeld, .agencyHeld, .producerHeld:
            row.held = try sum(row.held, line.grown)
            if event == .payoutReturned { row.paid = try sum(row.paid, -line.grown) }
        case .freelancerAvailable, .agencyAvailable, .producerAvailable:
            row.available = try sum(row.available, line.grown)
        case .disputed: row.disputed = try sum(row.disputed, line.grown)
        case .clientRefundable: row.refundable = try sum(row.refundable, line.grown)
        case .outgoingInFlight:
            row.inFlight = try sum(row.inFlight, -line.grown)
            if event == .payoutSettled { row.paid = try sum(row.paid, line.grown) }
        case .dueFromAgencyReturnedReceipt, .dueFromBeneficiary, .dueFromClient:
            row.claimed = try sum(row.claimed, line.grown)
        case .trustBank, .incomingNotFinal, .balanceAtFailedBank, .depositGuaranteeClaim,
            .dueFromAgencyFee, .dueFromAgencyMisdirected, .dueFromPartyCreditNote, .unidentified,
            .taxSetAside, .interestToAllocate, .agencyTopUp, .pool, .backedContra, .rounding,
            .expectedReceipts:
            return
        }
        tables.positions.put(row)
        try offer(row, account, line.subledger.bank, &tables, reader)
    }

    /// Lists what a plan can take, and takes off the list what it cannot.
    private static func offer(
        _ row: PositionRow, _ account: Account, _ bank: TrustAccountID,
        _ tables: inout DraftTables, _ reader: any BookReader
    ) throws {
        switch account {
        case .freelancerAvailable, .agencyAvailable, .producerAvailable: break
        default: return
        }
        list(row, account, bank, &tables)
    }

    static func list(
        _ row: PositionRow, _ account: Account, _ bank: TrustAccountID, _ tables: inout DraftTables
    ) {
        if row.payable > 0 {
            tables.payables.put(
                PayableRow(
                    owner: row.owner, invoiceLine: row.invoiceLine, account: account, bank: bank,
                    amount: row.payable))
        } else {
            tables.payables.remove(row.key)
        }
    }
}
