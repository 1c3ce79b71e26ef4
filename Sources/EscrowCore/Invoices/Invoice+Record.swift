public import LedgerCore
import MoneyCore

/// - Source: docs/spec/log.md#invoice
extension Invoice: Recordable {
    public static var kind: RecordKind { .invoice }

    public func write(to record: inout RecordWriter) {
        record.text(number)
        record.text(reference.description)
        record.id(client)
        record.id(agency)
        record.id(bank)
        record.day(day)
        record.signed(Int64(day.days(to: dueDay)))
        record.text(currency.code)
        record.unsigned(UInt64(lines.count))
        for line in lines { line.write(to: &record) }
        record.unsigned(UInt64(taxes.count))
        for tax in taxes {
            record.vat(tax.status)
            record.signed(tax.net.minor)
            record.signed(tax.vat.minor)
        }
    }

    /// Reads an invoice and checks again that its lines and taxes add up.
    public init(from record: inout RecordReader) throws(RecordError) {
        let number = try record.text()
        let text = try record.text()
        guard let reference = CreditorReference(reading: text), reference.description == text
        else { throw .field("creditor reference") }
        let client: PartyID = try record.id()
        let agency: PartyID = try record.id()
        let bank: TrustAccountID = try record.id()
        let day = try record.day()
        guard let term = Int32(exactly: try record.signed()) else { throw .field("due day") }
        guard let currency = Currency(try record.text()) else { throw .field("currency") }
        var lines: [InvoiceLine] = []
        for _ in 0..<(try record.count()) {
            lines.append(try InvoiceLine(from: &record, currency: currency))
        }
        var taxes: [VATSum] = []
        for _ in 0..<(try record.count()) {
            taxes.append(
                VATSum(
                    status: try record.vat(), net: Money(minor: try record.signed(), currency),
                    vat: Money(minor: try record.signed(), currency)))
        }
        self.init(
            number: number, reference: reference, client: client, agency: agency, bank: bank,
            day: day, dueDay: Day(number: day.number &+ term), lines: lines, taxes: taxes)
        guard (1...InvoiceLineID.linesMax).contains(lines.count), Self.addUp(lines, taxes) else {
            throw .field("invoice amounts")
        }
    }

    /// Whether lines and taxes agree, without trusting that their sums fit.
    private static func addUp(_ lines: [InvoiceLine], _ taxes: [VATSum]) -> Bool {
        let isWhole = lines.allSatisfy { line in
            line.net.minor > 0 && line.freelancerGross.minor > 0
                && line.freelancerGross.minor <= line.gross.minor
        }
        let net = taxes.reduce(Int128(0)) { $0 + Int128($1.net.minor) }
        let gross = taxes.reduce(net) { $0 + Int128($1.vat.minor) }
        return isWhole && lines.reduce(Int128(0)) { $0 + Int128($1.net.minor) } == net
            && lines.reduce(Int128(0)) { $0 + Int128($1.gross.minor) } == gross
            && Int64(exactly: gross) != nil
    }
}

extension InvoiceLine {
    func write(to record: inout RecordWriter) {
        record.id(engagement)
        record.id(freelancer)
        record.day(from)
        record.signed(Int64(from.days(to: to)))
        record.unsigned(UInt64(hours.seconds))
        record.signed(clientRate.minor)
        record.vat(clientVAT)
        record.signed(net.minor)
        record.signed(gross.minor)
        record.signed(freelancerRate.minor)
        record.vat(freelancerVAT)
        record.signed(freelancerNet.minor)
        record.signed(freelancerGross.minor)
        record.unsigned(UInt64(policy.rawValue))
        record.unsigned(UInt64(release.rawValue))
        record.text(subject)
    }

    init(from record: inout RecordReader, currency: Currency) throws(RecordError) {
        engagement = try record.id()
        freelancer = try record.id()
        from = try record.day()
        guard let span = Int32(exactly: try record.signed()) else { throw .field("last day") }
        to = Day(number: from.number &+ span)
        hours = Hours(seconds: try record.natural())
        clientRate = Money(minor: try record.signed(), currency)
        clientVAT = try record.vat()
        net = Money(minor: try record.signed(), currency)
        gross = Money(minor: try record.signed(), currency)
        freelancerRate = Money(minor: try record.signed(), currency)
        freelancerVAT = try record.vat()
        freelancerNet = Money(minor: try record.signed(), currency)
        freelancerGross = Money(minor: try record.signed(), currency)
        policy = try record.value("policy") { SplitPolicy(rawValue: $0) }
        release = try record.value("release") { Release(rawValue: $0) }
        subject = try record.text()
    }
}
