package import EscrowCore
package import LedgerCore
package import MoneyCore

/// An invoice that a receipt could be for.
package struct MatchCandidate: Sendable {
    package let invoice: OpenInvoice
    /// Its client's code.
    package let client: String
    /// The receipt's amount less what is open.
    package let difference: Money
    /// In percent; for people, no rule decides by it.
    package let confidence: Int
    package let reason: String
}

extension BookReader {
    /// The invoices that a receipt could be for, the best first: what the payer wrote, what he has
    /// open, and what is open with that amount.
    ///
    /// - Throws: `receipt.unknown`.
    /// - Source: docs/spec/matching.md#candidates
    package func matchCandidates(of id: BankLineID) throws -> [MatchCandidate] {
        guard let row = try row(BankLineRow.self, key: [.integer(id.sequence)]) else {
            throw Refusal(
                "receipt.unknown", "there is no receipt \(id.sequence)",
                remedy: "see `ringfence receipt list`")
        }
        let (_, book) = try opened()
        let line = try bankLine(id).line
        let amount = Money(minor: row.open > 0 ? row.open : row.amount, book.currency)
        let lookup = try MatchLookup(self, book.currency)
        var ranking = try CandidateRanking(amount: amount, line: line, lookup: lookup)
        try forEachRow(InvoiceRow.self, .all) { ranking.add(lookup.open($0)) }
        return try ranking.best(20).map { ranked in
            MatchCandidate(
                invoice: ranked.invoice, client: try party(ranked.invoice.client)?.code ?? "",
                difference: try amount.subtracting(ranked.invoice.open),
                confidence: ranked.confidence, reason: ranked.reason)
        }
    }
}

/// Ranks invoices by what speaks for each of them.
struct CandidateRanking {
    struct Ranked {
        let invoice: OpenInvoice
        let confidence: Int
        let reason: String
    }

    private let amount: Money
    private let named: [InvoiceID: NamedInvoice.Writing]
    private let references: Set<InvoiceID>
    private let payer: PartyID?
    private let namesakes: Set<PartyID>
    private var ranked: [Ranked] = []

    init(amount: Money, line: BankLine, lookup: MatchLookup) throws {
        self.amount = amount
        var candidates = Candidates(line.amount)
        try lookup.addReferences(of: line, to: &candidates)
        references = Set(candidates.byReference.map(\.id))
        let written = try lookup.named(in: line, Remittance.numbers(in: line.remittance))
        named = Dictionary(
            written.map { ($0.invoice.id, $0.writing) }, uniquingKeysWith: { first, _ in first })
        payer = try lookup.payer(of: line)?.party
        namesakes = try line.counterpartyName.map { try lookup.namesakes(PartyName($0)) } ?? []
    }

    /// Takes an invoice in, if anything speaks for it.
    mutating func add(_ invoice: OpenInvoice) {
        let isAmount = invoice.open == amount && amount.isPositive
        let isPayer = payer == invoice.client
        let isNamesake = namesakes.contains(invoice.client)
        var (confidence, reasons): (Int, [String]) = (0, [])
        func speak(_ points: Int, _ reason: String) {
            confidence += points
            reasons.append(reason)
        }
        if references.contains(invoice.id) { speak(60, "creditor reference") }
        switch named[invoice.id] {
        case .exact: speak(45, "its number stands in the text")
        case .endToEnd: speak(40, "its number stands in the end-to-end id")
        case .mistyped: speak(30, "the text may name it")
        case .perhaps: speak(15, "the text may name it, or a day")
        case nil: break
        }
        guard invoice.open.isPositive || !reasons.isEmpty else { return }
        if isAmount { speak(25, "exactly what is open") }
        if isPayer { speak(20, "the payer's account") }
        if isNamesake { speak(10, "the payer's name") }
        guard !reasons.isEmpty else { return }
        ranked.append(
            Ranked(
                invoice: invoice, confidence: min(confidence, 99),
                reason: reasons.joined(separator: ", ")))
    }

    /// The best of them: by confidence, then by nearness of the amount, then the older one.
    func best(_ count: Int) -> [Ranked] {
        func distance(_ candidate: Ranked) -> UInt64 {
            let (difference, overflow) = candidate.invoice.open.minor
                .subtractingReportingOverflow(amount.minor)
            return overflow ? .max : difference.magnitude
        }
        let sorted = ranked.sorted { one, other in
            if one.confidence != other.confidence { return one.confidence > other.confidence }
            let (near, far) = (distance(one), distance(other))
            if near != far { return near < far }
            return one.invoice.id.sequence < other.invoice.id.sequence
        }
        return Array(sorted.prefix(count))
    }
}
