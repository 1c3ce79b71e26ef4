package import MoneyCore

/// Hours of one day as a line of a CSV file gives them.
///
/// - Source: docs/csv.md#hours
package struct HoursInput: Hashable, Sendable {
    /// `hours.csv, line 7`.
    package let place: String
    package let engagement: String
    package let day: Day
    package let hours: Hours

    package static let columns = CSVFile.Columns(required: ["engagement", "day", "hours"])

    /// Reads all hours of a file.
    package static func read(_ bytes: [UInt8], name: String) throws(InputError) -> [HoursInput] {
        try CSVFile(bytes, name: name, columns: columns).rows.map { row throws(InputError) in
            HoursInput(
                place: row.place, engagement: try row.text("engagement"),
                day: try row.day("day"), hours: try row.hours("hours"))
        }
    }
}
