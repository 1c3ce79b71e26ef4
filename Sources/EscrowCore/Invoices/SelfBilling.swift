public import LedgerCore
public import MoneyCore

/// The freelancer's side of invoice lines as a document that the agency issues (Gutschrift).
///
/// - Source: UStG § 14 (2) sentence 2 and 3; docs/spec/self-billing.md
public enum SelfBilling: Hashable, Sendable {
    /// The freelancer agreed beforehand that the agency issues.
    case agreed(freelancer: PartyID, on: Day)
    case issued(Document)
    /// The freelancer objects to a document: it is no invoice any more.
    case objected(document: Int64, on: Day)

    public struct Document: Hashable, Sendable {
        public let number: String
        public let freelancer: PartyID
        public let day: Day
        /// At least one, each once.
        public let lines: [InvoiceLineID]

        public init(number: String, freelancer: PartyID, day: Day, lines: [InvoiceLineID]) {
            self.number = number
            self.freelancer = freelancer
            self.day = day
            self.lines = lines
        }
    }
}

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
            record.unsigned(UInt64(document.lines.count))
            for line in document.lines { record.id(line) }
        case .objected(let document, let day):
            record.unsigned(3)
            record.unsigned(UInt64(document))
            record.day(day)
        }
    }

    public init(from record: inout RecordReader) throws(RecordError) {
        switch try record.unsigned() {
        case 1: self = .agreed(freelancer: try record.id(), on: try record.day())
        case 2:
            let number = try record.text()
            let freelancer: PartyID = try record.id()
            let day = try record.day()
            var lines: [InvoiceLineID] = []
            for _ in 0..<(try record.count()) { lines.append(try record.id()) }
            guard !lines.isEmpty, Set(lines).count == lines.count else { throw .field("lines") }
            self = .issued(
                Document(number: number, freelancer: freelancer, day: day, lines: lines))
        case 3: self = .objected(document: try record.natural(), on: try record.day())
        default: throw .field("self-billing")
        }
    }
}
