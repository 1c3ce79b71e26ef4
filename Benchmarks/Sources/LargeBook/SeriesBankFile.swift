import EscrowCore
package import EscrowEngine
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
        let made = try LinesBankFile(
            "S-\(day)-\(numbers.lowerBound)", lines, on: day, opening: opening)
        file = made.file
        total = made.total
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
