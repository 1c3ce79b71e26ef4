import EscrowCore
import LedgerCore
package import MoneyCore

/// What became of one producer's premium over a span of sales days.
///
/// - Source: docs/spec/sales.md#total
package struct PremiumTotal: Hashable, Sendable {
    package let producer: String
    package var units: Int64 = 0
    /// What the sales let the producer expect.
    package var earned: Int64 = 0
    /// Of it, what the shops passed on: divided to the producer.
    package var received: Int64 = 0
    /// Of it, what was paid out and settled, less what came back.
    package var paid: Int64 = 0

    package var open: Int64 { earned - received }
}

extension BookReader {
    /// Per producer, in the order of their codes: what the sales of these days earned, and what of
    /// it arrived and was paid, up to now.
    package func premiums(from: Day?, through: Day?) throws -> [PremiumTotal] {
        var totals: [PartyID: PremiumTotal] = [:]
        for row in try rows(InvoiceRow.self, .all)
        where from.map({ $0 <= row.day }) ?? true && through.map({ row.day <= $0 }) ?? true {
            guard case .sale(let sales) = try fact(at: row.id.sequence) else { continue }
            for (index, line) in sales.lines.enumerated() {
                let owner = line.part.owner
                let id = InvoiceLineID(invoice: row.id, number: index + 1)
                var total =
                    try totals[owner]
                    ?? PremiumTotal(producer: party(owner)?.code ?? "\(owner)")
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
        let contract = part?.contract ?? 0
        total.units += line.units
        total.earned += contract
        total.received += contract - (part?.writtenOff ?? 0) - (expected?.balance ?? 0)
        total.paid += part?.paid ?? 0
    }
}
