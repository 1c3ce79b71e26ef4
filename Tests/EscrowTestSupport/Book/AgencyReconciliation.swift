package import EscrowCore
import LedgerCore
package import MoneyCore

/// The agency's own book beside the trust book that it was read from, and what must be equal in both.
///
/// Both sides are sums of their own: this one knows nothing of how entries become bookings.
///
/// - Source: docs/spec/agency-book.md#reconciliation
package struct AgencyReconciliation {
    package private(set) var book = AgencyBook()
    package private(set) var entries: [AgencyEntry] = []
    package private(set) var sums: [AgencyAccount: Int64] = [:]
    private var trust: [Subledger: Int64] = [:]
    private var agency: PartyID?
    private var invoices: Set<InvoiceID> = []
    private var paidByAgency: Set<BankLineID> = []
    /// Backed claims that left the trust by pooling, and the agency's debts that did.
    private var pooled: [Subledger: Int64] = [:]
    /// The first thing that was wrong.
    package private(set) var broken: String?

    package init() {}

    package mutating func take(_ fact: Fact, _ sequence: Int64, recordedDay: Day) {
        switch fact {
        case .party(let version) where version.role == .agency && version.party == nil:
            agency = PartyID(sequence: sequence)
        case .invoice: invoices.insert(InvoiceID(sequence: sequence))
        case .entry(let entry): post(entry)
        default: break
        }
        for made in book.take(fact, sequence: sequence, recordedDay: recordedDay) {
            entries.append(made)
            for booking in made.bookings { post(booking, of: made) }
        }
        if case .entry = fact, broken == nil {
            broken = difference().map { "record \(sequence): \($0)" }
        }
    }

    private mutating func post(_ entry: Entry) {
        for line in entry.lines {
            trust[line.subledger, default: 0] += line.signed
            switch (entry.event, line.subledger.account) {
            case (.topUp, .unidentified) where line.side == .credit:
                if case .unidentified(let receipt) = line.subledger.source {
                    paidByAgency.insert(receipt)
                }
            case (.pooling, .dueFromAgencyMisdirected), (.pooling, .dueFromPartyCreditNote):
                pooled[line.subledger, default: 0] -= line.signed
            default: break
            }
        }
    }

    private mutating func post(_ booking: AgencyBooking, of entry: AgencyEntry) {
        let lines = booking.lines
        if booking.minor <= 0 || lines.reduce(0, { $0 + $1.signed }) != 0 {
            broken = broken ?? "\(entry) does not balance"
        }
        for line in lines { sums[line.account, default: 0] += line.signed }
    }

    // MARK: What must be equal

    private func difference() -> String? {
        if sums.values.reduce(0, +) != 0 { return "the book does not balance" }
        let has = sums[.trusteeClaim] ?? 0
        if has != own { return "the agency shows \(has) in the trust, the trust has \(own) of it" }
        let passed = sums[.passThrough] ?? 0
        let misdirected = -sum { $0.account == .dueFromAgencyMisdirected }
        if passed != misdirected { return "pass-through \(passed), misdirected \(misdirected)" }
        let receivable = total { if case .receivable = $0 { true } else { false } }
        let expected =
            sum { $0.account == .expectedReceipts && isInvoiced($0) }
            - sum { $0.account == .dueFromPartyCreditNote && isInvoiced($0) }
        if receivable != expected { return "receivables \(receivable), expected \(expected)" }
        let payable = total { if case .payable = $0 { true } else { false } }
        let owed =
            sum {
                ($0.account == .expectedFreelancer || $0.account == .expectedProducer)
                    && isInvoiced($0)
            }
            + sum {
                $0.account == .dueFromPartyCreditNote && isInvoiced($0) && $0.owner != agency
            }
        if payable != owed { return "payables \(payable), owed \(owed)" }
        return nil
    }

    /// 2200 + 2210 + 2400 + 2600 + 2800 + 2900 + what is in flight, less 1100 and 1110: all of the
    /// agency's; and its unidentified top-ups.
    private var own: Int64 {
        -sum { subledger in
            switch subledger.account {
            case .agencyHeld, .agencyAvailable, .taxSetAside, .disputed, .agencyTopUp, .pool,
                .outgoingInFlight, .dueFromAgencyFee, .dueFromAgencyReturnedReceipt,
                .unidentified:
                if let owner = subledger.owner { return owner == agency }
                guard case .unidentified(let receipt) = subledger.source else { return false }
                return paidByAgency.contains(receipt)
            default: return false
            }
        }
    }

    private func isInvoiced(_ subledger: Subledger) -> Bool {
        subledger.source.invoiceLine.map { invoices.contains($0.invoice) } ?? false
    }

    private func sum(_ counts: (Subledger) -> Bool) -> Int64 {
        trust.reduce(0) { counts($1.key) ? $0 + $1.value : $0 }
            + pooled.reduce(0) { counts($1.key) ? $0 + $1.value : $0 }
    }

    private func total(_ counts: (AgencyAccount) -> Bool) -> Int64 {
        sums.reduce(0) { counts($1.key) ? $0 + $1.value : $0 }
    }
}
