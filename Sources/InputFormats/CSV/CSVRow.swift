package import MoneyCore

/// One line of a CSV file: fields by the names of their columns.
package struct CSVRow: Equatable, Sendable {
    package let file: String
    /// Where the row begins, counted from 1.
    package let line: Int
    let separator: CSVFile.Separator
    let places: [String: Int]
    let fields: [String]

    /// The place of the row for messages: `hours.csv, line 7`.
    package var place: String { "\(file), line \(line)" }

    /// The text of a column; nil when it is empty or not in the file.
    package func optional(_ column: String) -> String? {
        guard let place = places[column], !fields[place].isEmpty else { return nil }
        return fields[place]
    }

    /// The text of a column that must hold one.
    package func text(_ column: String) throws(InputError) -> String {
        guard let text = optional(column) else {
            throw error(column, "\(column) is empty.", "Fill it in.")
        }
        return text
    }

    /// The value of a column that must hold one.
    package func value<Value>(
        _ column: String, _ what: String, _ read: (String) -> Value?
    ) throws(InputError) -> Value {
        let text = try text(column)
        guard let value = read(text) else { throw wrong(column, text, what) }
        return value
    }

    /// The value of a column, or nil when it is empty.
    package func optional<Value>(
        _ column: String, _ what: String, _ read: (String) -> Value?
    ) throws(InputError) -> Value? {
        optional(column) == nil ? nil : try value(column, what, read)
    }

    package func error(_ column: String, _ message: String, _ remedy: String) -> InputError {
        InputError(
            file: file, line: line, column: places[column].map { $0 + 1 }, message: message,
            remedy: remedy)
    }

    private func wrong(_ column: String, _ text: String, _ what: String) -> InputError {
        error(column, "\(column) is \"\(text)\".", "Write \(what).")
    }
}

extension CSVRow {
    package func day(_ column: String) throws(InputError) -> Day {
        try value(column, Self.dayForm) { Day($0) }
    }

    package func optionalDay(_ column: String) throws(InputError) -> Day? {
        try optional(column, Self.dayForm) { Day($0) }
    }

    /// An amount of more than zero, exact to the minor unit.
    package func amount(_ column: String, _ currency: Currency) throws(InputError) -> Money {
        let decimal = try decimal(column)
        guard let money = Money(decimal, currency) else {
            throw wrong(
                column, try text(column), "an exact amount in \(currency), such as 100.00")
        }
        guard money.isPositive else {
            throw error(
                column, "\(column) is \(try text(column)), which is not more than zero.",
                "Write a positive amount.")
        }
        return money
    }

    /// A price of zero or more, exact to the minor unit.
    package func price(_ column: String, _ currency: Currency) throws(InputError) -> Money {
        let decimal = try decimal(column)
        guard let money = Money(decimal, currency), !money.isNegative else {
            throw wrong(
                column, try text(column),
                "a price of zero or more, exact in \(currency), such as 0.50")
        }
        return money
    }

    /// A whole number other than zero.
    package func units(_ column: String) throws(InputError) -> Int64 {
        try value(column, "a whole number, below zero for what came back") { text in
            Int64(text).flatMap { $0 == 0 ? nil : $0 }
        }
    }

    /// Hours of more than none: `7.5`, or `7:30`.
    package func hours(_ column: String) throws(InputError) -> Hours {
        guard let hours = Hours(try decimal(column)), hours.seconds > 0 else {
            throw wrong(column, try text(column), "hours such as 7.5 or 7:30, more than none")
        }
        return hours
    }

    private static let dayForm = "a day such as 2013-01-31"

    /// The text with a decimal point.
    ///
    /// Where `;` separates, people write a decimal comma, and a point with three digits behind it
    /// may stand for thousands: both a comma and such a point are read exactly, or refused.
    ///
    /// - Source: docs/csv.md#numbers
    private func decimal(_ column: String) throws(InputError) -> String {
        let text = try text(column)
        guard separator == .semicolon else { return text }
        let commas = text.count { $0 == "," }
        if commas == 0 {
            let behind = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst()
            guard behind.count == 1, behind.last?.utf8.count == 3 else { return text }
            throw error(
                column, "\(column) is \"\(text)\", which can mean thousands or decimals.",
                "Write it without a point for thousands, and with two decimals.")
        }
        guard commas == 1, !text.contains(".") else {
            throw error(
                column, "\(column) is \"\(text)\", with signs for thousands.",
                "Write it without them, such as 1234,56.")
        }
        return String(text.map { $0 == "," ? "." : $0 })
    }
}
