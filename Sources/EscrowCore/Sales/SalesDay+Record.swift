public import LedgerCore
import MoneyCore

/// - Source: docs/spec/log.md#sale
extension SalesDay: Recordable {
    public static var kind: RecordKind { .sale }

    public func write(to record: inout RecordWriter) {
        record.text(number)
        record.text(reference.description)
        record.id(client)
        record.id(bank)
        record.day(day)
        switch premium {
        case .passThrough: record.unsigned(1)
        case .consideration(let rate, let basis):
            record.unsigned(2)
            record.share(rate)
            record.unsigned(UInt64(basis.rawValue))
        }
        record.release(release)
        record.blob(file)
        record.text(currency.code)
        record.unsigned(UInt64(lines.count))
        for line in lines {
            record.id(line.part.owner)
            record.text(line.product)
            record.signed(line.units)
            record.signed(line.base.minor)
            record.signed(line.premium.minor)
            record.signed(line.vat.minor)
        }
    }

    /// Reads a day's sales; what the producers get follows from premium, VAT and terms.
    public init(from record: inout RecordReader) throws(RecordError) {
        number = try record.text()
        let text = try record.text()
        guard let reference = CreditorReference(reading: text), reference.description == text
        else { throw .field("creditor reference") }
        self.reference = reference
        client = try record.id()
        bank = try record.id()
        day = try record.day()
        switch try record.unsigned() {
        case 1: premium = .passThrough
        case 2:
            premium = .consideration(
                try record.share(),
                passesOn: try record.value("basis") { AmountBasis(rawValue: $0) })
        default: throw .field("premium")
        }
        release = try record.release()
        file = try record.blob()
        guard let currency = Currency(try record.text()) else { throw .field("currency") }
        var lines: [SalesLine] = []
        var total: UInt64 = 0
        for _ in 0..<(try record.count()) {
            let line = try SalesLine(from: &record, premium, currency)
            let (sum, overflow) = total.addingReportingOverflow(line.part.gross.minor.magnitude)
            guard !overflow, sum <= Int64.max else { throw .field("sales amounts") }
            total = sum
            lines.append(line)
        }
        guard (1...InvoiceLineID.linesMax).contains(lines.count) else { throw .field("lines") }
        self.lines = lines
    }
}

extension SalesLine {
    fileprivate init(
        from record: inout RecordReader, _ terms: PremiumTerms, _ currency: Currency
    ) throws(RecordError) {
        let owner: PartyID = try record.id()
        let product = try record.text()
        let units = try record.signed()
        let (base, premium, vat) = (
            try record.signed(), try record.signed(), try record.signed()
        )
        guard premium != .min, (min(0, premium)...max(0, premium)).contains(vat) else {
            throw .field("sales amounts")
        }
        let line = SalesLine(
            producer: owner, product: product, units: units, base: Money(minor: base, currency),
            premium: Money(minor: premium, currency), vat: Money(minor: vat, currency), terms)
        guard line.part.gross.minor != 0 else { throw .field("sales amounts") }
        self = line
    }
}
