import EscrowCore
import LedgerCore
package import MoneyCore

/// What became of one producer's premium over a span of sales days.
///
/// - Source: docs/spec/sales.md#total
package struct PremiumTotal: Hashable, Sendable {
    package let producer: String
    package var units: Int64 = 0
    /// What the sales let the producer expect, less what came back.
    package var earned: Int64 = 0
    /// Of it, what the shops passed on: divided to the producer.
    package var received: Int64 = 0
    /// Of it, what was paid out and settled, less what the bank sent back.
    package var paid: Int64 = 0
    /// What the shops are still expected to pass on.
    package var open: Int64 = 0
    /// What the producer was paid of sales that came back, until later sales meet it.
    package var owed: Int64 = 0
    /// What of that the shops got back: repaid, netted, or out of a payout that came back.
    package var givenBack: Int64 = 0
}

extension BookReader {
    /// Per producer, in the order of their codes: what the sales of these days earned, and what of
    /// it arrived and was paid, up to now.
    package func premiums(from: Day?, through: Day?) throws -> [PremiumTotal] {
        var totals: [PartyID: PremiumTotal] = [:]
        for row in try rows(InvoiceRow.self, .all)
        where from.map({ $0 <= row.day }) ?? true && through.map({ row.day <= $0 }) ?? true {
            guard case .sale(let sales) = try fact(at: row.id.sequence) else { continue }
            let isReversed = try isReversed(row.id)
            let outside = isReversed ? try paidOfReversed(row.id) : [:]
            for (index, line) in sales.lines.enumerated() {
                let owner = line.part.owner
                let id = InvoiceLineID(invoice: row.id, number: index + 1)
                var total =
                    try totals[owner]
                    ?? PremiumTotal(producer: party(owner)?.code ?? "\(owner)")
                if !isReversed {
                    total.units += line.units
                    total.earned += try line.part.gross.minor - decidedForShop(id, owner)
                }
                // What was paid of a day that was taken back had been received, and counts for the
                // later sales that meet it.
                total.received += outside[id] ?? 0
                try add(line, id, bank: sales.bank, to: &total)
                totals[owner] = total
            }
        }
        return totals.values.sorted { $0.producer < $1.producer }
    }

    private func add(
        _ line: SalesLine, _ id: InvoiceLineID, bank: TrustAccountID, to total: inout PremiumTotal
    ) throws {
        let owner = line.part.owner
        let part = try row(
            PartRow.self, key: PartRow.fields(of: PartRow.Key(line: id, owner: owner)))
        let expected = try row(
            SubledgerRow.self,
            key: SubledgerRow.fields(
                of: Subledger(
                    .expectedProducer, bank: bank, owner: owner, source: .invoiceLine(id))))
        let owed = try rows(
            SubledgerRow.self,
            Selection(
                equals: [
                    .integer(owner.sequence),
                    .integer(Int64(Account.dueFromPartyCreditNote.rawValue)),
                    .integer(Source.invoiceLine(id).code),
                ])
        ).reduce(Int64(0)) { $0 + $1.balance }
        let (contract, open) = (part?.contract ?? 0, expected?.balance ?? 0)
        total.received += contract - (part?.writtenOff ?? 0) - open
        total.paid += part?.paid ?? 0
        total.open += open
        total.owed += owed
        total.givenBack += part?.givenBack ?? 0
    }

    /// What of a day that was taken back was out already, by line.
    private func paidOfReversed(_ sales: InvoiceID) throws -> [InvoiceLineID: Int64] {
        guard let row = try facts(about: sales).last(where: { $0.kind == .salesReversal }) else {
            return [:]
        }
        var paid: [InvoiceLineID: Int64] = [:]
        var sequence = row.sequence + 1
        while let fact = try fact(at: sequence) {
            switch fact {
            case .command, .salesReversal: return paid
            case .entry(let entry)
            where entry.event == .salesReversed && entry.evidence == row.sequence:
                for line in entry.lines
                where line.side == .debit && line.subledger.account == .dueFromPartyCreditNote {
                    guard let id = line.subledger.source.invoiceLine else { continue }
                    paid[id, default: 0] += line.minor
                }
            default: break
            }
            sequence += 1
        }
        return paid
    }

    /// What disputes took off a producer's part.
    private func decidedForShop(_ line: InvoiceLineID, _ owner: PartyID) throws -> Int64 {
        try rows(
            DisputeRow.self,
            Selection(
                index: "disputeByPart",
                equals: [.integer(line.sequence), .integer(owner.sequence)])
        ).reduce(0) { $0 + $1.forClient }
    }
}
