import EscrowCore
import LedgerCore
import MoneyCore

extension Draft {
    /// Writes off what a payment is short of its invoice within the limit (J23), at the cost of who
    /// bears such differences.
    ///
    /// Where the bearer expects less than the difference, nothing is written off and it stays open.
    ///
    /// - Returns: What a person should hear of it; nil without a difference.
    /// - Source: docs/spec/matching.md#difference
    mutating func writeOff(_ difference: Money, of id: InvoiceID) throws -> String? {
        guard difference.isPositive else { return nil }
        let invoice = try writer.billed(id)
        let isAgencys = try writer.setting(.matchDifferenceBearer) == 0
        var places: [Standing.Place] = []
        for (index, line) in invoice.lines.enumerated() {
            let lineID = InvoiceLineID(invoice: id, number: index + 1)
            for part in line.parts where !isAgencys || part.role == .agency {
                places.append(try expectation(of: part, lineID, bank: invoice.bank))
            }
        }
        guard places.reduce(0, { $0 + $1.amount }) >= difference.minor else {
            return
                "\(difference) of invoice \(invoice.number) stay open: the agency's part does not bear them"
        }
        let shares = try difference.divided(by: places.map(\.amount))
        let record = try append(
            .writeOff(
                WriteOff(
                    invoice: id, amount: difference,
                    reason: "difference within match-difference-limit")))
        try append(
            .entry(
                try Entry.writtenOff(
                    zip(places, shares).map { Standing.Place($0.subledger, $1.minor) }
                        .filter { $0.amount > 0 },
                    client: invoice.client, record: record, on: header.recordedDay,
                    in: book.currency)))
        return "\(difference) less than invoice \(invoice.number), written off"
    }
}
