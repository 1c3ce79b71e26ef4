import EscrowCore
import InsolvencyCore
import LedgerCore
import MoneyCore

/// Gathers the facts of a case from the log, record by record.
struct CaseGathering {
    static let kinds: Set<RecordKind> = [
        .party, .rule, .engagement, .hours, .invoice, .entry,
    ]

    var filingDay: Day
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
    var balances: [Account: Int64] = [:]

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
        for (lineID, facts) in Self.lines(of: invoice, id) {
            let line = facts.line
            lines[lineID] = facts
            lineOrder.append(lineID)
            unbilled[line.engagement]?.keys
                .filter { line.from <= $0 && $0 <= line.to }
                .forEach { unbilled[line.engagement]?[$0] = nil }
        }
    }

    /// The lines of an invoice before any money has moved for them.
    static func lines(
        of invoice: EscrowCore.Invoice, _ id: InvoiceID
    ) -> [(InvoiceLineID, LineFacts)] {
        let facts = WorkItem.Invoice(
            number: invoice.number, day: invoice.day, dueDay: invoice.dueDay)
        return invoice.lines.enumerated().map { index, line in
            (
                InvoiceLineID(invoice: id, number: index + 1),
                LineFacts(
                    line: line, invoice: facts, client: invoice.client, agency: invoice.agency)
            )
        }
    }

    private mutating func take(_ entry: Entry) {
        for line in entry.lines {
            balances[line.subledger.account, default: 0] += line.grown
            guard let id = line.subledger.source.invoiceLine,
                let movement = LineMovement(line, entry)
            else { continue }
            lines[id]?.take(movement)
        }
    }
}

extension CaseGathering {
    /// What an entry does to one invoice line.
    struct LineMovement {
        let account: Account
        let owner: PartyID
        let event: JournalEvent
        let day: Day
        let currency: Currency
        let minor: Int64
        /// By how much the account grew.
        let grown: Int64

        /// Nil for a line without an owner.
        init?(_ line: Entry.Line, _ entry: Entry) {
            guard let owner = line.subledger.owner else { return nil }
            account = line.subledger.account
            self.owner = owner
            event = entry.event
            day = entry.bookingDay
            currency = entry.currency
            minor = line.minor
            grown = line.grown
        }
    }
}

extension CaseGathering.LineFacts {
    /// Takes what moved for the line, in the order of the log.
    mutating func take(_ movement: CaseGathering.LineMovement) {
        let owner = movement.owner
        switch movement.account {
        case .freelancerHeld, .freelancerAvailable, .agencyHeld, .agencyAvailable, .disputed:
            entitled[owner, default: 0] += movement.grown
            if movement.event == .split { receipts.add(movement.grown, movement) }
            if movement.event == .payoutReturned { returned[owner, default: 0] += movement.minor }
        case .outgoingInFlight:
            inFlight[owner, default: 0] -= movement.grown
            if movement.event == .payoutSettled {
                settled[owner, default: 0] += movement.minor
                if owner == line.freelancer { payouts.add(movement.minor, movement) }
            }
        default: break
        }
    }
}

extension [WorkItem.Movement] {
    /// Adds an amount to the day it was booked on.
    fileprivate mutating func add(_ minor: Int64, _ movement: CaseGathering.LineMovement) {
        let before = last?.day == movement.day ? removeLast().amount.minor : 0
        append(
            WorkItem.Movement(
                day: movement.day, amount: Money(minor: before + minor, movement.currency)))
    }
}
