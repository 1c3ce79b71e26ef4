package import EscrowCore
package import MoneyCore

/// A month of the agency's own book as a batch of bookings that DATEV programs read (EXTF).
///
/// - Source: docs/spec/book-export.md#datev
package struct DatevFile {
    package let month: Month
    package let bytes: [UInt8]

    /// What the heading of a file says of whose it is and when it was made.
    package struct Heading: Hashable, Sendable {
        package let consultant: Int
        package let client: Int
        /// In which month a fiscal year begins, 1 to 12.
        package let fiscalYearMonth: Int
        package let created: Instant
        /// Nothing of it can be changed any more.
        package let isFinal: Bool

        package init(
            consultant: Int, client: Int, fiscalYearMonth: Int, created: Instant, isFinal: Bool
        ) {
            self.consultant = consultant
            self.client = client
            self.fiscalYearMonth = fiscalYearMonth
            self.created = created
            self.isFinal = isFinal
        }
    }

    /// - Parameters:
    ///   - month: What period it is.
    ///   - rows: Rows of that month, in their order.
    ///   - chart: Of the accounts in them.
    ///   - heading: What the first line says besides.
    /// - Precondition: Every row's day lies in the month.
    package init(_ month: Month, _ rows: [DatevRow], _ chart: AgencyChart, _ heading: Heading) {
        precondition(rows.allSatisfy { $0.day.month == month }, "a file is of one month")
        self.month = month
        var lines = [
            Self.first(month, chart, heading), DatevColumns.names.joined(separator: ";"),
        ]
        lines += rows.map { Self.line($0, isFinal: heading.isFinal) }
        bytes = lines.flatMap { Windows1252.bytes($0) + [0x0D, 0x0A] }
    }

    /// Such as `EXTF_2013-03.csv`.
    package var name: String { "EXTF_\(month).csv" }

    private static func first(
        _ month: Month, _ chart: AgencyChart, _ heading: Heading
    ) -> String {
        let isEarlier = month.month < heading.fiscalYearMonth
        let year = Month(
            year: isEarlier ? month.year - 1 : month.year, month: heading.fiscalYearMonth)
        let fields = [
            quoted("EXTF"), "700", "21", quoted("Buchungsstapel"), "13",
            heading.created.datev, "", quoted("RF"), quoted(""), quoted(""),
            "\(heading.consultant)", "\(heading.client)", year.firstDay.compact,
            "\(chart.accountLength)", month.firstDay.compact, month.lastDay.compact,
            quoted("Treuhand \(month)"), quoted(""), "1", "0", heading.isFinal ? "1" : "0",
            quoted("EUR"), "", quoted(""), "", "", quoted(chart.name.datev), "", "", quoted(""),
            quoted(""),
        ]
        return fields.joined(separator: ";")
    }

    private static func line(_ row: DatevRow, isFinal: Bool) -> String {
        var fields = [String](repeating: "", count: DatevColumns.names.count)
        let cents = row.minor % 100
        fields[0] = "\(row.minor / 100),\(cents < 10 ? "0" : "")\(cents)"
        fields[1] = quoted("S")
        fields[2] = quoted("EUR")
        fields[6] = "\(row.debit)"
        fields[7] = "\(row.credit)"
        fields[8] = quoted(row.key)
        fields[9] = String(row.day.compact.suffix(2) + row.day.compact.dropFirst(4).prefix(2))
        fields[10] = quoted(row.document)
        fields[11] = quoted("")
        fields[13] = quoted(row.text)
        fields[113] = isFinal ? "1" : "0"
        return fields.joined(separator: ";")
    }

    private static func quoted(_ text: String) -> String {
        "\"\(text.replacing("\"", with: "\"\""))\""
    }
}

extension Day {
    /// Eight digits, such as `20130322`.
    fileprivate var compact: String { description.replacing("-", with: "") }
}

extension Instant {
    /// Universal time to the millisecond, as 17 digits.
    fileprivate var datev: String {
        let day = utcDay
        let within = microseconds - Int64(day.number) * 86_400_000_000
        let milliseconds = within / 1000
        func digits(_ value: Int64, _ width: Int) -> String {
            let text = "\(value)"
            return String(repeating: "0", count: width - text.utf8.count) + text
        }
        let (hours, rest) = milliseconds.quotientAndRemainder(dividingBy: 3_600_000)
        let (minutes, seconds) = rest.quotientAndRemainder(dividingBy: 60_000)
        return day.compact + digits(hours, 2) + digits(minutes, 2) + digits(seconds, 5)
    }
}
