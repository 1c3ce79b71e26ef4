import EscrowCore
package import EscrowEngine
import Evidence
package import MoneyCore

/// Bank files in which clients pay invoices of a series in full, each by its creditor reference.
package struct SeriesBankFile {
    package let file: BankFile
    package let total: Money

    /// One line for each invoice of `numbers`; `opening` is what the account had before, in minor
    /// units.
    package init(
        _ numbers: Range<Int>, of series: InvoiceSeries, issued: Day, paid day: Day, opening: Int64
    ) throws {
        let lines = try numbers.map { try Self.line($0, of: series, issued: issued, paid: day) }
        let total = lines.reduce(0) { $0 + $1.amount.minor }
        let id = "S-\(day)-\(numbers.lowerBound)"
        let bytes = Array("statement \(id) of \(numbers.count) lines".utf8)
        let statement = BankStatement(
            account: try IBAN(InvoiceSeries.trustIBAN), id: id, number: nil,
            opening: Money(minor: opening, .eur), openingDay: day,
            closing: Money(minor: opening + total, .eur), closingDay: day)
        self.total = Money(minor: total, .eur)
        file = BankFile(
            name: "\(id).xml", digest: try SHA256Hasher().digest(of: bytes),
            size: Int64(bytes.count),
            statements: [
                BankFile.Heading(
                    accountText: InvoiceSeries.trustIBAN, currency: "EUR", statement: statement,
                    notBooked: [])
            ],
            forEachLine: { body in for line in lines { try body(0, line) } },
            forEachPiece: { body in
                try body(
                    FilePiece(
                        index: 0, size: bytes.count, compressed: try Deflate.compress(bytes)))
            })
    }

    private static func line(
        _ number: Int, of series: InvoiceSeries, issued: Day, paid day: Day
    )
        throws -> BankLine
    {
        let invoice = try series.invoice(number, on: issued)
        return BankLine(
            amount: invoice.gross, bookingDay: day, valueDay: day, bankReference: "B-\(number)",
            endToEndID: "C-\(number)", creditorReference: invoice.reference.description,
            remittance: "", counterpartyName: "client",
            counterpartyAccount: InvoiceSeries.account(of: invoice.client)?.electronic,
            kind: .transfer, returnReason: nil, place: "statement 1, entry \(number + 1)")
    }
}
