package import EscrowCore
package import LedgerCore
package import MoneyCore

/// A trust account of the book.
package struct TrustAccountRow: DerivedRow {
    package static let table = Table(
        "trustAccount", key: [.integer("id")], [.text("iban"), .text("currency")],
        indexes: [.unique("trustAccountByIBAN", "iban")])

    package let id: TrustAccountID
    package let iban: String
    package let currency: String

    package init(id: TrustAccountID, iban: String, currency: String) {
        self.id = id
        self.iban = iban
        self.currency = currency
    }

    package init(from row: inout some FieldReader) throws {
        id = TrustAccountID(sequence: try row.integer())
        iban = try row.text()
        currency = try row.text()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(id.sequence)
        row.text(iban)
        row.text(currency)
    }
}

/// A bank statement that was imported.
package struct StatementRow: DerivedRow {
    package static let table = Table(
        "statement", key: [.integer("bank"), .integer("closingDay"), .integer("sequence")],
        [.text("id"), .integer("openingDay"), .integer("opening"), .integer("closing")],
        indexes: [.plain("statementByID", "bank", "id")])

    package let bank: TrustAccountID
    package let closingDay: Day
    package let sequence: Int64
    package let id: String
    package let openingDay: Day
    package let opening: Int64
    package let closing: Int64

    package init(
        bank: TrustAccountID, closingDay: Day, sequence: Int64, id: String, openingDay: Day,
        opening: Int64, closing: Int64
    ) {
        self.bank = bank
        self.closingDay = closingDay
        self.sequence = sequence
        self.id = id
        self.openingDay = openingDay
        self.opening = opening
        self.closing = closing
    }

    package init(from row: inout some FieldReader) throws {
        bank = TrustAccountID(sequence: try row.integer())
        closingDay = try row.day()
        sequence = try row.integer()
        id = try row.text()
        openingDay = try row.day()
        opening = try row.integer()
        closing = try row.integer()
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(bank.sequence)
        row.day(closingDay)
        row.integer(sequence)
        row.text(id)
        row.day(openingDay)
        row.integer(opening)
        row.integer(closing)
    }
}

/// A booked bank line: what it was recognised as, and what of it is still unidentified.
package struct BankLineRow: DerivedRow {
    package static let table = Table(
        "bankLine", key: [.integer("id")],
        [
            .integer("bank"), .integer("bookingDay"), .integer("amount"), .integer("fingerprint"),
            .integer("meaning"), .integer("open"), .integer("receipt", optional: true),
            .integer("rule", optional: true),
        ],
        indexes: [
            .plain("bankLineByFingerprint", "fingerprint"), .plain("bankLineByAmount", "amount"),
            .plain("bankLineByDay", "bookingDay", "amount"),
        ])

    package let id: BankLineID
    package let bank: TrustAccountID
    package let bookingDay: Day
    package let amount: Int64
    /// The first eight bytes of the hash that recognises the line when it comes again.
    package let fingerprint: Int64
    package var meaning: BankLineMeaning
    /// What of a receipt is not identified yet.
    package var open: Int64
    /// The receipt that a debit takes back.
    package var receipt: BankLineID?
    /// By what a receipt found its invoice, the last time.
    package var rule: Matching.Rule?

    package init(
        id: BankLineID, bank: TrustAccountID, bookingDay: Day, amount: Int64, fingerprint: Int64,
        meaning: BankLineMeaning, open: Int64, receipt: BankLineID? = nil,
        rule: Matching.Rule? = nil
    ) {
        self.id = id
        self.bank = bank
        self.bookingDay = bookingDay
        self.amount = amount
        self.fingerprint = fingerprint
        self.meaning = meaning
        self.open = open
        self.receipt = receipt
        self.rule = rule
    }

    package init(from row: inout some FieldReader) throws {
        id = BankLineID(sequence: try row.integer())
        bank = TrustAccountID(sequence: try row.integer())
        bookingDay = try row.day()
        amount = try row.integer()
        fingerprint = try row.integer()
        let number = try row.integer()
        guard let meaning = BankLineMeaning(rawValue: UInt8(truncatingIfNeeded: number)) else {
            throw StoreError.corrupt("no meaning \(number) of a bank line")
        }
        self.meaning = meaning
        open = try row.integer()
        receipt = try row.optionalInteger().map { BankLineID(sequence: $0) }
        rule = try row.optionalInteger().flatMap {
            UInt8(exactly: $0).flatMap(Matching.Rule.init(rawValue:))
        }
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(id.sequence)
        row.integer(bank.sequence)
        row.day(bookingDay)
        row.integer(amount)
        row.integer(fingerprint)
        row.integer(Int64(meaning.rawValue))
        row.integer(open)
        row.optional(receipt?.sequence)
        row.optional(rule.map { Int64($0.rawValue) })
    }
}

/// Something a person has to decide; it goes when it is decided.
package struct WorkRow: DerivedRow {
    package static let table = Table(
        "work", key: [.integer("bankLine")],
        [.text("reason"), .text("detail"), .integer("requester", optional: true)])

    package let bankLine: BankLineID
    /// A stable code: `no-invoice`, `several-invoices`, `split-impossible` ...
    package let reason: String
    package let detail: String
    /// Who says which payouts a debit settles, until somebody else says so, too.
    package let requester: ActorID?

    /// That of a debit of which one person says which payouts it settles.
    static let settleRequested = "settle-requested"
    /// That of a receipt whose split waits for the parts of its invoice.
    static let splitImpossible = "split-impossible"

    package init(
        bankLine: BankLineID, reason: String, detail: String, requester: ActorID? = nil
    ) {
        self.bankLine = bankLine
        self.reason = reason
        self.detail = detail
        self.requester = requester
    }

    /// Of a debit of which one person says that it settles these payouts.
    static func settling(_ line: BankLineID, _ payouts: [PayoutID], by actor: ActorID) -> WorkRow {
        let numbers = payouts.map(\.sequence).sorted().map { "\($0)" }
        return WorkRow(
            bankLine: line, reason: settleRequested,
            detail:
                "one person says that it settles payout \(numbers.joined(separator: ", ")); another confirms it",
            requester: actor)
    }

    package init(from row: inout some FieldReader) throws {
        bankLine = BankLineID(sequence: try row.integer())
        reason = try row.text()
        detail = try row.text()
        requester = try row.optionalInteger().map { ActorID(sequence: $0) }
    }

    package func write(to row: inout some FieldWriter) {
        row.integer(bankLine.sequence)
        row.text(reason)
        row.text(detail)
        row.optional(requester?.sequence)
    }
}

extension BookReader {
    /// Whether all of a receipt waits in 2010 until its split can be made.
    ///
    /// - Source: docs/spec/matching.md#withheld
    package func isWithheld(_ row: BankLineRow) throws -> Bool {
        guard row.meaning == .splitWithheld,
            let work = try self.row(WorkRow.self, key: [.integer(row.id.sequence)])
        else { return false }
        return work.reason == WorkRow.splitImpossible
    }
}
