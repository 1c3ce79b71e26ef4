public import LedgerCore
public import MoneyCore

/// A correction that lowers one line of an invoice, with what each party's part falls by.
///
/// - Source: docs/spec/invoice.md#credit-notes
public struct CreditNote: Hashable, Sendable {
    public let number: String
    public let line: InvoiceLineID
    public let day: Day
    /// Greater than zero.
    public let net: Money
    /// The VAT that belongs to it; 0 or more.
    public let vat: Money
    /// In words, sealed.
    public let reason: String
    /// In the order of the line's parts; their sum is the gross amount.
    public let parts: [Part]

    public var gross: Money { Money(minor: net.minor + vat.minor, net.currency) }

    /// What one party's part falls by.
    public struct Part: Hashable, Sendable {
        public let owner: PartyID
        /// 0 or more.
        public let amount: Money
        /// So much of it was written off before, so that no entry moves it.
        public let ofWrittenOff: Money

        public init(owner: PartyID, amount: Money, ofWrittenOff: Money) {
            self.owner = owner
            self.amount = amount
            self.ofWrittenOff = ofWrittenOff
        }
    }

    public init(
        number: String, line: InvoiceLineID, day: Day, net: Money, vat: Money, reason: String,
        parts: [Part]
    ) {
        self.number = number
        self.line = line
        self.day = day
        self.net = net
        self.vat = vat
        self.reason = reason
        self.parts = parts
    }
}

extension CreditNote: Recordable {
    public static var kind: RecordKind { .creditNote }

    public func write(to record: inout RecordWriter) {
        record.text(number)
        record.id(line)
        record.day(day)
        record.text(net.currency.code)
        record.signed(net.minor)
        record.signed(vat.minor)
        record.personal([reason])
        record.unsigned(UInt64(parts.count))
        for part in parts {
            record.id(part.owner)
            record.signed(part.amount.minor)
            record.signed(part.ofWrittenOff.minor)
        }
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        let number = try record.text()
        let line: InvoiceLineID = try record.id()
        let day = try record.day()
        guard let currency = Currency(try record.text()) else { throw .field("currency") }
        let net = Money(minor: try record.signed(), currency)
        let vat = Money(minor: try record.signed(), currency)
        let reason = try record.reason()
        var parts: [Part] = []
        for _ in 0..<(try record.count()) {
            parts.append(
                Part(
                    owner: try record.id(), amount: Money(minor: try record.signed(), currency),
                    ofWrittenOff: Money(minor: try record.signed(), currency)))
        }
        self.init(
            number: number, line: line, day: day, net: net, vat: vat, reason: reason, parts: parts)
        guard net.isPositive, vat.minor >= 0,
            parts.allSatisfy({
                $0.ofWrittenOff.minor >= 0 && $0.amount.minor >= $0.ofWrittenOff.minor
            }),
            parts.reduce(Int128(0), { $0 + Int128($1.amount.minor) })
                == Int128(net.minor) + Int128(vat.minor)
        else { throw .field("credit note amounts") }
    }
}
