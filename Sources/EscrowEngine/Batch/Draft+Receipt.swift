import EscrowCore
import LedgerCore
import MoneyCore

/// What became of a receipt, as this batch leaves it so far.
extension Draft {
    /// What of a receipt is for which invoice; invoices from which all was taken again are named
    /// with zero.
    mutating func allocations(of receipt: BankLineID) throws -> [AllocationRow] {
        try tables.allocations.flush(&writer)
        return try writer.rows(
            AllocationRow.self, Selection(equals: [.integer(receipt.sequence)]))
    }

    mutating func allocations(to invoice: InvoiceID) throws -> [AllocationRow] {
        try tables.allocations.flush(&writer)
        return try writer.rows(
            AllocationRow.self,
            Selection(index: "allocationByInvoice", equals: [.integer(invoice.sequence)]))
    }

    /// What of a receipt is allocated or unidentified, in minor units.
    mutating func left(of receipt: BankLineID) throws -> Int64 {
        let open = try tables.bankLines.row(receipt.sequence, writer)?.open ?? 0
        return try allocations(of: receipt).reduce(open) { $0 + $1.amount }
    }

    /// Whether a receipt is there for good: no part of it stands in 1020.
    mutating func isFinal(_ receipt: BankLineID, bank: TrustAccountID) throws -> Bool {
        try balance(Self.notFinal(receipt, bank)) == 0
    }

    static func notFinal(_ receipt: BankLineID, _ bank: TrustAccountID) -> Subledger {
        Subledger(.incomingNotFinal, bank: bank, source: .receipt(receipt))
    }

    /// What one party got of a receipt on one line.
    struct Given {
        let line: InvoiceLineID
        let owner: PartyID
        let role: PartRole
        var amount: Int64
    }

    /// What the parties of an invoice have of a receipt: what its splits gave them, less what was
    /// taken out again.
    mutating func given(of receipt: BankLineID, on invoice: InvoiceID) throws -> [Given] {
        var shares = ReceiptShares(invoice, book.currency)
        for (_, entry) in try entries(of: receipt) { try shares.add(entry) }
        return shares.given.filter { $0.amount > 0 }
    }

    /// Whether a split was ever made of a receipt.
    mutating func wasSplit(_ receipt: BankLineID) throws -> Bool {
        try entries(of: receipt).contains { !$0.entry.event.isArrival }
    }

    /// The entries that brought the money of a receipt to invoices, gave it to parties, or took it
    /// out again.
    mutating func entries(
        of receipt: BankLineID
    ) throws -> [(sequence: Int64, entry: Entry)] {
        let allocations = try allocations(of: receipt)
        guard let row = try tables.bankLines.row(receipt.sequence, writer), !allocations.isEmpty
        else { return [] }
        // Most receipts were split as they came, and nothing happened to them since: nobody decided
        // about them but a rule.
        if allocations.count == 1, allocations[0].amount == row.amount, row.meaning == .matched,
            let rule = row.rule, rule != .person,
            case .entry(let split) = try fact(at: receipt.sequence + 2), split.event == .split,
            split.evidence == receipt.sequence
        {
            return [(receipt.sequence + 2, split)]
        }
        var clients: Set<PartyID> = []
        for allocation in allocations {
            if let invoice = try tables.invoices.row(allocation.invoice.sequence, writer) {
                clients.insert(invoice.client)
            }
        }
        return try entries(of: receipt, from: row.bookingDay, in: clients)
    }

    private mutating func entries(
        of receipt: BankLineID, from day: Day, in clients: Set<PartyID>
    ) throws -> [(sequence: Int64, entry: Entry)] {
        try tables.postings.flush(&writer)
        var sequences: Set<Int64> = []
        for client in clients {
            for posting in try writer.rows(
                PostingRow.self,
                Selection(equals: [.integer(client.sequence)], from: .integer(Int64(day.number))))
            { sequences.insert(posting.sequence) }
        }
        var found: [Int64: Entry] = [:]
        for sequence in sequences.sorted() {
            guard case .entry(let entry) = try fact(at: sequence) else { continue }
            if let reversed = entry.reverses {
                if found[reversed] != nil { found[sequence] = entry }
            } else if try concerns(entry, receipt) {
                found[sequence] = entry
            }
        }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private mutating func concerns(_ entry: Entry, _ receipt: BankLineID) throws -> Bool {
        switch entry.event {
        case .split, .clawback, .reallocation, .receiptMatched, .receiptIdentified, .directDebit:
            return entry.evidence == receipt.sequence
        case .receiptTakenBack:
            return try tables.bankLines.row(entry.evidence, writer)?.receipt == receipt
        default: return false
        }
    }
}

extension PartRole {
    /// Whose expectation a memo account holds; nil for every other account.
    init?(expectedIn account: Account) {
        guard let role = Self.allCases.first(where: { $0.expected == account }) else { return nil }
        self = role
    }
}
