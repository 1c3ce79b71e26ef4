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

    /// Whether lines, parts and taxes agree, without trusting that their sums fit.
    private static func addUp(_ lines: [InvoiceLine], _ taxes: [VATSum]) -> Bool {
        let net = taxes.reduce(Int128(0)) { $0 + Int128($1.net.minor) }
        let gross = taxes.reduce(net) { $0 + Int128($1.vat.minor) }
        return lines.allSatisfy(\.isWhole)
            && lines.reduce(Int128(0)) { $0 + Int128($1.net.minor) } == net
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
        record.optional(rule)
        record.flag(setsVATAside)
        record.release(release)
        record.text(subject)
        record.unsigned(UInt64(parts.count))
        for part in parts { part.write(to: &record) }
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
        rule = try record.optionalID()
        setsVATAside = try record.flag()
        release = try record.release()
        subject = try record.text()
        var parts: [InvoicePart] = []
        for _ in 0..<(try record.count()) {
            parts.append(try InvoicePart(from: &record, currency: currency))
        }
        self.parts = parts
    }

    /// Whether the parts are the line: what a forged record could say otherwise.
    fileprivate var isWhole: Bool {
        let freelancers = parts.filter { $0.role == .freelancer }
        return net.minor > 0 && parts.count <= InvoicePart.partsMax
            && parts.allSatisfy { $0.gross.minor >= 0 }
            && Set(parts.map(\.owner)).count == parts.count && freelancers.count == 1
            && freelancers.allSatisfy { $0.owner == freelancer && $0.gross.isPositive }
            && parts.count { $0.role == .agency } <= 1
            && parts.reduce(Int128(0)) { $0 + Int128($1.gross.minor) } == Int128(gross.minor)
    }
}
