package import EscrowCore
import Evidence
package import LedgerCore
package import MoneyCore

/// Where a party's money came from and went, with the places that prove it.
package struct TraceReport: Sendable {
    package let party: PartyRow
    package let asOf: AsOf
    package let book: BookOpening
    package let head: Head
    package let sources: [SourceTrace]

    /// All that concerns one source.
    package struct SourceTrace: Sendable {
        package let source: Source
        /// The invoice's number and the line on it.
        package let invoice: String?
        package let line: Int?
        package let flows: [Flow]
        package let standing: [AccountBalance]

        /// What the party has of the source: what it may ask and what is on its way to it, less
        /// what it owes.
        package let balance: Money
    }

    package struct Flow: Sendable {
        package let sequence: Int64
        package let bookingDay: Day
        package let event: JournalEvent
        /// Positive came, negative went.
        package let amount: Money
        package let left: Money
        package let isLate: Bool
        package let proof: Proof
    }

    /// The record behind a flow, and where a person finds it.
    package struct Proof: Hashable, Sendable {
        package let bankLine: BankLineID?
        package let payout: PayoutID?
        /// The kept file that the bank line came in, and its place there.
        package let file: String?
        package let place: String?
    }

    /// All that came less all that went, over all sources.
    package var balance: Money {
        get throws { try Money.sum(sources.map(\.balance), in: book.currency) }
    }
}

extension BookReader {
    /// Traces a party's money, source by source and flow by flow.
    ///
    /// - Complexity: O(entries of the party).
    /// - Source: docs/spec/questions.md#trace
    package func trace(of code: String, _ asOf: AsOf) throws -> TraceReport {
        let (head, book) = try opened()
        guard let party = try party(code: code) else {
            throw Refusal(
                "party.unknown", "there is no party \(code)", remedy: "see `ringfence party list`")
        }
        var trace = MoneyTrace(of: party.id)
        var proofs: [Int64: TraceReport.Proof] = [:]
        for sequence in try postings(of: party.id.sequence, asOf).map(\.sequence).sorted() {
            let entry = try knownEntry(sequence)
            let proof = try proof(of: entry.evidence, entered: sequence)
            proofs[sequence] = proof
            trace.take(entry, sequence: sequence, payout: proof.payout)
        }
        let flows = Dictionary(grouping: trace.flows, by: \.source)
        let sources = try trace.sources.map { source in
            try report(
                source, flows[source] ?? [], trace.standing(of: source), proofs, book.currency)
        }
        return TraceReport(
            party: party, asOf: asOf, book: book, head: head,
            sources: sources.filter { !$0.flows.isEmpty || !$0.standing.isEmpty })
    }

    /// Which entries touched an owner, as booked and as known; owner 0 is nobody's money.
    func postings(of owner: Int64, _ asOf: AsOf) throws -> [PostingRow] {
        try rows(
            PostingRow.self,
            Selection(
                equals: [.integer(owner)],
                through: asOf.day.map { .integer(Int64($0.number)) })
        ).filter { asOf.knows($0.recordedDay) }
    }

    private func report(
        _ source: Source, _ flows: [MoneyTrace.Flow], _ standing: [MoneyTrace.Standing],
        _ proofs: [Int64: TraceReport.Proof], _ currency: Currency
    ) throws -> TraceReport.SourceTrace {
        let line = source.invoiceLine
        let number = try line.flatMap {
            try row(InvoiceRow.self, key: [.integer($0.invoice.sequence)])?.number
        }
        let none = TraceReport.Proof(bankLine: nil, payout: nil, file: nil, place: nil)
        return TraceReport.SourceTrace(
            source: source, invoice: number, line: line?.number,
            flows: try flows.map { flow in
                TraceReport.Flow(
                    sequence: flow.sequence, bookingDay: flow.bookingDay, event: flow.event,
                    amount: Money(minor: flow.minor, currency),
                    left: Money(minor: flow.left, currency), isLate: try isLate(flow.sequence),
                    proof: proofs[flow.sequence] ?? none)
            },
            standing: standing.map {
                AccountBalance(account: $0.account, amount: Money(minor: $0.minor, currency))
            },
            balance: Money(minor: flows.reduce(0) { $0 + $1.minor }, currency))
    }

    /// The bank line, file, place and payout that a record leads to; a reversal leads to what it
    /// takes back.
    ///
    /// - Parameters:
    ///   - evidence: What the entry follows from.
    ///   - entry: Its own record, by which one of the payouts is known that a line settles at once.
    /// - Returns: nil for what does not lead anywhere.
    /// - Throws: Of a book that is broken.
    func proof(of evidence: Int64, entered entry: Int64? = nil) throws -> TraceReport.Proof {
        var sequence = evidence
        while let record = try record(at: sequence) {
            switch record.kind {
            case .bankLine: return try bankProof(BankLineID(sequence: sequence), entered: entry)
            case .payout:
                return TraceReport.Proof(
                    bankLine: nil, payout: PayoutID(sequence: sequence), file: nil, place: nil)
            case .entry:
                // An entry follows from an earlier record, so that this ends.
                let next = try knownEntry(sequence).evidence
                guard next < sequence else { break }
                sequence = next
                continue
            default: break
            }
            break
        }
        return TraceReport.Proof(bankLine: nil, payout: nil, file: nil, place: nil)
    }

    private func bankProof(_ id: BankLineID, entered entry: Int64?) throws -> TraceReport.Proof {
        let fact = try bankLine(id)
        guard case .statement(let statement) = try self.fact(at: fact.statement),
            let file = try row(FileRow.self, key: [.bytes(statement.file)])
        else { throw EngineError.broken("bank line \(id) has no file") }
        return TraceReport.Proof(
            bankLine: id, payout: try fact.payout ?? settled(by: fact, id, entered: entry),
            file: file.name, place: fact.line.place)
    }

    /// Which of the payouts that a line settles at once an entry of it is: by its place behind the
    /// line, or by the decision of a person before it.
    private func settled(
        by fact: BankLineFact, _ id: BankLineID, entered entry: Int64?
    ) throws -> PayoutID? {
        guard let entry, fact.line.amount.isNegative else { return nil }
        let place = Int(entry - id.sequence - 1)
        if fact.payouts.indices.contains(place) { return fact.payouts[place] }
        // Behind the first decision, what the debit was before is reversed first.
        for sequence in stride(from: entry - 1, to: max(id.sequence, entry - 4), by: -1) {
            guard case .match(let match)? = try? self.fact(at: sequence) else { continue }
            if case .settles(let payout) = match.decision, match.bankLine == id { return payout }
        }
        return nil
    }
}
