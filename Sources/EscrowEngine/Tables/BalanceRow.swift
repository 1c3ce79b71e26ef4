package import LedgerCore
package import MoneyCore

/// The balance of an account, by owner and bank account, now.
package struct BalanceRow: DerivedRow {
    package static let table = Table(
        "balance", key: [.integer("account"), .integer("owner"), .integer("bank")],
        [.integer("amount")])

    package let account: Account
    /// Zero where the account has no owner.
    package let owner: Int64
    package let bank: Int64
    /// On the account's normal side; only what the bank does can make it negative.
    package var amount: Int64

    package init(account: Account, owner: Int64, bank: Int64, amount: Int64) {
        self.account = account
        self.owner = owner
        self.bank = bank
        self.amount = amount
    }

    package init(from row: inout some FieldReader) throws {
        account = try row.account()
        owner = try row.integer()
        bank = try row.integer()
        amount = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(Int64(account.rawValue))
        row.integer(owner)
        row.integer(bank)
        row.integer(amount)
    }
}

/// What was posted to an account of an owner on one booking day and recorded on one day.
///
/// Any balance "on D as known on K" is a sum over these, however many entries a day has.
package struct TotalRow: DerivedRow {
    package static let table = Table(
        "total",
        key: [
            .integer("owner"), .integer("account"), .integer("bookingDay"), .integer("recordedDay"),
        ],
        [.integer("debit"), .integer("credit")])

    package let owner: Int64
    package let account: Account
    package let bookingDay: Day
    package let recordedDay: Day
    package var debit: Int64
    package var credit: Int64

    package init(
        owner: Int64, account: Account, bookingDay: Day, recordedDay: Day, debit: Int64,
        credit: Int64
    ) {
        self.owner = owner
        self.account = account
        self.bookingDay = bookingDay
        self.recordedDay = recordedDay
        self.debit = debit
        self.credit = credit
    }

    package init(from row: inout some FieldReader) throws {
        owner = try row.integer()
        account = try row.account()
        bookingDay = try row.day()
        recordedDay = try row.day()
        debit = try row.integer()
        credit = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(owner)
        row.integer(Int64(account.rawValue))
        row.day(bookingDay)
        row.day(recordedDay)
        row.integer(debit)
        row.integer(credit)
    }
}

/// The same over all owners, per bank account: what reconciliation compares.
package struct ControlRow: DerivedRow {
    package static let table = Table(
        "control",
        key: [
            .integer("bank"), .integer("account"), .integer("bookingDay"), .integer("recordedDay"),
        ],
        [.integer("debit"), .integer("credit")])

    package let bank: Int64
    package let account: Account
    package let bookingDay: Day
    package let recordedDay: Day
    package var debit: Int64
    package var credit: Int64

    package init(
        bank: Int64, account: Account, bookingDay: Day, recordedDay: Day, debit: Int64,
        credit: Int64
    ) {
        self.bank = bank
        self.account = account
        self.bookingDay = bookingDay
        self.recordedDay = recordedDay
        self.debit = debit
        self.credit = credit
    }

    package init(from row: inout some FieldReader) throws {
        bank = try row.integer()
        account = try row.account()
        bookingDay = try row.day()
        recordedDay = try row.day()
        debit = try row.integer()
        credit = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(bank)
        row.integer(Int64(account.rawValue))
        row.day(bookingDay)
        row.day(recordedDay)
        row.integer(debit)
        row.integer(credit)
    }
}

/// Which entries touched an owner: the way from a statement to the log.
package struct PostingRow: DerivedRow {
    package static let table = Table(
        "posting", key: [.integer("owner"), .integer("bookingDay"), .integer("sequence")],
        [.integer("recordedDay")], fixed: ["recordedDay"])

    package let owner: Int64
    package let bookingDay: Day
    package let sequence: Int64
    package let recordedDay: Day

    package init(owner: Int64, bookingDay: Day, sequence: Int64, recordedDay: Day) {
        self.owner = owner
        self.bookingDay = bookingDay
        self.sequence = sequence
        self.recordedDay = recordedDay
    }

    package init(from row: inout some FieldReader) throws {
        owner = try row.integer()
        bookingDay = try row.day()
        sequence = try row.integer()
        recordedDay = try row.day()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(owner)
        row.day(bookingDay)
        row.integer(sequence)
        row.day(recordedDay)
    }
}

extension FieldReader {
    mutating func account() throws -> Account {
        let number = try integer()
        guard let account = Account(rawValue: UInt16(truncatingIfNeeded: number)) else {
            throw StoreError.corrupt("no account \(number)")
        }
        return account
    }

    mutating func day() throws -> Day {
        Day(number: Int32(truncatingIfNeeded: try integer()))
    }

    mutating func optionalDay() throws -> Day? {
        try optionalInteger().map { Day(number: Int32(truncatingIfNeeded: $0)) }
    }

    mutating func flag() throws -> Bool { try integer() != 0 }
}

extension FieldWriter {
    package mutating func day(_ day: Day) { integer(Int64(day.number)) }
    mutating func flag(_ value: Bool) { integer(value ? 1 : 0) }
}
