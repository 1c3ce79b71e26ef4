package import EscrowCore
package import EscrowEngine
import Evidence
package import MoneyCore

/// A bank file of one statement of the trust account, from its lines.
package struct LinesBankFile {
    package let file: BankFile
    package let total: Money
    package let count: Int

    /// Makes the file and its statement.
    ///
    /// - Parameters:
    ///   - id: The statement's id; the file has its name.
    ///   - lines: In their order.
    ///   - day: On which all of them are booked.
    ///   - opening: What the account had before, in minor units.
    /// - Throws: What compressing or hashing throws.
    package init(_ id: String, _ lines: [BankLine], on day: Day, opening: Int64) throws {
        let total = lines.reduce(0) { $0 + $1.amount.minor }
        let bytes = Array("statement \(id) of \(lines.count) lines".utf8)
        let statement = BankStatement(
            account: try IBAN(InvoiceSeries.trustIBAN), id: id, number: nil,
            opening: Money(minor: opening, .eur), openingDay: day,
            closing: Money(minor: opening + total, .eur), closingDay: day)
        count = lines.count
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
}
