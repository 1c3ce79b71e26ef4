public import LedgerCore
public import MoneyCore

/// The first record of a book: what it is, for good.
public struct BookOpening: Hashable, Sendable {
    public let book: BookID
    public let currency: Currency
    /// IANA name of the time zone that days are counted in.
    public let timeZone: String
    /// A sample book has its clock given, and every report of it says SAMPLE.
    public let isSample: Bool

    public init(book: BookID, currency: Currency, timeZone: String, isSample: Bool) {
        self.book = book
        self.currency = currency
        self.timeZone = timeZone
        self.isSample = isSample
    }
}

extension BookOpening: Recordable {
    public static var kind: RecordKind { .book }

    public func write(to record: inout RecordWriter) {
        record.unsigned(book.rawValue)
        record.text(currency.code)
        record.text(timeZone)
        record.flag(isSample)
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        let number = try record.unsigned()
        let book = BookID(rawValue: number)
        guard book.rawValue == number else { throw .field("book") }
        guard let currency = Currency(try record.text()) else { throw .field("currency") }
        self.init(
            book: book, currency: currency, timeZone: try record.text(), isSample: try record.flag()
        )
    }
}

/// A bank account that is openly for others' money.
public struct TrustAccount: Hashable, Sendable {
    public let iban: IBAN
    public let bic: BIC?
    /// Who holds the account, as invoices and payment files name him.
    public let holder: String
    public let currency: Currency

    public init(iban: IBAN, bic: BIC?, holder: String, currency: Currency) {
        self.iban = iban
        self.bic = bic
        self.holder = holder
        self.currency = currency
    }
}

extension TrustAccount: Recordable {
    public static var kind: RecordKind { .trustAccount }

    public func write(to record: inout RecordWriter) {
        record.text(currency.code)
        record.personal([iban.electronic, bic?.description, holder])
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        guard let currency = Currency(try record.text()) else { throw .field("currency") }
        let fields = try record.personal()
        guard fields.count == 3, let text = fields[0], let iban = try? IBAN(text),
            let holder = fields[2]
        else { throw .field("trust account") }
        let bic = fields[1].flatMap { BIC($0) }
        guard (bic == nil) == (fields[1] == nil) else { throw .field("BIC") }
        self.init(iban: iban, bic: bic, holder: holder, currency: currency)
    }
}
