package import MoneyCore

/// What a person has at a failed bank beside the trust's money, as a line of a CSV file gives it.
///
/// - Source: docs/csv.md#deposits
package struct DepositInput: Hashable, Sendable {
    package let party: String
    package let amount: Money

    package static let columns = CSVFile.Columns(required: ["party", "amount"])

    /// Reads all deposits of a file.
    package static func read(
        _ bytes: [UInt8], name: String, currency: Currency
    ) throws(InputError) -> [DepositInput] {
        try CSVFile(bytes, name: name, columns: columns).rows.map { row throws(InputError) in
            DepositInput(
                party: try row.text("party"), amount: try row.amount("amount", currency))
        }
    }
}
