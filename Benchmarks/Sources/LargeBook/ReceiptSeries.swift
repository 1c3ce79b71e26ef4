package import EscrowCore
package import MoneyCore

/// Made-up receipts by their number, which pay invoices of a series as people do.
package struct ReceiptSeries: Sendable {
    private let series: InvoiceSeries
    /// How many invoices are open.
    private let open: Int
    private let issued: Day
    private let day: Day

    package init(_ series: InvoiceSeries, open: Int, issued: Day, paid day: Day) {
        self.series = series
        self.open = open
        self.issued = issued
        self.day = day
    }

    /// Of twenty receipts ten name the number in a text, four the creditor reference, two the number in
    /// another writing, one pays two invoices, two say nothing, and one is nobody's.
    package func line(_ number: Int) throws -> BankLine {
        // A step that no count of invoices is a multiple of, so that they come in no order.
        let invoice = try series.invoice(number * 7_919 % open, on: issued)
        let digits = String(invoice.number.dropFirst(2))
        var (amount, text, reference) = (invoice.gross, "", String?.none)
        var isKnown = true
        switch number % 20 {
        case 0..<10: text = "Rechnung Nr. \(invoice.number) vom \(issued)"
        case 10..<14: reference = invoice.reference.description
        case 14..<16: text = "RE \(digits.prefix(3)) \(digits.dropFirst(3))"
        case 16:
            let other = try series.invoice(
                (number * 7_919 + series.size.freelancers) % open, on: issued)
            amount = try amount.adding(other.gross)
            text = "\(invoice.number) und \(other.number)"
        case 17, 18: text = "Leistungen"
        default:
            text = "Spende \(number)"
            isKnown = false
        }
        return BankLine(
            amount: amount, bookingDay: day, valueDay: day, bankReference: "B-\(number)",
            endToEndID: nil, creditorReference: reference, remittance: text,
            counterpartyName: "client",
            counterpartyAccount: isKnown
                ? InvoiceSeries.account(of: invoice.client)?.electronic : nil,
            kind: .transfer, returnReason: nil, place: "statement 1, entry \(number + 1)")
    }
}
