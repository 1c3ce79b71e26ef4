import EscrowCore
import LedgerCore
import MoneyCore

extension Draft {
    /// Writes off what a payment is short of its invoice within the limit (J23).
    ///
    /// Money that its payer can have back writes nothing off.
    ///
    /// - Returns: What a person should hear of it; nil without a difference.
    /// - Source: docs/spec/matching.md#difference
    mutating func writeOff(
        _ difference: Money, of id: InvoiceID, paidBy receipt: Receipt
    ) throws -> String? {
        guard difference.isPositive, receipt.isFinal else { return nil }
        let number = try writeOff(
            difference, of: id, reason: "difference within match-difference-limit",
            receipt: receipt.bankLine)
        return "\(difference) less than invoice \(number), written off"
    }

    /// Takes an amount out of what is expected of an invoice, in proportion to what each party
    /// expects of it (J23).
    ///
    /// - Returns: The invoice's number.
    /// - Source: docs/spec/invoice.md#write-off
    @discardableResult
    mutating func writeOff(
        _ amount: Money, of id: InvoiceID, reason: String, receipt: BankLineID? = nil
    ) throws -> String {
        let invoice = try writer.billed(id)
        var places: [Standing.Place] = []
        for (index, line) in invoice.lines.enumerated() {
            let lineID = InvoiceLineID(invoice: id, number: index + 1)
            for part in line.parts {
                places.append(try expectation(of: part, lineID, bank: invoice.bank))
            }
        }
        let shares = try amount.divided(by: places.map(\.amount))
        let record = try append(
            .writeOff(WriteOff(invoice: id, amount: amount, reason: reason, receipt: receipt)))
        try append(
            .entry(
                try Entry.writtenOff(
                    zip(places, shares).map { Standing.Place($0.subledger, $1.minor) }
                        .filter { $0.amount > 0 },
                    client: invoice.client, record: record, on: header.recordedDay,
                    in: book.currency)))
        return invoice.number
    }

    /// What was written off for a receipt that is taken out of the invoice is expected again, as
    /// far as nothing else brought it back (J23).
    ///
    /// - Returns: What is expected again, in minor units.
    /// - Source: docs/spec/matching.md#difference
    @discardableResult
    mutating func expectDifference(of receipt: BankLineID, on id: InvoiceID) throws -> Int64 {
        for row in try writer.facts(about: id) where row.kind == .writeOff {
            guard case .writeOff(let off)? = try fact(at: row.sequence), off.receipt == receipt,
                case .entry(let entered)? = try fact(at: row.sequence + 1),
                let client = try tables.invoices.row(id.sequence, writer)?.client,
                try !isExpectedAgain(row.sequence, from: client, since: entered.bookingDay)
            else { continue }
            var places: [Standing.Place] = []
            for line in entered.lines where line.side == .debit {
                guard let owner = line.subledger.owner,
                    let invoiceLine = line.subledger.source.invoiceLine
                else { continue }
                let part = try tables.parts.row(
                    PartRow.Key(line: invoiceLine, owner: owner), writer)
                places.append(
                    Standing.Place(line.subledger, min(line.minor, part?.writtenOff ?? 0)))
            }
            let again = Standing(places)
            guard again.total > 0 else { return 0 }
            try append(
                .entry(
                    try Entry.expectedAgain(
                        again.places, client: client,
                        Entry.Occasion(
                            .writeOff, bookingDay: header.recordedDay, evidence: row.sequence),
                        in: book.currency)))
            return again.total
        }
        return 0
    }

    /// Whether an entry after its own names a write-off: then it has ended.
    private mutating func isExpectedAgain(
        _ record: Int64, from client: PartyID, since day: Day
    ) throws -> Bool {
        try tables.postings.flush(&writer)
        let postings = try writer.rows(
            PostingRow.self,
            Selection(equals: [.integer(client.sequence)], from: .integer(Int64(day.number))))
        return try postings.contains { posting in
            guard posting.sequence > record + 1,
                case .entry(let entry)? = try fact(at: posting.sequence)
            else { return false }
            return entry.event == .writeOff && entry.evidence == record
        }
    }
}
