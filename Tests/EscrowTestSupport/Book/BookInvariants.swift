import EscrowCore
package import EscrowEngine
package import LedgerCore
import MoneyCore

/// The invariants of the chart, computed by a fold over all entries of the log, without any table.
///
/// - Source: docs/spec/chart.md#invariants
package struct BookInvariants {
    private var snapshot = Snapshot()
    /// Debit less credit per invoice: what it received less what left it.
    private var received: [InvoiceID: Int64] = [:]
    private var paid: [InvoiceID: Int64] = [:]
    private var entries: [Int64: Entry] = [:]
    package private(set) var findings: [String] = []

    package init() {}

    /// What is wrong after any entry of a book, the newest entry included.
    package static func findings(_ store: any LedgerStore) async throws -> [String] {
        try await store.read { reader in
            var invariants = BookInvariants()
            let size = try reader.head()?.size ?? 0
            var next: Int64 = 1
            while next <= size {
                let records = try reader.records(from: next, limit: 1_000)
                guard let last = records.last else { break }
                for stored in records where stored.record.kind == .entry {
                    guard case .entry(let entry)? = try reader.fact(at: stored.record.sequence)
                    else { continue }
                    invariants.post(entry, at: stored.record.sequence)
                }
                next = last.record.sequence + 1
            }
            invariants.close()
            return invariants.findings
        }
    }

    package mutating func post(_ entry: Entry, at sequence: Int64) {
        entries[sequence] = entry
        snapshot.post(entry)
        balance(entry, sequence)
        signs(entry, sequence)
        conserve(entry, sequence)
    }

    /// I1 and I10 per entry, I2 over all.
    private mutating func balance(_ entry: Entry, _ sequence: Int64) {
        func sum(_ take: (Account) -> Bool) -> Int64 {
            entry.lines.filter { take($0.subledger.account) }.reduce(0) { $0 + $1.signed }
        }
        if sum({ $0.kind != .memo }) != 0 { add(sequence, entry, "I1: money does not balance") }
        if sum({ $0.kind == .memo }) != 0 { add(sequence, entry, "I10: memo does not balance") }
        let money = sum { $0.kind == .resource || $0.kind == .cashClaim || $0.kind == .entitlement }
        if money != 0 { add(sequence, entry, "I2: resource and requirement part by \(money)") }
    }

    /// I4, and I10's "no expectation below zero", on every subledger that the entry touched.
    private mutating func signs(_ entry: Entry, _ sequence: Int64) {
        for line in entry.lines {
            let balance = snapshot.balances[line.subledger] ?? 0
            let grown = line.subledger.account.normalSide == .debit ? balance : -balance
            switch line.subledger.account {
            case .trustBank: break
            case .outgoingInFlight:
                if grown > 0 { add(sequence, entry, "I4: 1010 is above zero") }
            case .rounding:
                if grown != 0 { add(sequence, entry, "I4: 2990 is not zero") }
            default:
                if grown < 0 {
                    add(sequence, entry, "I4: \(line.subledger.account.number) is \(grown)")
                }
            }
        }
    }

    /// I11 per invoice: only events that bring money to an invoice or take it away change what it
    /// received; all others move it between its entitlements, its payouts and its claims.
    private mutating func conserve(_ entry: Entry, _ sequence: Int64) {
        var changes: [InvoiceID: Int64] = [:]
        // Interest nets too, and is of no invoice.
        var others: Int64 = 0
        for line in entry.lines {
            guard let invoice = line.subledger.source.invoiceLine?.invoice else {
                if line.subledger.source == .interest { others -= line.signed }
                continue
            }
            switch line.subledger.account.kind {
            case .entitlement, .cashClaim: changes[invoice, default: 0] -= line.signed
            case .resource:
                // In flight: a credit goes out, a debit arrives at the payee or comes back.
                changes[invoice, default: 0] -= line.signed
                if line.side == .debit, entry.event == .payoutSettled {
                    changes[invoice, default: 0] += line.minor
                    paid[invoice, default: 0] += line.minor
                }
            case .backedClaim, .backedContra, .rounding, .memo: break
            }
            let kind = line.subledger.account.kind
            if entry.event == .payoutReturned, line.side == .credit,
                kind == .entitlement || kind == .cashClaim,
                entry.lines.contains(where: { $0.subledger.account == .trustBank })
            {
                paid[invoice, default: 0] -= line.minor
                changes[invoice, default: 0] -= line.minor
            }
        }
        judge(changes, others, entry, sequence)
        for (invoice, change) in changes { received[invoice, default: 0] += change }
    }

    private mutating func judge(
        _ changes: [InvoiceID: Int64], _ others: Int64, _ entry: Entry, _ sequence: Int64
    ) {
        let event = entry.reverses.flatMap { entries[$0]?.event } ?? entry.event
        let isMirrored = entry.reverses != nil
        for (invoice, change) in changes where change != 0 {
            let direction = isMirrored ? -change : change
            switch Self.flow(event, entry) {
            case .within:
                add(sequence, entry, "I11: invoice \(invoice) has \(change) more than it received")
            case .brings where direction < 0, .takes where direction > 0:
                add(sequence, entry, "I11: invoice \(invoice) changes by \(change)")
            case .brings, .takes, .between, .either: break
            }
        }
        if Self.flow(event, entry) == .between, changes.values.reduce(others, +) != 0 {
            add(sequence, entry, "I11: netting makes or loses money")
        }
    }

    private enum Flow { case within, brings, takes, between, either }

    /// What an event does to the money that an invoice received.
    private static func flow(_ event: JournalEvent, _ entry: Entry) -> Flow {
        switch event {
        case .receiptMatched, .receiptIdentified, .directDebit, .recovery, .topUp, .premiumSale:
            .brings
        case .receiptTakenBack: .takes
        // A claim that is met in cash; by money of another invoice; or money that pays a later one.
        case .creditNote:
            entry.lines.contains { $0.subledger.account == .unidentified } ? .brings : .between
        // A person took it off the invoice: it is nobody's again.
        case .reallocation:
            entry.lines.contains { $0.subledger.account == .unidentified } ? .takes : .between
        case .netting, .misdirected: .between
        // Own claims are met over all invoices, and a dividend comes back to what was lost.
        case .pooling, .bankFailure: .either
        case .invoiceIssued, .split, .refund, .receiptUnidentified, .dispute, .release,
            .agencyShareAvailable, .payoutExported, .payoutSettled, .payoutReturned, .sweep,
            .bankCharge, .interest, .taxSetAside, .writeOff, .clawback,
            .topUpWithdrawn, .unorderedDebit, .accountTransfer, .reversal, .receiptSentBack,
            .taxPaid, .transferArrived, .transferBack, .premiumReturned, .salesReversed:
            .within
        }
    }

    /// I2b per owner and invoice, and I11 once more as an equation over what stands at the end.
    package mutating func close() {
        struct Key: Hashable {
            let owner: PartyID?
            let invoice: InvoiceID?
        }
        var backed: [Key: Int64] = [:]
        var standing: [InvoiceID: Int64] = [:]
        for (subledger, balance) in snapshot.balances {
            let invoice = subledger.source.invoiceLine?.invoice
            switch subledger.account.kind {
            case .backedClaim, .backedContra:
                backed[Key(owner: subledger.owner, invoice: invoice), default: 0] += balance
            case .entitlement, .cashClaim, .resource:
                if let invoice { standing[invoice, default: 0] -= balance }
            case .rounding, .memo: break
            }
        }
        for (key, sum) in backed where sum != 0 {
            findings.append("I2b: \(String(describing: key)) is \(sum)")
        }
        for invoice in Set(received.keys).union(standing.keys).union(paid.keys) {
            let right = standing[invoice, default: 0] + paid[invoice, default: 0]
            let left = received[invoice, default: 0]
            if left != right {
                findings.append("I11: invoice \(invoice) received \(left), and has \(right)")
            }
        }
    }

    private mutating func add(_ sequence: Int64, _ entry: Entry, _ text: String) {
        findings.append("record \(sequence), \(entry.event.code): \(text)")
    }
}
