/// Which days are closed, and what was booked into them afterwards.
///
/// - Source: docs/spec/close.md
enum CloseSchema {
    static let tables = [
        """
        CREATE TABLE closing (
            through INTEGER PRIMARY KEY,
            sequence INTEGER NOT NULL
                REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED
        ) STRICT
        """,
        """
        CREATE TABLE late (
            sequence INTEGER PRIMARY KEY
                REFERENCES record (sequence) DEFERRABLE INITIALLY DEFERRED,
            bookingDay INTEGER NOT NULL,
            recordedDay INTEGER NOT NULL CHECK (recordedDay > bookingDay)
        ) STRICT
        """,
    ]
}
