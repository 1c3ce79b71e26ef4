import EscrowCore
import LedgerCore
import MoneyCore

extension Draft {
    /// The dispute over a part that nobody has decided yet.
    mutating func openDispute(of key: PartRow.Key) throws -> DisputeRow? {
        if let known = tables.openDisputes { return known[key] }
        var open: [PartRow.Key: DisputeRow] = [:]
        for row in try writer.rows(DisputeRow.self, .all) where row.open > 0 {
            open[PartRow.Key(line: row.invoiceLine, owner: row.owner)] = row
        }
        tables.openDisputes = open
        return open[key]
    }

    /// What is disputed of a part and not frozen, because it is not here.
    ///
    /// - Source: docs/spec/hold.md#disputes
    mutating func disputedToCome(of key: PartRow.Key) throws -> Int64 {
        guard let dispute = try openDispute(of: key) else { return 0 }
        let frozen = try subledgers(.disputed, of: key.owner, from: .invoiceLine(key.line))
        let pooled = try pooledDispute(of: key.owner, line: key.line)
        return max(0, dispute.open - pooled.total - frozen.reduce(0) { $0 + $1.balance })
    }

    /// What of a disputed part was pooled, and keeps its share in reserve.
    ///
    /// - Source: docs/spec/pooling.md#disputes
    mutating func pooledDispute(of owner: PartyID, line: InvoiceLineID) throws -> Standing {
        try tables.poolClaims.flush(&writer)
        return Standing(
            try writer.pooledDisputes(of: owner, from: .invoiceLine(line)).map {
                Standing.Place($0.subledger, $0.disputed)
            })
    }

    /// What is held, as this batch leaves it so far.
    mutating func holds(_ selection: Selection = .all) throws -> [HoldRow] {
        try tables.holds.flush(&writer)
        return try writer.rows(HoldRow.self, selection)
    }
}

/// What decides about holds on one day, looked up once.
struct HoldFacts {
    private let day: Day
    private let isShort: Bool
    private let hasNotFinal: Bool
    private var documents: [InvoiceID: Fact] = [:]
    private static let documentsMax = 1_000
    private var facts: [InvoiceLineID: Hold.Facts] = [:]

    init(on day: Day, _ reader: any BookReader) throws {
        self.day = day
        isShort = try reader.shortfall() > 0
        hasNotFinal = try reader.balance(.incomingNotFinal) != 0
    }

    /// What a held amount still waits for; nil when it can be released.
    mutating func reason(_ row: HoldRow, _ reader: any BookReader) throws -> Hold.Reason? {
        guard let role = PartRole.allCases.first(where: { $0.held == row.subledger.account })
        else { throw EngineError.broken("\(row.subledger.account.number) holds nothing") }
        guard let id = row.subledger.source.invoiceLine else {
            return Hold(cause: row.cause, since: row.since, role: role, release: nil)
                .reason(Hold.Facts(day: day, isShort: isShort))
        }
        let document = try documents[id.invoice] ?? reader.fact(at: id.invoice.sequence)
        if documents.count == Self.documentsMax {
            documents = [:]
            facts = [:]
        }
        documents[id.invoice] = document
        guard let billed = document?.billed, billed.lines.indices.contains(id.number - 1) else {
            throw EngineError.broken("money is held for line \(id), which does not exist")
        }
        let line: InvoiceLine? =
            if case .invoice(let invoice)? = document { invoice.lines[id.number - 1] } else { nil }
        let known = try facts[id] ?? look(line, id, reader)
        facts[id] = known
        let release = billed.lines[id.number - 1].release
        return Hold(cause: row.cause, since: row.since, role: role, release: release)
            .reason(known)
    }

    private func look(
        _ line: InvoiceLine?, _ id: InvoiceLineID, _ reader: any BookReader
    ) throws -> Hold.Facts {
        var areHoursApproved = false
        var reachedOn: Day?
        // Hours and milestones are an engagement's: a day's sales has neither.
        if let line {
            switch line.release {
            case .onHoursApproval: areHoursApproved = try Self.isApproved(line, id, by: day, reader)
            case .onMilestone(let code):
                reachedOn = try reader.row(
                    MilestoneRow.self,
                    key: [.integer(line.engagement.sequence), .text(code)])?.reachedOn
            case .onReceipt, .held, .afterDays: break
            }
        }
        return Hold.Facts(
            day: day, isNotFinal: try hasNotFinal && reader.hasNotFinal(id.invoice),
            isShort: isShort, areHoursApproved: areHoursApproved, reachedOn: reachedOn)
    }

    /// Whether approvals known by a day cover all hours that the line bills; what was recorded after
    /// an approval it does not cover.
    private static func isApproved(
        _ line: InvoiceLine, _ id: InvoiceLineID, by day: Day, _ reader: any BookReader
    ) throws -> Bool {
        let approvals = try reader.rows(
            HoursApprovalRow.self, Selection(equals: [.integer(line.engagement.sequence)])
        ).filter { $0.approvedOn <= day }
        let hours = try reader.rows(
            HoursRow.self,
            Selection(
                equals: [.integer(line.engagement.sequence)],
                from: .integer(Int64(line.from.number)),
                through: .integer(Int64(line.to.number)))
        ).filter { $0.invoiceLine == id }
        return !hours.isEmpty
            && hours.allSatisfy { worked in
                approvals.contains {
                    $0.from <= worked.day && worked.day <= $0.to && $0.sequence > worked.sequence
                }
            }
    }
}

extension BookReader {
    /// Whether money of an invoice came by a receipt that its payer's bank can still take back.
    func hasNotFinal(_ invoice: InvoiceID) throws -> Bool {
        let allocations = try rows(
            AllocationRow.self,
            Selection(index: "allocationByInvoice", equals: [.integer(invoice.sequence)]))
        return try allocations.contains { allocation in
            try allocation.amount > 0
                && !(rows(
                    SubledgerRow.self,
                    Selection(
                        equals: [
                            .integer(0), .integer(Int64(Account.incomingNotFinal.rawValue)),
                            .integer(Source.receipt(allocation.bankLine).code),
                        ]))).isEmpty
        }
    }
}
