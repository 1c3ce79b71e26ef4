package import LedgerCore
package import MoneyCore

/// What an entry did to the money of a transfer between two trust accounts that is on its way.
///
/// In the account that it comes from it is 1010, in the one that it goes to 1020. So what was on its
/// way on any day, as known on any day, is a sum over these.
///
/// - Source: docs/spec/store.md#transit
package struct TransitRow: DerivedRow {
    package static let table = Table(
        "transit", key: [.integer("payout"), .integer("sequence"), .integer("account")],
        [
            .integer("bank"), .integer("bookingDay"), .integer("recordedDay"),
            .integer("amount"),
        ],
        fixed: ["bank", "bookingDay", "recordedDay", "amount"])

    package let payout: PayoutID
    /// The entry.
    package let sequence: Int64
    /// 1010 or 1020.
    package let account: Account
    package let bank: TrustAccountID
    package let bookingDay: Day
    package let recordedDay: Day
    /// Debit less credit, in minor units.
    package let amount: Int64

    init(_ line: Entry.Line, of payout: PayoutID, _ entry: Entry, _ record: LogRecord) {
        self.payout = payout
        sequence = record.sequence
        account = line.subledger.account
        bank = line.subledger.bank
        bookingDay = entry.bookingDay
        recordedDay = record.recordedDay
        amount = line.signed
    }

    package init(from row: inout some FieldReader) throws {
        payout = PayoutID(sequence: try row.integer())
        sequence = try row.integer()
        account = try row.account()
        bank = TrustAccountID(sequence: try row.integer())
        bookingDay = try row.day()
        recordedDay = try row.day()
        amount = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(payout.sequence)
        row.integer(sequence)
        row.integer(Int64(account.rawValue))
        row.integer(bank.sequence)
        row.day(bookingDay)
        row.day(recordedDay)
        row.integer(amount)
    }
}
