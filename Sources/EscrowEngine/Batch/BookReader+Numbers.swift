import EscrowCore
import LedgerCore
import MoneyCore

/// Numbers that the book gives by itself.
///
/// - Source: docs/spec/invoice.md#number
extension BookReader {
    /// All invoices and days of sales in the order of their numbers.
    package func invoicesByNumber() throws -> [InvoiceRow] {
        try rows(InvoiceRow.self, Selection(index: "invoiceByNumber"))
            .sorted { DocumentNumber.precedes($0.number, $1.number) }
    }

    /// All other documents in the order of their numbers.
    package func documentsByNumber() throws -> [DocumentRow] {
        try rows(DocumentRow.self, .all)
            .sorted { DocumentNumber.precedes($0.number, $1.number) }
    }

    /// The next number of an invoice or of a day's sales: what it begins with, the day's year, a
    /// counter.
    func nextInvoiceNumber(_ prefix: String, on day: Day) throws -> String {
        let start = "\(prefix)\("\(day)".prefix(4))-"
        let newest = try rows(
            InvoiceRow.self,
            Selection(
                index: "invoiceByNumber", from: .text("\(start)0000"),
                through: .text("\(start)9999"), isDescending: true, limit: 1)
        ).first
        return try Self.next(start, behind: newest?.number) {
            try invoiceRow(number: $0) != nil
        }
    }

    /// The next number of a series of other documents.
    func nextDocumentNumber(_ prefix: String, on day: Day) throws -> String {
        let start = "\(prefix)\("\(day)".prefix(4))-"
        let newest = try rows(
            DocumentRow.self,
            Selection(
                from: .text("\(start)0000"), through: .text("\(start)9999"), isDescending: true,
                limit: 1)
        ).first
        return try Self.next(start, behind: newest?.number) {
            try row(DocumentRow.self, key: [.text($0)]) != nil
        }
    }

    /// The number behind the highest of four digits, or the first free one behind those that need
    /// more, found in few steps however many there are.
    private static func next(
        _ start: String, behind newest: String?, _ isTaken: (String) throws -> Bool
    ) throws -> String {
        var taken = newest.flatMap { Int($0.dropFirst(start.count)) } ?? 0
        var step = 1
        while try isTaken(DocumentNumber.text(start, taken + step)) {
            taken += step
            step *= 2
        }
        var free = taken + step
        while free - taken > 1 {
            let middle = taken + (free - taken) / 2
            if try isTaken(DocumentNumber.text(start, middle)) {
                taken = middle
            } else {
                free = middle
            }
        }
        return DocumentNumber.text(start, free)
    }
}
