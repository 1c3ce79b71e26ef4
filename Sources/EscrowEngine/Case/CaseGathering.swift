import EscrowCore
import InsolvencyCore
import LedgerCore
import MoneyCore

/// Gathers the facts of a case from the log, record by record.
struct CaseGathering {
    static let kinds: Set<RecordKind> = [
        .party, .rule, .engagement, .hours, .invoice, .entry,
    ]

    let filingDay: Day
    let currency: Currency
    var codes: [PartyID: String] = [:]
    var clients: [String] = []
    var freelancers: [String] = []
    /// Spans of terms per engagement, as recorded.
    var spans: [EngagementID: [EngagementTerms]] = [:]
    var rules: [RuleID: SplitRule] = [:]
    /// Hours up to the filing day that no invoice up to it has billed.
    var unbilled: [EngagementID: [Day: Int64]] = [:]
    var lines: [InvoiceLineID: LineFacts] = [:]
    var lineOrder: [InvoiceLineID] = []
    private(set) var balances: [Account: Int64] = [:]

    /// One invoice line with the money that moved for it.
    struct LineFacts {
        let line: EscrowCore.InvoiceLine
        let invoice: WorkItem.Invoice
        let client: PartyID
        let agency: PartyID
        var receipts: [WorkItem.Movement] = []
        var payouts: [WorkItem.Movement] = []
        /// What came back, in minor units, by owner.
        var returned: [PartyID: Int64] = [:]
        var settled: [PartyID: Int64] = [:]
        var inFlight: [PartyID: Int64] = [:]
        var entitled: [PartyID: Int64] = [:]
    }

    mutating func take(_ fact: Fact, _ sequence: Int64) {
        switch fact {
        case .party(let version) where version.party == nil:
            codes[PartyID(sequence: sequence)] = version.code
            if version.role == .client { clients.append(version.code) }
            if version.role == .freelancer { freelancers.append(version.code) }
        case .engagement(let terms):
            let id = terms.engagement ?? EngagementID(sequence: sequence)
            // A later record of the same first day replaces the span: its end was set.
            spans[id, default: []].removeAll { $0.validFrom == terms.validFrom }
            spans[id, default: []].append(terms)
        case .rule(let rule): rules[RuleID(sequence: sequence)] = rule
        case .hours(let worked) where worked.day <= filingDay:
            unbilled[worked.engagement, default: [:]][worked.day, default: 0] +=
                worked.hours.seconds
        case .invoice(let invoice) where invoice.day <= filingDay:
            take(invoice, InvoiceID(sequence: sequence))
        case .entry(let entry) where entry.bookingDay <= filingDay: take(entry)
        default: break
        }
    }

    private mutating func take(_ invoice: EscrowCore.Invoice, _ id: InvoiceID) {
        let facts = WorkItem.Invoice(
            number: invoice.number, day: invoice.day, dueDay: invoice.dueDay)
        for (index, line) in invoice.lines.enumerated() {
            let lineID = InvoiceLineID(invoice: id, number: index + 1)
            lines[lineID] = LineFacts(
                line: line, invoice: facts, client: invoice.client, agency: invoice.agency)
            lineOrder.append(lineID)
            unbilled[line.engagement]?.keys
                .filter { line.from <= $0 && $0 <= line.to }
                .forEach { unbilled[line.engagement]?[$0] = nil }
        }
    }

    private mutating func take(_ entry: Entry) {
        for line in entry.lines {
            let account = line.subledger.account
            balances[account, default: 0] += line.grown
            guard let id = line.subledger.source.invoiceLine, let owner = line.subledger.owner,
                var facts = lines[id]
            else { continue }
            switch account {
            case .freelancerHeld, .freelancerAvailable, .agencyHeld, .agencyAvailable, .disputed:
                facts.entitled[owner, default: 0] += line.grown
                if entry.event == .split { facts.receipts.add(line.grown, entry) }
                if entry.event == .payoutReturned {
                    facts.returned[owner, default: 0] += line.minor
                }
            case .outgoingInFlight:
                facts.inFlight[owner, default: 0] -= line.grown
                if entry.event == .payoutSettled {
                    facts.settled[owner, default: 0] += line.minor
                    if owner == facts.line.freelancer { facts.payouts.add(line.minor, entry) }
                }
            default: break
            }
            lines[id] = facts
        }
    }
}

extension [WorkItem.Movement] {
    /// Adds an amount to the day it was booked on.
    fileprivate mutating func add(_ minor: Int64, _ entry: Entry) {
        let before = last?.day == entry.bookingDay ? removeLast().amount.minor : 0
        append(
            WorkItem.Movement(
                day: entry.bookingDay, amount: Money(minor: before + minor, entry.currency)))
    }
}
