package import MoneyCore

/// One row of a till's daily file.
///
/// - Source: docs/csv.md#sales
package struct SalesInput: Hashable, Sendable {
    /// `till.csv, line 7`.
    package let place: String
    package let day: Day
    package let product: String
    package let units: Int64
    package let basePrice: Money
    package let premium: Money
    package let producer: String

    package static let columns = CSVFile.Columns(
        required: ["day", "product", "units", "base-price", "premium", "producer"])

    /// Reads all sales of a file.
    package static func read(
        _ bytes: [UInt8], name: String, currency: Currency
    ) throws(InputError) -> [SalesInput] {
        try CSVFile(bytes, name: name, columns: columns).rows.map { row throws(InputError) in
            SalesInput(
                place: row.place, day: try row.day("day"), product: try row.text("product"),
                units: try row.units("units"), basePrice: try row.price("base-price", currency),
                premium: try row.price("premium", currency), producer: try row.text("producer"))
        }
    }
}
