package import MoneyCore

/// A day up to which the book is closed, and the record that closed it.
package struct CloseRow: DerivedRow {
    package static let table = Table(
        "closing", key: [.integer("through")], [.integer("sequence")], fixed: ["sequence"])

    package let through: Day
    package let sequence: Int64

    package init(through: Day, sequence: Int64) {
        self.through = through
        self.sequence = sequence
    }

    package init(from row: inout some FieldReader) throws {
        through = try row.day()
        sequence = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.day(through)
        row.integer(sequence)
    }
}

/// An entry that was recorded after its booking day was closed: what a report must name.
package struct LateRow: DerivedRow {
    package static let table = Table(
        "late", key: [.integer("sequence")], [.integer("bookingDay"), .integer("recordedDay")],
        fixed: ["bookingDay", "recordedDay"])

    package let sequence: Int64
    package let bookingDay: Day
    package let recordedDay: Day

    package init(sequence: Int64, bookingDay: Day, recordedDay: Day) {
        self.sequence = sequence
        self.bookingDay = bookingDay
        self.recordedDay = recordedDay
    }

    package init(from row: inout some FieldReader) throws {
        sequence = try row.integer()
        bookingDay = try row.day()
        recordedDay = try row.day()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(sequence)
        row.day(bookingDay)
        row.day(recordedDay)
    }
}
