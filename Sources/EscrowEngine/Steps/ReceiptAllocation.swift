import EscrowCore
import LedgerCore
import MoneyCore

/// From a receipt with its invoice to the entries: who gets what of it.
///
/// - Source: docs/spec/matching.md#withheld
struct ReceiptAllocation {
    let invoice: Billed
    let id: InvoiceID
    let states: [LineState]
    /// What each party still expects of each line.
    let expected: [PartRow.Key: Int64]
    /// Why the split cannot be made; money that has arrived is recorded all the same.
    let obstacle: String?

    var canSplit: Bool { obstacle == nil }
    private var last: InvoiceLineID { InvoiceLineID(invoice: id, number: invoice.lines.count) }

    init(to id: InvoiceID, in draft: inout Draft) throws {
        guard let invoice = try draft.fact(at: id.sequence)?.billed else {
            throw EngineError.broken("invoice \(id) does not exist")
        }
        let isShort = try draft.shortfall() > 0
        var states: [LineState] = []
        var expectations: [PartRow.Key: Int64] = [:]
        var obstacle: String?
        for (index, line) in invoice.lines.enumerated() {
            let lineID = InvoiceLineID(invoice: id, number: index + 1)
            var parts: [LinePart] = []
            for part in line.parts {
                let owner = part.owner
                let key = PartRow.Key(line: lineID, owner: owner)
                let row = try draft.tables.parts.row(key, draft.writer)
                let expected = try draft.balance(
                    Subledger(
                        part.role.expected, bank: invoice.bank, owner: owner,
                        source: .invoiceLine(lineID)))
                expectations[key] = expected
                let contract = row?.contract ?? 0
                let has = contract - (row?.writtenOff ?? 0) - expected
                guard contract <= part.gross.minor, (0...contract).contains(has) else {
                    obstacle =
                        "the parts of invoice \(invoice.number), line \(index + 1), do not fit what is expected"
                    continue
                }
                parts.append(
                    LinePart(
                        owner: owner, role: part.role, rank: part.rank,
                        part: Instalment.Part(whole: contract, has: has),
                        disputed: try draft.disputedToCome(of: key),
                        // What is held is set aside when it is released.
                        taxShare: part.role == .agency && !line.release.isHeld && !isShort
                            ? line.agencyTaxShare : .zero))
            }
            states.append(
                LineState(
                    line: lineID, release: line.release, agencyWaits: isShort, parts: parts))
        }
        self.invoice = invoice
        self.id = id
        self.states = states
        expected = expectations
        self.obstacle = obstacle
    }

    /// Enters J2 (or J7b) and J3.
    ///
    /// What it returns exceeds all parts of the invoice, in minor units.
    func enter(
        _ receipt: Receipt, wasUnidentified: Bool, in draft: inout Draft
    ) throws -> Int64 {
        let split = Split.divide(receipt.amount.minor, over: states)
        try expectAgain(split, receipt, in: &draft)
        try draft.append(
            .entry(
                try Entry.matched(
                    receipt, client: invoice.client, split: split, last: last,
                    wasUnidentified: wasUnidentified)))
        try passOn(receipt, in: &draft)
        try enter(split, of: receipt, wasWithheld: false, in: &draft)
        return split.excess
    }

    /// Enters J3 for money that waits in 2010 where its split puts it.
    func split(_ receipt: Receipt, in draft: inout Draft) throws -> Int64 {
        let split = Split.divide(receipt.amount.minor, over: states)
        try expectAgain(split, receipt, in: &draft)
        try enter(split, of: receipt, wasWithheld: false, in: &draft)
        return split.excess
    }

    /// Where the money waits in 2010 before its split.
    func waiting(_ receipt: Receipt) -> [Standing.Place] {
        let split = Split.divide(receipt.amount.minor, over: states)
        return (split.shares.map { ($0.state.line, $0.amount) } + [(last, split.excess)])
            .filter { $0.1 > 0 }
            .map { line, amount in
                Standing.Place(
                    Subledger(
                        .unallocated, bank: receipt.bank, owner: invoice.client,
                        source: .invoiceLine(line)), amount)
            }
    }

    /// J3, then J22, then J17b for who owes on the invoice; of money that is not final, what exceeds
    /// all parts waits in 2010, no VAT is set aside, and no claim is met.
    func enter(
        _ split: Split, of receipt: Receipt, wasWithheld: Bool, in draft: inout Draft
    ) throws {
        guard receipt.isFinal || !split.shares.isEmpty else { return }
        let entry = try Entry.split(
            receipt, client: invoice.client, split: split, last: last,
            wasWithheld: wasWithheld, expectedAt: invoice.bank)
        try draft.append(.entry(entry))
        guard receipt.isFinal else { return }
        try setAside(split, receipt, in: &draft)
        try meetClaims(entry, receipt, in: &draft)
    }

    /// Enters J2 (or J7b) alone: all of it waits in 2010.
    func withhold(_ receipt: Receipt, wasUnidentified: Bool, in draft: inout Draft) throws {
        try draft.append(
            .entry(
                try Entry.withheld(
                    receipt, client: invoice.client, last: last, wasUnidentified: wasUnidentified)))
        try passOn(receipt, in: &draft)
    }

    /// Enters J3 for money that waited in 2010, once it can be split.
    func release(_ receipt: Receipt, in draft: inout Draft) throws -> Int64 {
        let split = Split.divide(receipt.amount.minor, over: states)
        try expectAgain(split, receipt, in: &draft)
        try enter(split, of: receipt, wasWithheld: true, in: &draft)
        return split.excess
    }
}
