import EscrowCore
import LedgerCore
import MoneyCore

extension Draft {
    /// Writes off what a payment is short of its invoice within the limit (J23).
    ///
    /// - Returns: What a person should hear of it; nil without a difference.
    /// - Source: docs/spec/matching.md#difference
    mutating func writeOff(_ difference: Money, of id: InvoiceID) throws -> String? {
        guard difference.isPositive else { return nil }
        let number = try writeOff(
            difference, of: id, reason: "difference within match-difference-limit")
        return "\(difference) less than invoice \(number), written off"
    }

    /// Takes an amount out of what is expected of an invoice, in proportion to what each party
    /// expects of it (J23).
    ///
    /// - Returns: The invoice's number.
    /// - Source: docs/spec/invoice.md#write-off
    @discardableResult
    mutating func writeOff(_ amount: Money, of id: InvoiceID, reason: String) throws -> String {
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
            .writeOff(WriteOff(invoice: id, amount: amount, reason: reason)))
        try append(
            .entry(
                try Entry.writtenOff(
                    zip(places, shares).map { Standing.Place($0.subledger, $1.minor) }
                        .filter { $0.amount > 0 },
                    client: invoice.client, record: record, on: header.recordedDay,
                    in: book.currency)))
        return invoice.number
    }
}
