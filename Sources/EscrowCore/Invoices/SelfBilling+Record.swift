public import LedgerCore
import MoneyCore

extension SelfBilling: Recordable {
    public static var kind: RecordKind { .selfBilling }

    public func write(to record: inout RecordWriter) {
        switch self {
        case .agreed(let freelancer, let day):
            record.unsigned(1)
            record.id(freelancer)
            record.day(day)
        case .issued(let document):
            record.unsigned(2)
            record.text(document.number)
            record.id(document.freelancer)
            record.day(document.day)
            Self.write(document.lines, to: &record)
        case .objected(let document, let day):
            record.unsigned(3)
            record.unsigned(UInt64(document))
            record.day(day)
        case .corrected(let correction):
            record.unsigned(4)
            record.text(correction.number)
            record.unsigned(UInt64(correction.document))
            record.day(correction.day)
            Self.write(correction.lines, to: &record)
        }
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        switch try record.unsigned() {
        case 1: self = .agreed(freelancer: try record.id(), on: try record.day())
        case 2:
            let number = try record.text()
            let freelancer: PartyID = try record.id()
            let day = try record.day()
            let lines = try Self.lines(from: &record)
            guard lines.allSatisfy({ $0.net.minor >= 0 && $0.vat.minor >= 0 }) else {
                throw .field("lines")
            }
            self = .issued(
                Document(number: number, freelancer: freelancer, day: day, lines: lines))
        case 3: self = .objected(document: try record.natural(), on: try record.day())
        case 4:
            let number = try record.text()
            let document = try record.natural()
            let day = try record.day()
            let lines = try Self.lines(from: &record)
            guard lines.allSatisfy({ !$0.net.isZero || !$0.vat.isZero }) else {
                throw .field("lines")
            }
            self = .corrected(
                Correction(number: number, document: document, day: day, lines: lines))
        default: throw .field("self-billing")
        }
    }

    private static func write(_ lines: [Line], to record: inout RecordWriter) {
        record.text(lines.first?.net.currency.code ?? "")
        record.unsigned(UInt64(lines.count))
        for line in lines {
            record.id(line.line)
            record.signed(line.net.minor)
            record.signed(line.vat.minor)
        }
    }

    private static func lines(from record: inout RecordReader) throws(RecordError) -> [Line] {
        guard let currency = Currency(try record.text()) else { throw .field("currency") }
        var lines: [Line] = []
        for _ in 0..<(try record.count()) {
            lines.append(
                Line(
                    try record.id(), net: Money(minor: try record.signed(), currency),
                    vat: Money(minor: try record.signed(), currency)))
        }
        guard !lines.isEmpty, Set(lines.map(\.line)).count == lines.count else {
            throw .field("lines")
        }
        return lines
    }
}
